import type { Failure } from '#contract/failures.ts'
import type { VaultId } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { sha256Hex } from '../crypto/primitives.ts'
import { TEMPORARY_ENDING } from '../disk/durable-file.ts'
import {
  GENERATIONS,
  generationFolder,
  isAuthentic,
  MANIFEST_FILE,
  MARKER_FILE,
  MAX_MANIFEST_BYTES,
  MAX_MARKER_BYTES,
  type Manifest,
  NO_DIGEST,
  parseManifest,
  parseMarker,
  type RecordFailure,
} from './backup-format.ts'
import type { BackupMedium } from './backup-medium.ts'

/** Why a folder's backup cannot be used. */
export type BackupFinding = Failure<'backup/not-a-backup' | 'backup/from-the-future' | 'backup/damaged'>

/** A complete generation. */
export type Generation = {
  readonly manifest: Manifest
  /** SHA-256 of the manifest's file. */
  readonly digestHex: string
}

/** Generations by what their folders hold: those with a manifest, and what interrupted runs left. */
export type GenerationNumbers = {
  readonly complete: readonly number[]
  readonly unfinished: readonly number[]
}

/** Tells whose backup a folder holds; `null` when it is empty. */
export async function readMarker(
  medium: BackupMedium,
): Promise<Result<VaultId | null, BackupFinding | Failure<'backup/damaged'>>> {
  const bytes = await medium.readSmall(MARKER_FILE, MAX_MARKER_BYTES)
  if (bytes === null) {
    const names = (await medium.list('')).map(({ name }) => name)
    // A crash while the first marker was written leaves its temporary.
    if (names.every((name) => name === MARKER_FILE + TEMPORARY_ENDING)) return succeed(null)
    // With generations in it, it is a backup that lost its marker.
    if (names.includes(GENERATIONS)) return fail({ code: 'backup/damaged', facts: { file: MARKER_FILE } })
    return fail({ code: 'backup/not-a-backup' })
  }
  const marker = parseMarker(bytes)
  return marker.ok ? succeed(marker.value.vaultId) : fail(findingOf(marker.failure, MARKER_FILE))
}

/** Lists generations by number, oldest first. */
export async function listGenerations(medium: BackupMedium): Promise<GenerationNumbers> {
  const complete: number[] = []
  const unfinished: number[] = []
  for (const { name, kind } of await medium.list(GENERATIONS)) {
    if (kind !== 'folder' || !/^[0-9]{6}$/.test(name) || name === '000000') continue
    const generation = Number(name)
    const manifest = await medium.sizeOf(`${generationFolder(generation)}/${MANIFEST_FILE}`)
    const numbers = manifest === null ? unfinished : complete
    numbers.push(generation)
  }
  const ascending = (a: number, b: number) => a - b
  return { complete: complete.sort(ascending), unfinished: unfinished.sort(ascending) }
}

/** Reads the manifest of one generation and checks that it is whole and stands where it belongs. */
export async function readGeneration(
  medium: BackupMedium,
  generation: number,
): Promise<Result<Generation, BackupFinding>> {
  const file = manifestPath(generation)
  const bytes = await medium.readSmall(file, MAX_MANIFEST_BYTES)
  const parsed = bytes === null ? fail<RecordFailure>({ code: 'damaged' }) : parseManifest(bytes)
  if (!parsed.ok) return fail(findingOf(parsed.failure, file, generation))
  if (parsed.value.generation !== generation) return fail(damaged(file, generation))
  return succeed({ manifest: parsed.value, digestHex: sha256Hex(bytes as Uint8Array) })
}

/** Reads the manifests of some generations, oldest first, proves that this vault wrote them and that each follows the last. */
export async function readGenerations(
  medium: BackupMedium,
  numbers: readonly number[],
  { vaultId, backupKey }: { readonly vaultId: VaultId; readonly backupKey: Uint8Array },
): Promise<Result<readonly Generation[], BackupFinding>> {
  const generations: Generation[] = []
  for (const number of numbers) {
    const read = await readGeneration(medium, number)
    if (!read.ok) return read
    const { manifest } = read.value
    const before = generations.at(-1)
    const follows =
      before === undefined
        ? number > 1 || manifest.previousDigestHex === NO_DIGEST
        : manifest.previousDigestHex === before.digestHex
    if (manifest.vaultId !== vaultId || !isAuthentic(manifest, backupKey) || !follows) {
      return fail(damaged(manifestPath(number), number))
    }
    generations.push(read.value)
  }
  return succeed(generations)
}

/** The place of a generation's manifest. */
export function manifestPath(generation: number): string {
  return `${generationFolder(generation)}/${MANIFEST_FILE}`
}

/** Says which file of a backup is not as it was written. */
export function damaged(file: string, generation?: number): Failure<'backup/damaged'> {
  return { code: 'backup/damaged', facts: { file, ...(generation !== undefined && { generation }) } }
}

function findingOf(failure: RecordFailure, file: string, generation?: number): BackupFinding {
  if (failure.code === 'damaged') return damaged(file, generation)
  return { code: 'backup/from-the-future', facts: { version: failure.version } }
}
