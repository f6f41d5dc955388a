import type { Failure } from '#contract/failures.ts'
import type { Result } from '#core/result.ts'
import type { DiskFailure } from './disk-failure.ts'

/** What stops work that someone called off; it is neither success nor failure. */
export type Cancelled = { readonly code: 'cancelled' }

/** The one value of {@link Cancelled}. */
export const CANCELLED: Cancelled = { code: 'cancelled' }

/** Tells work to stop; an `AbortSignal` is one. */
export type CancelSignal = {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/**
 * Why the bytes of an exhibit could not be taken in.
 *
 * Facts: `expectedBytes` and `actualBytes` where a size differs, `offsetBytes` where reading stopped, `causeCode` the
 * errno, `sizeBytes` of a name in UTF-8 or of a file that exceeds `maxBytes`, `piece` the number of a piece that a split image lacks. `input/invalid` names the problem of a declared name that no file can have.
 */
export type IntakeFailure = Failure<
  | 'intake/not-found'
  | 'intake/not-readable'
  | 'intake/is-folder'
  | 'intake/not-a-file'
  | 'intake/empty'
  | 'intake/too-large'
  | 'intake/of-the-vault'
  | 'intake/name-has-control-character'
  | 'intake/name-too-long'
  | 'intake/changed-while-reading'
  | 'intake/read-failed'
  | 'intake/interrupted'
  | 'intake/image-piece-missing'
  | 'input/invalid'
>

/** Why reading a source stopped: the source, the system under it, or someone's wish. */
export type ReadingFailure = IntakeFailure | DiskFailure | Cancelled

/**
 * A run of bytes outside the vault that is about to be sealed: a file, or an upload.
 *
 * Reading leaves the source as it is. Whoever made the source has checked its name: 1 to 255 bytes of UTF-8 without
 * control characters, and no path.
 */
export type ByteSource = {
  readonly name: string
  /** How many bytes {@link open} will give; at least 1. */
  readonly sizeBytes: number
  /** When the content was last changed, by the source's own clock, in milliseconds since 1970; `null` when unknown. */
  readonly modifiedAtMs: number | null
  /** A disk or partition; otherwise a file. */
  readonly form?: 'device'
  /** Starts reading at the first byte. One reader at a time. */
  open(signal?: CancelSignal): Promise<Result<ByteReader, ReadingFailure>>
  /**
   * Tells whether the source still is what it was when it was described: same thing, size and times.
   * Called when everything is read and before anything is recorded.
   */
  checkUnchanged(): Promise<Result<void, IntakeFailure | DiskFailure>>
}

/** One pass over a {@link ByteSource}, from first to last byte. */
export type ByteReader = {
  /**
   * Fills the buffer, and answers how many bytes it holds: fewer than its length only when the source ends, 0 when it
   * has ended. The buffer belongs to the reader until it answers. One call at a time.
   */
  read(into: Uint8Array): Promise<Result<number, ReadingFailure>>
  /** Gives up what the reader holds open. No read may be under way. */
  close(): Promise<void>
}
