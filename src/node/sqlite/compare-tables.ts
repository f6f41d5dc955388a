import { REGISTER_TABLES } from './migrations.ts'
import type { VaultDatabase } from './vault-database.ts'

/** Names the first table of the register in which two databases differ, or `null` when they hold the same. */
export function differingRegisterTable(first: VaultDatabase, second: VaultDatabase): string | null {
  for (const { table, order } of REGISTER_TABLES) {
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
