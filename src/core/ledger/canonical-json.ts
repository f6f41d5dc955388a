import { utf8ToBytes } from '@noble/hashes/utils.js'
import { fail, type Result, succeed } from '../result.ts'
import { decodeUtf8 } from '../text-safety/utf8.ts'

/** What a canonical document may hold: RFC 8785 restricted to safe integers, so that no number depends on printing rules. */
export type CanonicalValue =
  | null
  | boolean
  | number
  | string
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue | undefined }

/** Why a text is no canonical document. */
export type CanonicalFailure = {
  readonly code: 'json/malformed' | 'json/too-deep' | 'json/not-canonical'
}

/** Deepest nesting a canonical document may have. */
export const MAX_DEPTH = 32

const LONE_SURROGATE = /\p{Surrogate}/u
const ESCAPED_SURROGATE = '\\ud'

/**
 * Writes a value as canonical JSON (RFC 8785): keys sorted by UTF-16 code units, no white space, shortest escapes.
 *
 * Keys whose value is `undefined` are left out.
 *
 * @throws when the value holds a number that is no safe integer, a lone surrogate, or nests deeper than
 * {@link MAX_DEPTH}; a caller that passes such a value has a bug.
 */
export function canonicalText(value: CanonicalValue): string {
  return write(value, 0)
}

/** The UTF-8 bytes of {@link canonicalText}. */
export function canonicalBytes(value: CanonicalValue): Uint8Array {
  return utf8ToBytes(canonicalText(value))
}

/**
 * Reads canonical JSON and refuses everything that {@link canonicalBytes} would not have written, byte for byte:
 * duplicate keys, other key orders, white space, other escapes, fractions, invalid UTF-8, a byte-order mark.
 */
export function parseCanonical(bytes: Uint8Array): Result<CanonicalValue, CanonicalFailure> {
  const text = decodeUtf8(bytes)
  if (text === null) return fail({ code: 'json/malformed' })
  if (nestsTooDeep(text)) return fail({ code: 'json/too-deep' })
  let value: CanonicalValue
  try {
    value = JSON.parse(text) as CanonicalValue
  } catch {
    return fail({ code: 'json/malformed' })
  }
  return isWrittenAs(value, text) ? succeed(value) : fail({ code: 'json/not-canonical' })
}

// Bytes that are UTF-8 and the text they decode to determine each other, so texts are compared and nothing is encoded again.
function isWrittenAs(value: CanonicalValue, text: string): boolean {
  // The engine's own writer is several times faster. It differs from ours in numbers, in the order of names, which is the text's own
  // (but for names that are numbers), and in surrogates: where none of this is in play, what it gives back is canonical.
  if (!text.includes(ESCAPED_SURROGATE) && JSON.stringify(value) === text && isOrdered(value)) return true
  try {
    return write(value, 0) === text
  } catch {
    return false
  }
}

/** Whether every number is a safe integer and every object's names stand in canonical order. */
function isOrdered(value: CanonicalValue): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value)
  if (typeof value !== 'object' || value === null) return true
  if (isList(value)) return value.every(isOrdered)
  let last: string | null = null
  for (const name of Object.keys(value)) {
    if (last !== null && name <= last) return false
    if (!isOrdered(value[name] ?? null)) return false
    last = name
  }
  return true
}

function write(value: CanonicalValue, depth: number): string {
  if (typeof value === 'string') return quote(value)
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new RangeError('canonical JSON holds safe integers only')
    return Object.is(value, -0) ? '0' : String(value)
  }
  if (depth === MAX_DEPTH) throw new RangeError('canonical JSON nests too deep')
  let inside = ''
  if (isList(value)) {
    for (const item of value) inside += `${inside === '' ? '' : ','}${write(item, depth + 1)}`
    return `[${inside}]`
  }
  for (const name of Object.keys(value).sort()) {
    const member = value[name]
    if (member === undefined) continue
    inside += `${inside === '' ? '' : ','}${quote(name)}:${write(member, depth + 1)}`
  }
  return `{${inside}}`
}

// Half of a surrogate pair is always escaped, so only a text that grew can hold one.
function quote(text: string): string {
  const quoted = JSON.stringify(text)
  if (quoted.length !== text.length + 2 && LONE_SURROGATE.test(text))
    throw new RangeError('canonical JSON cannot hold a lone surrogate')
  return quoted
}

function isList(value: object): value is readonly CanonicalValue[] {
  return Array.isArray(value)
}

// Counted before parsing, because a parser may recurse on what it has not yet refused.
function nestsTooDeep(text: string): boolean {
  let depth = 0
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (inString) {
      if (unit === 0x5c) at++
      else if (unit === 0x22) inString = false
    } else if (unit === 0x22) inString = true
    else if (unit === 0x5b || unit === 0x7b) {
      if (++depth > MAX_DEPTH) return true
    } else if (unit === 0x5d || unit === 0x7d) depth--
  }
  return false
}
