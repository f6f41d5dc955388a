import { type FileHandle, mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Arrivals, Arriving, ArrivingPlace } from '#app/ports/arrivals.ts'
import { isId, type PackageId, type VaultId } from '#core/ids.ts'
import { packageStream } from '#core/network/package-stream.ts'
import { UNFINISHED } from '#core/packages/package-layout.ts'
import { SYNC_LIMITS } from '#core/packages/sync-limits.ts'
import { fail, succeed } from '#core/result.ts'
import { randomBytes } from '../crypto/primitives.ts'
import { attemptOnDisk, diskFailureOf, errnoOf } from '../disk/disk-failure.ts'
import { fsyncFolder, PRIVATE_FOLDER, readAll, writeAll } from '../disk/durable-file.ts'
import { readUpTo } from '../disk/read-file.ts'
import { keepParts, writeWhole } from '../hub-store/keep-parts.ts'
import { emptyMap, readHeld, readStreamBytes } from './held-map.ts'
import { type ArrivingFiles, BodyCut, putPiece } from './put-piece.ts'

/** What a package that arrives consists of. */
const FILES = { manifest: 'manifest.json', stream: 'stream', map: 'held' } as const

/** What stays free on the disk for the hub's own records while packages arrive. */
const RESERVE_BYTES = 32 * 1024 * 1024
const COPY_BYTES = 1024 * 1024

/** What the system answers where nothing lies. */
const ABSENT = new Set(['ENOENT', 'ENOTDIR'])

/** The folder `arriving` of a hub: `VAULTID/PACKAGEID/` with the manifest, the stream and the map of what of it is held. */
export function makeArrivalsRoom(arriving: string, incoming: string): Arrivals {
  const folderOf = ({ vaultId, packageId }: ArrivingPlace) => join(arriving, vaultId, packageId)
  return {
    begin: (place, manifest, streamBytes) => begin(folderOf(place), manifest, streamBytes),
    manifest: (place) =>
      attemptOnDisk(() => orNull(readUpTo(join(folderOf(place), FILES.manifest), SYNC_LIMITS.manifestBytes))),
    held: (place) => attemptOnDisk(() => orNull(withMap(folderOf(place), readHeld))),
    put: async (place, piece, body) => {
      try {
        return await withFiles(folderOf(place), (files) => putPiece(files, piece, body))
      } catch (error) {
        if (error instanceof BodyCut) return fail({ code: 'network/too-slow' })
        if (ABSENT.has(errnoOf(error))) return fail({ code: 'network/no-such-package' })
        return fail(diskFailureOf(error))
      }
    },
    of: (vaultId) => attemptOnDisk(() => listOf(arriving, vaultId)),
    keep: async (place, manifest, manifestBytes) => {
      const { files } = packageStream(manifest)
      const starts = new Map(files.map(({ path, startBytes }) => [path, startBytes]))
      const stream = join(folderOf(place), FILES.stream)
      return await keepParts(manifest, manifestBytes, incoming, ({ path, sizeBytes }, to) =>
        copyRange(stream, starts.get(path) ?? 0, sizeBytes, to),
      )
    },
    keepBytes: async (manifest, manifestBytes, stream) => {
      const { files } = packageStream(manifest)
      const starts = new Map(files.map(({ path, startBytes }) => [path, startBytes]))
      return await keepParts(manifest, manifestBytes, incoming, async ({ path, sizeBytes }, to) => {
        const startBytes = starts.get(path) ?? 0
        await writeWhole(to, stream.subarray(startBytes, startBytes + sizeBytes))
        return true
      })
    },
    forget: async (place) => {
      await rm(folderOf(place), { recursive: true, force: true }).catch(errnoOf)
    },
    forgetUntouched: (sinceMs) => attemptOnDisk(() => forgetUntouched(arriving, sinceMs)),
  }
}

async function begin(
  folder: string,
  manifest: Uint8Array,
  streamBytes: number,
): ReturnType<Arrivals['begin']> {
  const unfinished = `${folder}.${Buffer.from(randomBytes(4)).toString('hex')}${UNFINISHED}`
  try {
    if (await isThere(folder)) return succeed(undefined)
    await mkdir(dirname(folder), { recursive: true, mode: PRIVATE_FOLDER })
    const { bavail, bsize } = await statfs(dirname(folder))
    if (bavail * bsize < streamBytes + manifest.length + RESERVE_BYTES)
      return fail({ code: 'network/hub-full' })
    await writeWhole(join(unfinished, FILES.manifest), manifest)
    await writeWhole(join(unfinished, FILES.stream), new Uint8Array(0))
    await writeWhole(join(unfinished, FILES.map), emptyMap(streamBytes))
    await fsyncFolder(unfinished)
    await rename(unfinished, folder).catch(async (error: unknown) => {
      errnoOf(error)
      // Another connection, or another process, made it meanwhile.
      if (!(await isThere(folder))) throw error
    })
    await fsyncFolder(dirname(folder))
    await fsyncFolder(dirname(dirname(folder)))
    return succeed(undefined)
  } catch (error) {
    return fail(diskFailureOf(error))
  } finally {
    await rm(unfinished, { recursive: true, force: true }).catch(errnoOf)
  }
}

async function listOf(arriving: string, vaultId: VaultId): Promise<readonly Arriving[]> {
  const names = (await orNull(readdir(join(arriving, vaultId)))) ?? []
  const found: Arriving[] = []
  for (const packageId of names.filter(isId) as PackageId[]) {
    const streamBytes = await orNull(withMap(join(arriving, vaultId, packageId), readStreamBytes))
    if (streamBytes !== null) found.push({ vaultId, packageId, streamBytes })
  }
  return found
}

async function forgetUntouched(arriving: string, sinceMs: number): Promise<number> {
  let forgotten = 0
  for (const vaultId of (await orNull(readdir(arriving))) ?? []) {
    for (const name of (await orNull(readdir(join(arriving, vaultId)))) ?? []) {
      const folder = join(arriving, vaultId, name)
      // The map is written with every byte that comes; what a crash left has none, or is as old.
      const touched = await orNull(stat(join(folder, FILES.map)).then(({ mtimeMs }) => mtimeMs))
      const madeAtMs = touched ?? (await orNull(stat(folder).then(({ mtimeMs }) => mtimeMs)))
      if (madeAtMs === null || madeAtMs >= sinceMs) continue
      await rm(folder, { recursive: true, force: true })
      forgotten += 1
    }
  }
  return forgotten
}

async function copyRange(
  stream: string,
  startBytes: number,
  sizeBytes: number,
  to: string,
): Promise<boolean> {
  const from = await open(stream, 'r')
  try {
    await mkdir(dirname(to), { recursive: true, mode: PRIVATE_FOLDER })
    const target = await open(to, 'wx', 0o600)
    try {
      const buffer = Buffer.alloc(Math.min(COPY_BYTES, sizeBytes))
      for (let at = 0; at < sizeBytes; ) {
        const wanted = buffer.subarray(0, Math.min(buffer.length, sizeBytes - at))
        const readBytes = await readAll(from, wanted, startBytes + at)
        if (readBytes === 0) return false
        await writeAll(target, wanted.subarray(0, readBytes), at)
        at += readBytes
      }
      await target.sync()
      return true
    } finally {
      await target.close()
    }
  } finally {
    await from.close()
  }
}

async function withMap<T>(folder: string, work: (map: FileHandle) => Promise<T>): Promise<T> {
  const map = await open(join(folder, FILES.map), 'r')
  try {
    return await work(map)
  } finally {
    await map.close()
  }
}

async function withFiles<T>(folder: string, work: (files: ArrivingFiles) => Promise<T>): Promise<T> {
  const map = await open(join(folder, FILES.map), 'r+')
  try {
    const stream = await open(join(folder, FILES.stream), 'r+')
    try {
      return await work({ stream, map })
    } finally {
      await stream.close()
    }
  } finally {
    await map.close()
  }
}

async function isThere(folder: string): Promise<boolean> {
  return (await orNull(stat(folder))) !== null
}

async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch (error) {
    if (ABSENT.has(errnoOf(error))) return null
    throw error
  }
}
