import Database from 'better-sqlite3'
import type { DiskFailure } from '#app/ports/disk-failure.ts'
import type { Failure } from '#contract/failures.ts'
import { diskFailureOf } from '../disk/disk-failure.ts'

/** What SQLite may answer that is not a bug of ours. */
export type SqliteFailure = Failure<
  | 'database/damaged'
  | 'vault/in-use'
  | 'disk/full'
  | 'disk/read-only'
  | 'disk/no-permission'
  | 'disk/failed'
  | 'disk/too-many-open-files'
>

const CODE_OF_PRIMARY: { readonly [code: string]: SqliteFailure['code'] } = {
  SQLITE_CORRUPT: 'database/damaged',
  SQLITE_NOTADB: 'database/damaged',
  SQLITE_BUSY: 'vault/in-use',
  SQLITE_LOCKED: 'vault/in-use',
  SQLITE_FULL: 'disk/full',
  SQLITE_READONLY: 'disk/read-only',
  SQLITE_PERM: 'disk/no-permission',
  SQLITE_AUTH: 'disk/no-permission',
  SQLITE_CANTOPEN: 'disk/failed',
  SQLITE_IOERR: 'disk/failed',
}

/**
 * Translates what SQLite threw by its result code; `facts.causeCode` keeps the extended one.
 *
 * @throws the error itself when SQLite did not answer it, or answered what only a bug can cause.
 */
export function sqliteFailureOf(error: unknown): SqliteFailure {
  if (!(error instanceof Database.SqliteError)) throw error
  const primary = Object.keys(CODE_OF_PRIMARY).find(
    (code) => error.code === code || error.code.startsWith(`${code}_`),
  )
  const code = primary === undefined ? undefined : CODE_OF_PRIMARY[primary]
  if (code === undefined) throw error
  return { code, facts: { causeCode: error.code } }
}

/**
 * Translates what work on the database and on other files threw.
 *
 * @throws the error itself when neither SQLite nor the system answered it.
 */
export function storageFailureOf(error: unknown): SqliteFailure | DiskFailure {
  return error instanceof Database.SqliteError ? sqliteFailureOf(error) : diskFailureOf(error)
}

/** Tells whether SQLite refused rows because they contradict others: the same key twice, or a missing value. */
export function isContradiction(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_CONSTRAINT')
}
