import { utf8ToBytes } from '@noble/hashes/utils.js'
import { decodeUtf8 } from '../text-safety/utf8.ts'

const ZERO = 0x30
const NINE = 0x39
/** Longer numbers are past every safe one. */
const MOST_DIGITS = 16

const IS_HEX_DIGIT = new Uint8Array(256)
for (const byte of utf8ToBytes('0123456789abcdef')) IS_HEX_DIGIT[byte] = 1

/** A piece of a form that is always the same, ASCII only. */
export const fixedPiece = (text: string): Uint8Array => utf8ToBytes(text)

/**
 * Walks over bytes whose form is known, member by member. What does not fit is remembered in {@link FormWalk.fits}, and everything
 * that was answered then counts for nothing.
 */
export class FormWalk {
  readonly #bytes: Uint8Array
  /** As long as everything fits, each byte is one character. */
  readonly #text: string
  #at = 0
  #fits = true

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#text = decodeUtf8(bytes) ?? ''
  }

  /** Whether everything so far was as asked for and nothing is left. */
  get fits(): boolean {
    return this.#fits && this.#at === this.#bytes.length
  }

  /** Steps over exactly this piece. */
  skip(piece: Uint8Array): void {
    const bytes = this.#bytes
    const from = this.#at
    for (let at = 0; at < piece.length; at += 1) {
      if (bytes[from + at] === piece[at]) continue
      this.#fits = false
      break
    }
    this.#at = from + piece.length
  }

  /** Reads so many lower-case hex digits. */
  hex(digits: number): string {
    const bytes = this.#bytes
    const from = this.#at
    const to = from + digits
    for (let at = from; at < to; at += 1) {
      if (IS_HEX_DIGIT[bytes[at] ?? 0] === 1) continue
      this.#fits = false
      break
    }
    this.#at = to
    return this.#text.slice(from, to)
  }

  /** Reads a whole number from 0 as canonical JSON writes it. */
  count(): number {
    const bytes = this.#bytes
    const from = this.#at
    let at = from
    let value = 0
    for (; ; at += 1) {
      const byte = bytes[at] ?? 0
      if (byte < ZERO || byte > NINE) break
      value = value * 10 + (byte - ZERO)
    }
    this.#at = at
    const digits = at - from
    const hasZeroBefore = digits > 1 && bytes[from] === ZERO
    if (digits === 0 || digits > MOST_DIGITS || hasZeroBefore || value > Number.MAX_SAFE_INTEGER)
      this.#fits = false
    return value
  }
}
