import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { ByteReader, IntakeFailure, ReadingFailure } from '#app/ports/byte-source.ts'
import type { DiskFailure } from '#app/ports/disk-failure.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { diskFailureOf, errnoOf } from '#node/disk/disk-failure.ts'

/** Why a file cannot be taken in: itself, or the system under it. */
export type FileSourceFailure = IntakeFailure | DiskFailure

/** Reads an open file from its first byte on; closing the reader closes it. */
export function fileReader(handle: FileHandle): ByteReader {
  let offsetBytes = 0
  return {
    async read(into): Promise<Result<number, ReadingFailure>> {
      let held = 0
      while (held < into.length) {
        let bytesRead: number
        try {
          bytesRead = (await handle.read(into, held, into.length - held, offsetBytes)).bytesRead
        } catch (error) {
          return fail({ code: 'intake/read-failed', facts: { causeCode: errnoOf(error), offsetBytes } })
        }
        if (bytesRead === 0) break
        held += bytesRead
        offsetBytes += bytesRead
      }
      return succeed(held)
    },
    async close() {
      await handle.close()
    },
  }
}

/**
 * Opens for reading only. Without `O_NONBLOCK` a FIFO put in the file's place would wait for ever for a writer.
 * `O_NOATIME` keeps the time of last access; only the owner of a file may ask for that.
 */
export async function openQuietly(path: string | Buffer): Promise<FileHandle> {
  const { O_RDONLY, O_NOATIME = 0, O_NOFOLLOW = 0, O_NONBLOCK = 0, O_NOCTTY = 0 } = constants
  const flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY
  try {
    return await open(path, flags | O_NOATIME)
  } catch (error) {
    if (errnoOf(error) !== 'EPERM') throw error
    return await open(path, flags)
  }
}

/** Runs work on the source; `whenGone` is what a path that leads nowhere means at this moment. */
export async function attemptOnSource<T, F>(
  work: () => Promise<Result<T, F>>,
  whenGone: 'intake/not-found' | 'intake/changed-while-reading' = 'intake/not-found',
): Promise<Result<T, F | FileSourceFailure>> {
  try {
    return await work()
  } catch (error) {
    return fail(sourceFailureOf(error, whenGone))
  }
}

function sourceFailureOf(
  error: unknown,
  whenGone: 'intake/not-found' | 'intake/changed-while-reading',
): FileSourceFailure {
  const causeCode = errnoOf(error)
  const facts = { causeCode }
  switch (causeCode) {
    case 'ENOENT':
    case 'ENOTDIR':
    // A loop of symbolic links when the user names it; later, a link put in the file's place.
    case 'ELOOP':
      return { code: whenGone, facts }
    case 'EACCES':
    case 'EPERM':
      return { code: 'intake/not-readable', facts }
    case 'ENXIO':
    case 'ENODEV':
      return { code: 'intake/not-a-file', facts }
    case 'ENAMETOOLONG':
      return { code: 'intake/name-too-long', facts }
    case 'EMFILE':
    case 'ENFILE':
      return diskFailureOf(error)
    default:
      return { code: 'intake/read-failed', facts }
  }
}
