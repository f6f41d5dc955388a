import { itemOf } from '#core/custody/take-custody.ts'
import type { CaseId, ObjectId } from '#core/ids.ts'
import type { CaseChange } from '#core/projections/projection-changes.ts'
import type { VaultDatabase } from '../sqlite/vault-database.ts'
import { makeCustodyProjector } from './table-book.ts'
import { SeenNames, uniqueNamesIn } from './unique-names.ts'
import { type Cell, rowOf } from './view-rows.ts'
import { VIEW_TABLES } from './view-schema.ts'
import { makeGapCloser, makeWordForgetter } from './word-index.ts'

/** Applies changes to the tables of one person's cases, inside the caller's transaction. */
export type ViewProjector = {
  readonly project: (change: CaseChange) => void
  /** Writes what waits; call it before the transaction ends. */
  readonly flush: () => void
  /** How many texts wait. */
  readonly waiting: () => number
}

/** Most items of cases that are held in memory while a database is filled: some ten megabytes. */
const MOST_ITEMS_HELD = 10_000

/** How a case was touched since its row was last written. */
type Touch = { changedAtMs: number; complaints: number; exhibits: number }

/**
 * Prepares applying changes. Texts for searching wait until they are flushed: the full-text index writes out what it gathered
 * whenever another table may have to take back a statement, so rows that come alternately would each make a segment of their own.
 * So does how a case was touched, which happens with nearly every event and moves its row in an index each time.
 *
 * `isFilling` says that the database is filled from nothing and given up when anything fails.
 */
export function makeViewProjector(database: VaultDatabase, isFilling = false): ViewProjector {
  const addCase = database.prepare(
    `INSERT INTO case_file (case_id, number, title, opened_at_ms, opened_by, changed_at_ms, complaints, exhibits)
     VALUES (@caseId, @number, @title, @openedAtMs, @openedBy, @openedAtMs, 0, 0)`,
  )
  const touchCase = database.prepare(
    `UPDATE case_file SET changed_at_ms = max(changed_at_ms, ?), complaints = complaints + ?, exhibits = exhibits + ?
     WHERE case_id = ?`,
  )
  const insertInto = (table: keyof typeof VIEW_TABLES) => {
    const columns = VIEW_TABLES[table]
    const places = columns.map(() => '?').join(', ')
    return database.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`)
  }
  const inserts = {
    identifier: insertInto('identifier'),
    exhibit: insertInto('exhibit'),
    part: insertInto('part'),
    scan_code: insertInto('scan_code'),
    raid_line: insertInto('raid_line'),
    place_count: insertInto('place_count'),
    party_line: insertInto('party_line'),
    work_line: insertInto('work_line'),
  }
  const takeCustody = makeCustodyProjector(database, isFilling ? MOST_ITEMS_HELD : null)
  const insertText = insertInto('search')
  const forgets = [...Object.keys(VIEW_TABLES), 'held_case', 'countable_case'].map((table) =>
    database.prepare(`DELETE FROM ${table} WHERE case_id = ?`),
  )
  const forgetWords = makeWordForgetter(database)
  const closeGap = makeGapCloser(database)
  let texts: (readonly Cell[])[] = []
  const touches = new Map<CaseId, Touch>()

  function flush(): void {
    for (const [caseId, { changedAtMs, complaints, exhibits }] of touches)
      touchCase.run(changedAtMs, complaints, exhibits, caseId)
    touches.clear()
    const rows = texts
    texts = []
    for (const row of rows) insertText.run(...row)
  }

  function touch(change: Extract<CaseChange, { readonly change: 'touch-case' }>): void {
    const { caseId, changedAtMs, complaints, exhibits } = change
    const waiting = touches.get(caseId)
    if (waiting === undefined) touches.set(caseId, { changedAtMs, complaints, exhibits })
    else {
      waiting.changedAtMs = Math.max(waiting.changedAtMs, changedAtMs)
      waiting.complaints += complaints
      waiting.exhibits += exhibits
    }
  }

  function project(change: CaseChange): void {
    switch (change.change) {
      case 'add-case':
        // What came before there was a case touched none.
        touches.delete(change.caseId)
        addCase.run(change)
        return
      case 'touch-case':
        touch(change)
        return
      case 'take-custody':
        takeCustody(change)
        return
      case 'add-identifier':
      case 'add-exhibit':
      case 'add-part':
      case 'add-scan-code':
      case 'add-raid-line':
      case 'add-place-count':
      case 'add-party-line':
      case 'add-work-line':
      case 'add-search-text': {
        const { table, row } = rowOf(change)
        if (table === 'search') texts.push(row)
        else inserts[table].run(...row)
        return
      }
      case 'forget-case':
        flush()
        forgetWords(change.caseId)
        for (const forget of forgets) forget.run(change.caseId)
        closeGap()
        return
    }
  }

  return { project, flush, waiting: () => texts.length }
}

/**
 * Makes the question whether a change contradicts what the tables hold, such as a case that is opened twice. Each change that it
 * answers `false` for is applied next, in the database that was empty when `isFilling` is set: then hardly any question needs the tables.
 */
export function makeContradictionCheck(
  database: VaultDatabase,
  isFilling = false,
): (change: CaseChange) => boolean {
  const contradicts = prepareContradictions(database)
  if (!isFilling) return contradicts
  const seen = new SeenNames()
  return (change) => {
    const names = uniqueNamesIn(change)
    const isKnown = names.some((name) => seen.mayHave(name)) && contradicts(change)
    for (const name of names) seen.note(name)
    return isKnown
  }
}

function prepareContradictions(database: VaultDatabase): (change: CaseChange) => boolean {
  const ask = (condition: string) => {
    const question = database.prepare(`SELECT 1 FROM ${condition}`).pluck()
    return (...values: readonly Cell[]) => question.get(...values) !== undefined
  }
  const hasCase = ask('case_file WHERE case_id = ? OR number = ?')
  const hasIdentifiers = ask('identifier WHERE case_id = ? AND seq = ?')
  const hasExhibit = ask('exhibit WHERE exhibit_id = ? OR number = ?')
  const isExhibitsObject = ask('exhibit WHERE object_id = ?')
  const isPartsObject = ask('part WHERE object_id = ?')
  const hasPart = ask('part WHERE exhibit_id = ? AND part_index = ?')
  const hasItem = ask('custody_item WHERE item_id = ? OR number = ?')
  const hasObject = (objectId: ObjectId) => isExhibitsObject(objectId) || isPartsObject(objectId)

  return (change) => {
    switch (change.change) {
      case 'add-case':
        return hasCase(change.caseId, change.number)
      case 'add-identifier':
        // Those of one event come together.
        return change.line === 0 && hasIdentifiers(change.caseId, change.seq)
      case 'add-exhibit': {
        const { exhibitId, objectId, exhibit } = change
        return hasExhibit(exhibitId, exhibit.number) || (objectId !== null && hasObject(objectId))
      }
      case 'add-part':
        return hasPart(change.exhibitId, change.index) || hasObject(change.part.object.objectId)
      case 'take-custody': {
        const item = itemOf(change.event)
        return item !== null && hasItem(item.itemId, item.number)
      }
      default:
        return false
    }
  }
}
