import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { appendEvents } from '#app/ledger/append-events.ts'
import { readCase } from '#app/ledger/read-case.ts'
import type { NewEvent } from '#app/ports/ledger-store.ts'
import { caseKeyOf } from '#app/vault-session.ts'
import type { CaseId, DigestHex } from '#core/ids.ts'
import { PAGE_BYTES } from '#node/sqlite/vault-database.ts'
import { asInsider, resign } from '../../support/insider.ts'
import { COMPLAINT, copyVault, createVault, fillVault, unlock } from '../../support/make-vault.ts'
import { openSession } from '../../support/open-session.ts'
import { expectOk } from '../../support/results.ts'
import { EVENT, insertRow, setHeadTo, setRow, shareEditedVault } from './edited-vault.ts'
import { inShort, judgeVault } from './judge-vault.ts'

const { judgeEdit, rowOf, folder } = shareEditedVault()
const { firstComplaint: seq, secondExhibit: last } = EVENT
const remove = (at: number) => `DELETE FROM event WHERE seq = ${at}`

describe('a ledger', () => {
  test('without its last event does not open', async () => {
    expect(await judgeEdit((database) => database.exec(remove(last)))).toEqual([
      'shut: head/behind-acknowledged',
    ])
  })

  test('without its last event, the head file forged to fit, is NOT found by itself: that takes a witness outside', async () => {
    const cut = await judgeEdit(
      (database) => database.exec(remove(last)),
      (insider) => setHeadTo(insider, last - 1),
    )
    expect(cut).toEqual([])
  })

  test('without an event in the middle breaks where it is missing', async () => {
    expect(await judgeEdit((database) => database.exec(remove(seq)))).toEqual([
      `ledger/sequence-broken ${seq + 1}`,
      'projection/differs',
    ])
  })

  test('without an event in the middle, the rest renumbered and signed again, breaks there as well', async () => {
    const cut = await judgeEdit(
      (database, { keys }) => {
        database.exec(remove(seq))
        for (let at = seq + 1; at <= last; at += 1) {
          setRow(database, at, { seq: at - 1, position: at - 1, ...resign(rowOf(at), { seq: at - 1 }, keys) })
        }
      },
      (insider) => setHeadTo(insider, last - 1),
    )
    // The body stays sealed to its place, and the chain to what was before.
    expect(cut.slice(0, 2)).toEqual([`ledger/chain-broken ${seq}`, `ledger/scope-wrong ${seq}`])
  })

  test('with two events exchanged breaks at the first of them', async () => {
    const swapped = await judgeEdit((database) => {
      setRow(database, seq, { position: 100 })
      setRow(database, seq + 1, { position: seq })
      setRow(database, seq, { position: seq + 1 })
    })
    expect(swapped[0]).toBe(`ledger/sequence-broken ${seq + 1}`)
  })

  test('with an old event appended again breaks there', async () => {
    const replayed = await judgeEdit((database) => {
      insertRow(database, { ...rowOf(seq), position: last + 1, seq: last + 1, hash_hex: '99'.repeat(32) })
    })
    expect(replayed).toEqual([`ledger/sequence-broken ${last + 1}`, `ledger/header-damaged ${last + 1}`])
  })

  test('with an old event appended again and signed for its new place does not open its body', async () => {
    const replayed = await judgeEdit((database, { keys }) => {
      const change = { seq: last + 1, prev: rowOf(last).hash_hex as DigestHex }
      const time = JSON.parse(rowOf(last).header.toString()).time
      const moved = resign(rowOf(seq), { ...change, time: { ...time, wallMs: time.wallMs + 1 } }, keys)
      insertRow(database, { ...rowOf(seq), ...moved, position: last + 1, seq: last + 1 })
    })
    expect(replayed).toEqual([`ledger/scope-wrong ${last + 1}`])
  })

  test('with an event put in between breaks there', async () => {
    const inserted = await judgeEdit((database, { keys }) => {
      for (let at = last; at > seq; at -= 1) setRow(database, at, { position: at + 1 })
      const forged = resign(rowOf(seq), { seq: seq + 1, prev: rowOf(seq).hash_hex as DigestHex }, keys)
      insertRow(database, { ...rowOf(seq), ...forged, position: seq + 1, seq: 60 })
    })
    expect(inserted[0]).toMatch(/ 60$/)
  })

  test('with an event of another device breaks there', async () => {
    const device = '11'.repeat(16)
    const stranger = await judgeEdit((database, { keys }) => {
      const foreign = resign(rowOf(seq), { seq: 1, device: device as never }, keys)
      insertRow(database, { ...rowOf(seq), ...foreign, position: last + 1, device, seq: 1 })
    })
    expect(stranger[0]).toBe('ledger/sequence-broken 1')
  })

  test('whose time runs back breaks there, though everything is properly signed', async () => {
    const time = { wallMs: 1, counter: 0, clockMs: 1, runId: '00'.repeat(8), monotonicMs: 1 }
    const back = await judgeEdit(
      (database, { keys }) => setRow(database, last, resign(rowOf(last), { time }, keys)),
      (insider) => setHeadTo(insider, last),
    )
    expect(back).toEqual([`ledger/time-runs-back ${last}`])
  })
})

test('rolling back the whole vault to an older copy of itself is NOT found locally: that takes a witness outside', async () => {
  const desk = await createVault()
  await desk.engine.close()
  const older = await copyVault(desk.folder)
  const later = await unlock(desk.folder)
  await fillVault(later)
  await later.engine.close()
  for (const file of ['ledger.db', 'head']) await copyFile(join(older, file), join(desk.folder, file))
  const judged = await judgeVault(desk.folder)
  expect(inShort(judged)).toEqual([])
  // The objects stay behind and are named, though nobody says that anything is wrong with them.
  expect(judged.opens && judged.notes.map(({ code }) => code)).toEqual([
    'object/not-recorded',
    'object/not-recorded',
  ])
})

test('rolling back the database alone does not open', async () => {
  const copy = await copyVault(folder())
  const later = await unlock(copy)
  await later.ask('case.open', { title: 'later' })
  await later.engine.close()
  await copyFile(join(folder(), 'ledger.db'), join(copy, 'ledger.db'))
  expect(await judgeVault(copy)).toEqual({
    opens: false,
    failure: { code: 'head/behind-acknowledged', facts: { acknowledgedSeq: last + 2, storedSeq: last } },
  })
})

test('one page put back from an older copy is found, although its authentication code holds', async () => {
  const older = folder()
  const copy = await copyVault(older)
  const later = await unlock(copy)
  const [first] = (await later.ask('case.list', {})).cases
  await later.ask('complaint.add', { case: first?.number, complaint: COMPLAINT })
  await later.engine.close()
  const insider = await asInsider(copy)
  const database = insider.openDatabase()
  const rootOf = (name: string) =>
    database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(name) as number
  const scopes = rootOf('event_by_scope')
  // Where the full-text index looks up its own pages. An old one can make a search miss something, and is not found yet.
  const searchIndex = rootOf('search_idx')
  database.close()

  const then = await readFile(join(older, 'ledger.db'))
  const now = await readFile(join(copy, 'ledger.db'))
  const pages = Array.from({ length: then.length / PAGE_BYTES }, (_, index) => index + 1)
  const pageOf = (file: Buffer, page: number) => file.subarray((page - 1) * PAGE_BYTES, page * PAGE_BYTES)
  const changed = pages.filter((page) => !pageOf(then, page).equals(pageOf(now, page)))
  expect(changed).toContain(scopes)
  for (const page of changed.filter((candidate) => candidate !== searchIndex)) {
    const mixed = Buffer.from(now)
    pageOf(then, page).copy(mixed, (page - 1) * PAGE_BYTES)
    await writeFile(join(copy, 'ledger.db'), mixed)
    expect(inShort(await judgeVault(copy)), `page ${page}`).not.toEqual([])
    await writeFile(join(copy, 'ledger.db'), now)
  }
  expect(inShort(await judgeVault(copy))).toEqual([])
})

test('a case that its own officer opens a second time, properly signed, is a finding and no crash', async () => {
  const copy = await copyVault(folder())
  const { keeper, session } = await openSession(copy)
  const caseId = rowOf(EVENT.secondCase).scope as CaseId
  const ledger = {
    ...session.ledger,
    // Without what it would change in the projections, which would refuse it.
    append: (events: readonly NewEvent[]) =>
      session.ledger.append(events.map((event) => ({ ...event, changes: { register: [], cases: [] } }))),
  }
  const { userId, name } = session.person
  const data = { caseId, number: '2020-9999', title: 'again', openedBy: { userId, name } }
  const key = expectOk(caseKeyOf(session, caseId))
  expectOk(
    appendEvents({ ...session, ledger }, [{ key, body: { kind: 'case-opened', scope: caseId, data } }]),
  )
  await keeper.close(session)
  expect(inShort(await judgeVault(copy))).toEqual([`ledger/event-refused ${last + 1}`])
})

test('a complaint that its own officer enters a second time under the same id, properly signed, is a finding', async () => {
  const copy = await copyVault(folder())
  const { keeper, session } = await openSession(copy)
  const { view, found } = expectOk(readCase(session, rowOf(EVENT.firstCase).scope))
  const [taken] = view.complaints
  if (taken === undefined) throw new Error('the first case has a complaint')
  const { complaintId, complaint } = taken
  const { userId, name } = session.person
  const data = { complaintId, takenBy: { userId, name }, complaint }
  expectOk(
    appendEvents(session, [{ key: found.key, body: { kind: 'complaint-taken', scope: found.caseId, data } }]),
  )
  await keeper.close(session)
  expect(inShort(await judgeVault(copy))).toEqual([`ledger/event-refused ${last + 1}`])
})
