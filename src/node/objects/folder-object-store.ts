import { lstat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { ByteReader, ByteSource } from '#app/ports/byte-source.ts'
import type { DiskFailure } from '#app/ports/disk-failure.ts'
import type { ObjectStore, SealedSource, SealFailure, SealWork } from '#app/ports/object-store.ts'
import type { ObjectId } from '#core/ids.ts'
import { type Result, succeed } from '#core/result.ts'
import { startJoinedDigests } from '#node/crypto/joined-digests.ts'
import { randomBytes as systemRandomBytes } from '#node/crypto/primitives.ts'
import { attemptOnDisk, errnoOf } from '#node/disk/disk-failure.ts'
import { fsyncFolder, removeIfPresent } from '#node/disk/durable-file.ts'
import { listObjects } from './list-objects.ts'
import { isSegmentSize, LEAST_SEGMENT_SIZE_BYTES, SEGMENT_SIZE_BYTES } from './object-format.ts'
import { incomingPath, objectPath, prepareFolders, resumePath } from './object-place.ts'
import { openObject } from './open-object.ts'
import { startRangeReading } from './range-reader.ts'
import { isRangeInside, startReading } from './read-object.ts'
import { sealMany } from './seal-many.ts'
import { fillObject, placeFilled, removeFilled } from './seal-object.ts'
import { THREAD_OPTIONS, type ThreadOptions } from './threads/chunk-plan.ts'
import { findInterrupted, sweepIncoming } from './threads/interrupted-seals.ts'

/** What an object store in a folder is made of. */
export type FolderObjectStoreOptions = {
  /** The objects folder of a vault; made when something is sealed, if its parent is there. */
  readonly folder: string
  /** Where ids, salts and temporary names come from. */
  readonly randomBytes?: (count: number) => Uint8Array
  /** Plaintext bytes in a segment of new objects: a power of two. Objects of the format have 1 MiB. */
  readonly segmentSizeBytes?: number
  /** The smallest segment size that is read. The format's is 64 KiB. */
  readonly leastSegmentSizeBytes?: number
  /** From which size on two threads seal, and in what pieces. */
  readonly threads?: ThreadOptions
  /** The time by which forgotten seals are told. */
  readonly nowMs?: () => number
}

/** An object store whose objects are files under one folder (docs/format.md, Objects). */
export function createFolderObjectStore(options: FolderObjectStoreOptions): ObjectStore {
  const { folder, randomBytes = systemRandomBytes } = options
  const { segmentSizeBytes = SEGMENT_SIZE_BYTES, leastSegmentSizeBytes = LEAST_SEGMENT_SIZE_BYTES } = options
  const { threads = THREAD_OPTIONS, nowMs = Date.now } = options
  if (!isSegmentSize(segmentSizeBytes, leastSegmentSizeBytes)) throw new RangeError('Not a segment size.')
  const underWay = new Set<string>()

  function randomHex(): string {
    return Buffer.from(randomBytes(16)).toString('hex')
  }

  async function chooseObjectId(): Promise<ObjectId> {
    const objectId = randomHex() as ObjectId
    if (await exists(objectPath(folder, objectId))) throw new Error('The random generator repeats itself.')
    return objectId
  }

  async function fillOpened(
    source: ByteSource,
    reader: ByteReader,
    scopeKey: Uint8Array,
    work: SealWork,
  ): Promise<Result<SealedSource, SealFailure>> {
    const prepared = await attemptOnDisk(async () => {
      await prepareFolders(folder)
      return await chooseObjectId()
    })
    if (!prepared.ok) return prepared
    const objectId = prepared.value
    underWay.add(objectId)
    const { extraDigests = [] } = work
    const order = { folder, objectId, source, reader, scopeKey, segmentSizeBytes, randomBytes, work }
    const findAgain = () => findInterrupted(folder, scopeKey)
    const rest = { extraDigests, threads, underWay, findInterrupted: findAgain }
    let filledId: ObjectId | null = null
    try {
      const filled = await fillObject({ ...order, ...rest })
      filledId = filled.ok ? filled.value.objectId : null
      return filled
    } finally {
      // Until it is placed nobody may take it for something left behind.
      if (filledId !== objectId) underWay.delete(objectId)
      if (filledId !== null) underWay.add(filledId)
    }
  }

  async function fill(
    source: ByteSource,
    scopeKey: Uint8Array,
    work: SealWork,
  ): Promise<Result<SealedSource, SealFailure>> {
    // Opened before anything else, so that closing it tells whoever feeds it that nobody will read.
    const opened = await source.open(work.signal)
    if (!opened.ok) return opened
    try {
      return await fillOpened(source, opened.value, scopeKey, work)
    } finally {
      await opened.value.close()
    }
  }

  async function place(sealed: readonly SealedSource[]): Promise<Result<void, DiskFailure>> {
    const objectIds = sealed.map(({ objectId }) => objectId)
    try {
      return await placeFilled(folder, objectIds)
    } finally {
      for (const objectId of objectIds) underWay.delete(objectId)
    }
  }

  return {
    async seal(source, scopeKey, work = {}) {
      const sealed = await fill(source, scopeKey, work)
      if (!sealed.ok) return sealed
      const placed = await place([sealed.value])
      return placed.ok ? sealed : placed
    },

    async sealMany(sources, scopeKey, work = {}) {
      return await sealMany(sources, {
        isOurFault: (failure) => failure.code.startsWith('disk/') || failure.code === 'cancelled',
        fill: (source, onProgress) => fill(source, scopeKey, { ...work, onProgress }),
        place,
        discard: async (sealed) => {
          const objectIds = sealed.map(({ objectId }) => objectId)
          await removeFilled(folder, objectIds)
          for (const objectId of objectIds) underWay.delete(objectId)
        },
        onProgress: work.onProgress,
        isInOrder: work.joined !== undefined,
      })
    },

    startJoined: startJoinedDigests,

    async read(expected, scopeKey, { range, signal } = {}) {
      if (range !== undefined && !isRangeInside(range, expected.sizeBytes)) {
        throw new RangeError('The range lies outside the object.')
      }
      const work = signal === undefined ? {} : { signal }
      const opened = await openObject({ folder, expected, scopeKey, leastSegmentSizeBytes, work })
      return opened.ok ? succeed(startReading(opened.value, range, signal)) : opened
    },

    async openRange(expected, scopeKey, { signal } = {}) {
      const work = signal === undefined ? {} : { signal }
      const opened = await openObject({ folder, expected, scopeKey, leastSegmentSizeBytes, work })
      return opened.ok ? succeed(startRangeReading(opened.value, signal)) : opened
    },

    async verify(expected, scopeKey, work = {}) {
      const opened = await openObject({ folder, expected, scopeKey, leastSegmentSizeBytes, work })
      if (!opened.ok) return opened
      const reader = startReading(opened.value, undefined, work.signal)
      try {
        let doneBytes = 0
        for (;;) {
          const chunk = await reader.nextChunk()
          if (!chunk.ok) return chunk
          if (chunk.value === null) return succeed(undefined)
          doneBytes += chunk.value.length
          chunk.value.fill(0)
          work.onProgress?.(doneBytes, reader.sizeBytes)
        }
      } finally {
        await reader.close()
      }
    },

    async list() {
      return await attemptOnDisk(() => listObjects(folder))
    },

    async discardIncomplete() {
      return await attemptOnDisk(() => sweepIncoming(folder, underWay, nowMs()))
    },

    async listInterrupted(scopeKey) {
      return await attemptOnDisk(async () => {
        const seals = await findInterrupted(folder, scopeKey)
        return seals
          .filter(({ head }) => !underWay.has(head.objectId))
          .map(({ head, checkpoint, changedAtMs }) => {
            const { objectId, name, segmentsPerCheckpoint, source } = head
            const doneBytes = checkpoint * segmentsPerCheckpoint * head.segmentSizeBytes
            return { objectId, name, sizeBytes: source.sizeBytes, doneBytes, changedAtMs }
          })
      })
    },

    async discardInterrupted(objectId, scopeKey) {
      return await attemptOnDisk(async () => {
        const seals = await findInterrupted(folder, scopeKey)
        if (underWay.has(objectId) || !seals.some(({ head }) => head.objectId === objectId)) return false
        // The record first: a file without one is cleared away at the latest when the vault is opened.
        await removeIfPresent(resumePath(folder, objectId))
        await removeIfPresent(incomingPath(folder, objectId))
        return true
      })
    },

    async remove(objectId) {
      return await attemptOnDisk(async () => {
        const path = objectPath(folder, objectId)
        if (await removeIfPresent(path)) await fsyncFolder(dirname(path))
      })
    },
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error
    return false
  }
}
