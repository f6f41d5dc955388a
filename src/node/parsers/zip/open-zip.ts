/// <reference path="./yauzl.d.ts" />
import { Readable } from 'node:stream'
import {
  type Entry,
  fromRandomAccessReaderPromise,
  getFileNameLowLevel,
  RandomAccessReader,
  type ZipFile,
} from 'yauzl'
import { decodeUtf8 } from '#core/text-safety/utf8.ts'
import { type EvidenceBytes, ParseStop } from '../parser.ts'

/** Bytes that are read at any place; a range beyond the end is cut there. */
export type ZipBytes = Pick<EvidenceBytes, 'sizeBytes' | 'read'>

/** One entry of a ZIP archive's directory, as the directory has it: nothing in it is checked against the entry's own header. */
export type ZipEntry = {
  /** The name with its separators as found: UTF-8 where the entry says so or where its bytes are that, else code page 437. */
  readonly path: string
  readonly sizeBytes: number
  readonly packedBytes: number
  readonly isEncrypted: boolean
  /** 0 stored, 8 deflated; others are listed and cannot be opened. */
  readonly method: number
  /** Where the entry's own header begins. */
  readonly headerOffset: number
  /** The days and hours of MS-DOS, in the zone of whoever packed it: `YYYY-MM-DDTHH:MM:SS`, or `null` when they are none. */
  readonly modifiedText: string | null
  /** Unix file type and permission bits, where the archive was packed on such a system; 0 elsewhere. */
  readonly unixMode: number
  /**
   * The entry's bytes, unpacked. Ends with a {@link ZipLimitError} once more than `maxBytes` come, or more than the directory says.
   */
  open(maxBytes: number): AsyncIterable<Uint8Array>
}

/** Thrown by an entry that unpacks to more than was allowed. */
export class ZipLimitError extends Error {
  override readonly name = 'ZipLimitError'
}

/** Thrown where the bytes are no ZIP archive that can be read, or an entry cannot be unpacked. */
export class ZipDamagedError extends Error {
  override readonly name = 'ZipDamagedError'
}

/** Info-ZIP's extra field with the name in UTF-8 (APPNOTE 6.3.10 §4.6.9). */
const UNICODE_PATH = 0x7075
const READ_CHUNK_BYTES = 256 * 1_024
const AHEAD_BYTES = 64 * 1_024
// APPNOTE 6.3.10 §4.4.2.2: the upper byte of "version made by" names the system; 3 is UNIX, 19 OS X.
const UNIX_MAKERS = new Set([3, 19])

/** Lists a ZIP archive from its directory, entry by entry, without unpacking anything. */
export async function* readZipEntries(bytes: ZipBytes): AsyncGenerator<ZipEntry, void, undefined> {
  let zip: ZipFile
  try {
    zip = await fromRandomAccessReaderPromise(new BytesReader(bytes), bytes.sizeBytes, {
      autoClose: false,
      // Names are evidence: those that the library would refuse are shown, not stumbled over.
      decodeStrings: false,
      strictFileNames: true,
    })
  } catch (cause) {
    throw damaged(cause, 'no readable directory')
  }
  const entries = zip.eachEntry()
  while (true) {
    const next = await entries.next().catch((cause: unknown) => {
      throw damaged(cause, 'damaged directory')
    })
    if (next.done === true) return
    yield toZipEntry(zip, next.value)
  }
}

/** Reads a whole entry of at most `maxBytes`. */
export async function readZipEntry(entry: ZipEntry, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of entry.open(maxBytes)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function toZipEntry(zip: ZipFile, entry: Entry): ZipEntry {
  return {
    path: nameOf(entry),
    sizeBytes: entry.uncompressedSize,
    packedBytes: entry.compressedSize,
    isEncrypted: entry.isEncrypted(),
    method: entry.compressionMethod,
    headerOffset: entry.relativeOffsetOfLocalHeader,
    modifiedText: dosTimeText(entry.lastModFileDate, entry.lastModFileTime),
    unixMode: UNIX_MAKERS.has(entry.versionMadeBy >>> 8) ? entry.externalFileAttributes >>> 16 : 0,
    open: (maxBytes) => unpack(zip, entry, maxBytes),
  }
}

// Many programs write UTF-8 and do not say so, and no name in code page 437 is UTF-8 by chance but for a few letters of boxes.
function nameOf(entry: Entry): string {
  const extras = entry.extraFields ?? []
  const hasOwnName = extras.some(({ id }) => id === UNICODE_PATH)
  const utf8 = hasOwnName ? null : decodeUtf8(entry.fileName)
  return utf8 ?? getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileName, extras, true)
}

async function* unpack(
  zip: ZipFile,
  entry: Entry,
  maxBytes: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (entry.uncompressedSize > maxBytes) throw new ZipLimitError('entry is too large')
  try {
    const stream = await new Promise<Readable>((resolve, reject) => {
      zip.openReadStream(entry, (error, opened) => (opened === undefined ? reject(error) : resolve(opened)))
    })
    let sizeBytes = 0
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      sizeBytes += chunk.length
      if (sizeBytes > maxBytes) throw new ZipLimitError('entry unpacks to too much')
      yield chunk
    }
  } catch (cause) {
    throw damaged(cause, 'entry cannot be unpacked')
  }
}

// What ends the whole run passes through.
function damaged(cause: unknown, what: string): Error {
  return cause instanceof ParseStop || cause instanceof ZipLimitError
    ? cause
    : new ZipDamagedError(what, { cause })
}

/** APPNOTE 6.3.10 §4.4.6: years from 1980, seconds in twos. */
function dosTimeText(date: number, time: number): string | null {
  const [year, month, day] = [(date >>> 9) + 1_980, (date >>> 5) & 15, date & 31]
  const [hour, minute, second] = [time >>> 11, (time >>> 5) & 63, (time & 31) * 2]
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return null
  const two = (value: number) => String(value).padStart(2, '0')
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`
}

class BytesReader extends RandomAccessReader {
  readonly #bytes: ZipBytes
  #held: { readonly from: number; readonly bytes: Uint8Array } = { from: 0, bytes: new Uint8Array() }

  constructor(bytes: ZipBytes) {
    super()
    this.#bytes = bytes
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.#readAhead(position, length).then(
      (read) => {
        buffer.set(read, offset)
        callback(null, read.length)
      },
      (error: Error) => callback(error),
    )
  }

  // The directory is read in steps of some bytes, and each would be a question to another process.
  async #readAhead(position: number, length: number): Promise<Uint8Array> {
    const { from, bytes } = this.#held
    const at = position - from
    if (at >= 0 && at + length <= bytes.length) return bytes.subarray(at, at + length)
    const wanted = Math.min(Math.max(length, AHEAD_BYTES), this.#bytes.sizeBytes - position)
    if (wanted <= 0) return new Uint8Array()
    const read = await this.#bytes.read(position, wanted)
    this.#held = { from: position, bytes: read }
    return read.subarray(0, length)
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(readRange(this.#bytes, start, Math.min(end, this.#bytes.sizeBytes)), {
      objectMode: false,
    })
  }

  override close(callback: (error?: Error) => void): void {
    callback()
  }
}

async function* readRange(bytes: ZipBytes, start: number, end: number): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; at += READ_CHUNK_BYTES) {
    yield await bytes.read(at, Math.min(READ_CHUNK_BYTES, end - at))
  }
}
