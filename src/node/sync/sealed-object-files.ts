import { type FileHandle, open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { SealedObjectFailure, SealedObjects } from '#app/ports/sealed-objects.ts'
import type { ObjectId } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { errnoOf } from '../disk/disk-failure.ts'
import { readAll } from '../disk/durable-file.ts'
import { objectPath } from '../objects/object-place.ts'
import { OBJECTS_FOLDER } from '../vault/vault-folder.ts'

const CHUNK_BYTES = 1024 * 1024

/** The sealed files of the objects of the vault in a folder. */
export function sealedObjectFiles(vaultFolder: string): SealedObjects {
  const pathOf = (objectId: ObjectId) => objectPath(join(vaultFolder, OBJECTS_FOLDER), objectId)
  return {
    async sizeOf(objectId) {
      return await attempt(objectId, async () => succeed((await stat(pathOf(objectId))).size))
    },
    async open(objectId, { offsetBytes, lengthBytes }) {
      return await attempt(objectId, async () => {
        const handle = await open(pathOf(objectId), 'r')
        let doneBytes = 0
        return succeed({
          close: () => handle.close(),
          nextChunk: () =>
            attempt(objectId, async () => {
              if (doneBytes === lengthBytes) return succeed(null)
              const chunk = await readChunk(handle, offsetBytes + doneBytes, lengthBytes - doneBytes)
              if (chunk === null) return missing(objectId)
              doneBytes += chunk.length
              return succeed(chunk)
            }),
        })
      })
    },
  }
}

async function readChunk(handle: FileHandle, offset: number, leftBytes: number): Promise<Uint8Array | null> {
  const chunk = new Uint8Array(Math.min(CHUNK_BYTES, leftBytes))
  return (await readAll(handle, chunk, offset)) === chunk.length ? chunk : null
}

async function attempt<T>(
  objectId: ObjectId,
  work: () => Promise<Result<T, SealedObjectFailure>>,
): Promise<Result<T, SealedObjectFailure>> {
  try {
    return await work()
  } catch (error) {
    errnoOf(error)
    return missing(objectId)
  }
}

function missing(objectId: ObjectId): Result<never, SealedObjectFailure> {
  return fail({ code: 'sync/object-missing', facts: { objectId } })
}
