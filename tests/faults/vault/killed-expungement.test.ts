import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { expungeCase } from '#app/ledger/expunge-case.ts'
import type { VaultSession } from '#app/vault-session.ts'
import { makeSystemClock } from '#node/engine/system-clock.ts'
import { Attempts } from '#node/vault/attempts.ts'
import { makeFolderSlotKeeper } from '#node/vault/folder-slot-keeper.ts'
import {
  type DoomedVault,
  FOUNDER,
  filesWith,
  makeDoomedVault,
  objectsIn,
  SECOND,
  type Trace,
  tracesOf,
  unlockAs,
} from '../../support/doomed-vault.ts'
import { CHEAP_KDF, codeOf, copyVault, makeFolder, whenFileEnds } from '../../support/make-vault.ts'
import { keeperOf } from '../../support/open-session.ts'
import { expectOk } from '../../support/results.ts'

const atEnd = whenFileEnds()
/** Copies of the vault as a kill at each step would leave it, in order. */
const states: { readonly step: string; readonly folder: string }[] = []
let vault: DoomedVault
let traces: readonly Trace[]

beforeAll(async () => {
  vault = await makeDoomedVault(atEnd)
  traces = await tracesOf(vault.folder, vault.doomed)
  const folder = await copyVault(vault.folder, atEnd)
  const copies = await makeFolder(atEnd)
  const note = (step: string) => {
    const state = { step, folder: join(copies, `${states.length}`, 'vault') }
    cpSync(folder, state.folder, { recursive: true })
    states.push(state)
  }
  const keeper = keeperOf(folder)
  const session = expectOk(await keeper.unlock(FOUNDER))
  await expungeNoting(folder, session, note)
  await keeper.close(session)
}, 60_000)

/** Expunges the case and notes the files before and after everything that changes them. */
async function expungeNoting(
  folder: string,
  session: VaultSession,
  note: (step: string) => void,
): Promise<void> {
  const noting =
    <Query extends readonly unknown[], Answer>(step: string, work: (...query: Query) => Answer) =>
    (...query: Query): Answer => {
      note(`before ${step}`)
      const answer = work(...query)
      note(`after ${step}`)
      return answer
    }
  const noted: VaultSession = {
    ...session,
    cases: { ...session.cases, dropOthers: noting('dropping projections', session.cases.dropOthers) },
    ledger: { ...session.ledger, expunge: noting('the transaction', session.ledger.expunge) },
    objects: {
      ...session.objects,
      async remove(objectId) {
        note('before removing an object')
        return await session.objects.remove(objectId)
      },
    },
  }
  const tools = { attempts: new Attempts(folder, makeSystemClock()), keychain: null }
  const slots = makeFolderSlotKeeper({ chooseKdf: async () => CHEAP_KDF, tools })
  const { signal } = new AbortController()
  const handler = expungeCase(
    () => noted,
    { openPerson: (_, credentials) => slots.openPerson(session, credentials) },
    () => {},
  )
  const input = { ...vault.order, order: vault.order.order }
  const answer = await handler(input, { signal, onProgress: () => {} })
  if (typeof answer === 'symbol' || !answer.ok) throw new Error(JSON.stringify(answer))
  note('at the end')
}

test('the steps are those that the order says', () => {
  expect(states.map(({ step }) => step)).toEqual([
    'before dropping projections',
    'after dropping projections',
    'before the transaction',
    'after the transaction',
    'before dropping projections',
    'after dropping projections',
    'before removing an object',
    'before removing an object',
    'at the end',
  ])
})

describe.each([
  ['by whoever expunged it', FOUNDER],
  ['by somebody else', SECOND],
])('a kill at any step, and the vault opened next %s', (_, who) => {
  test('leaves the case whole, or the order on record and everything else gone', async () => {
    for (const [index, { step, folder: state }] of states.entries()) {
      const folder = await copyVault(state)
      const desk = await unlockAs(folder, who)
      const isWhole = index < 3
      const shown = await desk.call('case.show', { case: vault.doomed })
      expect([step, shown.outcome]).toEqual([step, isWhole ? 'done' : 'failed'])
      if (!isWhole) expect(codeOf(shown)).toBe('case/not-found')
      expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, findings: [], notes: [] })
      expect([step, (await objectsIn(folder)).length]).toEqual([step, isWhole ? 3 : 1])
      await desk.engine.close()
      const found = await filesWith(folder, traces)
      if (isWhole) expect(found.length).toBeGreaterThan(traces.length / 2)
      else expect([step, found]).toEqual([step, []])
    }
  }, 60_000)
})
