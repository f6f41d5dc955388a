import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { DiskFailure } from '#app/ports/disk-failure.ts'
import { type Result, succeed } from '#core/result.ts'
import { attemptOnDisk, errnoOf } from '../disk/disk-failure.ts'
import { writeFileDurably } from '../disk/durable-file.ts'
import { readUpTo } from '../disk/read-file.ts'
import { DATABASE_FILE } from './vault-folder.ts'

/** Largest journal that is kept; SQLite writes one back when it reaches 1,000 pages, about 4 MiB. */
const MAX_JOURNAL_BYTES = 256 * 1024 * 1024

/** The journal that a crash left, as it was before SQLite read it. */
export type KeptJournal = {
  /** Puts it back as it was, where there was one; the database must be closed. */
  putBack(): Promise<Result<void, DiskFailure>>
}

/**
 * Keeps the journal of a vault that was not closed, until it is known whether it holds everything that was acknowledged.
 *
 * SQLite takes what it can read of a damaged journal and removes the file when it closes. A vault that is refused must
 * stay as it was found: the rest of the journal is what a rescue would work from.
 */
export async function keepJournal(folder: string): Promise<Result<KeptJournal, DiskFailure>> {
  const path = join(folder, `${DATABASE_FILE}-wal`)
  const read = await attemptOnDisk(async () =>
    (await isThere(path)) ? await readUpTo(path, MAX_JOURNAL_BYTES) : null,
  )
  if (!read.ok) return read
  const bytes = read.value
  return succeed({
    putBack: async () =>
      bytes === null ? succeed(undefined) : await attemptOnDisk(() => writeFileDurably(path, bytes)),
  })
}

async function isThere(path: string): Promise<boolean> {
  try {
    return (await stat(path)).size > 0
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error
    return false
  }
}
