import { foldForSearch } from '#core/khmer/fold-for-search.ts'
import type { ProjectionChange } from '#core/projections/project-event.ts'
import { PROJECTION_TABLES } from './migrations.ts'
import type { VaultDatabase } from './vault-database.ts'

/** Makes the function that applies changes to the projection tables of one database. It runs inside the caller's transaction. */
export function makeProjector(database: VaultDatabase): (change: ProjectionChange) => void {
  const addPerson = database.prepare(
    `INSERT INTO person (user_id, name, roles, key_id, signing_key_hex, agreement_key_hex, added_at_ms)
     VALUES (@userId, @name, @roles, @keyId, @signingKeyHex, @agreementKeyHex, @addedAtMs)`,
  )
  const grantCaseKey = database.prepare(
    `INSERT INTO case_key (case_id, user_id, number, sealed_key_hex) VALUES (@caseId, @userId, @number, @sealedKeyHex)
     ON CONFLICT (case_id, user_id) DO UPDATE SET sealed_key_hex = excluded.sealed_key_hex`,
  )
  const addCase = database.prepare(
    `INSERT INTO case_file (case_id, number, title, opened_at_ms, opened_by, changed_at_ms, complaints, exhibits)
     VALUES (@caseId, @number, @title, @openedAtMs, @openedBy, @openedAtMs, 0, 0)`,
  )
  const touchCase = database.prepare(
    `UPDATE case_file SET changed_at_ms = max(changed_at_ms, @changedAtMs), complaints = complaints + @complaints,
       exhibits = exhibits + @exhibits WHERE case_id = @caseId`,
  )
  const addIdentifier = database.prepare(
    `INSERT INTO identifier (case_id, seq, line, kind, raw, normalised)
     VALUES (@caseId, @seq, @line, @kind, @raw, @normalised)`,
  )
  const addExhibit = database.prepare(
    `INSERT INTO exhibit (exhibit_id, case_id, number, object_id, size_bytes, line)
     VALUES (@exhibitId, @caseId, @number, @objectId, @sizeBytes, @line)`,
  )
  const addSearchText = database.prepare('INSERT INTO search (text, case_id) VALUES (?, ?)')

  return (change) => {
    switch (change.change) {
      case 'add-person':
        addPerson.run({ ...change, roles: JSON.stringify(change.roles) })
        return
      case 'grant-case-key':
        grantCaseKey.run(change)
        return
      case 'add-case':
        addCase.run(change)
        return
      case 'touch-case':
        touchCase.run(change)
        return
      case 'add-identifier':
        addIdentifier.run(change)
        return
      case 'add-exhibit': {
        const { exhibit } = change
        addExhibit.run({
          ...change,
          number: exhibit.number,
          sizeBytes: exhibit.sizeBytes,
          line: JSON.stringify(exhibit),
        })
        return
      }
      case 'add-search-text':
        addSearchText.run(foldForSearch(change.text), change.caseId)
        return
    }
  }
}

/** Names the first projection table in which two databases differ, or `null` when they hold the same. */
export function differingProjection(first: VaultDatabase, second: VaultDatabase): string | null {
  for (const { table, order } of PROJECTION_TABLES) {
    const read = `SELECT * FROM ${table} ORDER BY ${order}`
    const others = second.prepare(read).raw().iterate()
    try {
      for (const row of first.prepare(read).raw().iterate()) {
        const other = others.next()
        if (other.done === true || JSON.stringify(row) !== JSON.stringify(other.value)) return table
      }
      if (others.next().done !== true) return table
    } finally {
      others.return?.()
    }
  }
  return null
}

const SCHEMA = `SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE NOT (type = 'table' AND name IN
  ('search_data', 'search_idx', 'search_content', 'search_docsize', 'search_config')) ORDER BY type, name`

/**
 * Tells whether two databases have the same tables, indexes, triggers and history of steps. The tables behind the full-text index
 * are left out: another version of SQLite may lay them out differently.
 */
export function hasSameSchema(first: VaultDatabase, second: VaultDatabase): boolean {
  return [SCHEMA, 'SELECT * FROM migration ORDER BY number'].every((read) => {
    const rows = (database: VaultDatabase) => JSON.stringify(database.prepare(read).raw().all())
    return rows(first) === rows(second)
  })
}
