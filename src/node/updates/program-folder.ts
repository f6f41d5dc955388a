import { lstat, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { StagedUpdate, UpdateFailure } from '#app/ports/program-updates.ts'
import { fail, type Result } from '#core/result.ts'
import { type ProgramBook, parseProgramBook, writeProgramBook } from '#core/updates/program-book.ts'
import { compareVersions, isProgramVersion } from '#core/updates/program-version.ts'
import { parseUpdateManifest, type SignedUpdate, UPDATE_LIMITS } from '#core/updates/update-manifest.ts'
import { errnoOf } from '../disk/disk-failure.ts'
import { writeFileDurably } from '../disk/durable-file.ts'
import { readUpTo } from '../disk/read-file.ts'
import { attemptUpdate } from './update-disk.ts'

const BOOK_BYTES = 1024 * 1024

/** Where things lie in a program's folder (`docs/format-update.md`, section 3). The launcher knows the first two. */
export const PROGRAM_PATHS = {
  book: (program: string) => join(program, 'program.json'),
  version: (program: string, version: string) => join(program, 'versions', version),
  arriving: (program: string) => join(program, 'arriving'),
  staging: (program: string) => join(program, 'staged'),
  staged: (program: string, version: string) => join(program, 'staged', version),
} as const

/** What lies in a staged version's folder. */
export const STAGED = { manifest: 'update.json', index: 'index.json', tree: 'tree' } as const

/** Reads what the program's folder says of its versions. */
export async function readBook(program: string): Promise<Result<ProgramBook, UpdateFailure>> {
  const read = await attemptUpdate(async () => {
    try {
      return await readUpTo(PROGRAM_PATHS.book(program), BOOK_BYTES)
    } catch (error) {
      if (['ENOENT', 'ENOTDIR'].includes(errnoOf(error))) return undefined
      throw error
    }
  })
  if (!read.ok) return read
  if (read.value === undefined) return fail({ code: 'update/not-installed' })
  if (read.value === null) return fail({ code: 'update/program-damaged' })
  return parseProgramBook(Buffer.from(read.value).toString('utf8'))
}

/** Puts a new book in the place of the old one, durable when it answers. */
export async function writeBook(program: string, book: ProgramBook): Promise<Result<void, UpdateFailure>> {
  return await attemptUpdate(() =>
    writeFileDurably(PROGRAM_PATHS.book(program), Buffer.from(writeProgramBook(book))),
  )
}

/** The versions that lie staged, newest first; what is unfinished or no version is nobody's. */
export async function listStaged(program: string): Promise<Result<readonly SignedUpdate[], UpdateFailure>> {
  return await attemptUpdate(async () => {
    const names = await namesIn(PROGRAM_PATHS.staging(program))
    const found: SignedUpdate[] = []
    for (const name of names.filter(isProgramVersion)) {
      const path = join(PROGRAM_PATHS.staged(program, name), STAGED.manifest)
      const bytes = await readUpTo(path, UPDATE_LIMITS.manifestBytes).catch((error) => void errnoOf(error))
      const read = bytes == null ? null : parseUpdateManifest(bytes)
      const isWhole = await hasTree(PROGRAM_PATHS.staged(program, name))
      if (read?.ok === true && read.value.document.version === name && isWhole) found.push(read.value)
    }
    return found.sort((one, other) => compareVersions(other.document.version, one.document.version))
  })
}

// A crash while it was applied leaves a staged version without its tree: it is taken anew then.
async function hasTree(staged: string): Promise<boolean> {
  try {
    return (await lstat(join(staged, STAGED.tree))).isDirectory()
  } catch (error) {
    errnoOf(error)
    return false
  }
}

/** A staged update as it is shown. */
export function shownUpdate({ document }: SignedUpdate): StagedUpdate {
  const { version, releasedAtMs, notes } = document
  return { version, releasedAtMs, notes: notes ?? null }
}

/** Removes what is neither the current version nor the one before nor what comes next. What cannot be removed stays. */
export async function tidyVersions(
  program: string,
  { current, previous, pending }: ProgramBook,
): Promise<void> {
  const kept = new Set([current, previous, pending])
  for (const name of await namesIn(join(program, 'versions')).catch(() => []))
    if (!kept.has(name))
      await rm(join(program, 'versions', name), { recursive: true, force: true }).catch(errnoOf)
}

/** The names in a folder, or none where there is no folder. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return []
    throw error
  }
}
