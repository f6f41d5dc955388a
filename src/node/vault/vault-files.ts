import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import type { VaultSession } from '#app/vault-session.ts'
import type { PersonDrafts } from '../drafts/person-drafts.ts'
import type { VaultDatabase } from '../sqlite/vault-database.ts'
import type { PersonView } from '../views/person-view.ts'
import type { HeadFile } from './head-file.ts'
import type { HeldHeader } from './held-header.ts'
import { type Keyring, wipeKeyring } from './keyring.ts'
import { DATABASE_FILE } from './vault-folder.ts'

/** The open files and keys behind a session. */
export type VaultFiles = {
  readonly folder: string
  readonly header: HeldHeader
  readonly keyring: Keyring
  readonly database: VaultDatabase
  readonly headFile: HeadFile
  /** Which records of the head file did not hold when it was opened. */
  readonly damagedHeadRecords: readonly number[]
  /**
   * Reads the database file past SQLite, for checking its pages. It stays open as long as the vault: closing any
   * descriptor of the file would drop the locks that SQLite holds on it in this process.
   */
  readonly databaseDescriptor: number
  /** The projections of the cases that the person of the session can read. */
  readonly view: PersonView
  /** The drafts of the person of the session. */
  readonly drafts: PersonDrafts
  /** Whether the database had nothing left to bring up to date when it was opened. */
  readonly wasUpToDate: boolean
}

const filesOf = new WeakMap<VaultSession, VaultFiles>()

/**
 * Opens the database file a second time for reading. Call only while SQLite has it open, or nobody in this process has:
 * whoever opens it too early must close it again, and that would drop another session's locks.
 */
export function openForPages(folder: string): number {
  return openSync(join(folder, DATABASE_FILE), 'r')
}

/** Remembers which files belong to a session. */
export function attachFiles(session: VaultSession, files: VaultFiles): void {
  filesOf.set(session, files)
}

/**
 * The files behind an open session.
 *
 * @throws when the session was closed: whoever still holds it has a bug.
 */
export function filesBehind(session: VaultSession): VaultFiles {
  const files = filesOf.get(session)
  if (files === undefined) throw new Error('the session is closed')
  return files
}

/** Writes the journal back, closes all files and overwrites the keys. Closing twice does nothing. */
export function closeFiles(session: VaultSession): void {
  const files = filesOf.get(session)
  if (files === undefined) return
  filesOf.delete(session)
  // First, while there are keys: what was appended last is taken in now.
  files.view.close()
  files.drafts.close()
  for (const key of session.caseKeys.values()) key.bytes.fill(0)
  session.caseKeys.clear()
  session.registerKey.bytes.fill(0)
  releaseFiles(files)
}

/** Closes files that belong to no session. */
export function releaseFiles(files: Omit<VaultFiles, 'folder' | 'view' | 'drafts' | 'wasUpToDate'>): void {
  wipeKeyring(files.keyring)
  try {
    if (files.database.open) {
      files.database.pragma('wal_checkpoint(TRUNCATE)')
      files.database.close()
    }
  } catch {
    // What could not be written back is still in the journal, and opening the vault again reads it from there.
    files.database.close()
  }
  files.headFile.close()
  closeSync(files.databaseDescriptor)
}
