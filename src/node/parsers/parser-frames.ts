import type { ParseLimits } from '#core/parsing/parse-limits.ts'
import type { ParseQuestion } from '#core/parsing/parse-question.ts'
import type { EntryList, ParserOptions } from '#core/parsing/parsed-evidence.ts'
import type { ParserName } from '#core/parsing/parser-names.ts'

/**
 * What passes between the engine and a parser's process: frames of bytes, of which the first says what it is. They are JSON and raw
 * bytes only, so that the process that holds keys never runs a general deserialiser over what a parser wrote.
 */
export type FrameChannel = {
  post(frame: Uint8Array): void
  /** One listener; frames that came before it are kept for it. A frame above {@link MAX_FRAME_BYTES} is never handed over. */
  onFrame(listener: (frame: Uint8Array) => void): void
  /** Told once when the other end is gone, or sent what is no frame (`broken`). One listener. */
  onEnd(listener: (why: 'gone' | 'broken') => void): void
}

/** Most bytes of one frame: an entry of several texts at their greatest length, in UTF-8. */
export const MAX_FRAME_BYTES = 8 * 1024 * 1024

/** Most bytes of one read. */
export const MAX_READ_BYTES = 1024 * 1024

/** Bytes of entries after which they are sent on. */
export const BATCH_BYTES = 256 * 1024

/** Frames of entries that may be on their way before a parser waits. */
export const MAX_UNTAKEN = 4

/** What a parser's process is told to do. */
export type TaskFrame = {
  readonly kind: 'task'
  readonly parser: ParserName
  readonly options: ParserOptions
  readonly fileName: string
  readonly sizeBytes: number
  readonly limits: ParseLimits
}

/** What goes to a parser's process. */
export type ToParser =
  | TaskFrame
  | { readonly kind: 'bytes'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly kind: 'taken' }

/** What comes from a parser's process; whatever it is, it is judged before it is believed. */
export type FromParser =
  | { readonly kind: 'read'; readonly id: number; readonly offset: number; readonly length: number }
  | { readonly kind: 'entries'; readonly list: EntryList; readonly entries: readonly unknown[] }
  | { readonly kind: 'asks'; readonly questions: readonly ParseQuestion[] }
  | {
      readonly kind: 'failed'
      readonly code: string
      readonly facts: Readonly<Record<string, string | number>>
    }
  | { readonly kind: 'done'; readonly parserVersion: string }

const JSON_FRAME = 0x4a
const BYTES_FRAME = 0x42
const HEADING = 5

/** Writes a message that holds no bytes. */
export function writeFrame(message: Exclude<ToParser, { readonly kind: 'bytes' }> | FromParser): Uint8Array {
  return prefixed(JSON_FRAME, new TextEncoder().encode(JSON.stringify(message)))
}

/** Writes the answer to a read. */
export function writeBytesFrame(id: number, bytes: Uint8Array): Uint8Array {
  const frame = new Uint8Array(HEADING + bytes.length)
  frame[0] = BYTES_FRAME
  new DataView(frame.buffer).setUint32(1, id)
  frame.set(bytes, HEADING)
  return frame
}

/** Writes entries whose JSON texts are there already. */
export function writeEntriesFrame(list: EntryList, entries: readonly string[]): Uint8Array {
  const text = `{"kind":"entries","list":"${list}","entries":[${entries.join(',')}]}`
  return prefixed(JSON_FRAME, new TextEncoder().encode(text))
}

/** Reads a frame, or answers `null` for what is none. What a JSON frame holds is `unknown` still. */
export function readFrame(
  frame: Uint8Array,
): { readonly json: unknown } | { readonly id: number; readonly bytes: Uint8Array } | null {
  if (frame[0] === BYTES_FRAME && frame.length >= HEADING) {
    const id = new DataView(frame.buffer, frame.byteOffset).getUint32(1)
    return { id, bytes: frame.slice(HEADING) }
  }
  if (frame[0] !== JSON_FRAME) return null
  try {
    return { json: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(frame.subarray(1))) }
  } catch {
    return null
  }
}

function prefixed(kind: number, bytes: Uint8Array): Uint8Array {
  const frame = new Uint8Array(1 + bytes.length)
  frame[0] = kind
  frame.set(bytes, 1)
  return frame
}
