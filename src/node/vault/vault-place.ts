import { readdir, realpath, rename, rm, rmdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { DiskFailure } from '#app/ports/disk-failure.ts'
import type { Failure } from '#contract/failures.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { errnoOf } from '../disk/disk-failure.ts'
import { fsyncFolder, TEMPORARY_ENDING } from '../disk/durable-file.ts'
import { KNOWN_NAMES, lookAtFolder } from './vault-folder.ts'

/** Why no vault can be made at a place. */
export type PlaceFailure =
  | DiskFailure
  | Failure<
      'vault/in-use' | 'vault/exists' | 'vault/folder-not-empty' | 'vault/not-a-folder' | 'vault/not-found'
    >

/** What the folder in which a vault is made is called until it is whole: the vault's name and this. */
export const UNFINISHED_ENDING = '.unfinished'

/** Where a vault is really made: a rename puts nothing behind a symbolic link, so it is made where the link leads. */
export async function resolvePlace(folder: string): Promise<string> {
  return await realpath(folder).catch((error: unknown) => {
    if (errnoOf(error) !== 'ENOENT') throw error
    return folder
  })
}

/** Tells whether a vault can be made at a place: it is absent or an empty folder. */
export async function checkPlace(folder: string): Promise<Result<void, PlaceFailure>> {
  const state = await lookAtFolder(folder)
  if (!state.ok) return state
  if (state.value === 'vault') return fail({ code: 'vault/exists' })
  return state.value === 'other' ? fail({ code: 'vault/folder-not-empty' }) : succeed(undefined)
}

/** Removes what a crash left of making a vault; anything else under that name stays, and the answer is `false`. */
export async function removeLeftover(unfinished: string): Promise<boolean> {
  const names = await readdir(unfinished).catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return []
    if (errnoOf(error) === 'ENOTDIR') return null
    throw error
  })
  const isOurs = (name: string) =>
    KNOWN_NAMES.includes(name.endsWith(TEMPORARY_ENDING) ? name.slice(0, -TEMPORARY_ENDING.length) : name)
  if (names === null || !names.every(isOurs)) return false
  await rm(unfinished, { recursive: true, force: true })
  return true
}

/** Moves a vault that is whole to its place, durably; one whose name may not survive is removed again. */
export async function moveIntoPlace(unfinished: string, folder: string): Promise<void> {
  // Windows does not rename onto a folder, even an empty one.
  await rmdir(folder).catch((error: unknown) => {
    if (errnoOf(error) !== 'ENOENT') throw error
  })
  await rename(unfinished, folder)
  try {
    await fsyncFolder(dirname(folder))
  } catch (error) {
    // A vault whose name may not survive was not made.
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}
