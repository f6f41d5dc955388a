import type { PreviewPart } from '#app/viewing/read-preview.ts'
import type { Transport } from '#contract/define.ts'
import type { CallMessage, Push } from '#contract/envelope.ts'
import type { ReadBackFile } from '../read-back/read-back-files.ts'

/** What is asked of an engine over a pipe; each is answered once under its `id`. */
export type PipeRequest =
  | { readonly kind: 'call'; readonly message: CallMessage; readonly transport: Transport }
  | { readonly kind: 'offer-paths'; readonly paths: readonly string[] }
  | { readonly kind: 'offer-outlet-path'; readonly path: string }
  | { readonly kind: 'read-report'; readonly reportId: string; readonly offsetBytes: number }
  | { readonly kind: 'read-preview'; readonly bytesId: string; readonly part: PreviewPart }
  | { readonly kind: 'read-read-back'; readonly pageId: string; readonly file: ReadBackFile }
  | { readonly kind: 'close' }

/** What travels towards the engine. */
export type ToEngine =
  | { readonly id: number; readonly request: PipeRequest }
  /** Stops the call that was asked under `id`. */
  | { readonly kind: 'abort'; readonly id: number }
  /** Stops the call that its message names so. */
  | { readonly kind: 'cancel'; readonly callId: string }

/** What travels from the engine. */
export type FromEngine =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  /** The engine threw; `reference` names the line of its log. */
  | { readonly kind: 'fault'; readonly id: number; readonly reference: string }
  | { readonly kind: 'push'; readonly push: Push }

/** A piece of a drawn document. */
export type ReportPiece = { readonly sizeBytes: number; readonly bytes: Uint8Array }

/** Most bytes of a document in one message, so that no message keeps the window's process busy. */
export const REPORT_PIECE_BYTES = 262_144
