import type { FileHandle } from 'node:fs/promises'
import { lstat, stat } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import type { DiskFailure } from '#app/ports/disk-failure.ts'
import type { LongWork } from '#app/ports/object-store.ts'
import type { Failure } from '#contract/failures.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { attemptOnDisk, diskFailureOf, errnoOf } from '#node/disk/disk-failure.ts'
import {
  createFile,
  fsyncFolder,
  publishWithoutReplacing,
  removeQuietly,
  writeAll,
} from '#node/disk/durable-file.ts'

/** Why a new file could not be put at a place outside the vault. */
export type PlacingFailure =
  | DiskFailure
  | Failure<'extract/exists' | 'extract/no-folder' | 'extract/name-too-long'>

/** Bytes that arrive chunk by chunk; each chunk belongs to the receiver. */
export type ChunkSupply<Problem> = {
  readonly sizeBytes: number
  nextChunk(): Promise<Result<Uint8Array | null, Problem>>
}

/**
 * Writes what a reader gives to a new file at `path`.
 *
 * A temporary in the destination's folder takes the bytes; only when all of them are verified and fsynced does it get
 * the final name, which must be free. On any failure the temporary is removed.
 */
export async function extractTo<Problem>(
  path: string,
  temporaryName: string,
  reader: ChunkSupply<Problem>,
  onProgress: LongWork['onProgress'],
): Promise<Result<void, PlacingFailure | Problem>> {
  const temporary = join(dirname(path), temporaryName)
  const created = await createTemporary(temporary)
  if (!created.ok) return created
  let published = false
  try {
    const outcome = await attemptOnDisk(async (): Promise<Result<void, PlacingFailure | Problem>> => {
      const copied = await copyAndClose(reader, created.value, onProgress)
      if (!copied.ok) return copied
      if (!(await publishWithoutReplacing(temporary, path))) return fail({ code: 'extract/exists' })
      published = true
      await fsyncFolder(dirname(path))
      return copied
    })
    if (published && !outcome.ok) await removeQuietly(path)
    return outcome.ok ? outcome.value : outcome
  } finally {
    if (!published) await removeQuietly(temporary)
  }
}

/** Tells early, before anything is decrypted, that the destination's name is taken or its folder is not there. */
export async function checkDestination(path: string): Promise<Result<void, PlacingFailure>> {
  try {
    await lstat(path)
    return fail({ code: 'extract/exists' })
  } catch (error) {
    const errno = errnoOf(error)
    if (errno === 'ENOTDIR') return fail({ code: 'extract/no-folder' })
    if (errno === 'ENAMETOOLONG') return fail({ code: 'extract/name-too-long' })
    if (errno !== 'ENOENT') return fail(diskFailureOf(error))
    // A path that ends in a separator names a folder, which is not there.
    const isFolderName = path === '' || path.endsWith('/') || path.endsWith(sep)
    return isFolderName ? fail({ code: 'extract/no-folder' }) : await checkFolder(dirname(path))
  }
}

async function checkFolder(path: string): Promise<Result<void, PlacingFailure>> {
  try {
    return (await stat(path)).isDirectory() ? succeed(undefined) : fail({ code: 'extract/no-folder' })
  } catch (error) {
    return errnoOf(error) === 'ENOENT' ? fail({ code: 'extract/no-folder' }) : fail(diskFailureOf(error))
  }
}

async function createTemporary(path: string): Promise<Result<FileHandle, PlacingFailure>> {
  try {
    return succeed(await createFile(path))
  } catch (error) {
    const errno = errnoOf(error)
    if (errno === 'ENOENT' || errno === 'ENOTDIR') return fail({ code: 'extract/no-folder' })
    return fail(diskFailureOf(error))
  }
}

async function copyAndClose<Problem>(
  reader: ChunkSupply<Problem>,
  handle: FileHandle,
  onProgress: LongWork['onProgress'],
): Promise<Result<void, Problem>> {
  try {
    let doneBytes = 0
    for (;;) {
      const chunk = await reader.nextChunk()
      if (!chunk.ok) return chunk
      if (chunk.value === null) break
      await writeAll(handle, chunk.value, doneBytes)
      doneBytes += chunk.value.length
      chunk.value.fill(0)
      onProgress?.(doneBytes, reader.sizeBytes)
    }
    await handle.sync()
    return succeed(undefined)
  } finally {
    await handle.close()
  }
}
