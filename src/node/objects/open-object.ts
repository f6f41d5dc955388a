import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { CANCELLED, type Cancelled } from '#app/ports/byte-source.ts'
import type { DiskFailure } from '#app/ports/disk-failure.ts'
import type { LongWork, ObjectDamage, ObjectFinding, SealedObject } from '#app/ports/object-store.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { openAesGcmApart } from '#node/crypto/primitives.ts'
import { attemptOnDisk, diskFailureOf, errnoOf } from '#node/disk/disk-failure.ts'
import { readAll } from '#node/disk/durable-file.ts'
import {
  deriveObjectKeys,
  HEADER_BYTES,
  isKeyOf,
  layoutOf,
  type ObjectHeader,
  type ObjectLayout,
  parseHeader,
  segmentNonce,
  segmentPlace,
  tagOffset,
  UNGUESSABLE_OFFSET,
} from './object-format.ts'
import { objectPath } from './object-place.ts'
import { readSealDigest, startTagReader, type TagReader } from './tag-trailer.ts'

/** An object file whose size, header, key and tags are those that were recorded. */
export type OpenedObject = {
  readonly expected: SealedObject
  readonly layout: ObjectLayout
  /**
   * The plaintext of one segment, in a buffer of its own; `buffer` holds the ciphertext meanwhile. One call at a time.
   */
  openSegment(index: number, buffer: Uint8Array): Promise<Result<Uint8Array, ObjectFinding>>
  /** Closes the file and wipes the key. */
  close(): Promise<void>
}

/** What is needed to open an object. */
export type OpenOrder = {
  readonly folder: string
  readonly expected: SealedObject
  readonly scopeKey: Uint8Array
  readonly leastSegmentSizeBytes: number
  readonly work: LongWork
}

/** No regular file has the name: nothing has it, or a symbolic link or a socket has. */
const NO_SUCH_FILE = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENXIO'])

type OpenFile = { readonly handle: FileHandle; readonly sizeBytes: number }

/**
 * Opens an object file and judges everything but its segments, in the order that docs/format.md fixes: presence,
 * size, fixed bytes of the header, key, seal digest. Only a file that passes hands out any plaintext.
 */
export async function openObject(order: OpenOrder): Promise<Result<OpenedObject, ObjectFinding | Cancelled>> {
  const file = await openFile(order)
  if (!file.ok) return file
  const { handle } = file.value
  const judged = await attemptOnDisk(() => judge(file.value, order))
  const result = judged.ok ? judged.value : fail(named(order.expected, judged.failure))
  if (!result.ok) await handle.close()
  return result
}

async function openFile({ folder, expected }: OpenOrder): Promise<Result<OpenFile, ObjectFinding>> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants
  let handle: FileHandle
  try {
    // Neither a symbolic link nor a FIFO in the object's place is followed or waited for.
    handle = await open(
      objectPath(folder, expected.objectId),
      O_RDONLY | (O_NOFOLLOW ?? 0) | (O_NONBLOCK ?? 0),
    )
  } catch (error) {
    if (NO_SUCH_FILE.has(errnoOf(error))) return fail(damage(expected, 'object/missing'))
    return fail(named(expected, diskFailureOf(error)))
  }
  const stats = await attemptOnDisk(() => handle.stat())
  if (stats.ok && stats.value.isFile()) return succeed({ handle, sizeBytes: stats.value.size })
  await handle.close()
  // A folder, FIFO or device has the name.
  return fail(stats.ok ? damage(expected, 'object/missing') : named(expected, stats.failure))
}

async function judge(
  { handle, sizeBytes }: OpenFile,
  { expected, scopeKey, leastSegmentSizeBytes, work }: OpenOrder,
): Promise<Result<OpenedObject, ObjectFinding | Cancelled>> {
  const layout = layoutOf(expected.sizeBytes, expected.segmentSizeBytes)
  if (sizeBytes !== layout.fileBytes) return fail(wrongSize(expected, layout, sizeBytes))

  const bytes = new Uint8Array(HEADER_BYTES)
  if ((await readAll(handle, bytes, 0)) < HEADER_BYTES) return fail(await shrunk(handle, expected, layout))
  const parsed = parseHeader(bytes, expected.segmentSizeBytes, leastSegmentSizeBytes)
  if (!parsed.ok) {
    return fail(damage(expected, 'object/header-damaged', { offsetBytes: parsed.offsetBytes }))
  }

  const { header } = parsed
  const keys = deriveObjectKeys(scopeKey, header.salt)
  const sealIsRecorded = (await readSealDigest(handle, layout, header.bound)) === expected.sealDigestHex
  if (!isKeyOf(header, keys)) {
    keys.sealingKey.fill(0)
    if (sealIsRecorded) return fail(damage(expected, 'object/wrong-key'))
    return fail(damage(expected, 'object/header-damaged', { offsetBytes: UNGUESSABLE_OFFSET }))
  }
  const opened = openedObject(handle, expected, layout, header, keys.sealingKey, sealIsRecorded)
  if (sealIsRecorded) return succeed(opened)
  const failure = await diagnoseSealDifference(opened, work)
  keys.sealingKey.fill(0)
  return fail(failure)
}

/** Finds the segment whose tag is not the one that was sealed; when all open, this is another ciphertext. */
async function diagnoseSealDifference(
  opened: OpenedObject,
  { onProgress, signal }: LongWork,
): Promise<ObjectFinding | Cancelled> {
  const { layout, expected } = opened
  const buffer = new Uint8Array(segmentPlace(layout, 0).lengthBytes)
  let doneBytes = 0
  for (let index = 0; index < layout.segmentCount; index += 1) {
    if (signal?.aborted) return CANCELLED
    const plain = await opened.openSegment(index, buffer)
    if (!plain.ok) return plain.failure
    doneBytes += plain.value.length
    plain.value.fill(0)
    onProgress?.(doneBytes, layout.plainBytes)
  }
  return damage(expected, 'object/seal-differs')
}

function openedObject(
  handle: FileHandle,
  expected: SealedObject,
  layout: ObjectLayout,
  header: ObjectHeader,
  sealingKey: Uint8Array,
  sealIsRecorded: boolean,
): OpenedObject {
  const tags: TagReader = startTagReader(handle, layout)
  // With the recorded seal digest the tags are intact, so what does not open is ciphertext that changed.
  const part = sealIsRecorded ? 'ciphertext' : 'ciphertext-or-tag'

  async function openSegment(index: number, buffer: Uint8Array): Promise<Result<Uint8Array, ObjectDamage>> {
    const { offsetBytes, lengthBytes } = segmentPlace(layout, index)
    const ciphertext = buffer.subarray(0, lengthBytes)
    const bytesRead = await readAll(handle, ciphertext, offsetBytes)
    const tag = await tags.tagOf(index)
    if (bytesRead < lengthBytes || tag === null) return fail(await shrunk(handle, expected, layout))
    const plain = openAesGcmApart(sealingKey, segmentNonce(layout, index), ciphertext, tag, header.bound)
    if (plain !== null) return succeed(plain)
    const place = { segmentIndex: index, offsetBytes, tagOffsetBytes: tagOffset(layout, index), part }
    return fail(damage(expected, 'object/segment-damaged', place))
  }

  return {
    expected,
    layout,
    async openSegment(index, buffer) {
      const result = await attemptOnDisk(() => openSegment(index, buffer))
      return result.ok ? result.value : fail(named(expected, result.failure))
    },
    async close() {
      sealingKey.fill(0)
      await handle.close()
    },
  }
}

/** A finding about stored bytes. */
export function damage(
  expected: SealedObject,
  code: ObjectDamage['code'],
  facts: { readonly [name: string]: string | number } = {},
): ObjectDamage {
  return { code, facts: { objectId: expected.objectId, ...facts } }
}

function named(expected: SealedObject, failure: DiskFailure): DiskFailure {
  return { ...failure, facts: { ...failure.facts, objectId: expected.objectId } }
}

function wrongSize(expected: SealedObject, layout: ObjectLayout, actualBytes: number): ObjectDamage {
  return damage(expected, 'object/size-wrong', { expectedBytes: layout.fileBytes, actualBytes })
}

async function shrunk(
  handle: FileHandle,
  expected: SealedObject,
  layout: ObjectLayout,
): Promise<ObjectDamage> {
  return wrongSize(expected, layout, (await handle.stat()).size)
}
