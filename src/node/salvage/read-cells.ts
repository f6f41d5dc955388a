import { USABLE_BYTES } from './damaged-pages.ts'

// Numbers of this file are those of https://www.sqlite.org/fileformat2.html, sections 1.6 and 2.1.

const TABLE_LEAF = 0x0d
const DATABASE_HEADER_BYTES = 100
const LEAF_HEADER_BYTES = 8
const MOST_LOCAL_BYTES = USABLE_BYTES - 35
const LEAST_LOCAL_BYTES = Math.floor(((USABLE_BYTES - 12) * 32) / 255) - 23
/** Content bytes of an overflow page: all but the number of the next. */
export const OVERFLOW_BYTES = USABLE_BYTES - 4

/** A row as it begins in a leaf page of a table. */
export type Cell = {
  readonly payloadBytes: number
  /** The beginning of the payload; all of it when nothing overflows. */
  readonly local: Buffer
  /** The first page of the rest, or `null`. */
  readonly overflowPage: number | null
}

/** A variable-length integer with where it ends, or `null` where the bytes do not hold one that fits a number. */
export function readVarint(
  bytes: Buffer,
  at: number,
): { readonly value: number; readonly end: number } | null {
  let value = 0
  for (let index = 0; index < 9; index += 1) {
    const byte = bytes[at + index]
    if (byte === undefined) return null
    if (index === 8) value = value * 256 + byte
    else value = value * 128 + (byte & 0x7f)
    if (index === 8 || byte < 0x80) {
      return Number.isSafeInteger(value) ? { value, end: at + index + 1 } : null
    }
  }
  return null
}

/** The rows that a page holds if it is a leaf of a table. What of it makes no sense is passed over. */
export function* readLeafCells(page: Buffer, isFirst: boolean): Generator<Cell> {
  const start = isFirst ? DATABASE_HEADER_BYTES : 0
  if (page.length < USABLE_BYTES || page[start] !== TABLE_LEAF) return
  const count = Math.min(page.readUInt16BE(start + 3), Math.floor(USABLE_BYTES / 2) - LEAF_HEADER_BYTES)
  const pointers = start + LEAF_HEADER_BYTES
  for (let index = 0; index < count && pointers + 2 * index + 2 <= USABLE_BYTES; index += 1) {
    const cell = readCell(page, page.readUInt16BE(pointers + 2 * index))
    if (cell !== null) yield cell
  }
}

function readCell(page: Buffer, at: number): Cell | null {
  const payload = readVarint(page, at)
  const row = payload && readVarint(page, payload.end)
  if (payload === null || row === null) return null
  const payloadBytes = payload.value
  const localBytes = localBytesOf(payloadBytes)
  const local = page.subarray(row.end, row.end + localBytes)
  if (local.length < localBytes) return null
  if (localBytes === payloadBytes) return { payloadBytes, local, overflowPage: null }
  if (row.end + localBytes + 4 > page.length) return null
  return { payloadBytes, local, overflowPage: page.readUInt32BE(row.end + localBytes) }
}

function localBytesOf(payloadBytes: number): number {
  if (payloadBytes <= MOST_LOCAL_BYTES) return payloadBytes
  const fitting = LEAST_LOCAL_BYTES + ((payloadBytes - LEAST_LOCAL_BYTES) % OVERFLOW_BYTES)
  return fitting <= MOST_LOCAL_BYTES ? fitting : LEAST_LOCAL_BYTES
}
