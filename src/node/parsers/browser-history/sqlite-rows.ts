import type { SqlitePages } from './sqlite-pages.ts'

// Numbers of this file are those of https://www.sqlite.org/fileformat2.html, sections 1.6 and 2.

/** A value as a row holds it. Whole numbers are exact. */
export type SqliteValue = null | bigint | number | string | Uint8Array

/** A row of a table, with the number by which the table knows it. */
export type SqliteRow = { readonly rowId: bigint; readonly values: readonly SqliteValue[] }

/** What following a table's tree found to be wrong, counted. */
export type TreeFaults = { pages: number; rows: number }

const TABLE_LEAF = 0x0d
const TABLE_INTERIOR = 0x05
const DATABASE_HEADER_BYTES = 100
/** A tree of the least pages that holds 2^64 rows is 20 deep; a circle is deeper. */
const MAX_DEPTH = 24
/** Titles and addresses are kilobytes. Longer values are cut where they overflow. */
const MAX_PAYLOAD_BYTES = 1_024 * 1_024
const MAX_COLUMNS = 2_000

/** The rows of the table whose tree begins at a page, in the tree's order. What makes no sense is counted and passed over. */
export function* readRows(
  pages: SqlitePages,
  rootPage: number,
  faults: TreeFaults,
): Generator<SqliteRow, void, undefined> {
  yield* walk(pages, rootPage, 0, new Set(), faults)
}

function* walk(
  pages: SqlitePages,
  number: number,
  depth: number,
  seen: Set<number>,
  faults: TreeFaults,
): Generator<SqliteRow, void, undefined> {
  const page = pages.page(number)
  // A page that is met twice makes a circle.
  if (page === null || depth > MAX_DEPTH || seen.has(number)) {
    faults.pages += 1
    return
  }
  seen.add(number)
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength)
  const start = number === 1 ? DATABASE_HEADER_BYTES : 0
  const kind = view.getUint8(start)
  if (kind !== TABLE_LEAF && kind !== TABLE_INTERIOR) {
    faults.pages += 1
    return
  }
  const pointers = start + (kind === TABLE_LEAF ? 8 : 12)
  const cells = Math.min(view.getUint16(start + 3), Math.floor((pages.usableBytes - pointers) / 2))
  for (let index = 0; index < cells; index += 1) {
    const at = view.getUint16(pointers + 2 * index)
    if (kind === TABLE_INTERIOR) {
      if (at + 4 > page.length) faults.rows += 1
      else yield* walk(pages, view.getUint32(at), depth + 1, seen, faults)
      continue
    }
    const row = readCell(pages, view, at)
    if (row === null) faults.rows += 1
    else yield row
  }
  if (kind === TABLE_INTERIOR) yield* walk(pages, view.getUint32(start + 8), depth + 1, seen, faults)
}

function readCell(pages: SqlitePages, view: DataView, at: number): SqliteRow | null {
  const size = readVarint(view, at)
  const rowId = size && readVarint(view, size.end)
  if (size === null || rowId === null || size.value < 0n || size.value > BigInt(MAX_PAYLOAD_BYTES))
    return null
  const payload = readPayload(pages, view, rowId.end, Number(size.value))
  const values = payload === null ? null : readRecord(payload, pages.encoding)
  return values === null ? null : { rowId: rowId.value, values }
}

function readPayload(
  pages: SqlitePages,
  view: DataView,
  at: number,
  payloadBytes: number,
): Uint8Array | null {
  const { usableBytes } = pages
  const localBytes = localBytesOf(payloadBytes, usableBytes)
  if (at + localBytes > view.byteLength) return null
  const local = new Uint8Array(view.buffer, view.byteOffset + at, localBytes)
  if (localBytes === payloadBytes) return local
  if (at + localBytes + 4 > view.byteLength) return null
  const payload = new Uint8Array(payloadBytes)
  payload.set(local)
  let have = localBytes
  let next = view.getUint32(at + localBytes)
  // Each page brings bytes, so a circle ends with the payload.
  while (have < payloadBytes) {
    const page = pages.page(next)
    if (page === null) return null
    const piece = page.subarray(4, Math.min(usableBytes, 4 + payloadBytes - have))
    payload.set(piece, have)
    have += piece.length
    next = new DataView(page.buffer, page.byteOffset, 4).getUint32(0)
  }
  return payload
}

function localBytesOf(payloadBytes: number, usableBytes: number): number {
  const most = usableBytes - 35
  if (payloadBytes <= most) return payloadBytes
  const least = Math.floor(((usableBytes - 12) * 32) / 255) - 23
  const fitting = least + ((payloadBytes - least) % (usableBytes - 4))
  return fitting <= most ? fitting : least
}

function readRecord(payload: Uint8Array, encoding: SqlitePages['encoding']): readonly SqliteValue[] | null {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength)
  const header = readVarint(view, 0)
  if (header === null || header.value < 1n || header.value > BigInt(payload.length)) return null
  const values: SqliteValue[] = []
  let at = header.end
  let bodyAt = Number(header.value)
  while (at < Number(header.value) && values.length < MAX_COLUMNS) {
    const type = readVarint(view, at)
    if (type === null || type.value < 0n || type.value > BigInt(MAX_PAYLOAD_BYTES * 2 + 13)) return null
    const kind = Number(type.value)
    const length = lengthOf(kind)
    if (bodyAt + length > payload.length) return null
    values.push(readValue(view, bodyAt, kind, length, encoding))
    bodyAt += length
    at = type.end
  }
  return values
}

function lengthOf(kind: number): number {
  if (kind >= 12) return Math.floor((kind - 12) / 2)
  return [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0][kind] ?? 0
}

function readValue(
  view: DataView,
  at: number,
  kind: number,
  length: number,
  encoding: SqlitePages['encoding'],
): SqliteValue {
  if (kind === 0 || kind === 10 || kind === 11) return null
  if (kind === 8) return 0n
  if (kind === 9) return 1n
  if (kind === 7) return view.getFloat64(at)
  if (kind < 7) return readWhole(view, at, length)
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, length)
  return kind % 2 === 0 ? bytes : readText(bytes, encoding)
}

function readWhole(view: DataView, at: number, length: number): bigint {
  let value = BigInt(view.getInt8(at))
  for (let index = 1; index < length; index += 1) value = value * 256n + BigInt(view.getUint8(at + index))
  return value
}

function readText(bytes: Uint8Array, encoding: SqlitePages['encoding']): string {
  if (encoding === 'utf-8') return Buffer.from(bytes).toString('utf8')
  const even = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)))
  return (encoding === 'utf-16be' ? even.swap16() : even).toString('utf16le')
}

/** A whole number of one to nine bytes, signed; `null` where the bytes end within it. */
export function readVarint(
  view: DataView,
  at: number,
): { readonly value: bigint; readonly end: number } | null {
  let value = 0n
  for (let index = 0; index < 9; index += 1) {
    if (at + index >= view.byteLength) return null
    const byte = view.getUint8(at + index)
    value = index === 8 ? (value << 8n) | BigInt(byte) : (value << 7n) | BigInt(byte & 0x7f)
    if (index === 8 || byte < 0x80) return { value: BigInt.asIntN(64, value), end: at + index + 1 }
  }
  return null
}
