import { type FileHandle, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { CancelSignal } from '#app/ports/byte-source.ts'
import type { ScopeKey } from '#app/ports/event-crypto.ts'
import type { CaseId } from '#core/ids.ts'
import { errnoOf } from '../disk/disk-failure.ts'
import {
  createFile,
  ensureFolder,
  fsyncFolder,
  readAll,
  removeIfPresent,
  writeAll,
} from '../disk/durable-file.ts'
import { createFolderObjectStore } from '../objects/folder-object-store.ts'
import { listObjects } from '../objects/list-objects.ts'
import { objectPath } from '../objects/object-place.ts'
import type { SavedExhibits } from './saved-exhibits.ts'

const BYTES_AT_ONCE = 1024 * 1024

type Copying = {
  readonly caseKeys: ReadonlyMap<CaseId, ScopeKey>
  readonly signal: CancelSignal
  readonly progress: { expect(count: number): void; take(count: number): void }
}

/**
 * Copies the objects of the damaged vault. Those whose event was saved and whose case the salvager can open are read whole in
 * their new place, and one that is not as its event says is lost. The others cannot be judged and are copied as they are: their
 * event may be another person's to read, or lost while the bytes are not.
 *
 * Answers `null` when called off. Throws what the disk of the new vault answers.
 */
export async function copyObjects(
  { from, to }: { readonly from: string; readonly to: string },
  exhibits: SavedExhibits,
  { caseKeys, signal, progress }: Copying,
): Promise<{ readonly saved: number; readonly lost: number } | null> {
  const { objectIds } = await listObjects(from)
  progress.expect(objectIds.length)
  const store = createFolderObjectStore({ folder: to })
  const there = new Set<string>(objectIds)
  const shards = new Set<string>()
  let saved = 0
  let lost = [...exhibits.objectIds].filter((objectId) => !there.has(objectId)).length
  for (const objectId of objectIds) {
    if (signal.aborted) return null
    const path = objectPath(to, objectId)
    await ensureFolder(dirname(path))
    shards.add(dirname(path))
    const isCopied = await copy(objectPath(from, objectId), path)
    const facts = exhibits.find(objectId)
    const key = facts === null ? undefined : caseKeys.get(facts.caseId)
    const verified =
      isCopied && facts !== null && key !== undefined
        ? await store.verify(facts.object, key.bytes, { signal })
        : null
    if (verified !== null && !verified.ok && verified.failure.code === 'cancelled') return null
    if (isCopied && verified?.ok !== false) saved += 1
    else {
      lost += 1
      await removeIfPresent(path)
    }
    progress.take(1)
  }
  for (const folder of [...shards, to]) await fsyncFolder(folder)
  return { saved, lost }
}

/** Copies a file durably; answers `false` where the damaged disk does not give it back. Throws what the other disk answers. */
async function copy(from: string, to: string): Promise<boolean> {
  const source = await open(from, 'r').catch(errnoOf)
  if (typeof source === 'string') return false
  try {
    const target = await createFile(to)
    try {
      const isWhole = await pour(source, target)
      if (isWhole) await target.sync()
      return isWhole
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

async function pour(source: FileHandle, target: FileHandle): Promise<boolean> {
  const buffer = new Uint8Array(BYTES_AT_ONCE)
  let offsetBytes = 0
  for (;;) {
    const readBytes = await readAll(source, buffer, offsetBytes).catch(errnoOf)
    if (typeof readBytes === 'string') return false
    await writeAll(target, buffer.subarray(0, readBytes), offsetBytes)
    offsetBytes += readBytes
    if (readBytes < buffer.length) return true
  }
}
