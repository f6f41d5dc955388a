import { CANCELLED, type Cancelled } from '#app/ports/byte-source.ts'
import type { BackupWork, WriteBackupFailure } from '#app/ports/vault-backup.ts'
import type { VaultSession } from '#app/vault-session.ts'
import { LAST_GENERATION } from '#contract/backup-operations.ts'
import type { OutputOf } from '#contract/operations.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { errnoOf } from '../disk/disk-failure.ts'
import { TEMPORARY_ENDING } from '../disk/durable-file.ts'
import { filesBehind } from '../vault/vault-files.ts'
import {
  BACKUP_FORMAT_VERSION,
  backupKeyOf,
  GENERATIONS,
  generationFolder,
  INCOMING,
  MARKER_FILE,
  type Manifest,
  type ManifestFile,
  manifestBytes,
  markerBytes,
  NO_DIGEST,
  OBJECTS,
  PART_BYTES,
} from './backup-format.ts'
import type { BackupMedium } from './backup-medium.ts'
import { onMedium } from './medium-failure.ts'
import {
  addFile,
  checkRoom,
  databaseFileOn,
  noteWritten,
  readBack,
  startTally,
  writeSmallFile,
} from './new-files.ts'
import { removeGeneration, removeLeftovers, removeUnnamedObjects } from './prune-backup.ts'
import { type Generation, listGenerations, manifestPath, readGenerations, readMarker } from './read-backup.ts'
import { copyDatabase, hasEvent, type VaultSnapshot, whileFrozen } from './snapshot-vault.ts'
import { writeObjects } from './write-objects.ts'

/** Most findings that are listed. */
const MAX_FINDINGS = 100

/** What one run is given. */
export type WriteOrder = {
  readonly session: VaultSession
  /** The backup's folder, which exists. */
  readonly medium: BackupMedium
  readonly keep: number
  readonly readsAll: boolean
  readonly work: BackupWork
  /** Most bytes of one file on the medium; only tests name another than the format's. */
  readonly partBytes?: number
}

type Report = OutputOf<'backup.write'>
type Stopped = WriteBackupFailure | Cancelled

/**
 * Writes one more generation (docs/format-backup.md, Write order). Until its manifest stands in its place nothing of it
 * counts, and nothing that an earlier generation names is touched before that.
 */
export async function writeBackup(order: WriteOrder): Promise<Result<Report, Stopped>> {
  const backupKey = backupKeyOf(filesBehind(order.session).keyring)
  const run = new BackupRun(order, backupKey)
  try {
    const written = await onMedium(() => run.run())
    if (!written.ok) await run.clearUp()
    return written
  } finally {
    backupKey.fill(0)
  }
}

class BackupRun {
  readonly #order: WriteOrder
  readonly #medium: BackupMedium
  readonly #backupKey: Uint8Array
  readonly #partBytes: number
  readonly #tally = startTally()
  /** The generation that has a folder and no manifest yet. */
  #unfinished: number | null = null

  constructor(order: WriteOrder, backupKey: Uint8Array) {
    this.#order = order
    this.#medium = order.medium
    this.#backupKey = backupKey
    this.#partBytes = order.partBytes ?? PART_BYTES
  }

  async run(): Promise<Result<Report, Stopped>> {
    const earlier = await this.#readEarlier()
    if (!earlier.ok) return earlier
    const generation = earlier.value.next
    const begun = await this.#begin(earlier.value.unfinished, generation)
    if (!begun.ok) return begun
    const vaultFiles = await whileFrozen(this.#order.session, (snapshot) =>
      this.#writeVaultFiles(snapshot, generation),
    )
    if (!vaultFiles.ok) return vaultFiles
    const { snapshot, files } = vaultFiles.value
    const objects = await this.#writeObjects(snapshot, earlier.value.generations)
    if (!objects.ok) return objects
    const manifest = {
      format: 'samnum-backup' as const,
      v: BACKUP_FORMAT_VERSION as 1,
      vaultId: this.#order.session.vaultId,
      generation,
      createdAtMs: Math.trunc(this.#order.session.clock.nowMs()),
      head: snapshot.head,
      previousDigestHex: earlier.value.generations.at(-1)?.digestHex ?? NO_DIGEST,
      files,
      ...objects.value,
    } as Omit<Manifest, 'macHex'>
    const sealed = await this.#finishGeneration(manifest)
    if (!sealed.ok) return sealed
    const removedGenerations = await this.#prune(earlier.value.generations, manifest)
    const { seq, hashHex } = snapshot.head
    return succeed({
      generation,
      createdAtMs: manifest.createdAtMs,
      head: { seq, hashHex },
      objects: manifest.objects.length,
      copied: this.#tally.copied,
      kept: this.#tally.kept,
      verified: this.#tally.verified,
      healed: this.#tally.healed,
      removedGenerations,
      findings: this.#tally.findings.slice(0, MAX_FINDINGS),
    })
  }

  /** Takes away what this run began, as far as the medium still answers. Whole objects stay for the next run. */
  async clearUp(): Promise<void> {
    try {
      await removeLeftovers(this.#medium, this.#unfinished === null ? [] : [this.#unfinished])
    } catch (error) {
      errnoOf(error)
    }
  }

  async #readEarlier(): Promise<
    Result<
      {
        readonly generations: readonly Generation[]
        readonly unfinished: readonly number[]
        readonly next: number
      },
      Stopped
    >
  > {
    const { session } = this.#order
    const { vaultId } = session
    const marker = await readMarker(this.#medium)
    if (!marker.ok) return marker
    if (marker.value !== null && marker.value !== vaultId) return fail({ code: 'backup/of-another-vault' })
    const { complete, unfinished } = await listGenerations(this.#medium)
    const read = await readGenerations(this.#medium, complete, { vaultId, backupKey: this.#backupKey })
    if (!read.ok) return read
    const newest = read.value.at(-1)?.manifest
    if (newest !== undefined) {
      const isHeld = hasEvent(session, newest.head)
      if (!isHeld.ok) return isHeld
      if (!isHeld.value) {
        const head = session.ledger.head()
        const facts = { backupSeq: newest.head.seq, vaultSeq: head.ok ? (head.value?.seq ?? 0) : 0 }
        return fail({ code: 'backup/ahead-of-vault', facts })
      }
    }
    const next = Math.max(0, ...complete, ...unfinished) + 1
    if (next > LAST_GENERATION) return fail({ code: 'backup/medium-full' })
    return succeed({ generations: read.value, unfinished, next })
  }

  async #begin(unfinished: readonly number[], generation: number): Promise<Result<void, Stopped>> {
    const medium = this.#medium
    await removeLeftovers(medium, unfinished)
    if ((await medium.sizeOf(MARKER_FILE)) === null) await this.#writeMarker()
    for (const folder of [OBJECTS, INCOMING, GENERATIONS]) await medium.ensureFolder(folder)
    await medium.flushFolder('')
    this.#unfinished = generation
    await medium.ensureFolder(generationFolder(generation))
    return this.#order.work.signal.aborted ? fail(CANCELLED) : succeed(undefined)
  }

  async #writeMarker(): Promise<void> {
    const temporary = MARKER_FILE + TEMPORARY_ENDING
    await this.#medium.remove(temporary)
    await writeSmallFile(this.#medium, temporary, markerBytes(this.#order.session.vaultId), this.#partBytes)
    await this.#medium.rename(temporary, MARKER_FILE)
  }

  async #writeVaultFiles(
    snapshot: VaultSnapshot,
    generation: number,
  ): Promise<Result<{ snapshot: VaultSnapshot; files: readonly ManifestFile[] }, Stopped>> {
    const { session, work } = this.#order
    const room = await checkRoom(this.#medium, snapshot.databaseBytes)
    if (!room.ok) return room
    const folder = generationFolder(generation)
    const head = await writeSmallFile(this.#medium, `${folder}/head`, snapshot.headBytes, this.#partBytes)
    const header = await writeSmallFile(
      this.#medium,
      `${folder}/vault.json`,
      snapshot.headerBytes,
      this.#partBytes,
    )
    const target = databaseFileOn(this.#medium, `${folder}/ledger.db`, this.#partBytes)
    let doneBytes = 0
    let database: Awaited<ReturnType<typeof copyDatabase>> | null = null
    try {
      database = await copyDatabase(session, target, {
        signal: work.signal,
        onBytes: (count) => {
          doneBytes += count
          work.onProgress('copying', doneBytes, Math.max(doneBytes, snapshot.databaseBytes))
        },
      })
    } finally {
      if (database?.ok !== true) await target.abandon()
    }
    if (!database.ok) return database
    const { sizeBytes, digestHex } = database.value
    const files: readonly ManifestFile[] = [
      { name: 'head', sizeBytes: head.sizeBytes, digestHex: head.digestHex },
      { name: 'ledger.db', sizeBytes, digestHex },
      { name: 'vault.json', sizeBytes: header.sizeBytes, digestHex: header.digestHex },
    ]
    for (const file of files) noteWritten(this.#tally, { ...file, path: `${folder}/${file.name}` })
    return succeed({ snapshot, files })
  }

  async #writeObjects(snapshot: VaultSnapshot, generations: readonly Generation[]) {
    const { session, work, readsAll } = this.#order
    const order = { session, medium: this.#medium, partBytes: this.#partBytes, readsAll, work }
    return await writeObjects(order, snapshot, generations, this.#tally)
  }

  /** Reads back what is new, and only then gives the generation its manifest. */
  async #finishGeneration(manifest: Omit<Manifest, 'macHex'>): Promise<Result<void, Stopped>> {
    const medium = this.#medium
    const { work } = this.#order
    const folder = generationFolder(manifest.generation)
    await medium.flushFolder(folder)
    await medium.flushFolder(GENERATIONS)
    const whole = await readBack(medium, this.#tally.written, this.#partBytes, work, this.#tally.verified)
    if (!whole.ok) return whole
    const path = manifestPath(manifest.generation)
    const temporary = path + TEMPORARY_ENDING
    const bytes = manifestBytes(manifest, this.#backupKey)
    const written = await writeSmallFile(medium, temporary, bytes, Number.POSITIVE_INFINITY)
    const isWhole = await readBack(medium, [written], Number.POSITIVE_INFINITY, work, this.#tally.verified)
    if (!isWhole.ok) return isWhole
    addFile(this.#tally.copied, bytes.length)
    await medium.rename(temporary, path)
    this.#unfinished = null
    await medium.flushFolder(folder)
    return succeed(undefined)
  }

  async #prune(earlier: readonly Generation[], newest: Omit<Manifest, 'macHex'>): Promise<number> {
    const keptEarlier = this.#order.keep === 1 ? [] : earlier.slice(1 - this.#order.keep)
    const removed = earlier.slice(0, earlier.length - keptEarlier.length)
    for (const { manifest } of removed) await removeGeneration(this.#medium, manifest.generation)
    const kept = [...keptEarlier.flatMap(({ manifest }) => manifest.objects), ...newest.objects]
    await removeUnnamedObjects(this.#medium, kept)
    return removed.length
  }
}
