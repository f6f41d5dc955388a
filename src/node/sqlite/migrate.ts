import { fail, type Result, succeed } from '#core/result.ts'
import { sha256Hex } from '../crypto/primitives.ts'
import { MIGRATIONS, type Migration } from './migrations.ts'
import { APPLICATION_ID, type VaultDatabase } from './vault-database.ts'

/** Why a database's schema is refused. `step` is the number of the first step that is not as expected. */
export type MigrationFailure = {
  readonly code: 'database/not-ours' | 'database/from-the-future'
  readonly facts: { readonly step: number }
}

/**
 * Brings the schema up to date. Each step is one transaction together with its row of history; a history that differs
 * from ours, or goes further, is refused before anything is changed.
 */
export function migrate(
  database: VaultDatabase,
  migrations: readonly Migration[] = MIGRATIONS,
  applicationId = APPLICATION_ID,
): Result<void, MigrationFailure> {
  const pending = pendingSteps(database, migrations, applicationId)
  if (!pending.ok) return pending
  if (database.pragma('application_id', { simple: true }) === 0) startHistory(database, applicationId)
  for (const step of pending.value) {
    database.transaction(() => {
      database.exec(step.sql)
      database
        .prepare('INSERT INTO migration (number, name, digest_hex) VALUES (?, ?, ?)')
        .run(step.number, step.name, digestOf(step))
    })()
  }
  return succeed(undefined)
}

type HistoryRow = { readonly number: number; readonly digest_hex: string }

/** The steps that a database has not taken yet, all of them for an empty one. Changes nothing. */
export function pendingSteps(
  database: VaultDatabase,
  migrations: readonly Migration[] = MIGRATIONS,
  applicationId = APPLICATION_ID,
): Result<readonly Migration[], MigrationFailure> {
  const history = readHistory(database, applicationId)
  if (history === null) return fail({ code: 'database/not-ours', facts: { step: 0 } })
  for (const [index, row] of history.entries()) {
    const expected = migrations[index]
    if (expected === undefined) return fail({ code: 'database/from-the-future', facts: { step: row.number } })
    if (row.number !== expected.number || row.digest_hex !== digestOf(expected)) {
      return fail({ code: 'database/not-ours', facts: { step: row.number } })
    }
  }
  return succeed(migrations.slice(history.length))
}

function readHistory(database: VaultDatabase, applicationId: number): readonly HistoryRow[] | null {
  const held = database.pragma('application_id', { simple: true })
  if (held === applicationId) {
    return database.prepare('SELECT number, digest_hex FROM migration ORDER BY number').all() as HistoryRow[]
  }
  const tables = database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()
  return held === 0 && tables === 0 ? [] : null
}

function startHistory(database: VaultDatabase, applicationId: number): void {
  database.transaction(() => {
    database.exec(
      'CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, digest_hex TEXT NOT NULL) STRICT',
    )
    database.pragma(`application_id=${applicationId}`)
  })()
}

function digestOf(step: Migration): string {
  return sha256Hex(Buffer.from(`${step.number}\n${step.name}\n${step.sql}`))
}
