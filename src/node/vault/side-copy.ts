import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import type { LedgerStoreFailure } from '#app/ports/ledger-store.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { PRIVATE_FILE, TEMPORARY_ENDING } from '../disk/durable-file.ts'
import { type MigrationFailure, migrate } from '../sqlite/migrate.ts'
import type { Migration } from '../sqlite/migrations.ts'
import { storageFailureOf } from '../sqlite/sqlite-failure.ts'
import type { VaultFiles } from './vault-files.ts'
import { DATABASE_FILE } from './vault-folder.ts'

const COPY_NAME = /^ledger\.db\.before-[0-9]+(\.new)?$/
const CHUNK_BYTES = 1024 * 1024

/** Whether a name in a vault's folder is that of a copy of the database from before it took a step. */
export function isSideCopyName(name: string): boolean {
  return COPY_NAME.test(name)
}

/** The name of the copy that is made before a step. */
export function sideCopyName(step: Migration): string {
  return `${DATABASE_FILE}.before-${step.number}`
}

/**
 * Takes the steps that the database has not taken yet. Before the first of them the file is copied as it is, encrypted, and flushed:
 * a step that goes wrong costs nothing.
 */
export function takeSteps(
  folder: string,
  { database, databaseDescriptor }: Pick<VaultFiles, 'database' | 'databaseDescriptor'>,
  migrations: readonly Migration[],
  [next]: readonly Migration[],
): Result<void, LedgerStoreFailure | MigrationFailure> {
  if (next === undefined) return succeed(undefined)
  try {
    copyDatabase(folder, { database, databaseDescriptor }, sideCopyName(next))
  } catch (error) {
    return fail(storageFailureOf(error))
  }
  return migrate(database, migrations)
}

/** Removes the copies; call it once the vault was opened with nothing left to bring up to date. What cannot be removed stays. */
export function removeSideCopies(folder: string): void {
  try {
    for (const name of readdirSync(folder)) if (isSideCopyName(name)) rmSync(join(folder, name))
  } catch (error) {
    storageFailureOf(error)
  }
}

// Read through the descriptor that is open anyway: closing another one would drop SQLite's locks.
function copyDatabase(
  folder: string,
  { database, databaseDescriptor }: Pick<VaultFiles, 'database' | 'databaseDescriptor'>,
  name: string,
): void {
  database.pragma('wal_checkpoint(TRUNCATE)')
  const path = join(folder, name)
  const temporary = path + TEMPORARY_ENDING
  rmSync(temporary, { force: true })
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW = 0 } = constants
  const target = openSync(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, PRIVATE_FILE)
  try {
    const sizeBytes = fstatSync(databaseDescriptor).size
    const buffer = Buffer.alloc(CHUNK_BYTES)
    for (let offset = 0; offset < sizeBytes; ) {
      const readBytes = readSync(databaseDescriptor, buffer, 0, buffer.length, offset)
      for (let written = 0; written < readBytes; ) {
        written += writeSync(target, buffer, written, readBytes - written)
      }
      offset += readBytes
    }
    fsyncSync(target)
  } finally {
    closeSync(target)
  }
  renameSync(temporary, path)
  flushFolder(folder)
}

function flushFolder(folder: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, constants.O_RDONLY)
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
