import { type FileHandle, rename, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type ByteReader, type ByteSource, CANCELLED, type IntakeFailure } from '#app/ports/byte-source.ts'
import type { DiskFailure } from '#app/ports/disk-failure.ts'
import type { LongWork, SealedObject, SealFailure } from '#app/ports/object-store.ts'
import type { DigestHex, ObjectId } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { sealAesGcmApart, startSha256 } from '#node/crypto/primitives.ts'
import { attemptOnDisk } from '#node/disk/disk-failure.ts'
import { createFile, ensureFolder, removeQuietly, writeAll } from '#node/disk/durable-file.ts'
import {
  BOUND_HEADER_BYTES,
  buildHeader,
  deriveObjectKeys,
  layoutOf,
  MOST_PLAIN_BYTES,
  type ObjectLayout,
  SALT_BYTES,
  segmentNonce,
  segmentPlace,
} from './object-format.ts'
import { fsyncPlaceOf, incomingPath, objectPath } from './object-place.ts'
import { startTagWriter } from './tag-trailer.ts'

/** What one seal is given. */
export type SealOrder = {
  /** The objects folder, prepared. */
  readonly folder: string
  /** A name that no object has. */
  readonly objectId: ObjectId
  readonly source: ByteSource
  /** The source, opened; the caller closes it. */
  readonly reader: ByteReader
  readonly scopeKey: Uint8Array
  readonly segmentSizeBytes: number
  readonly randomBytes: (count: number) => Uint8Array
  readonly work: LongWork
}

type Digests = { readonly digestHex: DigestHex; readonly sealDigestHex: DigestHex }

/**
 * Streams a source into a new object file.
 *
 * Write order (docs/format.md, Objects): the file is made under `incoming/`, written, fsynced; the source is looked at
 * again; the file is renamed to its place; the folders are fsynced. A failure at any step removes the file.
 */
export async function sealObject(order: SealOrder): Promise<Result<SealedObject, SealFailure>> {
  const { source, work, objectId, segmentSizeBytes } = order
  if (source.sizeBytes < 1) return fail({ code: 'intake/empty' })
  if (source.sizeBytes > MOST_PLAIN_BYTES) throw new RangeError('An object holds at most 64 TiB.')
  if (work.signal?.aborted) return fail(CANCELLED)
  const layout = layoutOf(source.sizeBytes, segmentSizeBytes)
  const room = await checkRoom(order.folder, layout.fileBytes)
  if (!room.ok) return room

  const incoming = incomingPath(order.folder, objectId)
  const created = await attemptOnDisk(() => createFile(incoming))
  if (!created.ok) return created
  let isPlaced = false
  try {
    const digests = await writeAndClose(created.value, order, layout)
    if (!digests.ok) return digests
    const unchanged = await source.checkUnchanged()
    if (!unchanged.ok) return unchanged
    if (work.signal?.aborted) return fail(CANCELLED)
    const moved = await attemptOnDisk(() => moveToPlace(incoming, objectPath(order.folder, objectId)))
    if (!moved.ok) return moved
    isPlaced = true
    return succeed({ objectId, sizeBytes: layout.plainBytes, segmentSizeBytes, ...digests.value })
  } finally {
    if (!isPlaced) await removeQuietly(incoming)
  }
}

/** Refuses what cannot fit before an hour is spent on it. Free blocks are an upper bound, so it refuses nothing else. */
async function checkRoom(folder: string, neededBytes: number): Promise<Result<void, DiskFailure>> {
  const stats = await attemptOnDisk(() => statfs(folder))
  if (!stats.ok) return stats
  const { blocks, bfree, bsize } = stats.value
  // Some file systems do not know their size and say 0.
  if (blocks === 0 || neededBytes <= bfree * bsize) return succeed(undefined)
  return fail({ code: 'disk/full', facts: { causeCode: 'ENOSPC', neededBytes, freeBytes: bfree * bsize } })
}

async function moveToPlace(incoming: string, path: string): Promise<void> {
  await ensureFolder(dirname(path))
  await rename(incoming, path)
  try {
    await fsyncPlaceOf(path)
  } catch (error) {
    await removeQuietly(path)
    throw error
  }
}

async function writeAndClose(
  handle: FileHandle,
  order: SealOrder,
  layout: ObjectLayout,
): Promise<Result<Digests, SealFailure>> {
  const closed = await attemptOnDisk(async () => {
    try {
      const digests = await pour(handle, order, layout)
      if (digests.ok) await handle.sync()
      return digests
    } finally {
      await handle.close()
    }
  })
  return closed.ok ? closed.value : closed
}

/** Reads, digests, seals and writes segment after segment; the next is read and the last written meanwhile. */
async function pour(
  handle: FileHandle,
  order: SealOrder,
  layout: ObjectLayout,
): Promise<Result<Digests, SealFailure>> {
  const { reader } = order
  const { signal, onProgress } = order.work
  const salt = order.randomBytes(SALT_BYTES)
  const { sealingKey, commitment } = deriveObjectKeys(order.scopeKey, salt)
  const header = buildHeader(salt, commitment, layout.segmentSizeBytes)
  const bound = header.subarray(0, BOUND_HEADER_BYTES)
  const buffers = [0, 1].map(() => new Uint8Array(segmentPlace(layout, 0).lengthBytes))
  const plainOf = (index: number) =>
    (buffers[index % 2] as Uint8Array).subarray(0, segmentPlace(layout, index).lengthBytes)

  const digest = startSha256()
  const tags = startTagWriter(handle, layout, bound)
  let writing = attemptOnDisk(() => writeAll(handle, header, 0))
  let reading = reader.read(plainOf(0))
  try {
    for (let index = 0; index < layout.segmentCount; index += 1) {
      const plain = plainOf(index)
      const { offsetBytes, lengthBytes } = segmentPlace(layout, index)
      const read = await reading
      if (!read.ok) return read
      const doneBytes = offsetBytes - header.length + read.value
      if (read.value < lengthBytes) return fail(changed(layout.plainBytes, doneBytes))
      if (signal?.aborted) return fail(CANCELLED)
      if (index + 1 < layout.segmentCount) reading = reader.read(plainOf(index + 1))

      digest.update(plain)
      const { ciphertext, tag } = sealAesGcmApart(sealingKey, segmentNonce(layout, index), plain, bound)
      const written = await writing
      if (!written.ok) return written
      writing = attemptOnDisk(() => writeAll(handle, ciphertext, offsetBytes))
      await tags.add(tag)
      onProgress?.(doneBytes, layout.plainBytes)
    }
    const written = await writing
    if (!written.ok) return written
    const beyond = await reader.read(new Uint8Array(1))
    if (!beyond.ok) return beyond
    if (beyond.value > 0) return fail(changed(layout.plainBytes, layout.plainBytes + beyond.value))
    const sealDigestHex = (await tags.finish()) as DigestHex
    return succeed({ digestHex: digest.digest('hex') as DigestHex, sealDigestHex })
  } finally {
    await Promise.allSettled([reading, writing])
    for (const secret of [sealingKey, ...buffers]) secret.fill(0)
  }
}

function changed(expectedBytes: number, actualBytes: number): IntakeFailure {
  return { code: 'intake/changed-while-reading', facts: { expectedBytes, actualBytes } }
}
