import { decodeUtf8 } from '#core/text-safety/utf8.ts'
import { type ListedEntry, ListingBroken } from './listed-entry.ts'

// Numbers of this file are those of POSIX.1-2017 pax, "ustar Interchange Format" and "pax Header Block", and of GNU tar's manual,
// "Basic Tar Format".

const BLOCK_BYTES = 512
/** Extended headers hold names; one of a mebibyte holds no name that a file system would take. */
const MAX_EXTENDED_BYTES = 1_024 * 1_024

type Extended = { path?: string; linkTarget?: string; sizeBytes?: number; modifiedAtS?: number }

/** Lists a tar archive that comes as a stream. Contents are passed over. */
export async function* listTar(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<ListedEntry, void, undefined> {
  const blocks = new BlockReader(chunks)
  let extended: Extended = {}
  for (;;) {
    const block = await blocks.take(BLOCK_BYTES)
    if (block === null || block.every((byte) => byte === 0)) return
    if (!isTarHeader(block)) throw new ListingBroken('damaged')
    const sizeBytes = extended.sizeBytes ?? readNumber(block.subarray(124, 136))
    if (sizeBytes === null) throw new ListingBroken('damaged')
    const type = String.fromCharCode(block[156] ?? 0)
    if ('xgLK'.includes(type)) {
      if (sizeBytes > MAX_EXTENDED_BYTES) throw new ListingBroken('damaged')
      const data = await blocks.take(padded(sizeBytes))
      if (data === null) throw new ListingBroken('damaged')
      if (type !== 'g') extended = { ...extended, ...readExtended(type, data.subarray(0, sizeBytes)) }
      continue
    }
    yield toEntry(block, type, sizeBytes, extended)
    extended = {}
    // Links and folders have a size of nought or one that nothing follows.
    if (!'12345'.includes(type) && !(await blocks.skip(padded(sizeBytes)))) throw new ListingBroken('damaged')
  }
}

/** Tells whether a block is a tar header: its check sum is that of its bytes with the sum's own place as spaces. */
export function isTarHeader(block: Uint8Array): boolean {
  if (block.length < BLOCK_BYTES) return false
  const stated = readNumber(block.subarray(148, 156))
  let sum = 0
  for (let at = 0; at < BLOCK_BYTES; at += 1) sum += at >= 148 && at < 156 ? 0x20 : (block[at] ?? 0)
  return stated === sum
}

function toEntry(block: Uint8Array, type: string, sizeBytes: number, extended: Extended): ListedEntry {
  const prefix =
    String.fromCharCode(...block.subarray(257, 262)) === 'ustar' ? textOf(block.subarray(345, 500)) : ''
  const name = textOf(block.subarray(0, 100))
  const path = extended.path ?? (prefix === '' || block[263] === 0x20 ? name : `${prefix}/${name}`)
  const modifiedAtS = extended.modifiedAtS ?? readNumber(block.subarray(136, 148))
  const isLink = type === '1' || type === '2'
  return {
    path,
    sizeBytes,
    isEncrypted: false,
    isFolder: type === '5' || path.endsWith('/'),
    ...(modifiedAtS === null ? {} : { modifiedAtS }),
    ...(isLink ? { linkTarget: extended.linkTarget ?? textOf(block.subarray(157, 257)) } : {}),
  }
}

function readExtended(type: string, data: Uint8Array): Extended {
  if (type === 'L') return { path: textOf(data) }
  if (type === 'K') return { linkTarget: textOf(data) }
  const found: Extended = {}
  let at = 0
  while (at < data.length) {
    const space = data.indexOf(0x20, at)
    const length = space < 0 || space - at > 8 ? Number.NaN : Number(textOf(data.subarray(at, space)))
    if (!Number.isInteger(length) || length <= space - at || at + length > data.length) break
    const record = textOf(data.subarray(space + 1, at + length - 1))
    const equals = record.indexOf('=')
    setExtended(found, record.slice(0, equals), record.slice(equals + 1))
    at += length
  }
  return found
}

function setExtended(found: Extended, key: string, value: string): void {
  if (key === 'path') found.path = value
  else if (key === 'linkpath') found.linkTarget = value
  else if (key === 'size' && /^[0-9]{1,15}$/.test(value)) found.sizeBytes = Number(value)
  else if (key === 'mtime' && /^-?[0-9]{1,12}(?:\.[0-9]*)?$/.test(value))
    found.modifiedAtS = Math.floor(Number(value))
}

/** A number in octal digits, or in base 256 where the first bit is set; `null` when it is neither or too large. */
function readNumber(field: Uint8Array): number | null {
  if (((field[0] ?? 0) & 0x80) !== 0) {
    let value = (field[0] ?? 0) & 0x7f
    for (const byte of field.subarray(1)) value = value * 256 + byte
    return Number.isSafeInteger(value) ? value : null
  }
  const text = textOf(field).trim()
  return /^[0-7]*$/.test(text) ? Number.parseInt(text || '0', 8) : null
}

// Names of old archives are in whatever encoding their maker's system had; as Latin-1 nothing of them is lost.
function textOf(bytes: Uint8Array): string {
  const end = bytes.indexOf(0)
  const cut = end < 0 ? bytes : bytes.subarray(0, end)
  return decodeUtf8(cut) ?? Buffer.from(cut).toString('latin1')
}

function padded(sizeBytes: number): number {
  return Math.ceil(sizeBytes / BLOCK_BYTES) * BLOCK_BYTES
}

class BlockReader {
  readonly #chunks: AsyncIterator<Uint8Array>
  #rest: Uint8Array = new Uint8Array()

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]()
  }

  /** So many bytes, or `null` where fewer are left. */
  async take(length: number): Promise<Uint8Array | null> {
    const pieces: Uint8Array[] = [this.#rest]
    let have = this.#rest.length
    while (have < length) {
      const next = await this.#chunks.next()
      if (next.done === true) return null
      pieces.push(next.value)
      have += next.value.length
    }
    const whole = pieces.length === 1 ? this.#rest : Buffer.concat(pieces)
    this.#rest = whole.subarray(length)
    return whole.subarray(0, length)
  }

  /** Passes over so many bytes; `false` where fewer are left. */
  async skip(length: number): Promise<boolean> {
    let left = length
    while (left > this.#rest.length) {
      left -= this.#rest.length
      this.#rest = new Uint8Array()
      const next = await this.#chunks.next()
      if (next.done === true) return false
      this.#rest = next.value
    }
    this.#rest = this.#rest.subarray(left)
    return true
  }
}
