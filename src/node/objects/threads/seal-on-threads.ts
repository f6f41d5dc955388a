import { constants } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { CANCELLED } from '#app/ports/byte-source.ts'
import type { JoiningSource, SealFailure } from '#app/ports/object-store.ts'
import type { ObjectId } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { attemptOnDisk } from '#node/disk/disk-failure.ts'
import { createFile, fsyncFolder, readAll, removeQuietly, writeAll } from '#node/disk/durable-file.ts'
import { type LocalFile, openDirect } from '../local-file.ts'
import {
  BOUND_HEADER_BYTES,
  buildHeader,
  deriveObjectKeys,
  HEADER_BYTES,
  isKeyOf,
  layoutOf,
  parseHeader,
  SALT_BYTES,
} from '../object-format.ts'
import { incomingPath, resumePath } from '../object-place.ts'
import type { SealOrder } from '../seal-order.ts'
import { isPaged, planChunks, type ThreadOptions } from './chunk-plan.ts'
import { type Interrupted, sameSource } from './interrupted-seals.ts'
import { beginRecord } from './resume-record.ts'
import { DIFFERS, type Poured, type SealThreads, startThreads } from './run-threads.ts'
import type { ChunkPlan, ResumeTask } from './thread-messages.ts'

/** The source as two threads read it. */
export type LocalSource = { readonly file: LocalFile; readonly handle: FileHandle }

/** A file that holds the whole object, flushed, still under its name in `incoming`. */
export type PouredFile = Poured & {
  readonly objectId: ObjectId
  /** What was added to the digests of several sources, and is not kept yet. */
  readonly joining: JoiningSource | undefined
}

/** Files that one attempt holds open. */
type Held = {
  readonly objectId: ObjectId
  readonly object: FileHandle
  readonly record: FileHandle | null
  readonly sealingKey: Uint8Array<ArrayBuffer>
  readonly bound: Uint8Array
  readonly resume: ResumeTask | null
}

/**
 * Fills the file of an object from a source on this machine, on two threads. Where an interrupted seal of the same source under the
 * same key is found, it is continued; what does not fit is thrown away and begun anew. A failure leaves nothing.
 */
export async function sealOnThreads(
  order: SealOrder,
  source: LocalSource,
  options: ThreadOptions,
  interrupted: readonly Interrupted[],
): Promise<Result<PouredFile, SealFailure>> {
  const layout = layoutOf(order.source.sizeBytes, order.segmentSizeBytes)
  const plan = planChunks(layout, options)
  for (const found of interrupted.filter((seal) => sameSource(seal.head.source, source.file.identity))) {
    const { objectId } = found.head
    if (order.underWay.has(objectId) || !fitsPlan(found, plan)) continue
    order.underWay.add(objectId)
    try {
      const continued = await attempt(
        order,
        source,
        plan,
        () => openInterrupted(order, plan, found),
        objectId,
      )
      if (continued.ok) return continued
      if (continued.failure.code !== 'differs') return fail(continued.failure)
    } finally {
      order.underWay.delete(objectId)
    }
  }
  const { objectId } = order
  const begun = await attempt(order, source, plan, () => begin(order, source, plan), objectId)
  if (!begun.ok && begun.failure.code === 'differs') throw new Error('a new file differs from itself')
  return begun as Result<PouredFile, SealFailure>
}

function fitsPlan({ head }: Interrupted, plan: ChunkPlan): boolean {
  const { segmentSizeBytes } = plan.layout
  const segments = plan.chunksPerCheckpoint * plan.segmentsPerChunk
  return head.segmentSizeBytes === segmentSizeBytes && head.segmentsPerCheckpoint === segments
}

async function attempt(
  order: SealOrder,
  source: LocalSource,
  plan: ChunkPlan,
  openFiles: () => Promise<Held | null>,
  objectId: ObjectId,
): Promise<Result<PouredFile, SealFailure | typeof DIFFERS>> {
  let isWhole = false
  const joining = order.work.joined?.beginSource()
  const threads = startThreads(plan, order.extraDigests, joining)
  try {
    const held = await attemptOnDisk(openFiles)
    if (!held.ok) return held
    if (held.value === null) return fail(DIFFERS)
    const poured = await pourAndClose(order, source, plan, held.value, threads)
    isWhole = poured.ok
    return poured.ok ? succeed({ ...poured.value, joining }) : poured
  } finally {
    await threads.end()
    if (!isWhole) {
      // The record first: without its file it means nothing, and a file without a record is cleared away.
      await removeQuietly(resumePath(order.folder, objectId))
      await removeQuietly(incomingPath(order.folder, objectId))
    }
  }
}

async function begin(order: SealOrder, source: LocalSource, plan: ChunkPlan): Promise<Held> {
  const { folder, objectId, segmentSizeBytes, scopeKey } = order
  const object = await createFile(incomingPath(folder, objectId))
  let record: FileHandle | null = null
  try {
    const salt = order.randomBytes(SALT_BYTES)
    const { sealingKey, commitment } = deriveObjectKeys(scopeKey, salt)
    const header = buildHeader(salt, commitment, segmentSizeBytes)
    await writeAll(object, header, 0)
    let resume: ResumeTask | null = null
    if (plan.chunkCount > plan.chunksPerCheckpoint) {
      const begun = beginRecord(scopeKey, order.randomBytes(SALT_BYTES), {
        v: 1,
        objectId,
        segmentSizeBytes,
        segmentsPerCheckpoint: plan.chunksPerCheckpoint * plan.segmentsPerChunk,
        name: order.source.name,
        source: source.file.identity,
      })
      record = await createFile(resumePath(folder, objectId))
      await writeAll(record, begun.bytes, 0)
      await record.sync()
      await fsyncFolder(dirname(resumePath(folder, objectId)))
      resume = { fd: record.fd, macKey: begun.macKey, bound: begun.bound, finishedChunks: 0, foundBytes: 0 }
    }
    const bound = header.slice(0, BOUND_HEADER_BYTES)
    return { objectId, object, record, sealingKey: new Uint8Array(sealingKey), bound, resume }
  } catch (error) {
    await record?.close()
    await object.close()
    throw error
  }
}

/** Opens what an interrupted seal left, or answers `null` when it is not what its record says. */
async function openInterrupted(
  order: SealOrder,
  plan: ChunkPlan,
  { head, macKey, bound: recordBound, checkpoint }: Interrupted,
): Promise<Held | null> {
  const { O_RDWR, O_NOFOLLOW, O_NONBLOCK } = constants
  const flags = O_RDWR | (O_NOFOLLOW ?? 0) | (O_NONBLOCK ?? 0)
  const { objectId } = head
  const object = await open(incomingPath(order.folder, objectId), flags)
  let record: FileHandle | null = null
  try {
    const bytes = new Uint8Array(HEADER_BYTES)
    await readAll(object, bytes, 0)
    const parsed = parseHeader(bytes, order.segmentSizeBytes, order.segmentSizeBytes)
    const keys = parsed.ok ? deriveObjectKeys(order.scopeKey, parsed.header.salt) : null
    if (!parsed.ok || keys === null || !isKeyOf(parsed.header, keys)) {
      await object.close()
      return null
    }
    record = await open(resumePath(order.folder, objectId), flags)
    const { size: foundBytes } = await object.stat()
    const finishedChunks = Math.min(checkpoint * plan.chunksPerCheckpoint, plan.chunkCount)
    const resume = {
      fd: record.fd,
      macKey: new Uint8Array(macKey),
      bound: recordBound,
      finishedChunks,
      foundBytes,
    }
    const { bound } = parsed.header
    return { objectId, object, record, sealingKey: new Uint8Array(keys.sealingKey), bound, resume }
  } catch (error) {
    await record?.close()
    await object.close()
    throw error
  }
}

async function pourAndClose(
  order: SealOrder,
  source: LocalSource,
  plan: ChunkPlan,
  held: Held,
  threads: SealThreads,
): Promise<Result<Omit<PouredFile, 'joining'>, SealFailure | typeof DIFFERS>> {
  const closing: FileHandle[] = [held.object]
  if (held.record !== null) closing.push(held.record)
  const poured = await attemptOnDisk(async () => {
    try {
      const result = await pour(order, source, plan, held, threads, closing)
      if (result.ok) await held.object.sync()
      return result
    } finally {
      await closeAll(closing)
    }
  })
  if (!poured.ok) return poured
  if (!poured.value.ok) return poured.value
  if (order.work.signal?.aborted) return fail(CANCELLED)
  return succeed({ ...poured.value.value, objectId: held.objectId })
}

async function pour(
  order: SealOrder,
  source: LocalSource,
  plan: ChunkPlan,
  { object, objectId, sealingKey, bound, resume }: Held,
  threads: SealThreads,
  closing: FileHandle[],
) {
  const isDirect = isPaged(plan)
  const directSource = isDirect ? await openDirect(source.file.path, source.handle, 'read') : null
  if (directSource !== null) closing.push(directSource)
  const directObject = isDirect
    ? await openDirect(incomingPath(order.folder, objectId), object, 'write')
    : null
  if (directObject !== null) closing.push(directObject)
  const { work } = order
  return await threads.pour({
    task: {
      source: { buffered: source.handle.fd, direct: directSource?.fd ?? null },
      sealingKey,
      bound,
      object: { buffered: object.fd, direct: directObject?.fd ?? null },
      resume,
    },
    signal: work.signal,
    onWritten: (doneBytes) => work.onProgress?.(doneBytes, plan.layout.plainBytes),
  })
}

/** Closes every one of them, and then throws what the first of them answered. */
async function closeAll(handles: readonly FileHandle[]): Promise<void> {
  const closed = await Promise.allSettled(handles.map((handle) => handle.close()))
  const refused = closed.find((result) => result.status === 'rejected')
  if (refused !== undefined) throw refused.reason
}
