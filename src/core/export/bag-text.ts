import { decodeUtf8 } from '../text-safety/utf8.ts'

/** Character encodings of tag files that a reader knows. RFC 8493, section 2.1.1, asks for UTF-8; older bags have others. */
export type BagEncoding = 'utf-8' | 'iso-8859-1' | 'utf-16'

const ENCODINGS: { readonly [name: string]: BagEncoding } = {
  'utf-8': 'utf-8',
  'iso-8859-1': 'iso-8859-1',
  'utf-16': 'utf-16',
}

/** The encoding that a declaration names, or `null` when no reader here knows it. */
export function bagEncodingOf(name: string): BagEncoding | null {
  return ENCODINGS[name.toLowerCase()] ?? null
}

/** Reads a tag file's bytes, or answers `null` when they are no text of the encoding. A byte-order mark of UTF-16 is taken off. */
export function decodeTagText(bytes: Uint8Array, encoding: BagEncoding): string | null {
  if (encoding === 'utf-8') return decodeUtf8(bytes)
  if (encoding === 'iso-8859-1') return textOfUnits(bytes.length, (at) => bytes[at] ?? 0)
  if (bytes.length % 2 !== 0) return null
  // RFC 2781, section 4.3: without a mark the text is big-endian.
  const isLittle = bytes[0] === 0xff && bytes[1] === 0xfe
  const hasMark = isLittle || (bytes[0] === 0xfe && bytes[1] === 0xff)
  const from = hasMark ? 2 : 0
  return textOfUnits((bytes.length - from) / 2, (index) => {
    const [first = 0, second = 0] = [bytes[from + 2 * index], bytes[from + 2 * index + 1]]
    return isLittle ? (second << 8) | first : (first << 8) | second
  })
}

/** Units that are made into text at once: a text that grows unit by unit takes thirty times its size in memory. */
const UNITS_AT_ONCE = 8_192

function textOfUnits(length: number, unitAt: (index: number) => number): string {
  const pieces: string[] = []
  for (let at = 0; at < length; at += UNITS_AT_ONCE) {
    const some = Math.min(UNITS_AT_ONCE, length - at)
    pieces.push(String.fromCharCode(...Array.from({ length: some }, (_, index) => unitAt(at + index))))
  }
  return pieces.join('')
}

/** The lines of a tag file one by one, ended by LF, CR or CRLF (RFC 8493, section 2.1.3): a file of nothing but line ends has more than a list can hold. */
export function* eachTagLine(text: string): Generator<string, void, void> {
  const ends = /\r\n|\r|\n/g
  let from = 0
  for (let end = ends.exec(text); end !== null; end = ends.exec(text)) {
    yield text.slice(from, end.index)
    from = ends.lastIndex
  }
  if (from < text.length) yield text.slice(from)
}

/** Writes a path as it stands in a manifest: LF, CR and `%` percent-encoded, and nothing else (RFC 8493, section 2.1.3). */
export function encodeBagPath(path: string): string {
  return path.replaceAll('%', '%25').replaceAll('\n', '%0A').replaceAll('\r', '%0D')
}

/** The path that stands in a manifest. Only what {@link encodeBagPath} encodes is decoded. */
export function decodeBagPath(written: string): string {
  return written.replace(/%(0[aAdD]|25)/g, (_, code: string) =>
    code === '25' ? '%' : code.toLowerCase() === '0a' ? '\n' : '\r',
  )
}

/**
 * Tells whether a path stays inside the bag on every system: relative, no `..`, no home folder, no drive, no share and no
 * variable of a shell (RFC 8493, section 5.3).
 */
export function isInsideBag(path: string): boolean {
  if (path === '' || /^[/\\~]/.test(path) || /^[A-Za-z]:/.test(path) || /^%[^%/\\]+%[/\\]/.test(path))
    return false
  return !path.split(/[/\\]/).includes('..')
}
