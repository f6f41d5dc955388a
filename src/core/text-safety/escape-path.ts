import { isControl } from './check-text.ts'
import { isBidiControl } from './marks.ts'

/**
 * Writes the bytes of a file's name so that it is valid text, shows nothing that misleads, and gives the same bytes again.
 *
 * Bytes that are no UTF-8, control characters, direction controls and line separators stand as `\xHH`, one for each byte; a backslash
 * stands as `\\`. Zero-width characters stay: they are ordinary in Khmer. {@link unescapeName} is its reverse.
 */
export function escapeName(bytes: Uint8Array): string {
  let escaped = ''
  for (let at = 0; at < bytes.length; ) {
    const { character, lengthBytes } = characterAt(bytes, at)
    if (character === null || isMisleading(character)) {
      for (const byte of bytes.subarray(at, at + lengthBytes)) escaped += hexByte(byte)
    } else escaped += character === '\\' ? '\\\\' : character
    at += lengthBytes
  }
  return escaped
}

/** The bytes of a name that {@link escapeName} wrote, or `null` when it wrote no such text or when no file has this name. */
export function unescapeName(escaped: string): Uint8Array | null {
  const bytes: number[] = []
  for (let at = 0; at < escaped.length; ) {
    const taken = takeOne(escaped, at)
    if (taken === null) return null
    bytes.push(...taken.bytes)
    at += taken.length
  }
  const name = Uint8Array.from(bytes)
  if (name.length === 0 || name.includes(0) || name.includes(0x2f)) return null
  const isRelative = name.every((byte) => byte === 0x2e) && name.length <= 2
  // Only one text stands for a name, so that two entries cannot mean one file.
  return isRelative || escapeName(name) !== escaped ? null : name
}

/** The names of a path that {@link escapeName} wrote, or `null` when it could lead anywhere but below its beginning. */
export function unescapePath(path: string): readonly Uint8Array[] | null {
  const names = path.split('/').map(unescapeName)
  return names.every((name) => name !== null) ? (names as readonly Uint8Array[]) : null
}

/** Orders paths by their UTF-8 bytes, as `LC_ALL=C sort` does. */
export function comparePaths(a: string, b: string): number {
  const [first, second] = [encode(a), encode(b)]
  const shared = Math.min(first.length, second.length)
  for (let at = 0; at < shared; at += 1) {
    const difference = (first[at] as number) - (second[at] as number)
    if (difference !== 0) return difference
  }
  return first.length - second.length
}

function takeOne(
  escaped: string,
  at: number,
): { readonly bytes: readonly number[]; readonly length: number } | null {
  const character = String.fromCodePoint(escaped.codePointAt(at) as number)
  if (character !== '\\') return { bytes: encode(character), length: character.length }
  if (escaped[at + 1] === '\\') return { bytes: [0x5c], length: 2 }
  const digits = /^x([0-9A-F]{2})$/.exec(escaped.slice(at + 1, at + 4))?.[1]
  return digits === undefined ? null : { bytes: [Number.parseInt(digits, 16)], length: 4 }
}

function hexByte(byte: number): string {
  return `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`
}

function isMisleading(character: string): boolean {
  const codePoint = character.codePointAt(0) as number
  return isControl(codePoint) || isBidiControl(codePoint) || codePoint === 0x2028 || codePoint === 0x2029
}

/** One well-formed character of UTF-8 (Unicode 15, table 3-7), or `null` for one byte that begins none. */
function characterAt(
  bytes: Uint8Array,
  at: number,
): { readonly character: string | null; readonly lengthBytes: number } {
  const first = bytes[at] as number
  if (first < 0x80) return { character: String.fromCharCode(first), lengthBytes: 1 }
  const lengthBytes = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
  const none = { character: null, lengthBytes: 1 }
  if (first < 0xc2 || first > 0xf4 || at + lengthBytes > bytes.length) return none
  let codePoint = first & (0xff >> (lengthBytes + 1))
  for (const byte of bytes.subarray(at + 1, at + lengthBytes)) {
    if ((byte & 0xc0) !== 0x80) return none
    codePoint = (codePoint << 6) | (byte & 0x3f)
  }
  const least = lengthBytes === 4 ? 0x1_0000 : lengthBytes === 3 ? 0x800 : 0x80
  const isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff
  if (codePoint < least || codePoint > 0x10_ffff || isSurrogate) return none
  return { character: String.fromCodePoint(codePoint), lengthBytes }
}

/** UTF-8; half of a surrogate pair stands as three bytes that are none, so that no name is lost and none is made up. */
function encode(text: string): number[] {
  const bytes: number[] = []
  for (const character of text) {
    const code = character.codePointAt(0) as number
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 0x3f))
    else if (code < 0x1_0000)
      bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f))
    else
      bytes.push(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 0x3f),
        0x80 | ((code >> 6) & 0x3f),
        0x80 | (code & 0x3f),
      )
  }
  return bytes
}
