import { dirname, join } from 'node:path'
import type { ObjectId } from '#core/ids.ts'
import { ensureFolder, fsyncFolder } from '#node/disk/durable-file.ts'

/** The folder of seals under way, inside the objects folder. */
export const INCOMING = 'incoming'

/** Where a finished object lies: 256 folders, named by the first two digits, share the load. */
export function objectPath(folder: string, objectId: ObjectId): string {
  return join(folder, objectId.slice(0, 2), objectId)
}

/** Where an object lies while it is being sealed. */
export function incomingPath(folder: string, objectId: ObjectId): string {
  return join(folder, INCOMING, objectId)
}

/** What the record of an interrupted seal is called: the object's id and this. */
export const RESUME_ENDING = '.resume'

/** Where the record of a seal under way lies. */
export function resumePath(folder: string, objectId: ObjectId): string {
  return incomingPath(folder, objectId) + RESUME_ENDING
}

/** Makes the objects folder and its place for seals under way, and the folder's own name durable. */
export async function prepareFolders(folder: string): Promise<void> {
  await ensureFolder(folder)
  await fsyncFolder(dirname(folder))
  await ensureFolder(join(folder, INCOMING))
}
