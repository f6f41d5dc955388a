import { hexToBytes } from '@noble/hashes/utils.js'
import { type FoundSignature, isTimeStamp } from './judge-signature.ts'

const RANGE = ascii('/ByteRange')
/** Most signatures that are found; this program adds fewer. */
const MOST_FOUND = 64
const MOST_RANGE_BYTES = 128
/** Longest value that is read, in hexadecimal digits: certificates and a time-stamp take some ten thousand. */
const MOST_VALUE_BYTES = 1024 * 1024

/**
 * Finds the signatures and time-stamps of a PDF without reading the rest of it: a value that is signed around stands in the file as it is, in
 * hexadecimal between the two parts of its `ByteRange` (ISO 32000-1, 12.8.1). What does not stand so is not found.
 */
export function findSignatures(file: Uint8Array): readonly FoundSignature[] {
  const found: FoundSignature[] = []
  for (let at = indexOf(file, RANGE, 0); at >= 0; at = indexOf(file, RANGE, at + RANGE.length)) {
    const text = latin1(file.subarray(at + RANGE.length, at + RANGE.length + MOST_RANGE_BYTES))
    const numbers = /^\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]/.exec(text)
    const byteRange = numbers?.slice(1).map(Number) ?? []
    const [, length = 0, rest = 0] = byteRange
    const isTooLong = rest - length > MOST_VALUE_BYTES
    const value = isTooLong ? '<>' : latin1(file.subarray(length, rest))
    if (!/^<(?:[0-9a-fA-F]{2})*>$/.test(value)) continue
    // Empty contents are judged as what they are: nothing that this program wrote.
    found.push({ contents: hexToBytes(value.slice(1, -1)), byteRange })
    if (found.length === MOST_FOUND) break
  }
  return found
}

/** How many people signed a PDF: a time-stamp is nobody's signature. */
export function countSigners(file: Uint8Array): number {
  return findSignatures(file).filter((one) => !isTimeStamp(one)).length
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

function latin1(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8_192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192))
  return text
}

function indexOf(file: Uint8Array, wanted: Uint8Array, from: number): number {
  const first = wanted[0] ?? 0
  for (let at = file.indexOf(first, from); at >= 0; at = file.indexOf(first, at + 1))
    if (wanted.every((byte, index) => file[at + index] === byte)) return at
  return -1
}
