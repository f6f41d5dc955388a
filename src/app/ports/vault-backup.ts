import type { Failure } from '#contract/failures.ts'
import type { FailureCodeOf, OutputOf } from '#contract/operations.ts'
import type { Result } from '#core/result.ts'
import type { VaultSession } from '../vault-session.ts'
import type { Cancelled, CancelSignal } from './byte-source.ts'
import type { DiskFailure } from './disk-failure.ts'
import type { LedgerStoreFailure } from './ledger-store.ts'
import type { Credentials } from './slot-keeper.ts'

/**
 * What the medium of a backup answers when it cannot do what it is asked; kept apart from `disk/…`, so that a person knows
 * which of two disks is meant. `facts.causeCode` is the errno.
 */
export type MediumFailure = Failure<
  | 'backup/medium-full'
  | 'backup/medium-refuses'
  | 'backup/medium-failed'
  | 'backup/not-a-backup'
  | 'disk/too-many-open-files'
>

/** Why no generation was written; the generations before it are as they were. */
export type WriteBackupFailure =
  | DiskFailure
  | LedgerStoreFailure
  | MediumFailure
  | Failure<FailureCodeOf<'backup.write'>>

/** Why no vault was restored; nothing of the attempt is left, and the backup is as it was. */
export type RestoreFailure =
  | DiskFailure
  | LedgerStoreFailure
  | MediumFailure
  | Failure<FailureCodeOf<'backup.restore'> | 'clock/implausible'>

/** How work on a backup is followed and called off. `bytes` are counted. */
export type BackupWork = {
  readonly signal: CancelSignal
  readonly onProgress: (stage: 'copying' | 'reading-back', doneBytes: number, totalBytes: number) => void
}

/**
 * Copies vaults to announced folders on other media and back (docs/format-backup.md).
 *
 * A folder is named by the opaque id under which it was announced, good for one call. Whatever happens to the process or
 * the medium meanwhile, the last complete generation stays whole.
 */
export type VaultBackup = {
  /** The sticks that are there and what they hold, as their own files say. */
  media(): Promise<OutputOf<'backup.media'>['media']>
  /** What the session's vault has on record of its last backup; `null` when that is nothing, or not what this vault wrote. */
  last(session: VaultSession): Promise<OutputOf<'backup.last'>['last']>
  /** Writes one more generation of the session's vault. */
  write(
    session: VaultSession,
    order: { readonly folderId: string; readonly keep: number; readonly readsAll: boolean },
    work: BackupWork,
  ): Promise<Result<OutputOf<'backup.write'>, WriteBackupFailure | Cancelled>>
  /** Makes the engine's vault from a generation, whole or not at all. No vault may be open. */
  restore(
    order: {
      readonly folderId: string
      readonly generation: number | null
      /** `null` when nobody is there to prove whose the generation is. */
      readonly credentials: Credentials | null
    },
    work: BackupWork,
  ): Promise<Result<OutputOf<'backup.restore'>, RestoreFailure | Cancelled>>
}
