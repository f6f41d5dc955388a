import { constants } from 'node:fs'
import { type FileHandle, lstat, open } from 'node:fs/promises'
import { CANCELLED, type Cancelled, type CancelSignal } from '#app/ports/byte-source.ts'
import type { DiskFailure } from '#app/ports/disk-failure.ts'
import type { SealedObject } from '#app/ports/object-store.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { startSha256, TAG_BYTES } from '../crypto/primitives.ts'
import { attemptOnDisk, diskFailureOf, errnoOf } from '../disk/disk-failure.ts'
import { readAll } from '../disk/durable-file.ts'
import { BOUND_HEADER_BYTES, layoutOf, type ObjectLayout } from '../objects/object-format.ts'

const CHUNK_BYTES = 1024 * 1024
const TAGS_AT_ONCE = 4096

/** Reads somewhere in an object's file, in the vault or on the medium. */
export type ReadAt = (into: Uint8Array, offsetBytes: number) => Promise<number>

/** Bytes of an object's file in the vault; `null` when there is none. */
export async function sizeOfSource(path: string): Promise<Result<number | null, DiskFailure>> {
  try {
    const found = await lstat(path)
    return succeed(found.isFile() ? found.size : null)
  } catch (error) {
    return errnoOf(error) === 'ENOENT' ? succeed(null) : fail(diskFailureOf(error))
  }
}

/** How an object must lie in its file. */
export function layoutOfRecorded({ sizeBytes, segmentSizeBytes }: SealedObject): ObjectLayout {
  return layoutOf(sizeBytes, segmentSizeBytes)
}

/**
 * Tells whether a file has the seal that was recorded for an object, by reading its header and its tags only. It finds a
 * file that was exchanged, cut short or never written to its end; damage within a segment it does not find.
 */
export async function hasRecordedSeal(
  recorded: SealedObject,
  sizeBytes: number,
  read: ReadAt,
): Promise<boolean> {
  const layout = layoutOfRecorded(recorded)
  if (sizeBytes !== layout.fileBytes) return false
  const digest = startSha256()
  const bound = new Uint8Array(BOUND_HEADER_BYTES)
  digest.update(bound.subarray(0, await read(bound, 0)))
  const window = new Uint8Array(TAG_BYTES * Math.min(TAGS_AT_ONCE, layout.segmentCount))
  for (let offset = layout.trailerOffsetBytes; offset < layout.fileBytes; offset += window.length) {
    const tags = window.subarray(0, layout.fileBytes - offset)
    digest.update(tags.subarray(0, await read(tags, offset)))
  }
  return digest.digest('hex') === recorded.sealDigestHex
}

/** {@link hasRecordedSeal} for the file in the vault. */
export async function sourceHasSeal(
  path: string,
  recorded: SealedObject,
): Promise<Result<boolean, DiskFailure>> {
  return await attemptOnDisk(async () => {
    const handle = await openSource(path)
    try {
      const { size } = await handle.stat()
      return await hasRecordedSeal(recorded, size, (into, offset) => readAll(handle, into, offset))
    } finally {
      await handle.close()
    }
  })
}

/**
 * Reads an object's file in the vault to its end and hands every byte on. Answers its SHA-256 and whether it still had the
 * expected size.
 */
export async function readSource(
  path: string,
  sizeBytes: number,
  signal: CancelSignal,
  onBytes: (bytes: Uint8Array) => Promise<void> | void,
): Promise<Result<{ readonly digestHex: string; readonly hasSize: boolean }, DiskFailure | Cancelled>> {
  const opened = await attemptOnDisk(() => openSource(path))
  if (!opened.ok) return opened
  const handle = opened.value
  const digest = startSha256()
  const buffer = new Uint8Array(CHUNK_BYTES)
  let readBytes = 0
  try {
    for (;;) {
      if (signal.aborted) return fail(CANCELLED)
      const read = await attemptOnDisk(() => readAll(handle, buffer, readBytes))
      if (!read.ok) return read
      readBytes += read.value
      if (read.value === 0 || readBytes > sizeBytes) break
      const bytes = buffer.subarray(0, read.value)
      digest.update(bytes)
      await onBytes(bytes)
    }
  } finally {
    await handle.close()
  }
  return succeed({ digestHex: digest.digest('hex'), hasSize: readBytes === sizeBytes })
}

function openSource(path: string): Promise<FileHandle> {
  return open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
}
