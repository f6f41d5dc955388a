import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { makePageDecryption, PAGE_RESERVED_BYTES } from '../crypto/page-decryption.ts'
import { errnoOf } from '../disk/disk-failure.ts'
import { PAGE_BYTES } from '../sqlite/vault-database.ts'

/** Bytes of a page that SQLite uses. */
export const USABLE_BYTES = PAGE_BYTES - PAGE_RESERVED_BYTES

// The write-ahead log (https://www.sqlite.org/fileformat2.html, section 4.1): a header, then frames of a header and a page.
const LOG_HEADER_BYTES = 32
const FRAME_HEADER_BYTES = 24
const FRAME_BYTES = FRAME_HEADER_BYTES + PAGE_BYTES

/** One page as it lies in a file: which file, and where. */
export type PagePlace = { readonly source: 'database' | 'log'; readonly offsetBytes: number }

/** Which of several copies of one page is read first. */
export type Preference = 'newest' | 'database'

/**
 * The pages of a database and of its write-ahead log, read and decrypted one by one past SQLite, whatever their state.
 *
 * A page that the disk does not give back counts as lost, so that one bad sector does not end a rescue.
 */
export class DamagedPages {
  readonly #descriptors: { readonly [source in PagePlace['source']]: number | null }
  readonly #databasePages: number
  readonly #logFrames: number
  readonly #framesOfPage = new Map<number, number>()
  readonly #decrypt: (bytes: Uint8Array, isFirst: boolean) => Buffer
  readonly #buffer = Buffer.alloc(PAGE_BYTES)

  /** Opens what is there of both files; throws what the system answers when one that is there cannot be opened. */
  constructor(databasePath: string, databaseKey: Uint8Array) {
    const database = openIfThere(databasePath)
    const log = openIfThere(`${databasePath}-wal`)
    this.#descriptors = { database: database?.descriptor ?? null, log: log?.descriptor ?? null }
    this.#databasePages = Math.floor((database?.sizeBytes ?? 0) / PAGE_BYTES)
    this.#logFrames = Math.max(0, Math.floor(((log?.sizeBytes ?? 0) - LOG_HEADER_BYTES) / FRAME_BYTES))
    this.#decrypt = makePageDecryption(databaseKey)
    // The last frame of a page is its newest; SQLite writes a log from its beginning again once all of it is in the database, so
    // what follows the newest frames is older than the database, and for rows that never change that does no harm.
    const number = Buffer.alloc(4)
    for (let frame = 0; frame < this.#logFrames; frame += 1) {
      if (!this.#readInto('log', LOG_HEADER_BYTES + frame * FRAME_BYTES, number)) continue
      this.#framesOfPage.set(number.readUInt32BE(0), frame)
    }
  }

  /** How many pages both files have. */
  get count(): number {
    return this.#databasePages + this.#logFrames
  }

  /** Every page of both files in turn, decrypted; the buffer is the reader's until the next. */
  *all(): Generator<{ readonly page: Buffer; readonly isFirst: boolean }> {
    for (let index = 0; index < this.#databasePages; index += 1) {
      const page = this.#read('database', index * PAGE_BYTES, index === 0)
      if (page !== null) yield { page, isFirst: index === 0 }
    }
    const number = Buffer.alloc(4)
    for (let frame = 0; frame < this.#logFrames; frame += 1) {
      const at = LOG_HEADER_BYTES + frame * FRAME_BYTES
      const isFirst = this.#readInto('log', at, number) && number.readUInt32BE(0) === 1
      const page = this.#read('log', at + FRAME_HEADER_BYTES, isFirst)
      if (page !== null) yield { page, isFirst }
    }
  }

  /** A page by its number, or `null` where there is none. */
  numbered(number: number, preference: Preference): Buffer | null {
    const frame = this.#framesOfPage.get(number)
    const inDatabase = number >= 1 && number <= this.#databasePages
    if (frame !== undefined && (preference === 'newest' || !inDatabase)) {
      const offsetBytes = LOG_HEADER_BYTES + frame * FRAME_BYTES + FRAME_HEADER_BYTES
      return this.#read('log', offsetBytes, number === 1)
    }
    return inDatabase ? this.#read('database', (number - 1) * PAGE_BYTES, number === 1) : null
  }

  close(): void {
    for (const descriptor of Object.values(this.#descriptors)) if (descriptor !== null) closeSync(descriptor)
  }

  #read(source: PagePlace['source'], offsetBytes: number, isFirst: boolean): Buffer | null {
    return this.#readInto(source, offsetBytes, this.#buffer) ? this.#decrypt(this.#buffer, isFirst) : null
  }

  #readInto(source: PagePlace['source'], offsetBytes: number, into: Buffer): boolean {
    const descriptor = this.#descriptors[source]
    if (descriptor === null) return false
    try {
      return readSync(descriptor, into, 0, into.length, offsetBytes) === into.length
    } catch (error) {
      errnoOf(error)
      return false
    }
  }
}

function openIfThere(path: string): { readonly descriptor: number; readonly sizeBytes: number } | null {
  try {
    const { size } = statSync(path)
    return { descriptor: openSync(path, 'r'), sizeBytes: size }
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error
    return null
  }
}
