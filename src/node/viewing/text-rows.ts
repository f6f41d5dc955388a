import { NotReadable, type RoomBytes, readStart } from './room-bytes.ts'

/** How much of a text is shown as lines; what comes after it is shown as bytes. */
export const MOST_TEXT_BYTES = 32 * 1024 * 1024
/** Longest piece of a line in one row: a document may be one line of many megabytes. */
const MOST_ROW_BYTES = 4000

/** In which characters a text is written, as far as its bytes tell. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** One row: a line, or a piece of one that is very long. */
export type TextRow = {
  readonly line: number
  /** Where in its line it begins, in UTF-16 code units. */
  readonly column: number
  readonly offsetBytes: number
  readonly text: string
  /** It goes on where the row before it ended. */
  readonly isContinued: boolean
}

/** A text in rows. */
export type TextRows = {
  readonly encoding: Encoding
  readonly count: number
  readonly lineCount: number
  /** Whether the rows hold all of the text. */
  readonly isWhole: boolean
  rows(from: number, count: number): readonly TextRow[]
  /** The row where a line begins; the last one when there are fewer lines. */
  rowOfLine(line: number): number
}

/** Opens a text, as far as it is shown. Nothing of it is interpreted: it is cut at line feeds and its bytes become characters. */
export async function openText(bytes: RoomBytes): Promise<TextRows> {
  const held = await readStart(bytes, MOST_TEXT_BYTES)
  return rowsOf(held, held.length === bytes.sizeBytes)
}

/** Cuts a text that is held in memory into rows. */
export function rowsOf(held: Uint8Array, isWhole: boolean): TextRows {
  const encoding = encodingOf(held)
  const unit = encoding.startsWith('utf-16') ? 2 : 1
  const starts: number[] = []
  const lines: number[] = []
  let line = 0
  for (let at = markLength(held, encoding); at < held.length; ) {
    starts.push(at)
    lines.push(line)
    const { next, isLineEnd } = rowEnd(held, at, encoding, unit)
    at = next
    if (isLineEnd) line += 1
  }
  const decoder = new TextDecoder(encoding, { ignoreBOM: true })
  const columnAt = (row: number): number => {
    let first = row
    while (first > 0 && lines[first - 1] === lines[row]) first -= 1
    return first === row ? 0 : decoder.decode(held.subarray(starts[first], starts[row])).length
  }
  return {
    encoding,
    count: starts.length,
    lineCount: (lines.at(-1) ?? -1) + 1,
    isWhole,
    rows(from, count) {
      const rows: TextRow[] = []
      let column = columnAt(from)
      for (let index = from; index < Math.min(starts.length, from + count); index += 1) {
        const start = starts[index] ?? 0
        const text = decoder.decode(held.subarray(start, starts[index + 1] ?? held.length))
        if (lines[index - 1] !== lines[index]) column = 0
        rows.push({
          line: lines[index] ?? 0,
          column,
          offsetBytes: start,
          text: text.replace(/\r?\n$/, ''),
          isContinued: index > 0 && lines[index - 1] === lines[index],
        })
        column += text.length
      }
      return rows
    },
    rowOfLine(wanted) {
      let low = 0
      let high = lines.length - 1
      while (low < high) {
        const middle = (low + high) >> 1
        if ((lines[middle] ?? 0) < wanted) low = middle + 1
        else high = middle
      }
      return Math.max(0, low)
    },
  }
}

/** Reads a whole text as characters, to be covered in parts. */
export async function readText(bytes: RoomBytes): Promise<string> {
  if (bytes.sizeBytes > MOST_TEXT_BYTES) throw new NotReadable('too-large')
  const held = await readStart(bytes, MOST_TEXT_BYTES)
  const encoding = encodingOf(held)
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(held.subarray(markLength(held, encoding)))
}

/** UTF-16 by its mark; UTF-8 where it is valid; otherwise the one-byte characters that old programs of Windows wrote. */
function encodingOf(held: Uint8Array): Encoding {
  if (held[0] === 0xff && held[1] === 0xfe) return 'utf-16le'
  if (held[0] === 0xfe && held[1] === 0xff) return 'utf-16be'
  try {
    // What was cut off in the middle of a character is still UTF-8.
    new TextDecoder('utf-8', { fatal: true }).decode(held, { stream: true })
    return 'utf-8'
  } catch {
    return 'windows-1252'
  }
}

function markLength(held: Uint8Array, encoding: Encoding): number {
  if (encoding.startsWith('utf-16')) return 2
  return held[0] === 0xef && held[1] === 0xbb && held[2] === 0xbf ? 3 : 0
}

function rowEnd(
  held: Uint8Array,
  start: number,
  encoding: Encoding,
  unit: 1 | 2,
): { readonly next: number; readonly isLineEnd: boolean } {
  const most = Math.min(held.length, start + MOST_ROW_BYTES)
  const low = encoding === 'utf-16be' ? 1 : 0
  for (let at = start; at + unit <= most; at += unit) {
    const isFeed = unit === 1 ? held[at] === 0x0a : held[at + low] === 0x0a && held[at + 1 - low] === 0
    if (isFeed) return { next: at + unit, isLineEnd: true }
  }
  if (most === held.length) return { next: held.length, isLineEnd: false }
  return { next: characterStart(held, most, encoding, unit), isLineEnd: false }
}

/** Steps back from the middle of a character to where it begins. */
function characterStart(held: Uint8Array, at: number, encoding: Encoding, unit: 1 | 2): number {
  if (unit === 2) {
    const high = held[at - (encoding === 'utf-16be' ? 2 : 1)] ?? 0
    return high >= 0xd8 && high <= 0xdb ? at - 2 : at
  }
  if (encoding !== 'utf-8') return at
  let start = at
  while (at - start < 3 && ((held[start] ?? 0) & 0xc0) === 0x80) start -= 1
  return start
}
