import { sqliteFailureOf } from './sqlite-failure.ts'
import type { VaultDatabase } from './vault-database.ts'

/**
 * Checks table after table that its rows, its indexes and its full-text index agree, and yields after each whether they
 * do. The authentication code of a page does not tell an old page from a new one; a page put back from an older copy shows
 * here, or in the chain of events.
 */
export function* checkTables(database: VaultDatabase): Generator<boolean> {
  const tables = attempt(
    () => database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[],
  )
  if (tables === null) yield false
  for (const table of tables ?? []) {
    const answer = attempt(() =>
      database.pragma(`integrity_check('${table.replaceAll("'", "''")}')`, { simple: true }),
    )
    yield answer === 'ok'
  }
}

// A table too damaged to be checked is not sound; what only a bug or the disk can cause stays thrown.
function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch (error) {
    if (sqliteFailureOf(error).code !== 'database/damaged') throw error
    return null
  }
}
