import { type FileHandle, rename, stat, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { CANCELLED, type IntakeFailure } from '#app/ports/byte-source.ts'
import type { DiskFailure } from '#app/ports/disk-failure.ts'
import type { JoiningSource, SealedSource, SealFailure } from '#app/ports/object-store.ts'
import type { DigestHex, ObjectId } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { sealAesGcmInto, startExtraDigest } from '#node/crypto/bulk-cipher.ts'
import { secretKey, startSha256 } from '#node/crypto/primitives.ts'
import { attemptOnDisk } from '#node/disk/disk-failure.ts'
import { createFile, ensureFolder, fsyncFolder, removeQuietly, writeAll } from '#node/disk/durable-file.ts'
import { handleOf, localFileOf } from './local-file.ts'
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
import { incomingPath, objectPath, resumePath } from './object-place.ts'
import type { SealOrder } from './seal-order.ts'
import { startTagWriter } from './tag-trailer.ts'
import { sameSource } from './threads/interrupted-seals.ts'
import { type LocalSource, type PouredFile, sealOnThreads } from './threads/seal-on-threads.ts'

type Digests = Omit<PouredFile, 'objectId'>

/**
 * Streams a source into a new object file under `incoming/`, fsyncs it, and looks at the source again (docs/format.md, Objects, Write
 * order). A failure at any step removes the file. {@link placeFilled} does the rest.
 */
export async function fillObject(order: SealOrder): Promise<Result<SealedSource, SealFailure>> {
  const { source, work, segmentSizeBytes } = order
  if (source.sizeBytes < 1) return fail({ code: 'intake/empty' })
  if (source.sizeBytes > MOST_PLAIN_BYTES) throw new RangeError('An object holds at most 64 TiB.')
  if (work.signal?.aborted) return fail(CANCELLED)
  const layout = layoutOf(source.sizeBytes, segmentSizeBytes)
  const held = await attemptOnDisk(() => bytesHeldAlready(order))
  if (!held.ok) return held
  const room = await checkRoom(order.folder, layout.fileBytes - held.value)
  if (!room.ok) return room

  const poured = await pourWhole(order, layout)
  if (!poured.ok) return poured
  const { digestHex, sealDigestHex, extra, joining, objectId } = poured.value
  let isFilled = false
  try {
    const unchanged = await source.checkUnchanged()
    if (!unchanged.ok) return unchanged
    if (work.signal?.aborted) return fail(CANCELLED)
    isFilled = true
    joining?.keep()
    const sizes = { sizeBytes: layout.plainBytes, segmentSizeBytes }
    const digests = { digestHex: digestHex as DigestHex, sealDigestHex: sealDigestHex as DigestHex }
    const asked = order.extraDigests.length > 0 && { extraDigests: extra }
    return succeed({ objectId, ...sizes, ...digests, ...asked })
  } finally {
    if (!isFilled) await removeFilled(order.folder, [objectId])
  }
}

/** Removes objects that were filled and are not wanted. */
export async function removeFilled(folder: string, objectIds: readonly ObjectId[]): Promise<void> {
  for (const objectId of objectIds) {
    await removeQuietly(resumePath(folder, objectId))
    await removeQuietly(incomingPath(folder, objectId))
  }
}

/**
 * Moves filled objects to their places and makes their names durable: each shard is flushed once, however many came into it, then
 * the objects folder, every time: a shard that exists may have been made by a process that was killed before it flushed. When that
 * fails none of them is left.
 */
export async function placeFilled(
  folder: string,
  objectIds: readonly ObjectId[],
): Promise<Result<void, DiskFailure>> {
  const placed: ObjectId[] = []
  const moved = await attemptOnDisk(async () => {
    for (const objectId of objectIds) {
      await ensureFolder(dirname(objectPath(folder, objectId)))
      await rename(incomingPath(folder, objectId), objectPath(folder, objectId))
      placed.push(objectId)
    }
    const shards = new Set(objectIds.map((objectId) => dirname(objectPath(folder, objectId))))
    for (const shard of shards) await fsyncFolder(shard)
    await fsyncFolder(folder)
  })
  if (!moved.ok) for (const objectId of placed) await removeQuietly(objectPath(folder, objectId))
  if (!moved.ok) await removeFilled(folder, objectIds)
  else for (const objectId of objectIds) await removeQuietly(resumePath(folder, objectId))
  return moved
}

/** Fills the file of an object, flushed, under its name in `incoming`; a failure leaves none. */
async function pourWhole(order: SealOrder, layout: ObjectLayout): Promise<Result<PouredFile, SealFailure>> {
  const local = localSourceOf(order)
  if (local !== null && layout.plainBytes >= order.threads.fromBytes) {
    const interrupted = await attemptOnDisk(order.findInterrupted)
    return interrupted.ok ? await sealOnThreads(order, local, order.threads, interrupted.value) : interrupted
  }
  const { objectId } = order
  const incoming = incomingPath(order.folder, objectId)
  const created = await attemptOnDisk(() => createFile(incoming))
  if (!created.ok) return created
  let isWhole = false
  try {
    const digests = await writeAndClose(created.value, order, layout)
    if (!digests.ok) return digests
    isWhole = true
    return succeed({ ...digests.value, objectId })
  } finally {
    if (!isWhole) await removeQuietly(incoming)
  }
}

function localSourceOf({ source, reader }: SealOrder): LocalSource | null {
  const [file, handle] = [localFileOf(source), handleOf(reader)]
  return file === null || handle === null ? null : { file, handle }
}

/** How much room an interrupted seal of this source has taken already. */
async function bytesHeldAlready(order: SealOrder): Promise<number> {
  const local = localSourceOf(order)
  if (local === null || order.source.sizeBytes < order.threads.fromBytes) return 0
  let heldBytes = 0
  for (const { head } of await order.findInterrupted()) {
    if (!sameSource(head.source, local.file.identity)) continue
    heldBytes = Math.max(heldBytes, (await stat(incomingPath(order.folder, head.objectId))).blocks * 512)
  }
  return heldBytes
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
  const key = secretKey(sealingKey)
  const pair = () => [0, 1].map(() => new Uint8Array(segmentPlace(layout, 0).lengthBytes))
  const [buffers, sealed] = [pair(), pair()]
  const partOf = (two: readonly Uint8Array[], index: number) =>
    (two[index % 2] as Uint8Array).subarray(0, segmentPlace(layout, index).lengthBytes)
  const plainOf = (index: number) => partOf(buffers, index)

  const digest = startSha256()
  const joining: JoiningSource | undefined = order.work.joined?.beginSource()
  const extra = order.extraDigests.map((name) => [name, startExtraDigest(name)] as const)
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
      for (const [, hash] of extra) hash.update(plain)
      joining?.update(plain)
      // What was written from this buffer last is over: only one write is under way.
      const ciphertext = partOf(sealed, index)
      const tag = sealAesGcmInto(ciphertext, key, segmentNonce(layout, index), plain, bound)
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
    const sealDigestHex = await tags.finish()
    const extraHex = Object.fromEntries(extra.map(([name, hash]) => [name, hash.digest('hex')]))
    return succeed({ digestHex: digest.digest('hex'), sealDigestHex, extra: extraHex, joining })
  } finally {
    await Promise.allSettled([reading, writing])
    for (const secret of [sealingKey, ...buffers]) secret.fill(0)
  }
}

function changed(expectedBytes: number, actualBytes: number): IntakeFailure {
  return { code: 'intake/changed-while-reading', facts: { expectedBytes, actualBytes } }
}
