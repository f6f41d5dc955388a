import type { Result } from '#core/result.ts'
import type { ByteSource, IntakeFailure } from './byte-source.ts'
import type { DiskFailure } from './disk-failure.ts'

/** Why something in a folder is not taken in. It is listed, never followed and never read. */
export type SkipReason =
  | 'symbolic-link'
  | 'socket'
  | 'pipe'
  | 'device'
  | 'not-readable'
  | 'read-failed'
  | 'changed'
  | 'gone'
  | 'too-large'
  | 'path-too-long'
  | 'of-the-vault'
  /** Nobody went on with the rest. */
  | 'interrupted'

/** Something in a folder that is not taken in. `path` is escaped like a part's. */
export type SkippedPath = { readonly path: string; readonly reason: SkipReason }

/** One file of several that become one exhibit. */
export type SourcePart = {
  /** Names below the folder, with `/` between them, each as `escapeName` writes it. */
  readonly path: string
  /** At least 1: files without bytes are listed by themselves. */
  readonly sizeBytes: number
  readonly modifiedAtMs: number
  /** The file as it was when the folder was read; it refuses to open once it is another. */
  source(): ByteSource
  /** Told when it is not read, because it is recorded already: whoever pushes its bytes need not. */
  readonly leave?: () => void
}

/**
 * Several files outside the vault that become one exhibit: what lies in a folder, or the pieces of a split image.
 *
 * It was read once, when it was announced: what was added since is not in it, what was changed since is skipped and says so.
 */
export type SourceTree = {
  readonly form: 'folder' | 'split-image'
  readonly name: string
  readonly sizeBytes: number
  /** In the order of their paths' bytes; the pieces of an image in the order of their content, which is the same. */
  readonly parts: readonly SourcePart[]
  readonly emptyFiles: readonly string[]
  readonly skipped: readonly SkippedPath[]
  /** Told when nothing more of it will be read. */
  readonly release?: () => void
}

/** Tells a folder or split image from a single source. */
export function isSourceTree(source: ByteSource | SourceTree): source is SourceTree {
  return 'parts' in source
}

/** What is announced, whatever its form. */
export type DescribedSource = Result<ByteSource | SourceTree, IntakeFailure | DiskFailure>
