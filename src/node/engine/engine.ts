import type { PreviewPart, PreviewPiece } from '#app/viewing/read-preview.ts'
import type { Transport } from '#contract/define.ts'
import type { CallMessage, Envelope, Push } from '#contract/envelope.ts'
import type { Failure } from '#contract/failures.ts'
import type { IntakeItem } from '#contract/window-operations.ts'
import type { Result } from '#core/result.ts'
import type { ReadBackAnswer, ReadBackFile } from '../read-back/read-back-files.ts'

/**
 * The workstation without a face: keys, database and objects of one vault, reached by calls.
 *
 * One engine serves one vault folder and lives in one process. Whoever holds it (the desktop's utility process, the
 * loopback server, the command line) decides how calls travel.
 */
export type Engine = {
  /**
   * Runs one call; `transport` says how it came. Never rejects: a throw inside becomes the outcome `bug`.
   * Progress is pushed with the call's id to every subscriber, before the call answers.
   */
  call(
    message: CallMessage,
    transport: Transport,
    options?: { readonly signal?: AbortSignal },
  ): Promise<Envelope<unknown>>
  /** Asks a running call to stop. It then answers `cancelled`, or what it had finished anyway. An unknown id is ignored. */
  cancel(callId: string): void
  /** Tells each push to the listener until the returned function is called. */
  subscribe(listener: (push: Push) => void): () => void
  /** Announces files by path (desktop dialog, drop, command line); one answer for each path, in the same order. */
  offerPaths(paths: readonly string[]): Promise<readonly Result<IntakeItem, Failure>[]>
  /** Feeds the bytes of a file that `intake.offer` announced; answers when the bytes were taken or refused. */
  acceptUpload(
    intakeId: string,
    chunks: AsyncIterable<Uint8Array>,
    signal: AbortSignal,
  ): Promise<Result<void, Failure>>
  /** Announces a place outside the vault to write to; answers the outlet's id. */
  offerOutletPath(path: string): Promise<string>
  /** Announces a folder outside the vault that a backup is in or goes to; answers the id under which it is good for one call. */
  offerFolder(path: string): Promise<string>
  /** Streams what an operation writes to a download outlet. */
  openDownload(outletId: string, signal: AbortSignal): Promise<Result<Download, Failure>>
  /** The bytes of a drawn document. They belong to the engine: copy before changing. */
  readReport(reportId: string): Result<Uint8Array, Failure>
  /** A file of a page that somebody reads on a second screen; `null` where it is not shown. It belongs to the caller. */
  readReadBack(pageId: string, file: ReadBackFile): Promise<ReadBackAnswer | null>
  /** Bytes of something that is being looked at, past the contract: pictures drawn anew, pieces of sound and film. They belong to the caller. */
  readPreview(bytesId: string, part: PreviewPart): Promise<Result<PreviewPiece, Failure>>
  /** Locks and releases everything; the process may end after it. */
  close(): Promise<void>
}

/** Bytes on their way out of the vault, each verified before it is handed over. */
export type Download = {
  readonly fileName: string
  readonly sizeBytes: number
  readonly chunks: AsyncIterable<Uint8Array>
}
