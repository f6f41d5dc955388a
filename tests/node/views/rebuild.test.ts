import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { appendEvents } from '#app/ledger/append-events.ts'
import type { CancelSignal } from '#app/ports/byte-source.ts'
import { CASE_KINDS } from '#core/ledger/case-kinds.ts'
import type { EventBody } from '#core/ledger/event-body.ts'
import type { VaultDatabase } from '#node/sqlite/vault-database.ts'
import { filesBehind } from '#node/vault/vault-files.ts'
import { VIEW_TABLES } from '#node/views/view-schema.ts'
import { fillCasework } from '../../support/fill-casework.ts'
import { fillCustody } from '../../support/fill-custody.ts'
import { copyVault, createVault, fillVault, unlock, whenFileEnds } from '../../support/make-vault.ts'
import { openSession } from '../../support/open-session.ts'
import { expectOk } from '../../support/results.ts'
import { bodyOf, KINDS } from '../../support/sample-events.ts'

const atEnd = whenFileEnds()
let original: string

beforeAll(async () => {
  const desk = await createVault({ atEnd })
  for (let time = 0; time < 3; time += 1) await fillVault(desk)
  await fillCustody(desk)
  await fillCasework(desk)
  await desk.engine.close()
  original = desk.folder
})

const never: CancelSignal = { aborted: false, addEventListener: () => {}, removeEventListener: () => {} }

/** Every row of every table, in an order of its own. */
function contentOf(database: VaultDatabase): readonly unknown[] {
  return Object.entries(VIEW_TABLES).map(([table, columns]) =>
    database
      .prepare(`SELECT ${columns.join(', ')} FROM ${table} ORDER BY ${columns.join(', ')}`)
      .raw()
      .all(),
  )
}

async function openCopy() {
  const { session } = await openSession(await copyVault(original))
  const { view, folder } = filesBehind(session)
  return { session, folder, content: () => expectOk(view.inspect(contentOf)) }
}

describe('projections that are built anew', () => {
  test('come out as they were, whatever somebody had made of them', async () => {
    const { session, content } = await openCopy()
    const before = content()
    for (const rows of before) expect(rows).not.toEqual([])
    expectOk(
      filesBehind(session).view.inspect((database) =>
        database.exec('DELETE FROM search; DELETE FROM exhibit'),
      ),
    )
    expect(content()).not.toEqual(before)
    const steps: number[] = []
    const rebuilt = await session.cases.rebuild({
      signal: never,
      onProgress: (done) => void steps.push(done),
    })
    expect(rebuilt).toEqual({ ok: true, value: { events: expectOk(session.ledger.count()), cases: 7 } })
    expect(content()).toEqual(before)
    expect(steps.at(-1)).toBe(expectOk(session.ledger.count()))
  })

  test('come out as events of every kind of a case left them one by one', async () => {
    const { session, content } = await openCopy()
    const { signer, register, person } = session
    const [granted] = expectOk(register.casesOf(person.userId))
    if (granted === undefined) throw new Error('the station has cases')
    const { caseId, sealedKeyHex } = granted
    const key = signer.openCaseKey(caseId, person.userId, sealedKeyHex)
    if (key === null) throw new Error('whoever founded the station reads its cases')
    const kinds = KINDS.filter((kind) => Object.hasOwn(CASE_KINDS, kind) && kind !== 'case-opened')
    const atFirst = content()
    for (const kind of kinds) {
      expectOk(appendEvents(session, [{ key, body: { ...bodyOf(kind), scope: caseId } as EventBody }]))
      // Read at once, so that each is taken in by itself.
      content()
    }
    const before = content()
    for (const [index, table] of Object.keys(VIEW_TABLES).entries())
      expect(before[index], table).not.toEqual(atFirst[index])
    expectOk(await session.cases.rebuild({ signal: never, onProgress: () => {} }))
    expect(content()).toEqual(before)
  })

  test('are the old ones still when that was called off, and nothing is left of the attempt', async () => {
    const { session, folder, content } = await openCopy()
    expectOk(filesBehind(session).view.inspect((database) => database.exec('DELETE FROM search')))
    const before = content()
    for (const aborts of [0, 1]) {
      let looked = 0
      const signal = {
        ...never,
        get aborted() {
          return ++looked > aborts
        },
      }
      const rebuilt = await session.cases.rebuild({ signal, onProgress: () => {} })
      expect(rebuilt).toEqual({ ok: false, failure: { code: 'cancelled' } })
      expect(content()).toEqual(before)
      const left = (await readdir(join(folder, 'people'))).filter((name) => name.includes('.new'))
      expect(left).toEqual([])
    }
  })

  test('have what was appended meanwhile', async () => {
    const desk = await unlock(await copyVault(original))
    const rebuilding = desk.ask('ledger.rebuild', {})
    const opened = await desk.ask('case.open', { title: 'meanwhile' })
    await rebuilding
    expect((await desk.ask('case.list', { query: opened.number })).cases).toMatchObject([
      { title: 'meanwhile' },
    ])
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
  })

  test('twice at once are built one after the other', async () => {
    const desk = await unlock(await copyVault(original))
    const [one, other] = await Promise.all([desk.ask('ledger.rebuild', {}), desk.ask('ledger.rebuild', {})])
    expect(one).toEqual(other)
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
  })

  test('say how far they are, and can be called off by whoever asked', async () => {
    const desk = await unlock(await copyVault(original))
    await desk.ask('ledger.rebuild', {})
    expect(desk.pushes).toContainEqual(
      expect.objectContaining({
        topic: 'progress',
        progress: expect.objectContaining({ stage: 'rebuilding' }),
      }),
    )
    const controller = new AbortController()
    controller.abort()
    expect(await desk.call('ledger.rebuild', {}, { signal: controller.signal })).toEqual({
      outcome: 'cancelled',
    })
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
  })

  test('by whoever locks the vault meanwhile are called off', async () => {
    const folder = await copyVault(original)
    const desk = await unlock(folder)
    const rebuilding = desk.call('ledger.rebuild', {})
    await desk.ask('vault.lock', {})
    expect((await rebuilding).outcome).not.toBe('bug')
    expect(desk.bugs).toEqual([])
    expect(await readdir(join(folder, 'people'))).toHaveLength(1)
    await desk.engine.close()
    expect((await (await unlock(folder)).ask('vault.verify', {})).isWhole).toBe(true)
  })
})
