import { lstat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ByteReader, ByteSource } from '#app/ports/byte-source.ts'
import type { LongWork, ObjectStore, SealedObject, SealFailure } from '#app/ports/object-store.ts'
import { isId, type ObjectId } from '#core/ids.ts'
import { type Result, succeed } from '#core/result.ts'
import { randomBytes as systemRandomBytes } from '#node/crypto/primitives.ts'
import { attemptOnDisk, errnoOf } from '#node/disk/disk-failure.ts'
import { fsyncFolder, removeIfPresent } from '#node/disk/durable-file.ts'
import { checkDestination, extractTo } from './extract-object.ts'
import { entriesIn, listObjects } from './list-objects.ts'
import { isSegmentSize, LEAST_SEGMENT_SIZE_BYTES, SEGMENT_SIZE_BYTES } from './object-format.ts'
import { INCOMING, incomingPath, objectPath, prepareFolders } from './object-place.ts'
import { openObject } from './open-object.ts'
import { isRangeInside, startReading } from './read-object.ts'
import { sealObject } from './seal-object.ts'

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
}

/** An object store whose objects are files under one folder (docs/format.md, Objects). */
export function createFolderObjectStore(options: FolderObjectStoreOptions): ObjectStore {
  const { folder, randomBytes = systemRandomBytes } = options
  const { segmentSizeBytes = SEGMENT_SIZE_BYTES, leastSegmentSizeBytes = LEAST_SEGMENT_SIZE_BYTES } = options
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

  async function sealOpened(
    source: ByteSource,
    reader: ByteReader,
    scopeKey: Uint8Array,
    work: LongWork,
  ): Promise<Result<SealedObject, SealFailure>> {
    const prepared = await attemptOnDisk(async () => {
      await prepareFolders(folder)
      return await chooseObjectId()
    })
    if (!prepared.ok) return prepared
    const objectId = prepared.value
    underWay.add(objectId)
    try {
      const order = { folder, objectId, source, reader, scopeKey, segmentSizeBytes, randomBytes, work }
      return await sealObject(order)
    } finally {
      underWay.delete(objectId)
    }
  }

  return {
    async seal(source, scopeKey, work = {}) {
      // Opened before anything else, so that closing it tells whoever feeds it that nobody will read.
      const opened = await source.open(work.signal)
      if (!opened.ok) return opened
      try {
        return await sealOpened(source, opened.value, scopeKey, work)
      } finally {
        await opened.value.close()
      }
    },

    async read(expected, scopeKey, { range, signal } = {}) {
      if (range !== undefined && !isRangeInside(range, expected.sizeBytes)) {
        throw new RangeError('The range lies outside the object.')
      }
      const work = signal === undefined ? {} : { signal }
      const opened = await openObject({ folder, expected, scopeKey, leastSegmentSizeBytes, work })
      return opened.ok ? succeed(startReading(opened.value, range, signal)) : opened
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

    async extract(expected, scopeKey, destinationPath, work = {}) {
      const free = await checkDestination(destinationPath)
      if (!free.ok) return free
      const opened = await openObject({ folder, expected, scopeKey, leastSegmentSizeBytes, work })
      if (!opened.ok) return opened
      const reader = startReading(opened.value, undefined, work.signal)
      try {
        return await extractTo(destinationPath, `.samnum-${randomHex()}.part`, reader, work.onProgress)
      } finally {
        await reader.close()
      }
    },

    async list() {
      return await attemptOnDisk(() => listObjects(folder))
    },

    async discardIncomplete() {
      return await attemptOnDisk(async () => {
        let discarded = 0
        for (const { name } of await entriesIn(join(folder, INCOMING))) {
          if (!isId(name) || underWay.has(name)) continue
          if (await removeIfPresent(incomingPath(folder, name as ObjectId))) discarded += 1
        }
        return discarded
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
