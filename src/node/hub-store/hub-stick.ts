import { mkdir, open, readdir, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { DiskFailure } from '#app/ports/disk-failure.ts'
import type { PartFailure } from '#app/ports/hub-tools.ts'
import type { Failure } from '#contract/failures.ts'
import type { HubId, PackageId, VaultId } from '#core/ids.ts'
import { isId } from '#core/ids.ts'
import type { PackageManifest } from '#core/packages/manifest.ts'
import { BAG_PATHS, CARRIER_PATHS, UNFINISHED } from '#core/packages/package-layout.ts'
import type { SignedDocumentFailure } from '#core/packages/signed-document.ts'
import { SYNC_LIMITS } from '#core/packages/sync-limits.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { checkBag } from '../carriers/folder/read-bag.ts'
import { randomBytes } from '../crypto/primitives.ts'
import { attemptOnDisk, errnoOf } from '../disk/disk-failure.ts'
import { fsyncFolder, PRIVATE_FOLDER, readAll, removeIfPresent, writeAll } from '../disk/durable-file.ts'
import { makePlainFolders, openPlainFile } from '../disk/plain-folders.ts'
import { partFailureOf } from './hub-room.ts'
import { keepParts, writeWhole } from './keep-parts.ts'

const COPY_BYTES = 1024 * 1024

/** What the system answers, and this program, where no file stands. */
const NO_FILE = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'EINVAL'])

/** A package on a stick. */
export type StickPackage = {
  readonly vaultId: VaultId
  readonly packageId: PackageId
  readonly folder: string
}

/** The packages that stations left for this hub, by their folders' names; what is unfinished or nobody's is left alone. */
export async function listStick(
  stick: string,
  hubId: HubId,
): Promise<Result<readonly StickPackage[], DiskFailure>> {
  return await attemptOnDisk(async () => {
    const root = join(stick, CARRIER_PATHS.toHub(hubId))
    const found: StickPackage[] = []
    for (const vaultId of await idsIn(root)) {
      for (const packageId of await idsIn(join(root, vaultId))) {
        const folder = join(root, vaultId, packageId)
        found.push({ vaultId: vaultId as VaultId, packageId: packageId as PackageId, folder })
      }
    }
    return found
  })
}

/** A request for enrolment that a station left, or `null`. */
export async function readRequests(
  stick: string,
  hubId: HubId,
): Promise<Result<readonly { readonly vaultId: VaultId; readonly bytes: Uint8Array }[], DiskFailure>> {
  return await attemptOnDisk(async () => {
    const found: { readonly vaultId: VaultId; readonly bytes: Uint8Array }[] = []
    for (const name of await idsIn(join(stick, CARRIER_PATHS.toHub(hubId)))) {
      const vaultId = name as VaultId
      const path = join(stick, CARRIER_PATHS.request(hubId, vaultId))
      const bytes = await readPlain(path, SYNC_LIMITS.enrolmentBytes).catch(orAbsent)
      if (bytes !== null) found.push({ vaultId, bytes })
    }
    return found
  })
}

/** The stations for which this hub left something on the stick at some time. */
export async function listReaders(
  stick: string,
  hubId: HubId,
): Promise<Result<readonly VaultId[], DiskFailure>> {
  return await attemptOnDisk(async () => {
    const names = await idsIn(join(stick, CARRIER_PATHS.fromHub(hubId)))
    return names.map((name) => name as VaultId)
  })
}

/** Reads the manifest of a package on a stick. */
export async function readStickManifest(
  folder: string,
): Promise<Result<Uint8Array, PartFailure | Failure<'sync/too-large'>>> {
  try {
    const bytes = await readPlain(join(folder, BAG_PATHS.manifest), SYNC_LIMITS.manifestBytes)
    return bytes === null ? fail({ code: 'sync/too-large' }) : succeed(bytes)
  } catch (error) {
    return partFailureOf(error)
  }
}

/**
 * Copies the parts of a package into the hub's own folder, fsynced, so that the stick can be pulled. Only what the manifest names is
 * read; sizes are judged before anything is copied.
 */
export async function copyFromStick(
  folder: string,
  manifest: PackageManifest,
  manifestBytes: Uint8Array,
  incoming: string,
): Promise<Result<void, PartFailure>> {
  return await keepParts(manifest, manifestBytes, incoming, ({ path, sizeBytes }, to) =>
    copyFile(join(folder, path), to, sizeBytes),
  )
}

/** Puts something for a station onto a stick: written beside its name, fsynced, renamed. No link on the stick is followed. */
export async function putOnStick(
  stick: string,
  path: string,
  bytes: Uint8Array,
): Promise<Result<void, DiskFailure>> {
  return await attemptOnDisk(async () => {
    const place = join(stick, path)
    // Another process of the hub may be writing to the same stick.
    const unfinished = `${place}.${Buffer.from(randomBytes(4)).toString('hex')}${UNFINISHED}`
    await makePlainFolders(stick, dirname(place))
    try {
      await writeWhole(unfinished, bytes)
      await rename(unfinished, place)
    } catch (error) {
      await removeIfPresent(unfinished).catch(errnoOf)
      throw error
    }
    await fsyncFolder(dirname(place))
  })
}

async function copyFile(from: string, to: string, sizeBytes: number): Promise<boolean> {
  const source = await openPlainFile(from)
  try {
    if ((await source.stat()).size !== sizeBytes) return false
    await mkdir(dirname(to), { recursive: true, mode: PRIVATE_FOLDER })
    const target = await open(to, 'wx', 0o600)
    try {
      const buffer = Buffer.alloc(Math.min(COPY_BYTES, sizeBytes))
      for (let at = 0; at < sizeBytes; ) {
        const readBytes = await readAll(source, buffer, at)
        if (readBytes === 0) return false
        await writeAll(target, buffer.subarray(0, readBytes), at)
        at += readBytes
      }
      await target.sync()
      return true
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

async function idsIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter(isId).sort()
  } catch (error) {
    const errno = errnoOf(error)
    if (errno === 'ENOENT' || errno === 'ENOTDIR') return []
    throw error
  }
}

function orAbsent(error: unknown): null {
  const errno = errnoOf(error)
  if (NO_FILE.has(errno)) return null
  throw error
}

/** Reads a file that is neither link nor pipe, or answers `null` when it is larger than the limit. */
async function readPlain(path: string, mostBytes: number): Promise<Uint8Array | null> {
  const handle = await openPlainFile(path)
  try {
    const { size } = await handle.stat()
    if (size > mostBytes) return null
    const bytes = new Uint8Array(size)
    return bytes.subarray(0, await readAll(handle, bytes, 0))
  } finally {
    await handle.close()
  }
}

/** Why a bag on a stick is not taken. */
type StickBagFailure =
  | PartFailure
  | SignedDocumentFailure
  | Failure<'sync/file-unexpected' | 'sync/too-large'>

/**
 * Tells whether a bag on a stick is whole to its last byte, its tag files too, and has nothing beside. What counts is compared once
 * more with the copy that the hub makes of it.
 */
export async function checkStickBag(folder: string): Promise<Result<void, StickBagFailure>> {
  const whole = await checkBag(folder)
  if (whole.ok) return succeed(undefined)
  const { code } = whole.failure
  switch (code) {
    // The stick cannot be read; that is not the package's fault.
    case 'sync/carrier-failed':
    case 'sync/carrier-full':
      return fail({ code: 'disk/failed' })
    case 'sync/carrier-refuses':
      return fail({ code: 'sync/file-unexpected' })
    default:
      return fail({ code })
  }
}
