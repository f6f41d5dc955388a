import { ParseStop } from './parser.ts'

/** A file read as text. */
export type DecodedText = {
  readonly text: string
  /** How it was read: `utf-8`, `utf-16le`, `utf-16be`, or what the caller named. */
  readonly encoding: string
  /** Some bytes were not of this encoding and stand as U+FFFD. */
  readonly isWrong: boolean
  /** Bytes of the mark at the beginning, which is not part of the text. */
  readonly markBytes: number
}

/**
 * Reads bytes as text: by their byte-order mark, as UTF-16 where every second byte is zero, as UTF-8 otherwise. `named` is an encoding
 * of the WHATWG Encoding Standard; what is none ends the run with `parse/option-wrong`.
 */
export function decodeText(bytes: Uint8Array, named?: string): DecodedText {
  const mark = markOf(bytes)
  const encoding = named ?? mark.encoding ?? looksWide(bytes) ?? 'utf-8'
  const content = bytes.subarray(mark.bytes)
  try {
    const text = decoderOf(encoding, true).decode(content)
    return { text, encoding, isWrong: false, markBytes: mark.bytes }
  } catch (error) {
    if (error instanceof ParseStop) throw error
    const text = decoderOf(encoding, false).decode(content)
    return { text, encoding, isWrong: true, markBytes: mark.bytes }
  }
}

function decoderOf(encoding: string, fatal: boolean) {
  try {
    return new TextDecoder(encoding, { fatal, ignoreBOM: true })
  } catch {
    throw new ParseStop('parse/option-wrong', { option: 'encoding' })
  }
}

function markOf(bytes: Uint8Array): { readonly encoding?: string; readonly bytes: number } {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', bytes: 3 }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', bytes: 2 }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', bytes: 2 }
  return { bytes: 0 }
}

/** UTF-16 without its mark: in Latin text nearly every second byte is zero. */
function looksWide(bytes: Uint8Array): string | null {
  const head = bytes.subarray(0, 1024)
  let even = 0
  let odd = 0
  for (const [at, byte] of head.entries()) if (byte === 0) at % 2 === 0 ? even++ : odd++
  const enough = (head.length / 2) * 0.6
  if (head.length < 4 || (even < enough && odd < enough)) return null
  return odd > even ? 'utf-16le' : 'utf-16be'
}
