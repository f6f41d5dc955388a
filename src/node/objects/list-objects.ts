import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ObjectListing } from '#app/ports/object-store.ts'
import { isId, type ObjectId } from '#core/ids.ts'
import { errnoOf } from '#node/disk/disk-failure.ts'
import { INCOMING, RESUME_ENDING } from './object-place.ts'

const SHARD = /^[0-9a-f]{2}$/

/**
 * Sorts what lies in the objects folder into objects and strangers, by name and kind. Seals under way and what
 * interrupted ones left are neither.
 */
export async function listObjects(folder: string): Promise<ObjectListing> {
  const objectIds: ObjectId[] = []
  const strangers: string[] = []
  for (const shard of await entriesIn(folder)) {
    if (!shard.isDirectory() || (shard.name !== INCOMING && !SHARD.test(shard.name))) {
      strangers.push(shard.name)
      continue
    }
    const prefix = shard.name === INCOMING ? '' : shard.name
    for (const entry of await entriesIn(join(folder, shard.name))) {
      const isIncoming = shard.name === INCOMING
      const name = isIncoming ? withoutEnding(entry.name) : entry.name
      if (!entry.isFile() || !isId(name) || !name.startsWith(prefix)) {
        strangers.push(`${shard.name}/${entry.name}`)
      } else if (!isIncoming) {
        objectIds.push(name as ObjectId)
      }
    }
  }
  return { objectIds: objectIds.sort(), strangers: strangers.sort() }
}

/** The id in the name of a file in `incoming`: that of the object, or of the record by which it is continued. */
function withoutEnding(name: string): string {
  return name.endsWith(RESUME_ENDING) ? name.slice(0, -RESUME_ENDING.length) : name
}

/** What a folder holds; a folder that is not there holds nothing. */
export async function entriesIn(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error
    return []
  }
}
