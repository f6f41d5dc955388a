import type { BigIntStats } from 'node:fs'
import { type FileHandle, lstat, readFile } from 'node:fs/promises'
import type { ByteSource } from '#app/ports/byte-source.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { errnoOf } from '#node/disk/disk-failure.ts'
import { rememberHandle, rememberLocalFile } from './local-file.ts'
import { checkSourceSize } from './source-name.ts'
import { attemptOnSource, type FileSourceFailure, fileReader, openQuietly } from './source-reading.ts'

/** Linux counts the size of a block device in these, whatever its own sectors are (Documentation/ABI/stable/sysfs-block). */
const SYSFS_SECTOR_BYTES = 512n

/** Describes a disk or partition. Its node has no size and no times of its own: the system is asked for the one. */
export async function describeDevice(
  name: string,
  path: string,
  stats: BigIntStats,
): Promise<Result<ByteSource, FileSourceFailure>> {
  const handle = await openQuietly(path)
  let sizeBytes: number
  try {
    sizeBytes = await sizeOf(handle, stats.rdev)
  } finally {
    await handle.close()
  }
  const sized = checkSourceSize(sizeBytes)
  if (!sized.ok) return sized
  return succeed(deviceSource(name, path, stats, sizeBytes, await readBootId()))
}

function deviceSource(
  name: string,
  path: string,
  described: BigIntStats,
  sizeBytes: number,
  bootId: string | null,
): ByteSource {
  async function compare(handle: FileHandle): Promise<Result<void, FileSourceFailure>> {
    const { rdev } = await handle.stat({ bigint: true })
    const actualBytes = rdev === described.rdev ? await sizeOf(handle, rdev) : 0
    if (actualBytes === sizeBytes) return succeed(undefined)
    return fail({ code: 'intake/changed-while-reading', facts: { expectedBytes: sizeBytes, actualBytes } })
  }
  const source: ByteSource = {
    name,
    sizeBytes,
    modifiedAtMs: null,
    form: 'device',
    async open() {
      return await attemptOnSource(async () => {
        const handle = await openQuietly(path)
        const same = await compare(handle)
        if (same.ok) return succeed(rememberHandle(fileReader(handle), handle))
        await handle.close()
        return same
      }, 'intake/changed-while-reading')
    },
    async checkUnchanged() {
      return await attemptOnSource(async () => {
        const { rdev } = await lstat(path, { bigint: true })
        const handle = await openQuietly(path)
        try {
          return rdev === described.rdev
            ? await compare(handle)
            : fail({ code: 'intake/changed-while-reading' } as const)
        } finally {
          await handle.close()
        }
      }, 'intake/changed-while-reading')
    },
  }
  const identity = {
    form: 'device' as const,
    device: String(described.rdev),
    inode: '0',
    sizeBytes,
    modifiedAtNs: '0',
    changedAtNs: '0',
    bootId,
  }
  return rememberLocalFile(source, { path, identity })
}

/** The size of a block device: what the system says, or else where reading it ends. */
async function sizeOf(handle: FileHandle, rdev: bigint): Promise<number> {
  // glibc's gnu_dev_major and gnu_dev_minor.
  const major = ((rdev >> 8n) & 0xfffn) | ((rdev >> 32n) & ~0xfffn)
  const minor = (rdev & 0xffn) | ((rdev >> 12n) & ~0xffn)
  const said = await readText(`/sys/dev/block/${major}:${minor}/size`)
  if (said !== null && /^\d+$/.test(said)) return Number(BigInt(said) * SYSFS_SECTOR_BYTES)
  return await findEnd(handle)
}

/** Halves the way to the last byte that can be read. */
export async function findEnd(handle: FileHandle): Promise<number> {
  const byte = new Uint8Array(1)
  const isInside = async (at: number) => (await handle.read(byte, 0, 1, at)).bytesRead === 1
  if (!(await isInside(0))) return 0
  let [inside, outside] = [0, 1]
  while (await isInside(outside)) [inside, outside] = [outside, outside * 2]
  while (outside - inside > 1) {
    const middle = inside + Math.floor((outside - inside) / 2)
    if (await isInside(middle)) inside = middle
    else outside = middle
  }
  return outside
}

async function readBootId(): Promise<string | null> {
  return await readText('/proc/sys/kernel/random/boot_id')
}

async function readText(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).trim()
  } catch (error) {
    errnoOf(error)
    return null
  }
}
