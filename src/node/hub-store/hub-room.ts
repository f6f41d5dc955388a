import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { HubRoom, ObjectDigests, PackageParts, PartFailure } from '#app/ports/hub-tools.ts'
import type { DigestHex, ObjectId, VaultId } from '#core/ids.ts'
import { pieceCount, piecePath, UNFINISHED } from '#core/packages/package-layout.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { startSha256 } from '../crypto/primitives.ts'
import { diskFailureOf, errnoOf } from '../disk/disk-failure.ts'
import { fsyncFolder, PRIVATE_FOLDER, readAll, writeAll } from '../disk/durable-file.ts'
import { SealDigest } from './seal-digest.ts'

const READ_BYTES = 1024 * 1024

/** The folders in which packages wait and objects lie. */
export function makeHubRoom(incoming: string, objects: string): HubRoom {
  const placeOf = (vaultId: VaultId, objectId: string) =>
    join(objects, vaultId, objectId.slice(0, 2), objectId)
  return {
    waiting: async (packageId) => partsIn(join(incoming, packageId)),
    keepObjects: async (packageId, vaultId, wanted) => {
      try {
        for (const { objectId, sizeBytes } of wanted) {
          const kept = await keepObject(
            join(incoming, packageId),
            placeOf(vaultId, objectId),
            objectId,
            sizeBytes,
          )
          if (!kept.ok) return kept
        }
        return succeed(undefined)
      } catch (error) {
        return fail(diskFailureOf(error))
      }
    },
    dropObjects: async (vaultId, ids) => {
      for (const objectId of ids) await rm(placeOf(vaultId, objectId), { force: true })
    },
    forget: async (packageId) => {
      await rm(join(incoming, packageId), { recursive: true, force: true }).catch(errnoOf)
    },
  }
}

/** Reads the parts of a package in a folder that has the layout of a bag. */
export function partsIn(folder: string): PackageParts {
  return {
    read: async (path, sizeBytes) => {
      try {
        return await readExactly(join(folder, path), sizeBytes)
      } catch (error) {
        return partFailureOf(error)
      }
    },
    digestObject: async (objectId, sizeBytes) => {
      try {
        return await digestPieces(folder, objectId, sizeBytes)
      } catch (error) {
        return partFailureOf(error)
      }
    },
  }
}

/** The SHA-256 of an object that the hub keeps; `null` where it is not there. */
export async function digestKeptObject(
  objects: string,
  vaultId: VaultId,
  objectId: string,
): Promise<DigestHex | null> {
  const hash = startSha256()
  try {
    await eachBlock(
      join(objects, vaultId, objectId.slice(0, 2), objectId),
      (block) => void hash.update(block),
    )
    return hash.digest('hex') as DigestHex
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null
    throw error
  }
}

/** Tells what reading a part answered that cannot be read. */
export function partFailureOf(error: unknown): { readonly ok: false; readonly failure: PartFailure } {
  const errno = errnoOf(error)
  if (errno === 'ENOENT' || errno === 'ENOTDIR') return fail({ code: 'sync/file-missing' })
  return errno === 'EISDIR' ? fail({ code: 'sync/file-differs' }) : fail(diskFailureOf(error))
}

async function readExactly(path: string, sizeBytes: number): Promise<Result<Uint8Array, PartFailure>> {
  const handle = await open(path, 'r')
  try {
    const { size } = await handle.stat()
    // A manifest's own size is not known before it is read; its limit is handed in.
    if (size > sizeBytes) return fail({ code: 'sync/file-differs' })
    const bytes = new Uint8Array(size)
    const readBytes = await readAll(handle, bytes, 0)
    return readBytes === size ? succeed(bytes) : fail({ code: 'sync/file-differs' })
  } finally {
    await handle.close()
  }
}

async function digestPieces(
  folder: string,
  objectId: ObjectId,
  sizeBytes: number,
): Promise<Result<ObjectDigests, PartFailure>> {
  const hash = startSha256()
  const seal = new SealDigest(sizeBytes)
  let doneBytes = 0
  for (let number = 1; number <= pieceCount(sizeBytes); number += 1) {
    await eachBlock(join(folder, piecePath(objectId, number)), (block) => {
      hash.update(block)
      seal.update(block)
      doneBytes += block.length
    })
  }
  if (doneBytes !== sizeBytes) return fail({ code: 'sync/file-differs' })
  return succeed({ digestHex: hash.digest('hex') as DigestHex, sealDigestHex: seal.endHex() })
}

async function eachBlock(path: string, take: (block: Uint8Array) => void): Promise<void> {
  const handle = await open(path, 'r')
  const buffer = Buffer.alloc(READ_BYTES)
  try {
    for (let at = 0; ; ) {
      const readBytes = await readAll(handle, buffer, at)
      if (readBytes === 0) return
      take(buffer.subarray(0, readBytes))
      at += readBytes
    }
  } finally {
    await handle.close()
  }
}

async function keepObject(
  folder: string,
  place: string,
  objectId: ObjectId,
  sizeBytes: number,
): Promise<Result<void, PartFailure>> {
  const unfinished = `${place}${UNFINISHED}`
  await mkdir(dirname(place), { recursive: true, mode: PRIVATE_FOLDER })
  const to = await open(unfinished, 'w', 0o600)
  let at = 0
  try {
    for (let number = 1; number <= pieceCount(sizeBytes); number += 1) {
      const from = await open(join(folder, piecePath(objectId, number)), 'r')
      const buffer = Buffer.alloc(READ_BYTES)
      try {
        for (let read = 0; ; ) {
          const readBytes = await readAll(from, buffer, read)
          if (readBytes === 0) break
          await writeAll(to, buffer.subarray(0, readBytes), at)
          at += readBytes
          read += readBytes
        }
      } finally {
        await from.close()
      }
    }
    await to.sync()
  } finally {
    await to.close()
  }
  if (at !== sizeBytes) return fail({ code: 'sync/file-differs' })
  await rename(unfinished, place)
  for (const up of [dirname(place), dirname(dirname(place)), dirname(dirname(dirname(place)))])
    await fsyncFolder(up)
  return succeed(undefined)
}
