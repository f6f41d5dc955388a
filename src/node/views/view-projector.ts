import type { CaseChange } from '#core/projections/project-event.ts'
import type { VaultDatabase } from '../sqlite/vault-database.ts'
import { rowOf } from './view-rows.ts'
import { VIEW_TABLES } from './view-schema.ts'

/** Makes the function that applies changes to the tables of one person's cases. It runs inside the caller's transaction. */
export function makeViewProjector(database: VaultDatabase): (change: CaseChange) => void {
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
    search: insertInto('search'),
  }
  const forgets = [...Object.keys(VIEW_TABLES), 'held_case'].map((table) =>
    database.prepare(`DELETE FROM ${table} WHERE case_id = ?`),
  )

  return (change) => {
    switch (change.change) {
      case 'add-case':
        addCase.run(change)
        return
      case 'touch-case':
        touchCase.run(change)
        return
      case 'add-identifier':
      case 'add-exhibit':
      case 'add-search-text': {
        const { table, row } = rowOf(change)
        inserts[table].run(...row)
        return
      }
      case 'forget-case':
        for (const forget of forgets) forget.run(change.caseId)
        return
    }
  }
}
