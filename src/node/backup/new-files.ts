import { CANCELLED, type Cancelled } from '#app/ports/byte-source.ts'
import type { BackupWork, MediumFailure } from '#app/ports/vault-backup.ts'
import type { Failure } from '#contract/failures.ts'
import type { Finding } from '#contract/vault-operations.ts'
import type { DigestHex } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { sha256Hex } from '../crypto/primitives.ts'
import type { BackupMedium } from './backup-medium.ts'
import { digestParts, PartedWriter, partsOf } from './parted-file.ts'
import type { DatabaseTarget } from './snapshot-vault.ts'

/** How many files and bytes something was about. */
export type Amount = { files: number; bytes: number }

/** A file that a run wrote, as it must be read back. */
export type WrittenFile = { readonly path: string; readonly sizeBytes: number; readonly digestHex: string }

/** What a run has done so far. */
export type BackupTally = {
  /** Files that must be read back. */
  readonly written: WrittenFile[]
  readonly copied: Amount
  readonly kept: Amount
  readonly verified: Amount
  readonly findings: Finding[]
  healed: number
}

/** Room that folders, manifest and the medium's own tables may take beside the files. */
const SPARE_BYTES = 1024 * 1024

/** A run that has done nothing yet. */
export function startTally(): BackupTally {
  const none = (): Amount => ({ files: 0, bytes: 0 })
  return { written: [], copied: none(), kept: none(), verified: none(), findings: [], healed: 0 }
}

/** Counts one file. */
export function addFile(amount: Amount, bytes: number): void {
  amount.files += 1
  amount.bytes += bytes
}

/** Notes a file that was copied and must be read back. */
export function noteWritten({ written, copied }: BackupTally, file: WrittenFile): void {
  written.push(file)
  addFile(copied, file.sizeBytes)
}

/** Refuses what cannot fit before an hour is spent on it. */
export async function checkRoom(
  medium: BackupMedium,
  neededBytes: number,
): Promise<Result<void, MediumFailure>> {
  const freeBytes = await medium.freeBytes()
  const needed = neededBytes + SPARE_BYTES
  if (neededBytes <= 0 || freeBytes === null || needed <= freeBytes) return succeed(undefined)
  const facts = { causeCode: 'ENOSPC', neededBytes: needed, freeBytes }
  return fail({ code: 'backup/medium-full', facts })
}

/** Writes a small file and flushes it. */
export async function writeSmallFile(
  medium: BackupMedium,
  path: string,
  bytes: Uint8Array,
  partBytes: number,
): Promise<WrittenFile & { readonly digestHex: DigestHex }> {
  const writer = new PartedWriter(medium, path, bytes.length, partBytes)
  try {
    await writer.append(bytes)
    await writer.finish()
  } catch (error) {
    await writer.abandon()
    throw error
  }
  return { path, sizeBytes: bytes.length, digestHex: sha256Hex(bytes) as DigestHex }
}

/** A file on the medium that takes a database and begins anew when it is told to. */
export function databaseFileOn(
  medium: BackupMedium,
  path: string,
  partBytes: number,
): DatabaseTarget & { abandon(): Promise<void> } {
  let writer: PartedWriter | null = null
  let begunBytes: number | null = null
  return {
    async begin(sizeBytes) {
      await writer?.abandon()
      const old = begunBytes === null ? [] : partsOf(path, begunBytes, partBytes)
      for (const part of old) await medium.remove(part.path)
      begunBytes = sizeBytes
      writer = new PartedWriter(medium, path, sizeBytes, partBytes)
    },
    append: async (bytes) => await writer?.append(bytes),
    finish: async () => await writer?.finish(),
    abandon: async () => await writer?.abandon(),
  }
}

/** Reads files from the medium to their last byte and compares each with what was written. */
export async function readBack(
  medium: BackupMedium,
  files: readonly WrittenFile[],
  partBytes: number,
  { signal, onProgress }: BackupWork,
  verified: Amount,
): Promise<Result<void, Failure<'backup/not-as-written'> | MediumFailure | Cancelled>> {
  const totalBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  let doneBytes = 0
  for (const { path, sizeBytes, digestHex } of files) {
    const read = await digestParts({ medium, path, sizeBytes, partBytes, signal }, (bytes) => {
      doneBytes += bytes.length
      onProgress('reading-back', doneBytes, totalBytes)
      return true
    })
    if (signal.aborted) return fail(CANCELLED)
    if (read !== digestHex) return fail({ code: 'backup/not-as-written', facts: { file: path } })
    addFile(verified, sizeBytes)
  }
  return succeed(undefined)
}
