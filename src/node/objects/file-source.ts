import type { BigIntStats } from 'node:fs'
import { lstat, realpath } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ByteSource, IntakeFailure } from '#app/ports/byte-source.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { describeDevice } from './device-source.ts'
import { rememberHandle, rememberLocalFile, type SourceIdentity } from './local-file.ts'
import { checkSourceName, checkSourceSize } from './source-name.ts'
import { attemptOnSource, type FileSourceFailure, fileReader, openQuietly } from './source-reading.ts'

/** Tells, without opening it, whether a file belongs to the vault that it would be sealed into. */
export type OwnFileCheck = (path: string, stats: BigIntStats) => Promise<boolean>

/**
 * Describes a file so that it can be sealed; nothing stays open between here and `open`.
 *
 * A symbolic link that the user names is resolved once, here; from then on the resolved path is used and no link is
 * followed. Regular files are taken, and disks and their partitions as far as the person may read them; folders, FIFOs, sockets and
 * other devices are refused without being opened, and so are the vault's own files.
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
    if (stats.isBlockDevice()) return await describeDevice(name, resolved, stats)
    const acceptable = checkKind(stats)
    if (!acceptable.ok) return acceptable
    if (await isOwnFile(resolved, stats)) return fail({ code: 'intake/of-the-vault' })
    const handle = await openQuietly(resolved)
    await handle.close()
    return succeed(fileSource(name, resolved, stats))
  })
  return described.ok && !named.ok ? named : described
}

/** A regular file as it was when it was looked at. */
export function fileSource(name: string, path: string | Buffer, described: BigIntStats): ByteSource {
  const source: ByteSource = {
    name,
    sizeBytes: Number(described.size),
    modifiedAtMs: Number(described.mtimeMs),
    async open() {
      return await attemptOnSource(async () => {
        const handle = await openQuietly(path)
        const same = compare(described, await handle.stat({ bigint: true }))
        if (same.ok) return succeed(rememberHandle(fileReader(handle), handle))
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
  return rememberLocalFile(source, { path, identity: identityOf(described) })
}

function identityOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): SourceIdentity {
  return {
    form: 'file',
    device: String(dev),
    inode: String(ino),
    sizeBytes: Number(size),
    modifiedAtNs: String(mtimeNs),
    changedAtNs: String(ctimeNs),
    bootId: null,
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
