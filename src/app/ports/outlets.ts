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

/** Why an outlet did not take a folder. */
export type TreeOutletFailure = OutletFailure | Failure<'extract/needs-folder' | 'extract/unsafe-path'>

/** Bytes on their way out, verified before they are handed over. */
export type Outgoing<Problem> = {
  readonly fileName: string
  readonly sizeBytes: number
  /** The next bytes, or `null` after the last. The chunk belongs to the caller. */
  nextChunk(): Promise<Result<Uint8Array | null, Problem>>
}

/** One file of an exhibit of many on its way out. `path` is as `escapeName` writes it. */
export type OutgoingPart<Problem> = {
  readonly path: string
  readonly sizeBytes: number
  readonly modifiedAtMs?: number | undefined
  open(): Promise<
    Result<Pick<Outgoing<Problem>, 'nextChunk'> & { readonly close: () => Promise<void> }, Problem>
  >
}

/** An exhibit of many files on its way out. */
export type OutgoingTree<Problem> = {
  readonly name: string
  readonly parts: readonly OutgoingPart<Problem>[]
  readonly emptyFiles: readonly string[]
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
  /** Tells early that an outlet takes no folder. */
  checkFolder(outletId: string): Promise<Result<void, TreeOutletFailure>>
  /** Writes a new folder with every file, or leaves nothing. Success survives a power cut. */
  deliverTree<Problem>(
    outletId: string,
    tree: OutgoingTree<Problem>,
    work: { readonly signal: CancelSignal; readonly onProgress: (doneBytes: number) => void },
  ): Promise<Result<void, TreeOutletFailure | Problem>>
}
