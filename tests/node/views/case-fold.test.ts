import { describe, expect, onTestFinished, test } from 'vitest'
import type { ExhibitView } from '#core/case-file/exhibit-view.ts'
import type { CaseId, ExhibitId, ObjectId } from '#core/ids.ts'
import type { CaseChange } from '#core/projections/projection-changes.ts'
import { migrate } from '#node/sqlite/migrate.ts'
import { openMemoryDatabase, VIEW_APPLICATION_ID } from '#node/sqlite/vault-database.ts'
import { CaseFold } from '#node/views/case-fold.ts'
import { makeContradictionCheck, makeViewProjector } from '#node/views/view-projector.ts'
import { VIEW_MIGRATIONS } from '#node/views/view-schema.ts'
import { expectOk } from '../../support/results.ts'
import { idOf } from '../../support/sample-events.ts'

const ONE = idOf<CaseId>('c1')
const TWO = idOf<CaseId>('c2')

const open = (caseId: CaseId, number = `N-${caseId}`): CaseChange => {
  return { change: 'add-case', caseId, number, title: 'ការឆបោក', openedAtMs: 5, openedBy: 'x' }
}
const touch = (caseId: CaseId, changedAtMs: number): CaseChange => {
  return { change: 'touch-case', caseId, changedAtMs, complaints: 1, exhibits: 2 }
}
const text = (caseId: CaseId, words: string): CaseChange => ({
  change: 'add-search-text',
  caseId,
  text: words,
})
const exhibit = (caseId: CaseId, byte: string, change: object = {}): CaseChange => {
  const view = { number: `E-${byte}`, sizeBytes: 3, name: 'a "b"\n' } as ExhibitView
  const ids = { exhibitId: idOf<ExhibitId>(byte), objectId: idOf<ObjectId>(byte) }
  return { change: 'add-exhibit', caseId, ...ids, exhibit: view, ...change }
}
const identifier = (caseId: CaseId, seq: number): CaseChange => {
  return { change: 'add-identifier', caseId, seq, line: 0, kind: 'phone', raw: '012', normalised: '+85512' }
}
const forget = (caseId: CaseId): CaseChange => ({ change: 'forget-case', caseId })

/** Changes of one event each, folded in both ways. */
function foldBoth(events: readonly (readonly CaseChange[])[]) {
  const database = openMemoryDatabase()
  onTestFinished(() => void database.close())
  expectOk(migrate(database, VIEW_MIGRATIONS, VIEW_APPLICATION_ID))
  const contradicts = makeContradictionCheck(database)
  const { project, flush } = makeViewProjector(database)
  const fold = new CaseFold()
  const taken = events.map((changes) => {
    const isTaken = !changes.some(contradicts)
    if (isTaken) changes.forEach(project)
    expect(fold.apply(changes)).toBe(isTaken)
    return isTaken
  })
  flush()
  return { database, fold, taken }
}

const HISTORY = [
  [open(ONE), text(ONE, 'one')],
  [touch(ONE, 9), identifier(ONE, 3), text(ONE, 'ការប្រឆាំង')],
  [open(TWO)],
  [touch(TWO, 7), exhibit(TWO, 'e1'), text(TWO, 'two')],
  [touch(ONE, 8), exhibit(ONE, 'e2')],
]

describe('a fold without rows', () => {
  test('holds what the tables hold', () => {
    const { database, fold, taken } = foldBoth(HISTORY)
    expect(taken).not.toContain(false)
    expect(fold.differingTable(database)).toBeNull()
  })

  test('does not depend on when the events of another case come', () => {
    const { database } = foldBoth(HISTORY)
    const { fold } = foldBoth([2, 3, 0, 1, 4].map((index) => HISTORY[index] ?? []))
    expect(fold.differingTable(database)).toBeNull()
  })

  test('holds what is left of a case whose opening was lost, and lets it be opened or forgotten', () => {
    const left = HISTORY.slice(1)
    for (const events of [left, [...left, [open(ONE)]], [...left, [forget(ONE)], [open(ONE)]]]) {
      const { database, fold, taken } = foldBoth(events)
      expect(taken).not.toContain(false)
      expect(fold.differingTable(database)).toBeNull()
      database.prepare("UPDATE case_file SET title = 'x'").run()
      expect(fold.differingTable(database)).toBe('case_file')
    }
  })

  test('takes a case that was touched before it was opened for untouched', () => {
    const { database, fold } = foldBoth([[touch(ONE, 9)], [open(ONE)], [touch(ONE, 7)]])
    expect(fold.differingTable(database)).toBeNull()
    expect(database.prepare('SELECT changed_at_ms, complaints FROM case_file').raw().all()).toEqual([[7, 1]])
  })

  test('holds what a case says whose opening a salvage lost, and its row once something opens it', () => {
    const lost = [[touch(ONE, 9), identifier(ONE, 3), text(ONE, 'one')], [exhibit(ONE, 'e1')]]
    for (const history of [lost, [...lost, [open(ONE)], [touch(ONE, 7), exhibit(ONE, 'e2')]]]) {
      const { database, fold, taken } = foldBoth([[open(TWO)], ...history])
      expect(taken).not.toContain(false)
      expect(fold.differingTable(database)).toBeNull()
      database.exec('DELETE FROM identifier')
      expect(fold.differingTable(database)).toBe('identifier')
    }
    const { database, fold } = foldBoth([...lost, [forget(ONE)], [open(ONE)]])
    expect(fold.differingTable(database)).toBeNull()
  })

  test.each([
    ['case_file', "UPDATE case_file SET title = title || 'x'"],
    ['identifier', 'DELETE FROM identifier'],
    ['exhibit', "UPDATE exhibit SET line = replace(line, 'a', 'b')"],
    ['search', 'INSERT INTO search (text, case_id) SELECT text, case_id FROM search LIMIT 1'],
  ])('differs in %s when that does', (table, sql) => {
    const { database, fold } = foldBoth(HISTORY)
    database.exec(sql)
    expect(fold.differingTable(database)).toBe(table)
  })

  test('forgets a case whole, and its names are free again', () => {
    const { database, fold, taken } = foldBoth([
      ...HISTORY,
      [forget(ONE)],
      [forget(ONE)],
      [open(ONE)],
      [exhibit(ONE, 'e2')],
    ])
    expect(taken).not.toContain(false)
    expect(fold.differingTable(database)).toBeNull()
    expect(database.prepare('SELECT count(*) FROM identifier').pluck().get()).toBe(0)
    expect(database.prepare('SELECT text FROM search').pluck().all()).toEqual(['two'])
  })

  test.each<[string, readonly CaseChange[]]>([
    ['a case that is opened twice', [open(ONE, 'N-other')]],
    ['a number that is taken', [open(idOf<CaseId>('c3'), `N-${ONE}`)]],
    [
      'an exhibit that is there',
      [touch(TWO, 99), exhibit(TWO, 'e2', { objectId: idOf('f1'), exhibit: { number: 'E-f1' } })],
    ],
    ['an object that is there', [exhibit(TWO, 'f1', { objectId: idOf('e2') })]],
    ['an exhibit number that is taken', [exhibit(TWO, 'f1', { exhibit: { number: 'E-e2' } })]],
    ['identifiers of an event that is there', [touch(ONE, 99), identifier(ONE, 3)]],
  ])('takes nothing of an event with %s, as the tables do', (_, changes) => {
    const { database, fold, taken } = foldBoth([...HISTORY, changes])
    expect(taken.at(-1)).toBe(false)
    expect(fold.differingTable(database)).toBeNull()
  })
})
