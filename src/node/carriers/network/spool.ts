import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Cancelled } from '#app/ports/byte-source.ts'
import type { DiskFailure } from '#app/ports/disk-failure.ts'
import type { PackageSpool, SpooledPackage } from '#app/ports/network-carrier.ts'
import type { OutgoingPart } from '#app/ports/outlets.ts'
import type { SealedObjectFailure, SealedObjects } from '#app/ports/sealed-objects.ts'
import { isId, type ObjectId, type PackageId } from '#core/ids.ts'
import { type PackageStream, packageStream, rangesOf } from '#core/network/package-stream.ts'
import { type PackageManifest, parseManifest } from '#core/packages/manifest.ts'
import { BAG_PATHS, UNFINISHED } from '#core/packages/package-layout.ts'
import { SYNC_LIMITS } from '#core/packages/sync-limits.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { attemptOnDisk, diskFailureOf, errnoOf } from '../../disk/disk-failure.ts'
import { createFile, fsyncFolder, PRIVATE_FOLDER, readAll, writeAll } from '../../disk/durable-file.ts'
import { openPlainFile } from '../../disk/plain-folders.ts'
import { readUpTo } from '../../disk/read-file.ts'

/** Names in the folder of one package. */
const MANIFEST = 'manifest.json'
/** `keys.age` and the files of events, one behind the other: the beginning of the stream. */
const HEAD = 'head'

const OBJECT_PATH = /^data\/objects\/([0-9a-f]{32})\.([0-9]{4})$/

/** What is needed to send a package that lies in the spool. */
export type SpooledSource = {
  readonly manifest: Uint8Array
  readonly stream: PackageStream
  /** Reads a part of the stream. */
  read(
    offsetBytes: number,
    lengthBytes: number,
  ): Promise<Result<Uint8Array, DiskFailure | SealedObjectFailure>>
}

/** The spool of a vault, with what opens what lies there. */
export type OpenSpool = PackageSpool & {
  open(packageId: PackageId): Promise<Result<SpooledSource | null, DiskFailure>>
}

/** Keeps packages that are under way in a folder (`docs/format.md`, section 2). Objects stay where they are in the vault. */
export function makeSpool(folder: string, objects: SealedObjects): OpenSpool {
  const folderOf = (packageId: PackageId) => join(folder, packageId)
  return {
    async list() {
      return await attemptOnDisk(async () => {
        const packages: SpooledPackage[] = []
        for (const name of await namesIn(folder)) {
          const manifest = isId(name) ? await readManifest(join(folder, name)) : null
          if (manifest !== null) packages.push(describe(manifest.document))
          // What a crash left, or nobody can read: the next package has all that it had.
          else await rm(join(folder, name), { recursive: true, force: true })
        }
        return packages
      })
    },
    async keep(packageId, parts, work) {
      const unfinished = folderOf(packageId) + UNFINISHED
      const made = await attemptOnDisk(() => mkdir(unfinished, { recursive: true, mode: PRIVATE_FOLDER }))
      if (!made.ok) return made
      const written = await writeParts(unfinished, parts, work)
      const manifest = written.ok ? await attemptOnDisk(() => readManifest(unfinished)) : written
      if (!manifest.ok) {
        await attemptOnDisk(() => rm(unfinished, { recursive: true, force: true }))
        return manifest
      }
      if (manifest.value === null) throw new Error('a package was spooled whose manifest does not read')
      const { document } = manifest.value
      return await attemptOnDisk(async () => {
        await fsyncFolder(unfinished)
        await rename(unfinished, folderOf(packageId))
        await fsyncFolder(folder)
        return describe(document)
      })
    },
    async remove(packageId) {
      return await attemptOnDisk(() => rm(folderOf(packageId), { recursive: true, force: true }))
    },
    async open(packageId) {
      const read = await attemptOnDisk(() => readManifest(folderOf(packageId)))
      if (!read.ok || read.value === null) return read.ok ? succeed(null) : read
      const { bytes, document } = read.value
      const stream = packageStream(document)
      const head = join(folderOf(packageId), HEAD)
      const reading = { stream, head, headBytes: headLength(document), objects }
      return succeed({
        manifest: bytes,
        stream,
        read: (offset, length) => readStream(reading, offset, length),
      })
    },
  }
}

function describe(manifest: PackageManifest): SpooledPackage {
  const { packageId, hubId, objects } = manifest
  const objectIds = objects.map(({ objectId }) => objectId)
  return { packageId, hubId, objectIds, sizeBytes: packageStream(manifest).sizeBytes }
}

function headLength({ keys, chunks }: PackageManifest): number {
  return chunks.reduce((sum, { sizeBytes }) => sum + sizeBytes, keys.sizeBytes)
}

async function readManifest(
  folder: string,
): Promise<{ readonly bytes: Uint8Array; readonly document: PackageManifest } | null> {
  const bytes = await unlessAbsent(readUpTo(join(folder, MANIFEST), SYNC_LIMITS.manifestBytes))
  const parsed = bytes === null ? null : parseManifest(bytes)
  return bytes === null || parsed?.ok !== true ? null : { bytes, document: parsed.value.document }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return (await unlessAbsent(readdir(folder))) ?? []
}

async function unlessAbsent<T>(look: Promise<T>): Promise<T | null> {
  try {
    return await look
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null
    throw error
  }
}

type Reading = {
  readonly stream: PackageStream
  readonly head: string
  readonly headBytes: number
  readonly objects: SealedObjects
}

async function readStream(
  { stream, head, headBytes, objects }: Reading,
  offsetBytes: number,
  lengthBytes: number,
): ReturnType<SpooledSource['read']> {
  const bytes = new Uint8Array(lengthBytes)
  const inHead = Math.max(0, Math.min(lengthBytes, headBytes - offsetBytes))
  if (inHead > 0) {
    const read = await readFromFile(head, bytes.subarray(0, inHead), offsetBytes)
    if (!read.ok) return read
  }
  let done = inHead
  for (const range of rangesOf(stream, offsetBytes + inHead, lengthBytes - inHead)) {
    const [, objectId, piece] = OBJECT_PATH.exec(range.path) ?? []
    if (objectId === undefined) throw new Error('a stream has a file that is no object behind its head')
    const before = (Number(piece) - 1) * SYNC_LIMITS.pieceBytes
    const opened = await objects.open(objectId as ObjectId, {
      offsetBytes: before + range.offsetBytes,
      lengthBytes: range.lengthBytes,
    })
    if (!opened.ok) return opened
    try {
      for (;;) {
        const chunk = await opened.value.nextChunk()
        if (!chunk.ok) return chunk
        if (chunk.value === null) break
        bytes.set(chunk.value, done)
        done += chunk.value.length
      }
    } finally {
      await opened.value.close()
    }
  }
  return succeed(bytes)
}

async function readFromFile(
  path: string,
  into: Uint8Array,
  offsetBytes: number,
): Promise<Result<void, DiskFailure>> {
  try {
    const handle = await openPlainFile(path)
    try {
      const read = await readAll(handle, into, offsetBytes)
      return read === into.length ? succeed(undefined) : fail({ code: 'disk/failed' })
    } finally {
      await handle.close()
    }
  } catch (error) {
    return fail(diskFailureOf(error))
  }
}

async function writeParts<Problem>(
  folder: string,
  parts: readonly OutgoingPart<Problem>[],
  { signal, onProgress }: Parameters<PackageSpool['keep']>[2],
): Promise<Result<void, DiskFailure | Cancelled | Problem>> {
  const opened = await attemptOnDisk(() => createFile(join(folder, HEAD)))
  if (!opened.ok) return opened
  let doneBytes = 0
  let headBytes = 0
  try {
    for (const part of parts) {
      const isObject = OBJECT_PATH.test(part.path)
      const isManifest = part.path === BAG_PATHS.manifest
      const manifest = isManifest ? await attemptOnDisk(() => createFile(join(folder, MANIFEST))) : opened
      if (!manifest.ok) return manifest
      const from = isManifest ? 0 : headBytes
      // An object is read for its digest alone: it is sent from where it lies.
      const written = await drain(part, signal, async (chunk, at) => {
        if (!isObject) await writeAll(manifest.value, chunk, from + at)
        doneBytes += chunk.length
        onProgress(doneBytes)
      })
      const synced = isManifest
        ? await attemptOnDisk(async () => {
            await manifest.value.sync()
            await manifest.value.close()
          })
        : succeed(undefined)
      if (!written.ok) return written
      if (!synced.ok) return synced
      if (!isObject && !isManifest) headBytes += written.value
    }
    return await attemptOnDisk(() => opened.value.sync())
  } finally {
    await opened.value.close()
  }
}

async function drain<Problem>(
  part: OutgoingPart<Problem>,
  signal: { readonly aborted: boolean },
  take: (chunk: Uint8Array, atBytes: number) => Promise<void>,
): Promise<Result<number, DiskFailure | Cancelled | Problem>> {
  const source = await part.open()
  if (!source.ok) return source
  try {
    for (let at = 0; ; ) {
      if (signal.aborted) return fail({ code: 'cancelled' })
      const chunk = await source.value.nextChunk()
      if (!chunk.ok) return chunk
      const bytes = chunk.value
      if (bytes === null) return succeed(at)
      const offset = at
      const taken = await attemptOnDisk(() => take(bytes, offset))
      if (!taken.ok) return taken
      at += bytes.length
    }
  } finally {
    await source.value.close()
  }
}
