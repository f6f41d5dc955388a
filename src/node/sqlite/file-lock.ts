import Database from 'better-sqlite3'
import type { LedgerStoreFailure } from '#app/ports/ledger-store.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { storageFailureOf } from './sqlite-failure.ts'

/** A file that this process holds locked until it closes it or ends. */
export type FileLock = { close(): void }

/** Locks a file with SQLite's lock, which every system has and which ends with its process; `null` when it is gone. */
export function lockFile(path: string): Result<FileLock | null, LedgerStoreFailure> {
  let database: Database.Database | null = null
  try {
    database = new Database(path, { fileMustExist: true, timeout: 0 })
    // Otherwise a journal would stand beside it.
    database.pragma('journal_mode=MEMORY')
    database.exec('BEGIN EXCLUSIVE')
    return succeed(database)
  } catch (error) {
    database?.close()
    const failure = storageFailureOf(error)
    return failure.facts?.causeCode === 'SQLITE_CANTOPEN' ? succeed(null) : fail(failure)
  }
}
