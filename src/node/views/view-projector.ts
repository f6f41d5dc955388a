import { itemOf } from '#core/custody/take-custody.ts'
import type { CaseChange } from '#core/projections/projection-changes.ts'
import type { VaultDatabase } from '../sqlite/vault-database.ts'
import { makeCustodyProjector } from './table-book.ts'
import { type Cell, rowOf } from './view-rows.ts'
import { VIEW_TABLES } from './view-schema.ts'

/** Applies changes to the tables of one person's cases, inside the caller's transaction. */
export type ViewProjector = {
  readonly project: (change: CaseChange) => void
  /** Writes the texts that wait; call it before the transaction ends. */
  readonly flush: () => void
  /** How many texts wait. */
  readonly waiting: () => number
}

/**
 * Prepares applying changes. Texts for searching wait until they are flushed: the full-text index writes out what it gathered
 * whenever another table may have to take back a statement, so rows that come alternately would each make a segment of their own.
 */
export function makeViewProjector(database: VaultDatabase): ViewProjector {
  const addCase = database.prepare(
    `INSERT INTO case_file (case_id, number, title, opened_at_ms, opened_by, changed_at_ms, complaints, exhibits)
     VALUES (@caseId, @number, @title, @openedAtMs, @openedBy, @openedAtMs, 0, 0)`,
  )
  const touchCase = database.prepare(
    `UPDATE case_file SET changed_at_ms = max(changed_at_ms, @changedAtMs), complaints = complaints + @complaints,
       exhibits = exhibits + @exhibits WHERE case_id = @caseId`,
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
  }
  const takeCustody = makeCustodyProjector(database)
  const insertText = insertInto('search')
  const forgets = [...Object.keys(VIEW_TABLES), 'held_case'].map((table) =>
    database.prepare(`DELETE FROM ${table} WHERE case_id = ?`),
  )
  let texts: (readonly Cell[])[] = []

  function flush(): void {
    const rows = texts
    texts = []
    for (const row of rows) insertText.run(...row)
  }

  function project(change: CaseChange): void {
    switch (change.change) {
      case 'add-case':
        addCase.run(change)
        return
      case 'touch-case':
        touchCase.run(change)
        return
      case 'take-custody':
        takeCustody(change)
        return
      case 'add-identifier':
      case 'add-exhibit':
      case 'add-part':
      case 'add-scan-code':
      case 'add-raid-line':
      case 'add-search-text': {
        const { table, row } = rowOf(change)
        if (table === 'search') texts.push(row)
        else inserts[table].run(...row)
        return
      }
      case 'forget-case':
        flush()
        for (const forget of forgets) forget.run(change.caseId)
        return
    }
  }

  return { project, flush, waiting: () => texts.length }
}

/** Makes the question whether a change contradicts what the tables hold, such as a case that is opened twice. */
export function makeContradictionCheck(database: VaultDatabase): (change: CaseChange) => boolean {
  const hasCase = database
    .prepare('SELECT 1 FROM case_file WHERE case_id = @caseId OR number = @number')
    .pluck()
  const hasIdentifiers = database
    .prepare('SELECT 1 FROM identifier WHERE case_id = @caseId AND seq = @seq')
    .pluck()
  const hasExhibit = database
    .prepare('SELECT 1 FROM exhibit WHERE exhibit_id = @exhibitId OR number = @number')
    .pluck()
  const hasObject = database
    .prepare(
      'SELECT 1 FROM exhibit WHERE object_id = @objectId UNION ALL SELECT 1 FROM part WHERE object_id = @objectId',
    )
    .pluck()
  const hasPart = database
    .prepare('SELECT 1 FROM part WHERE exhibit_id = @exhibitId AND part_index = @index')
    .pluck()
  const hasItem = database
    .prepare('SELECT 1 FROM custody_item WHERE item_id = @itemId OR number = @number')
    .pluck()

  return (change) => {
    switch (change.change) {
      case 'add-case':
        return hasCase.get(change) !== undefined
      case 'add-identifier':
        return hasIdentifiers.get(change) !== undefined
      case 'add-exhibit':
        return (
          hasExhibit.get({ ...change, number: change.exhibit.number }) !== undefined ||
          hasObject.get(change) !== undefined
        )
      case 'add-part':
        return hasPart.get(change) !== undefined || hasObject.get(change.part.object) !== undefined
      case 'take-custody': {
        const item = itemOf(change.event)
        return item !== null && hasItem.get(item) !== undefined
      }
      default:
        return false
    }
  }
}
