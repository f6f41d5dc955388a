const LONGEST = 16_384

/**
 * Reads the beginning of a file as text for recognising it, or answers `null` where it is no text. UTF-16 is recognised by its mark;
 * everything else is read byte by byte, which keeps ASCII as it is. Never use it for what is shown or kept.
 */
export function readHeadText(head: Uint8Array): string | null {
  const bytes = head.subarray(0, LONGEST)
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return units(bytes.subarray(2), 0)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return units(bytes.subarray(2), 1)
  if (bytes.includes(0)) return null
  const text = decodeLoosely(
    bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes,
  )
  return text.replaceAll('\r\n', '\n')
}

function units(bytes: Uint8Array, low: 0 | 1): string {
  let text = ''
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    text += String.fromCharCode((bytes[at + (1 - low)] ?? 0) * 256 + (bytes[at + low] ?? 0))
  }
  return text.replaceAll('\r\n', '\n')
}

// Malformed UTF-8 must not hide what a file is, so it becomes U+FFFD here and nowhere else.
function decodeLoosely(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] ?? 0
    const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1
    text += String.fromCodePoint(
      length === 1 ? (first < 0x80 ? first : 0xfffd) : codePointOf(bytes, at, length),
    )
    at += length
  }
  return text
}

function codePointOf(bytes: Uint8Array, at: number, length: number): number {
  let codePoint = (bytes[at] ?? 0) & (0xff >> (length + 1))
  for (let index = 1; index < length; index++) {
    const next = bytes[at + index] ?? 0
    if ((next & 0xc0) !== 0x80) return 0xfffd
    codePoint = codePoint * 64 + (next & 0x3f)
  }
  return codePoint > 0x10ffff || (codePoint >= 0xd800 && codePoint <= 0xdfff) ? 0xfffd : codePoint
}
