import type { Failure } from '#contract/failures.ts'
import type { Result } from '#core/result.ts'
import type { SignedUpdate } from '#core/updates/update-manifest.ts'
import type { Cancelled, CancelSignal } from './byte-source.ts'
import type { DiskFailure } from './disk-failure.ts'

/** Why an update is not taken, applied or undone. Nothing is changed by any of them. */
export type UpdateFailure =
  | DiskFailure
  | Failure<
      | 'update/malformed'
      | 'update/no-release-key'
      | 'update/signature-wrong'
      | 'update/digest-differs'
      | 'update/truncated'
      | 'update/older'
      | 'update/same-version'
      | 'update/needs-step'
      | 'update/other-platform'
      | 'update/too-large'
      | 'update/disk-full'
      | 'update/none-there'
      | 'update/nothing-staged'
      | 'update/nothing-to-undo'
      | 'update/not-installed'
      | 'update/program-damaged'
    >

/** An update that was verified and lies beside the program. */
export type StagedUpdate = {
  readonly version: string
  readonly releasedAtMs: number
  readonly notes: { readonly km: string; readonly en: string } | null
}

/** How the program stands with its versions. */
export type ProgramStanding = {
  readonly current: string
  readonly previous: string | null
  /** What starts with the next restart. */
  readonly pending: string | null
  /** Whether the current version has yet to come up. */
  readonly isOnTrial: boolean
  /** What did not come up and was rolled back, the last of it last. */
  readonly failed: readonly string[]
  /** Newest first. */
  readonly staged: readonly StagedUpdate[]
}

/** The file in which an update arrives piece by piece; what came of it outlives a cut and a restart. */
export type ArrivingUpdate = {
  readonly path: string
  /** How much of it is there, from its beginning. */
  readonly heldBytes: number
  append(bytes: Uint8Array): Promise<Result<void, UpdateFailure>>
  /** Leaves what came for the next time. */
  close(): Promise<void>
  /** Leaves nothing. */
  discard(): Promise<void>
}

/**
 * The program's own versions (`docs/format-update.md`).
 *
 * What is taken is verified first and lies beside the program, never run from there; `apply` verifies it once more and lets the launcher
 * change to it at the next start.
 */
export type ProgramUpdates = {
  status(): Promise<Result<ProgramStanding, UpdateFailure>>
  /** Of these manifests chooses the newest that is for this program; `staged` where it lies beside the program already. */
  choose(
    offered: readonly SignedUpdate[],
  ): Promise<Result<{ readonly update: SignedUpdate; readonly staged: StagedUpdate | null }, UpdateFailure>>
  /** Opens the file in which this update arrives. What came of others is removed. */
  receive(update: SignedUpdate): Promise<Result<ArrivingUpdate, UpdateFailure>>
  /** Of these files takes the newest that is for this program. Files of others' programs among them are no reason to stop. */
  take(
    paths: readonly string[],
    work: { readonly signal: CancelSignal; readonly onProgress: (doneBytes: number, total: number) => void },
  ): Promise<Result<StagedUpdate & { readonly isNew: boolean }, UpdateFailure | Cancelled>>
  /** Lets the newest staged version, or the one named, be what starts next. */
  apply(version?: string): Promise<Result<{ readonly version: string }, UpdateFailure>>
  /** Gives up what is pending; where nothing is, goes back to the version before with the next start. */
  undo(): Promise<Result<{ readonly version: string }, UpdateFailure>>
  /** Says that the version that runs came up: it opened a vault, or answers its pages. */
  markHealthy(): Promise<void>
}
