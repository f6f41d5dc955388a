import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { ByteSource } from '#app/ports/byte-source.ts'
import type { ObjectStore, SealedObject } from '#app/ports/object-store.ts'
import type { Result } from '#core/result.ts'
import { describeFile } from '#node/objects/file-source.ts'
import { createFolderObjectStore } from '#node/objects/folder-object-store.ts'
import type { ThreadOptions } from '#node/objects/threads/chunk-plan.ts'

/** A segment small enough to try every byte of a file of several. */
export const SMALL_SEGMENT_BYTES = 64
/** The key of an invented case. */
export const SCOPE_KEY = new Uint8Array(32).fill(0x5a)

/** A folder that is gone after the test, with a store whose segments are small. */
export type Room = { readonly path: string; readonly objects: string; readonly store: ObjectStore }

export async function makeFolder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'samnum-objects-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

export async function makeRoom(threads?: ThreadOptions): Promise<Room> {
  const path = await makeFolder()
  const objects = join(path, 'objects')
  return { path, objects, store: smallStore(objects, threads) }
}

/** Everything on two threads, in pieces of two segments, with a checkpoint after each two pieces. */
export const SMALL_THREADS: ThreadOptions = {
  fromBytes: 0,
  chunkBytes: 2 * SMALL_SEGMENT_BYTES,
  slotCount: 3,
  checkpointBytes: 4 * SMALL_SEGMENT_BYTES,
}
/** The ways in which a store seals; every test of the port holds for each. */
export const SEALING_PATHS: readonly (readonly [string, ThreadOptions | undefined])[] = [
  ['one thread', undefined],
  ['two threads', SMALL_THREADS],
]

export function smallStore(folder: string, threads?: ThreadOptions): ObjectStore {
  const segmentSizeBytes = SMALL_SEGMENT_BYTES
  const sizes = { segmentSizeBytes, leastSegmentSizeBytes: segmentSizeBytes }
  return createFolderObjectStore({ folder, ...sizes, ...(threads !== undefined && { threads }) })
}

/** Bytes in which no segment equals another. */
export function patternOf(sizeBytes: number): Uint8Array {
  return Uint8Array.from({ length: sizeBytes }, (_, i) => (i * 7 + Math.floor(i / 251)) % 256)
}

export function sha256HexOf(...parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

/** The value of a success; a failure fails the test and is shown. */
export function expectOk<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`Unexpected failure: ${JSON.stringify(result.failure)}`)
  return result.value
}

/** Writes a file to be taken in and describes it. */
export async function makeSource(room: Room, bytes: Uint8Array, name = 'evidence.bin'): Promise<ByteSource> {
  await writeFile(join(room.path, name), bytes)
  return expectOk(await describeFile(join(room.path, name)))
}

export async function sealBytes(room: Room, bytes: Uint8Array): Promise<SealedObject> {
  return expectOk(await room.store.seal(await makeSource(room, bytes), SCOPE_KEY))
}

export function pathOf(room: Room, object: SealedObject): string {
  return join(room.objects, object.objectId.slice(0, 2), object.objectId)
}

/** Every file under a folder, as sorted relative paths; folders are left out. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => !entry.isDirectory())
  return files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort()
}

/** Reads a whole object or a range of it into one buffer. */
export async function readBytes(
  room: Room,
  object: SealedObject,
  range?: { readonly offsetBytes: number; readonly lengthBytes: number },
): Promise<Uint8Array> {
  const reader = expectOk(await room.store.read(object, SCOPE_KEY, range === undefined ? {} : { range }))
  const chunks: Uint8Array[] = []
  for (;;) {
    const chunk = expectOk(await reader.nextChunk())
    if (chunk === null) break
    chunks.push(chunk)
  }
  await reader.close()
  return Buffer.concat(chunks)
}
