import type { Failure } from '#contract/failures.ts'
import type { Result } from '#core/result.ts'
import type { Boxes, TextCovering } from '#core/viewing/covering.ts'
import type { Magic } from '#core/viewing/magic.ts'
import type { ShownKind } from '#core/viewing/shown-kind.ts'
import type { Cancelled, CancelSignal } from './byte-source.ts'

/** What a viewing room is opened on. It is given no name and no key: bytes come when it asks for them. */
export type RoomOrder = {
  readonly kind: ShownKind
  readonly magic: Magic
  readonly sizeBytes: number
}

/** What is asked of a viewing room. Whatever is counted begins at 0. */
export type RoomQuestion =
  | { readonly what: 'pages' }
  | { readonly what: 'picture'; readonly page: number; readonly widthPx: number }
  /** A picture made ready for printing: a JPEG of at most so many pixels. */
  | { readonly what: 'print'; readonly widthPx: number; readonly heightPx: number }
  /** Rows of a text from a row on, or from the one in which a line begins. */
  | { readonly what: 'lines'; readonly from: number; readonly count: number; readonly line: number | null }
  | { readonly what: 'words'; readonly from: number; readonly count: number }
  | { readonly what: 'mail' }
  | { readonly what: 'rows'; readonly sheet: number; readonly from: number; readonly count: number }
  | { readonly what: 'entries'; readonly from: number; readonly count: number }
  /** The bytes of one thing that lies in an archive or is attached to an e-mail. */
  | { readonly what: 'entry'; readonly index: number }
  | { readonly what: 'cover-pictures'; readonly boxes: Boxes }
  | { readonly what: 'cover-text'; readonly covering: TextCovering }

/**
 * Why a room has no answer. `preview/not-shown` carries `cause`: `not-readable` (the bytes are not what they say), `time`, `ended`
 * (its process died or was ended for its memory) or `nonsense` (it answered what no sound room answers).
 */
export type RoomFailure = Failure<'preview/not-shown' | 'preview/too-large' | 'preview/protected'>

/**
 * One room in which an exhibit is looked at: a process without keys, without a way out, that decodes its bytes and answers in
 * pixels, characters and cells. What it answers is not believed: the caller checks its shape.
 */
export type ViewingRoom = {
  /** Answers, or ends the room: a question that takes too long, or that its caller calls off, is not waited for. */
  ask(
    question: RoomQuestion,
    work?: { readonly signal?: CancelSignal; readonly onProgress?: (done: number, total: number) => void },
  ): Promise<Result<unknown, RoomFailure | Cancelled>>
  /** Ends its process. Every question that waits is answered `preview/not-shown`. */
  close(): void
}

/** Hands out bytes of the exhibit; `null` when they cannot be had. */
export type ReadForRoom = (offsetBytes: number, lengthBytes: number) => Promise<Uint8Array | null>

/** Opens a room; its process starts with it. */
export type OpenRoom = (order: RoomOrder, read: ReadForRoom) => ViewingRoom
