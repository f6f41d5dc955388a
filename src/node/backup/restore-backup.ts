import { statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { CANCELLED, type Cancelled } from '#app/ports/byte-source.ts'
import type { DiskFailure } from '#app/ports/disk-failure.ts'
import type { MachineKeychain } from '#app/ports/machine-keychain.ts'
import type { Credentials } from '#app/ports/slot-keeper.ts'
import type { BackupWork, RestoreFailure } from '#app/ports/vault-backup.ts'
import type { OutputOf } from '#contract/operations.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { attemptOnDisk } from '../disk/disk-failure.ts'
import { createFile, ensureFolder, fsyncFolder, writeAll } from '../disk/durable-file.ts'
import { makeInPlace } from '../vault/make-in-place.ts'
import { DATABASE_FILE, HEAD_FILE, HEADER_FILES, OBJECTS_FOLDER } from '../vault/vault-folder.ts'
import { MAX_HEADER_BYTES, parseHeaderFile } from '../vault/vault-header.ts'
import { checkPlace } from '../vault/vault-place.ts'
import { generationFolder, type Manifest, PART_BYTES, storedPath } from './backup-format.ts'
import type { BackupMedium } from './backup-medium.ts'
import { onMedium } from './medium-failure.ts'
import type { Amount } from './new-files.ts'
import { digestParts } from './parted-file.ts'
import { proveGeneration } from './prove-generation.ts'
import { damaged, listGenerations, manifestPath, readGeneration, readMarker } from './read-backup.ts'

/** What one restoring is given. */
export type RestoreOrder = {
  readonly medium: BackupMedium
  /** The vault's folder: absent or empty. */
  readonly target: string
  /** `null` for the newest. */
  readonly generation: number | null
  /** `null` when nobody is to prove whose the generation is. */
  readonly credentials: Credentials | null
  /** Finds the secret of a slot that is bound to this machine. */
  readonly keychain?: MachineKeychain | null
  readonly work: BackupWork
  /** Most bytes of one file on the medium; only tests name another than the format's. */
  readonly partBytes?: number
}

type Report = OutputOf<'backup.restore'>
type Stopped = RestoreFailure | Cancelled

/** A file of the vault to be, and where its bytes are on the medium. */
type Piece = {
  readonly from: string
  readonly to: readonly string[]
  readonly sizeBytes: number
  readonly digestHex: string
}

/**
 * Makes a vault from a generation. Every byte is compared with the manifest on its way, in a folder beside the target; a
 * rename puts the vault there whole, so that any crash leaves a vault or none.
 */
export async function restoreBackup(order: RestoreOrder): Promise<Result<Report, Stopped>> {
  const { medium, target } = order
  const free = await checkPlace(target)
  if (!free.ok) return free
  const chosen = await onMedium(() => chooseGeneration(medium, order.generation))
  if (!chosen.ok) return chosen
  const manifest = chosen.value
  const proved = await onMedium(() => proveHeader(order, manifest))
  if (!proved.ok) return await withPrevious(medium, manifest.generation, proved)

  const filled = await makeInPlace(target, (unfinished) => onMedium(() => fill(unfinished, order, manifest)))
  if (!filled.ok) return await withPrevious(medium, manifest.generation, filled)
  const { seq, hashHex } = manifest.head
  return succeed({
    vaultId: manifest.vaultId,
    generation: manifest.generation,
    createdAtMs: manifest.createdAtMs,
    head: { seq, hashHex },
    objects: manifest.objects.length,
    missingObjects: manifest.missing.length,
    restored: filled.value,
    isAuthenticated: order.credentials !== null,
  })
}

async function chooseGeneration(
  medium: BackupMedium,
  wanted: number | null,
): Promise<Result<Manifest, Stopped>> {
  const marker = await readMarker(medium)
  // A damaged marker is no reason to give up a vault: the generations say for themselves what they are.
  if (!marker.ok && marker.failure.code !== 'backup/damaged') return marker
  if (marker.ok && marker.value === null) return fail({ code: 'backup/empty' })
  const { complete } = await listGenerations(medium)
  const newest = complete.at(-1)
  if (newest === undefined) return fail({ code: 'backup/empty' })
  const generation = wanted ?? newest
  if (!complete.includes(generation)) {
    const facts = { generation, newestGeneration: String(newest) }
    return fail({ code: 'backup/no-such-generation', facts })
  }
  const read = await readGeneration(medium, generation)
  if (!read.ok) return await withPrevious(medium, generation, read)
  const isOurs = !marker.ok || marker.value === read.value.manifest.vaultId
  if (!isOurs)
    return await withPrevious(medium, generation, fail(damaged(manifestPath(generation), generation)))
  return succeed(read.value.manifest)
}

/** Adds to a finding of damage which generation could be restored instead. Nobody but a person chooses it. */
async function withPrevious<T>(
  medium: BackupMedium,
  generation: number,
  result: Result<T, Stopped>,
): Promise<Result<T, Stopped>> {
  if (result.ok || result.failure.code !== 'backup/damaged') return result
  const listed = await onMedium(async () => succeed((await listGenerations(medium)).complete))
  const previous = listed.ok ? listed.value.filter((number) => number < generation).at(-1) : undefined
  const facts = {
    ...result.failure.facts,
    generation,
    ...(previous !== undefined && { previousGeneration: String(previous) }),
  }
  return fail({ code: 'backup/damaged', facts })
}

/** Looks into the header before anything is copied; with credentials it proves the manifest. */
async function proveHeader(
  { medium, credentials, keychain = null }: RestoreOrder,
  manifest: Manifest,
): Promise<Result<void, Stopped>> {
  const file = `${generationFolder(manifest.generation)}/vault.json`
  const bytes = await medium.readSmall(file, MAX_HEADER_BYTES)
  const header = bytes === null ? null : parseHeaderFile(bytes)
  if (header === null || !header.ok) {
    const code = header?.failure.code
    if (code === 'vault/from-the-future' || code === 'vault/key-parameters-refused') return fail({ code })
    return fail(damaged(file, manifest.generation))
  }
  if (header.value.vaultId !== manifest.vaultId) return fail(damaged(file, manifest.generation))
  if (credentials === null) return succeed(undefined)
  const proved = await proveGeneration(manifest, header.value, credentials, keychain)
  if (!proved.ok) return fail(proved.failure)
  if (proved.value === 'header-damaged') return fail(damaged(file, manifest.generation))
  return proved.value === 'proved' ? succeed(undefined) : fail(damaged(manifestPath(manifest.generation)))
}

async function fill(
  folder: string,
  { medium, work, partBytes = PART_BYTES }: RestoreOrder,
  manifest: Manifest,
): Promise<Result<Amount, Stopped>> {
  const pieces = piecesOf(manifest)
  const totalBytes = pieces.reduce((sum, { sizeBytes, to }) => sum + sizeBytes * to.length, 0)
  const room = await checkRoom(folder, totalBytes)
  if (!room.ok) return room
  const restored: Amount = { files: 0, bytes: 0 }
  const objects = join(folder, OBJECTS_FOLDER)
  const shards = new Set(manifest.objects.map(({ objectId }) => join(objects, objectId.slice(0, 2))))
  const prepared = await attemptOnDisk(async () => {
    for (const path of [objects, ...shards]) await ensureFolder(path)
  })
  if (!prepared.ok) return prepared
  for (const piece of pieces) {
    const file = await fillFile(folder, piece, { medium, work, partBytes }, (count) => {
      restored.bytes += count
      work.onProgress('copying', restored.bytes, totalBytes)
    })
    if (!file.ok) return file
    restored.files += piece.to.length
  }
  const flushed = await attemptOnDisk(async () => {
    for (const path of [...shards, objects, folder]) await fsyncFolder(path)
  })
  return flushed.ok ? succeed(restored) : flushed
}

function piecesOf({ generation, files, objects }: Manifest): readonly Piece[] {
  const folder = generationFolder(generation)
  return [
    ...files.map(({ name, sizeBytes, digestHex }) => ({
      from: `${folder}/${name}`,
      to: TARGETS[name],
      sizeBytes,
      digestHex,
    })),
    ...objects.map(({ objectId, sizeBytes, digestHex }) => ({
      from: storedPath(digestHex),
      to: [join(OBJECTS_FOLDER, objectId.slice(0, 2), objectId)],
      sizeBytes,
      digestHex,
    })),
  ]
}

const TARGETS: { readonly [Name in Manifest['files'][number]['name']]: readonly string[] } = {
  head: [HEAD_FILE],
  'ledger.db': [DATABASE_FILE],
  'vault.json': HEADER_FILES,
}

type Filling = Required<Pick<RestoreOrder, 'medium' | 'work' | 'partBytes'>>

/** Copies one file; the medium's errors are thrown, the disk's are answered. */
async function fillFile(
  folder: string,
  { from, to, sizeBytes, digestHex }: Piece,
  { medium, work, partBytes }: Filling,
  onBytes: (count: number) => void,
): Promise<Result<void, Stopped>> {
  const { signal } = work
  for (const name of to) {
    const created = await attemptOnDisk(() => createFile(join(folder, name)))
    if (!created.ok) return created
    const handle = created.value
    let stopped: DiskFailure | null = null
    let read: string | null = null
    let offset = 0
    try {
      read = await digestParts({ medium, path: from, sizeBytes, partBytes, signal }, async (bytes) => {
        const written = await attemptOnDisk(() => writeAll(handle, bytes, offset))
        if (!written.ok) stopped = written.failure
        offset += bytes.length
        onBytes(bytes.length)
        return written.ok
      })
    } finally {
      const closed = await attemptOnDisk(async () => {
        try {
          if (read !== null) await handle.sync()
        } finally {
          await handle.close()
        }
      })
      if (!closed.ok) stopped ??= closed.failure
    }
    if (stopped !== null) return fail(stopped)
    if (signal.aborted) return fail(CANCELLED)
    if (read !== digestHex) return fail(damaged(from))
  }
  return succeed(undefined)
}

async function checkRoom(folder: string, neededBytes: number): Promise<Result<void, DiskFailure>> {
  const stats = await attemptOnDisk(() => statfs(dirname(folder)))
  if (!stats.ok) return stats
  const { blocks, bavail, bsize } = stats.value
  if (blocks === 0 || neededBytes <= bavail * bsize) return succeed(undefined)
  return fail({ code: 'disk/full', facts: { causeCode: 'ENOSPC', neededBytes, freeBytes: bavail * bsize } })
}
