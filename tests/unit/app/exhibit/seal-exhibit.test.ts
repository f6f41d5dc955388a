import { beforeAll, describe, expect, test } from 'vitest'
import { sealExhibit } from '#app/exhibit/seal-exhibit.ts'
import type { ByteSource } from '#app/ports/byte-source.ts'
import type { LedgerStore, LedgerStoreFailure } from '#app/ports/ledger-store.ts'
import type { VaultSession } from '#app/vault-session.ts'
import { fail } from '#core/result.ts'
import { createStreamSource } from '#node/objects/stream-source.ts'
import { copyVault, FIRST_CASE, makeClosedVault, whenFileEnds } from '../../../support/make-vault.ts'
import { openSession } from '../../../support/open-session.ts'
import { expectOk } from '../../../support/results.ts'

const atEnd = whenFileEnds()
const CONTENT = Buffer.from('evidence')
let original: string

beforeAll(async () => {
  original = await makeClosedVault(atEnd)
})

function makeSource(name = 'a.txt'): ByteSource {
  const { source, push, end } = expectOk(
    createStreamSource({ name, sizeBytes: CONTENT.length, modifiedAtMs: 5.5 }),
  )
  void push(CONTENT).then(end)
  return source
}

/** Seals one exhibit in a session whose ledger is what the test says. */
async function seal(
  ledgerOf: (ledger: LedgerStore) => LedgerStore,
  given: { readonly name?: string } = {},
  sourceName?: string,
) {
  const { session } = await openSession(await copyVault(original))
  const vault: VaultSession = { ...session, ledger: ledgerOf(session.ledger) }
  const before = expectOk(await session.objects.list()).objectIds.length
  const handler = sealExhibit(() => vault, { take: () => makeSource(sourceName) })
  const context = { signal: new AbortController().signal, onProgress: () => {} }
  const answer = await handler({ case: FIRST_CASE, intakeId: 'x', ...given }, context)
  return { answer, session, addedObjects: expectOk(await session.objects.list()).objectIds.length - before }
}

/** A ledger that keeps what it is given and then says that it did not. */
const keepsAndFails = (failure: LedgerStoreFailure) => (ledger: LedgerStore) => ({
  ...ledger,
  append: (events: Parameters<LedgerStore['append']>[0]) =>
    ledger.append(events).ok ? fail(failure) : fail(failure),
})
const failsOnly = (failure: LedgerStoreFailure) => (ledger: LedgerStore) => ({
  ...ledger,
  append: () => fail(failure),
})

describe('an exhibit', () => {
  test('whose entry is written keeps its object', async () => {
    const { answer, addedObjects } = await seal((ledger) => ledger)
    expect(answer).toMatchObject({
      ok: true,
      value: { number: `${FIRST_CASE}-E002`, name: 'a.txt', sourceModifiedAtMs: 5 },
    })
    expect(addedObjects).toBe(1)
  })

  test.each(['disk/full', 'disk/read-only', 'vault/in-use', 'database/damaged'] as const)(
    'whose entry is certainly not written (%s) leaves no object',
    async (code) => {
      const { answer, addedObjects } = await seal(failsOnly({ code }))
      expect(answer).toEqual(fail({ code }))
      expect(addedObjects).toBe(0)
    },
  )

  test.each(['head/not-recorded', 'disk/failed'] as const)(
    'whose entry may be written all the same (%s) keeps its object, so that no entry is ever without one',
    async (code) => {
      const { answer, addedObjects, session } = await seal(keepsAndFails({ code }))
      expect(answer).toEqual(fail({ code }))
      expect(addedObjects).toBe(1)
      expect(expectOk(session.cases.counts()).exhibits).toBe(3)
    },
  )

  test('is not looked for in a ledger that cannot be read', async () => {
    const { session } = await openSession(await copyVault(original))
    const damaged = () => fail({ code: 'database/damaged' as const })
    const cases = { ...session.cases, exhibitsOf: damaged, lastNumber: damaged }
    const vault = { ...session, cases }
    const before = expectOk(await session.objects.list()).objectIds.length
    const handler = sealExhibit(() => vault, { take: () => makeSource() })
    const context = { signal: new AbortController().signal, onProgress: () => {} }
    expect(await handler({ case: FIRST_CASE, intakeId: 'x' }, context)).toEqual(
      fail({ code: 'database/damaged' }),
    )
    expect(expectOk(await session.objects.list()).objectIds).toHaveLength(before)
  })

  test('that is given another name keeps the file\u2019s own, made visible', async () => {
    const { answer } = await seal((ledger) => ledger, { name: 'រូបថត' }, 'IMG\u200b1.png')
    expect(answer).toMatchObject({
      ok: true,
      value: { name: 'រូបថត', sourceName: expect.stringContaining('IMG') },
    })
  })
})

test('what the vault\u2019s lock leaves of a seal that was already whole is nothing', async () => {
  const { session } = await openSession(await copyVault(original))
  let asked = 0
  // Locked after the object is durable: the second time somebody asks there is no session.
  const source = () => (++asked === 1 ? session : null)
  const before = expectOk(await session.objects.list()).objectIds.length
  const handler = sealExhibit(source, { take: () => makeSource() })
  const context = { signal: new AbortController().signal, onProgress: () => {} }
  expect(await handler({ case: FIRST_CASE, intakeId: 'x' }, context)).toEqual(fail({ code: 'vault/locked' }))
  expect(expectOk(await session.objects.list()).objectIds).toHaveLength(before)
  expect(asked).toBe(2)
})
