/** How a file's bytes were taken for text, and whether the file itself says so. */
export type TableText = {
  readonly text: string
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
  /** `mark` when a byte-order mark says it, `form` when nothing else fits, `assumed` when other encodings would fit as well. */
  readonly certainty: 'mark' | 'form' | 'assumed'
}

/** How many bytes are looked at for the pattern of UTF-16 without a mark. */
const SAMPLE_BYTES = 4_096

/** Takes a table's bytes for text: by byte-order mark, as UTF-16 by its zero bytes, as UTF-8 where they are that, else as Windows-1252. */
export function decodeTableText(bytes: Uint8Array): TableText {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf]))
    return {
      text: decodeUtf8(bytes.subarray(3)) ?? decodeLegacy(bytes.subarray(3)),
      encoding: 'utf-8',
      certainty: 'mark',
    }
  if (startsWith(bytes, [0xff, 0xfe]))
    return { text: decodeUtf16(bytes.subarray(2), 'utf-16le'), encoding: 'utf-16le', certainty: 'mark' }
  if (startsWith(bytes, [0xfe, 0xff]))
    return { text: decodeUtf16(bytes.subarray(2), 'utf-16be'), encoding: 'utf-16be', certainty: 'mark' }
  const wide = wideEncodingOf(bytes)
  if (wide !== null) return { text: decodeUtf16(bytes, wide), encoding: wide, certainty: 'form' }
  const text = decodeUtf8(bytes)
  if (text !== null) return { text, encoding: 'utf-8', certainty: 'form' }
  return { text: decodeLegacy(bytes), encoding: 'windows-1252', certainty: 'assumed' }
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

// Every byte is a character of Windows-1252 (WHATWG Encoding, index windows-1252), so nothing is lost.
function decodeLegacy(bytes: Uint8Array): string {
  return new TextDecoder('windows-1252').decode(bytes)
}

// Node's own decoder keeps lone surrogates, which TextDecoder would replace.
function decodeUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): string {
  const even = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)))
  return (encoding === 'utf-16be' ? even.swap16() : even).toString('utf16le')
}

/** Text of European letters in UTF-16 has a zero in every other byte; text in Khmer has 0x17 there, with line breaks of zeros between. */
function wideEncodingOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  if (sample.length < 2) return null
  let [even, odd] = [0, 0]
  for (let at = 0; at < sample.length; at += 1) {
    if (sample[at] !== 0) continue
    if (at % 2 === 0) even += 1
    else odd += 1
  }
  if (even + odd === 0) return null
  const pairs = sample.length / 2
  if (odd > pairs / 10 && even === 0) return 'utf-16le'
  return even > pairs / 10 && odd === 0 ? 'utf-16be' : null
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte)
}
