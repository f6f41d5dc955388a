import { copyFile, mkdir, readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { UpdateFailure } from '#app/ports/program-updates.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { newProgramBook } from '#core/updates/program-book.ts'
import { errnoOf } from '../disk/disk-failure.ts'
import { copyTree } from './copy-tree.ts'
import { PROGRAM_PATHS, writeBook } from './program-folder.ts'
import { attemptUpdate } from './update-disk.ts'

/** What the launcher is called in a program's folder. */
export const LAUNCHER_FILE = 'samnum.mjs'

/** Puts a tree into a new folder as its first version, with the launcher; the book that makes it a program is written last. */
export async function installProgram(
  tree: string,
  folder: string,
  launcher: string,
  first: { readonly version: string; readonly entry: string },
): Promise<Result<void, UpdateFailure>> {
  const isFree = await attemptUpdate(() => isAbsentOrEmpty(folder))
  if (!isFree.ok) return isFree
  if (!isFree.value) return fail({ code: 'update/program-damaged' })
  const laid = await attemptUpdate(async () => {
    const version = PROGRAM_PATHS.version(folder, first.version)
    await mkdir(dirname(version), { recursive: true })
    await copyTree(tree, version)
    await copyFile(launcher, join(folder, LAUNCHER_FILE))
  })
  const written = laid.ok ? await writeBook(folder, newProgramBook(first)) : laid
  if (written.ok) return succeed(undefined)
  await attemptUpdate(() => rm(folder, { recursive: true, force: true }))
  return written
}

async function isAbsentOrEmpty(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return true
    throw error
  }
}
