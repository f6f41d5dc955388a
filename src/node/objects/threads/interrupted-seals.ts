import { type FileHandle, open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ObjectId } from '#core/ids.ts'
import { isId } from '#core/ids.ts'
import { errnoOf } from '#node/disk/disk-failure.ts'
import { readAll, removeIfPresent } from '#node/disk/durable-file.ts'
import { entriesIn } from '../list-objects.ts'
import type { SourceIdentity } from '../local-file.ts'
import { INCOMING, incomingPath, RESUME_ENDING, resumePath } from '../object-place.ts'
import { RECORD_HEAD_BYTES } from './record-places.ts'
import { hasCheckpoint, type OpenedRecord, openRecord } from './resume-record.ts'

/** After this long nobody comes back to a seal, and its file gives its room away. */
const KEPT_FOR_MS = 30 * 24 * 60 * 60 * 1000

/** An interrupted seal of a case whose key was given. */
export type Interrupted = OpenedRecord & { readonly changedAtMs: number }

/** Tells whether two descriptions are of the same thing, unchanged. A device is known again only while the machine runs. */
export function sameSource(before: SourceIdentity, now: SourceIdentity): boolean {
  const isSame =
    before.form === now.form &&
    before.device === now.device &&
    before.inode === now.inode &&
    before.sizeBytes === now.sizeBytes &&
    before.modifiedAtNs === now.modifiedAtNs &&
    before.changedAtNs === now.changedAtNs
  return isSame && (now.form === 'file' || (now.bootId !== null && now.bootId === before.bootId))
}

/** The interrupted seals that a case's key opens, by id. Throws what the system answers. */
export async function findInterrupted(folder: string, scopeKey: Uint8Array): Promise<readonly Interrupted[]> {
  const found: Interrupted[] = []
  for (const objectId of await recordedIds(folder)) {
    const path = resumePath(folder, objectId)
    const bytes = await readHead(path)
    const record = bytes === null ? null : openRecord(bytes, scopeKey)
    if (record === null || record.head.objectId !== objectId || record.checkpoint === 0) continue
    found.push({ ...record, changedAtMs: (await stat(path)).mtimeMs })
  }
  return found
}

/**
 * Removes what interrupted seals left and nobody can continue: files without a record, records without a file or without a
 * checkpoint, and what nobody came back to for a month. Answers how many files of objects that were.
 */
export async function sweepIncoming(
  folder: string,
  underWay: ReadonlySet<string>,
  nowMs: number,
): Promise<number> {
  const names = (await entriesIn(join(folder, INCOMING))).map(({ name }) => name)
  const objects = new Set(names.filter((name) => isId(name)))
  const recorded = new Set(await recordedIds(folder))
  let removed = 0
  for (const objectId of new Set([...objects, ...recorded]) as Set<ObjectId>) {
    if (underWay.has(objectId)) continue
    const isPair = objects.has(objectId) && recorded.has(objectId)
    if (isPair && (await isWorthKeeping(resumePath(folder, objectId), nowMs))) continue
    await removeIfPresent(resumePath(folder, objectId))
    if (await removeIfPresent(incomingPath(folder, objectId))) removed += 1
  }
  return removed
}

async function recordedIds(folder: string): Promise<readonly ObjectId[]> {
  const names = (await entriesIn(join(folder, INCOMING))).map(({ name }) => name)
  const ids = names
    .filter((name) => name.endsWith(RESUME_ENDING))
    .map((name) => name.slice(0, -RESUME_ENDING.length))
  return ids.filter((id) => isId(id)).sort() as ObjectId[]
}

async function isWorthKeeping(path: string, nowMs: number): Promise<boolean> {
  const bytes = await readHead(path)
  if (bytes === null || !hasCheckpoint(bytes)) return false
  return nowMs - (await stat(path)).mtimeMs < KEPT_FOR_MS
}

/** The pages before the tags, or `null` when nothing that can be read has the name. */
async function readHead(path: string): Promise<Uint8Array | null> {
  let handle: FileHandle
  try {
    handle = await open(path, 'r')
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null
    throw error
  }
  try {
    const bytes = new Uint8Array(RECORD_HEAD_BYTES)
    const held = await readAll(handle, bytes, 0)
    return bytes.subarray(0, held)
  } finally {
    await handle.close()
  }
}
