import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import type { DiskFailure } from '#app/ports/disk-failure.ts'
import type { UnlockFailure } from '#app/ports/vault-keeper.ts'
import type { Facts } from '#contract/failures.ts'
import { diskFailureOf } from '../disk/disk-failure.ts'
import { firstDamagedPage } from './check-pages.ts'
import type { Keyring } from './keyring.ts'
import { openForPages, type VaultFiles } from './vault-files.ts'
import { DATABASE_FILE } from './vault-folder.ts'

/** Adds to a damaged database's failure which page it is, where that shows in the file. */
export function locateDamage<F extends { readonly code: string; readonly facts?: Facts }>(
  failure: F,
  files: Pick<VaultFiles, 'keyring' | 'databaseDescriptor'>,
): F | DiskFailure {
  if (failure.code !== 'database/damaged') return failure
  try {
    const place = firstDamagedPage(files.databaseDescriptor, files.keyring.databaseKey)
    return place === null ? failure : { ...failure, facts: { ...failure.facts, ...place } }
  } catch (error) {
    // SQLite calls some of what a failing disk answers corruption. A file that cannot be read is not shown to be damaged.
    return diskFailureOf(error)
  }
}

/**
 * The same for a database that did not open, with what the system says of a file that SQLite could not open. Nobody in this process has
 * it open (SQLite would have said so), so closing a descriptor of it drops no lock.
 */
export function locateUnopenedDamage(
  failure: UnlockFailure,
  folder: string,
  keyring: Keyring,
): UnlockFailure {
  if (failure.facts?.causeCode?.toString().startsWith('SQLITE_CANTOPEN') === true)
    return refusalOf(folder) ?? failure
  if (failure.code !== 'database/damaged') return failure
  const databaseDescriptor = openForPages(folder)
  try {
    return locateDamage(failure, { keyring, databaseDescriptor })
  } finally {
    closeSync(databaseDescriptor)
  }
}

/** Why the system does not open the database for writing; `null` when it does. SQLite only says that it could not. */
function refusalOf(folder: string): DiskFailure | null {
  try {
    closeSync(openSync(join(folder, DATABASE_FILE), 'r+'))
    return null
  } catch (error) {
    return diskFailureOf(error)
  }
}
