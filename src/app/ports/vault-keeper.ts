import type { Failure } from '#contract/failures.ts'
import type { Finding } from '#contract/vault-operations.ts'
import type { ProjectionChanges } from '#core/projections/projection-changes.ts'
import type { Result } from '#core/result.ts'
import type { VaultSession } from '../vault-session.ts'
import type { Cancelled, CancelSignal } from './byte-source.ts'
import type { DiskFailure } from './disk-failure.ts'
import type { LedgerStoreFailure } from './ledger-store.ts'
import type { StartSignatureChecker } from './signature-checker.ts'
import type { Credentials } from './slot-keeper.ts'

/** Why a folder's header cannot be used. */
export type HeaderFailure =
  | DiskFailure
  | Failure<
      | 'vault/not-found'
      | 'vault/not-a-folder'
      | 'vault/not-a-vault'
      | 'vault/from-the-future'
      | 'vault/header-truncated'
      | 'vault/header-damaged'
      | 'vault/key-parameters-refused'
    >

/** Why a vault does not open. */
export type UnlockFailure =
  | HeaderFailure
  | LedgerStoreFailure
  | Failure<
      | 'vault/wrong-passphrase'
      | 'vault/key-file-needed'
      | 'vault/wrong-key-file'
      | 'vault/machine-key-missing'
      | 'vault/wait-before-next-try'
      | 'vault/person-suspended'
      | 'vault/header-rolled-back'
      | 'vault/file-missing'
      | 'database/not-ours'
      | 'database/from-the-future'
      | 'head/damaged'
      | 'head/behind-acknowledged'
      | 'ledger/header-damaged'
      | 'ledger/event-refused'
      | 'ledger/signer-unknown'
    >

/** Why a vault was not made; nothing of the attempt is left. */
export type CreateFailure =
  | DiskFailure
  | LedgerStoreFailure
  | Failure<
      | 'vault/exists'
      | 'vault/folder-not-empty'
      | 'vault/not-a-folder'
      | 'vault/not-found'
      | 'clock/implausible'
    >

/** How many passphrases and recovery codes were refused, and between when by the machine's clock. */
export type RefusedTries = { readonly tries: number; readonly firstAtMs: number; readonly lastAtMs: number }

/** What opens a vault that nobody's passphrase opens. */
export type RecoveryMeans =
  | { readonly kind: 'recovery-code'; readonly code: string }
  | { readonly kind: 'escrow'; readonly identity: string }

/** Why a vault does not open for a recovery holder. */
export type RecoverFailure =
  | UnlockFailure
  /** Facts: `group`, counted from 1, where one group of the code does not hold. */
  | Failure<
      | 'vault/recovery-code-malformed'
      | 'vault/wrong-recovery-code'
      | 'vault/escrow-identity-refused'
      | 'vault/recovery-not-found'
    >

/** What the header of a locked vault says about the ways into it. */
export type WaysIn = {
  /** Numbers of the people who have a slot, ascending. */
  readonly userNumbers: readonly number[]
  readonly hasKeyFiles: boolean
  readonly hasRecovery: boolean
  /** How long the next try has to wait. */
  readonly waitMs: number
}

/** What the vault's files say about themselves before anything is decrypted. */
export type VaultFacts = {
  readonly formatVersion: number
  readonly cipher: string
  readonly keyDerivation: {
    readonly name: string
    readonly memoryKiB: number
    readonly passes: number
    readonly lanes: number
  }
}

/** How far a check has come: `done` of `total` pages or bytes. */
export type CheckProgress = (done: number, total: number) => void

/** How opening a vault is watched and called off. `done` of `total` are events. */
export type UnlockWork = { readonly signal?: CancelSignal; readonly onProgress?: CheckProgress }

/** Makes, opens and closes the one vault of a folder. At most one session exists at a time. */
export type VaultKeeper = {
  /** Whether the folder holds a vault, by its names alone. */
  look(): Promise<Result<'absent' | 'present', DiskFailure | Failure<'vault/not-a-folder'>>>
  /**
   * Makes a vault with its founder and opens it. It is made beside the folder's place and moved there whole, so that a
   * crash leaves either a vault or none.
   */
  create(founder: {
    readonly userName: string
    readonly passphrase: string
  }): Promise<Result<VaultSession, CreateFailure | UnlockFailure | Cancelled>>
  /**
   * Opens the vault for a person. Wrong tries are counted and make the next one wait. What they list and search is brought up to
   * date, which takes long when it has to be filled anew; calling that off leaves the vault closed.
   */
  unlock(
    credentials: Credentials,
    work?: UnlockWork,
  ): Promise<Result<VaultSession, UnlockFailure | Cancelled>>
  /**
   * Opens the vault for a recovery holder, so that they can give a person new keys. Their session stands for no person: its
   * `person` has the holder's id, the holder's label as name and no roles, and it MUST be closed before anybody works in it.
   */
  unlockForRecovery(means: RecoveryMeans): Promise<Result<VaultSession, RecoverFailure>>
  /** What the header says about the ways into the vault; empty lists when it does not read. */
  waysIn(): Promise<WaysIn>
  /** The tries that were refused since {@link VaultKeeper.forgetRefusedTries}, or `null` for none. */
  refusedTries(): Promise<RefusedTries | null>
  /** Forgets refused tries, once the ledger has them. */
  forgetRefusedTries(): Promise<Result<void, DiskFailure>>
  /** Closes the files and overwrites the keys. */
  close(session: VaultSession): Promise<void>
  /** Adds to a failure of a damaged database which page of the file it is, where that shows; other failures stay as they are. */
  locate(session: VaultSession, failure: LedgerStoreFailure): LedgerStoreFailure
  facts(): Promise<Result<VaultFacts, HeaderFailure>>
  /** Checks every byte of the files that are not objects: header copies, head file, each database page, each projection. */
  checkFiles(
    session: VaultSession,
    work: { readonly signal: CancelSignal; readonly onProgress: CheckProgress },
  ): Promise<Result<FileCheck, LedgerStoreFailure | Cancelled>>
  /** Starts comparing the projections with what the events give. */
  startProjectionCheck(session: VaultSession): ProjectionCheck
  /** Starts verifying signatures beside other work, on every processor. */
  readonly startSignatureChecker: StartSignatureChecker
}

/**
 * A second set of projections, filled from the events in memory: the register's, and those of the cases that the person of the
 * session can read. Events of one case come in their order; when another case's come between them makes no difference.
 */
export type ProjectionCheck = {
  /** Answers `false`, and applies none of them, when the changes contradict what was applied before, such as a case that is opened twice. */
  apply(changes: ProjectionChanges): boolean
  /** Compares the two sets, and the shape of the tables they stand in. */
  compare(): Result<readonly Finding[], LedgerStoreFailure>
  /** Gives up the second set; MUST be called once. */
  discard(): void
}

/** What checking the files came to. */
export type FileCheck = {
  readonly findings: readonly Finding[]
  readonly notes: readonly Finding[]
  readonly pages: number
}
