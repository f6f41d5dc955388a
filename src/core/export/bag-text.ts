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
  let text = ''
  if (encoding === 'iso-8859-1') {
    for (const byte of bytes) text += String.fromCharCode(byte)
    return text
  }
  if (bytes.length % 2 !== 0) return null
  // RFC 2781, section 4.3: without a mark the text is big-endian.
  const isLittle = bytes[0] === 0xff && bytes[1] === 0xfe
  const hasMark = isLittle || (bytes[0] === 0xfe && bytes[1] === 0xff)
  for (let at = hasMark ? 2 : 0; at < bytes.length; at += 2) {
    const [first = 0, second = 0] = [bytes[at], bytes[at + 1]]
    text += String.fromCharCode(isLittle ? (second << 8) | first : (first << 8) | second)
  }
  return text
}

/** The lines of a tag file, ended by LF, CR or CRLF (RFC 8493, section 2.1.3). */
export function tagLines(text: string): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/)
  if (lines.at(-1) === '') lines.pop()
  return lines
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
