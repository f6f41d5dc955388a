import { type BigIntStats, constants } from 'node:fs'
import { type FileHandle, lstat, open, realpath } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ByteReader, ByteSource, IntakeFailure, ReadingFailure } from '#app/ports/byte-source.ts'
import type { DiskFailure } from '#app/ports/disk-failure.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { diskFailureOf, errnoOf } from '#node/disk/disk-failure.ts'
import { checkSourceName, checkSourceSize } from './source-name.ts'

/** Why a file cannot be taken in: itself, or the system under it. */
export type FileSourceFailure = IntakeFailure | DiskFailure

/** Tells, without opening it, whether a file belongs to the vault that it would be sealed into. */
export type OwnFileCheck = (path: string, stats: BigIntStats) => Promise<boolean>

/**
 * Describes a file so that it can be sealed; nothing stays open between here and `open`.
 *
 * A symbolic link that the user names is resolved once, here; from then on the resolved path is used and no link is
 * followed. Only regular files are taken: folders, FIFOs, sockets and devices are refused without being opened, and so
 * are the vault's own files.
 */
export async function describeFile(
  path: string,
  isOwnFile: OwnFileCheck = async () => false,
): Promise<Result<ByteSource, FileSourceFailure>> {
  if (path.includes('\0')) return fail({ code: 'intake/name-has-control-character' })
  const name = basename(path)
  const named = checkSourceName(name)
  // `.`, `..` and `/` are folders, and are called that below.
  if (!named.ok && named.failure.code !== 'input/invalid') return named
  const described = await attemptOnSource(async (): Promise<Result<ByteSource, FileSourceFailure>> => {
    const resolved = await realpath(path)
    const stats = await lstat(resolved, { bigint: true })
    const acceptable = checkKind(stats)
    if (!acceptable.ok) return acceptable
    if (await isOwnFile(resolved, stats)) return fail({ code: 'intake/of-the-vault' })
    const handle = await openQuietly(resolved)
    await handle.close()
    return succeed(fileSource(name, resolved, stats))
  })
  return described.ok && !named.ok ? named : described
}

function fileSource(name: string, path: string, described: BigIntStats): ByteSource {
  return {
    name,
    sizeBytes: Number(described.size),
    modifiedAtMs: Number(described.mtimeMs),
    async open() {
      return await attemptOnSource(async () => {
        const handle = await openQuietly(path)
        const same = compare(described, await handle.stat({ bigint: true }))
        if (same.ok) return succeed(fileReader(handle))
        await handle.close()
        return same
      }, 'intake/changed-while-reading')
    },
    async checkUnchanged() {
      return await attemptOnSource(
        async () => compare(described, await lstat(path, { bigint: true })),
        'intake/changed-while-reading',
      )
    },
  }
}

function fileReader(handle: FileHandle): ByteReader {
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
async function openQuietly(path: string): Promise<FileHandle> {
  const { O_RDONLY, O_NOATIME = 0, O_NOFOLLOW = 0, O_NONBLOCK = 0, O_NOCTTY = 0 } = constants
  const flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY
  try {
    return await open(path, flags | O_NOATIME)
  } catch (error) {
    if (errnoOf(error) !== 'EPERM') throw error
    return await open(path, flags)
  }
}

function checkKind(stats: BigIntStats): Result<void, IntakeFailure> {
  if (stats.isDirectory()) return fail({ code: 'intake/is-folder' })
  if (!stats.isFile()) return fail({ code: 'intake/not-a-file' })
  return checkSourceSize(Number(stats.size))
}

/** The same file, with the same size and the same times of change, to the nanosecond. */
function compare(before: BigIntStats, after: BigIntStats): Result<void, IntakeFailure> {
  const isSame =
    before.dev === after.dev &&
    before.ino === after.ino &&
    before.size === after.size &&
    before.mtimeNs === after.mtimeNs &&
    before.ctimeNs === after.ctimeNs
  if (isSame) return succeed(undefined)
  const facts = { expectedBytes: Number(before.size), actualBytes: Number(after.size) }
  return fail({ code: 'intake/changed-while-reading', facts })
}

/** Runs work on the source; `whenGone` is what a path that leads nowhere means at this moment. */
async function attemptOnSource<T, F>(
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
