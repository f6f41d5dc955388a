import { isPageSize, type WalPages } from './wal.ts'

// Numbers of this file are those of https://www.sqlite.org/fileformat2.html, sections 1 and 2.

/** A database's pages, with a log's laid over them; page 1 begins with the database's header. */
export type SqlitePages = {
  readonly usableBytes: number
  readonly pageCount: number
  /** A log was given that is none of this database: its pages have another size. */
  readonly isOtherLog: boolean
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be'
  /** A page's content, or `null` where there is none of that number. */
  page(number: number): Uint8Array | null
}

const HEADER_BYTES = 100
const MAGIC = 'SQLite format 3\0'
const ENCODINGS = { 1: 'utf-8', 2: 'utf-16le', 3: 'utf-16be' } as const

/** Takes a file's bytes for a database; `null` when they are none. A log of another page size is not laid over it. */
export function openPages(bytes: Uint8Array, wal: WalPages | null): SqlitePages | null {
  if (bytes.length < HEADER_BYTES || Buffer.from(bytes.subarray(0, 16)).toString('latin1') !== MAGIC)
    return null
  const stated = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES).getUint16(16)
  const pageBytes = stated === 1 ? 65_536 : stated
  if (!isPageSize(pageBytes)) return null
  const over = wal !== null && wal.pageBytes === pageBytes ? wal : null
  const pageCount = Math.max(over?.pageCount ?? 0, Math.floor(bytes.length / pageBytes))
  const first = over?.pages.get(1) ?? bytes
  const header = new DataView(first.buffer, first.byteOffset, HEADER_BYTES)
  const usableBytes = pageBytes - header.getUint8(20)
  // Section 1.3.4: at least 480 bytes of a page are used.
  if (usableBytes < 480) return null
  return {
    usableBytes,
    pageCount,
    isOtherLog: wal !== null && over === null,
    encoding: ENCODINGS[header.getUint32(56) as 1 | 2 | 3] ?? 'utf-8',
    page(number) {
      if (number < 1 || number > pageCount) return null
      const logged = over?.pages.get(number)
      if (logged !== undefined) return logged
      const at = (number - 1) * pageBytes
      return at + pageBytes <= bytes.length ? bytes.subarray(at, at + pageBytes) : null
    },
  }
}
