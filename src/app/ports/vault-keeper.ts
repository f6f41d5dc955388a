import type { Failure } from '#contract/failures.ts'
import type { Finding } from '#contract/vault-operations.ts'
import type { ProjectionChange } from '#core/projections/project-event.ts'
import type { Result } from '#core/result.ts'
import type { VaultSession } from '../vault-session.ts'
import type { Cancelled, CancelSignal } from './byte-source.ts'
import type { DiskFailure } from './disk-failure.ts'
import type { LedgerStoreFailure } from './ledger-store.ts'

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
  | Failure<'vault/exists' | 'vault/folder-not-empty' | 'vault/not-a-folder' | 'vault/not-found'>

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
  }): Promise<Result<VaultSession, CreateFailure | UnlockFailure>>
  unlock(passphrase: string): Promise<Result<VaultSession, UnlockFailure>>
  /** Closes the files and overwrites the keys. */
  close(session: VaultSession): Promise<void>
  facts(): Promise<Result<VaultFacts, HeaderFailure>>
  /** Checks every byte of the files that are not objects: header copies, head file, each database page, each projection. */
  checkFiles(
    session: VaultSession,
    work: { readonly signal: CancelSignal; readonly onProgress: CheckProgress },
  ): Promise<Result<FileCheck, LedgerStoreFailure | Cancelled>>
  /** Starts comparing the projections with what the events give. */
  startProjectionCheck(session: VaultSession): ProjectionCheck
}

/** A second set of projections, filled from the events in their order, in memory. */
export type ProjectionCheck = {
  /** Answers `false` when the changes contradict what was applied before, such as a case that is opened twice. */
  apply(changes: readonly ProjectionChange[]): boolean
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
