import { lstat, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { errnoOf } from '../disk/disk-failure.ts'

/** What stands where a backup is or could be. */
export type PlaceState = 'folder' | 'absent' | 'no-parent' | 'other'

/** Looks at a place without changing it. Throws what the system answers. */
export async function lookAtPlace(path: string): Promise<PlaceState> {
  const found = await statIfThere(path)
  if (found === 'not-a-folder') return 'no-parent'
  if (found !== null) return found.isDirectory() ? 'folder' : 'other'
  const parent = await statIfThere(dirname(path))
  return parent !== null && parent !== 'not-a-folder' && parent.isDirectory() ? 'absent' : 'no-parent'
}

/** Tells whether a link stands at a place; what is not there is none. */
export async function isLinkAt(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isSymbolicLink()
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error
    return false
  }
}

/**
 * Tells how one place lies to a folder: `same`, `inside` it, or `apart`. Links are followed and folders compared by what
 * they are, so that neither another spelling nor a second way to the same folder hides it. Places need not exist yet.
 */
export async function placeWithin(path: string, folder: string): Promise<'same' | 'inside' | 'apart'> {
  const outer = await realPlace(folder)
  const identity = await identityOf(outer)
  let steps = 0
  for (let place = await realPlace(path); ; place = dirname(place)) {
    const isSame = place === outer || (identity !== null && identity === (await identityOf(place)))
    if (isSame) return steps === 0 ? 'same' : 'inside'
    if (place === dirname(place)) return 'apart'
    steps += 1
  }
}

/** The place with links resolved as far as it exists. */
async function realPlace(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    const errno = errnoOf(error)
    if ((errno !== 'ENOENT' && errno !== 'ENOTDIR') || path === dirname(path)) throw error
    return join(await realPlace(dirname(path)), basename(path))
  }
}

async function identityOf(path: string): Promise<string | null> {
  const found = await statIfThere(path)
  // Some file systems of Windows have no numbers for files and say 0.
  if (found === null || found === 'not-a-folder' || found.ino === 0n) return null
  return `${found.dev}:${found.ino}`
}

async function statIfThere(path: string) {
  try {
    return await stat(path, { bigint: true })
  } catch (error) {
    const errno = errnoOf(error)
    if (errno === 'ENOTDIR') return 'not-a-folder'
    if (errno === 'ENOENT') return null
    throw error
  }
}
