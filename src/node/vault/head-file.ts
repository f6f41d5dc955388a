import { closeSync, fdatasyncSync, openSync, readSync, writeSync } from 'node:fs'
import type { DeviceId, DigestHex } from '#core/ids.ts'
import { equalBytes, hmacSha256 } from '../crypto/primitives.ts'

/** Bytes of one of the file's two records; a disk writes a sector of this size whole. */
export const HEAD_RECORD_BYTES = 512
/** Bytes of the whole file. */
export const HEAD_FILE_BYTES = 2 * HEAD_RECORD_BYTES

const MAGIC = Buffer.from('SAMHEAD1', 'ascii')
const MAC_AT = HEAD_RECORD_BYTES - 32

/** How far the ledger had come when its last event was acknowledged. */
export type HeadRecord = {
  /** Raised by one at every write; the greater of the two records is the valid one. */
  readonly generation: number
  readonly device: DeviceId
  readonly seq: number
  readonly hashHex: DigestHex
  /** The generation that the vault's header had at least. */
  readonly headerGeneration: number
}

/** How far the ledger has come. */
export type Head = Pick<HeadRecord, 'device' | 'seq' | 'hashHex'>

/** What a head file holds: the valid record, and which of the two places are damaged. */
export type HeadFileContent = {
  readonly latest: HeadRecord | null
  readonly damagedRecords: readonly number[]
}

/** The bytes of one record (`docs/format.md`, section Head file). */
export function headRecordBytes(headKey: Uint8Array, record: HeadRecord): Uint8Array {
  const bytes = Buffer.alloc(HEAD_RECORD_BYTES)
  MAGIC.copy(bytes)
  bytes.writeBigUInt64BE(BigInt(record.generation), 8)
  bytes.write(record.device, 16, 'hex')
  bytes.writeBigUInt64BE(BigInt(record.seq), 32)
  bytes.write(record.hashHex, 40, 'hex')
  bytes.writeBigUInt64BE(BigInt(record.headerGeneration), 72)
  bytes.set(hmacSha256(headKey, bytes.subarray(0, MAC_AT)), MAC_AT)
  return bytes
}

/** Reads both records of a head file's bytes. Records that were never written are not told from damaged ones. */
export function parseHeadFile(headKey: Uint8Array, bytes: Uint8Array): HeadFileContent {
  const records = [0, 1].map((place) => parseRecord(headKey, bytes, place))
  const damagedRecords = [0, 1].filter((place) => records[place] === null)
  const [first = null, second = null] = records
  if (first === null || second === null) return { latest: first ?? second, damagedRecords }
  return { latest: first.generation > second.generation ? first : second, damagedRecords }
}

function parseRecord(headKey: Uint8Array, file: Uint8Array, place: number): HeadRecord | null {
  const bytes = Buffer.from(file).subarray(place * HEAD_RECORD_BYTES, (place + 1) * HEAD_RECORD_BYTES)
  if (bytes.length < HEAD_RECORD_BYTES || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) return null
  if (!equalBytes(hmacSha256(headKey, bytes.subarray(0, MAC_AT)), bytes.subarray(MAC_AT))) return null
  const generation = Number(bytes.readBigUInt64BE(8))
  // A record has one place only, so that an older one cannot be copied over a newer one.
  if (generation % 2 !== place) return null
  return {
    generation,
    device: bytes.toString('hex', 16, 32) as DeviceId,
    seq: Number(bytes.readBigUInt64BE(32)),
    hashHex: bytes.toString('hex', 40, 72) as DigestHex,
    headerGeneration: Number(bytes.readBigUInt64BE(72)),
  }
}

/**
 * The head file of an open vault.
 *
 * A write goes to the record that is not the valid one and is fsynced, so that a torn write costs nothing. All
 * functions throw what the system answers.
 */
export class HeadFile {
  readonly #descriptor: number
  readonly #headKey: Uint8Array
  #latest: HeadRecord | null
  #validPlace: number
  #headerGeneration: number

  private constructor(descriptor: number, headKey: Uint8Array, latest: HeadRecord | null) {
    this.#descriptor = descriptor
    this.#headKey = headKey
    this.#latest = latest
    this.#validPlace = latest === null ? 1 : latest.generation % 2
    this.#headerGeneration = latest?.headerGeneration ?? 0
  }

  /** Makes the file for a vault's first event: both records are written, so that neither is ever blank. */
  static create(path: string, headKey: Uint8Array, first: Omit<HeadRecord, 'generation'>): void {
    const descriptor = openSync(path, 'wx', 0o600)
    try {
      for (const generation of [0, 1]) {
        const bytes = headRecordBytes(headKey, { ...first, generation })
        writeWhole(descriptor, bytes, generation * HEAD_RECORD_BYTES)
      }
      fdatasyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
  }

  /** Opens the file and reads both records. */
  static open(
    path: string,
    headKey: Uint8Array,
  ): { readonly file: HeadFile; readonly content: HeadFileContent } {
    const descriptor = openSync(path, 'r+')
    try {
      const bytes = Buffer.alloc(HEAD_FILE_BYTES + 1)
      const readBytes = readSync(descriptor, bytes, 0, bytes.length, 0)
      const content = parseHeadFile(headKey, bytes.subarray(0, readBytes))
      return { file: new HeadFile(descriptor, headKey, content.latest), content }
    } catch (error) {
      closeSync(descriptor)
      throw error
    }
  }

  /** The generation of the header that the valid record names; 0 when none holds. */
  get recordedHeader(): number {
    return this.#latest?.headerGeneration ?? 0
  }

  /** Takes a header's generation into every record from the next one on. It never goes down. */
  carryHeader(generation: number): void {
    this.#headerGeneration = Math.max(this.#headerGeneration, generation)
  }

  /** Records a header's generation durably, beside the head as it is. */
  noteHeader(generation: number): void {
    this.carryHeader(generation)
    if (this.#latest !== null) this.advance(this.#latest)
  }

  /** Records a new head durably. */
  advance({ device, seq, hashHex }: Head): void {
    const generation = (this.#latest?.generation ?? 0) + 1
    const record = { generation, device, seq, hashHex, headerGeneration: this.#headerGeneration }
    const place = 1 - this.#validPlace
    const bytes = headRecordBytes(this.#headKey, record)
    writeWhole(this.#descriptor, bytes, place * HEAD_RECORD_BYTES)
    fdatasyncSync(this.#descriptor)
    this.#latest = record
    this.#validPlace = place
  }

  close(): void {
    closeSync(this.#descriptor)
  }
}

// The system may write less than it was given and call that success.
function writeWhole(descriptor: number, bytes: Uint8Array, offsetBytes: number): void {
  let doneBytes = 0
  while (doneBytes < bytes.length) {
    doneBytes += writeSync(descriptor, bytes, doneBytes, bytes.length - doneBytes, offsetBytes + doneBytes)
  }
}
