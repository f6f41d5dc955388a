import type { Failure } from '#contract/failures.ts'
import type { Result } from '#core/result.ts'
import type { Cancelled, CancelSignal } from './byte-source.ts'
import type { DiskFailure } from './disk-failure.ts'

/** Why an outlet did not take what it was given; nothing of it is left there. */
export type OutletFailure =
  | DiskFailure
  | Failure<
      | 'outlet/unknown'
      | 'outlet/interrupted'
      | 'extract/exists'
      | 'extract/no-folder'
      | 'extract/name-too-long'
    >
  | Cancelled

/** Bytes on their way out, verified before they are handed over. */
export type Outgoing<Problem> = {
  readonly fileName: string
  readonly sizeBytes: number
  /** The next bytes, or `null` after the last. The chunk belongs to the caller. */
  nextChunk(): Promise<Result<Uint8Array | null, Problem>>
}

/** Places outside the vault that a person chose to write to, each under an opaque id and good for one delivery. */
export type Outlets = {
  /** Tells early, before anything is recorded, that nothing could be written there. */
  check(outletId: string): Promise<Result<void, OutletFailure>>
  /** Writes everything, or leaves nothing. A file that exists is never replaced. Success survives a power cut. */
  deliver<Problem>(
    outletId: string,
    outgoing: Outgoing<Problem>,
    work: { readonly signal: CancelSignal; readonly onProgress: (doneBytes: number) => void },
  ): Promise<Result<void, OutletFailure | Problem>>
}
