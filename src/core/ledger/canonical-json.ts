import { utf8ToBytes } from '@noble/hashes/utils.js'
import { fail, type Result, succeed } from '../result.ts'
import { decodeUtf8 } from '../text-safety/utf8.ts'
import { isSurelyCanonical } from './canonical-form.ts'

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

/**
 * Writes a value as canonical JSON (RFC 8785): keys sorted by UTF-16 code units, no white space, shortest escapes.
 *
 * Keys whose value is `undefined` are left out.
 *
 * @throws when the value holds a number that is no safe integer, a lone surrogate, or nests deeper than
 * {@link MAX_DEPTH}; a caller that passes such a value has a bug.
 */
export function canonicalText(value: CanonicalValue): string {
  const text = isInOrder(value, 0) ? JSON.stringify(value) : null
  // Where half of a surrogate pair may have been escaped, each text is looked at by itself.
  return text === null || text.includes('\\ud') ? write(value, 0) : text
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

// Bytes that are UTF-8 and the text they decode to determine each other, so texts are compared and nothing is encoded again. The form
// is looked at first, because writing again takes several times as long.
function isWrittenAs(value: CanonicalValue, text: string): boolean {
  if (isSurelyCanonical(text, MAX_DEPTH)) return true
  try {
    return write(value, 0) === text
  } catch {
    return false
  }
}

// The engine writes what stands in canonical order already in canonical form, and several times as fast.
function isInOrder(value: CanonicalValue, depth: number): boolean {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return true
  if (typeof value === 'number') return Number.isSafeInteger(value)
  if (typeof value !== 'object' || depth === MAX_DEPTH) return false
  if (isList(value)) {
    for (const item of value) if (!isInOrder(item, depth + 1)) return false
    return true
  }
  let last = ''
  for (const name of Object.keys(value)) {
    const member = value[name]
    if (name <= last || (member !== undefined && !isInOrder(member, depth + 1))) return false
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
  if (!opensMoreThan(text, MAX_DEPTH)) return false
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

// However few brackets a text opens, it nests no deeper; the engine finds them faster than a walk over every character.
function opensMoreThan(text: string, most: number): boolean {
  let count = 0
  for (const bracket of ['{', '[']) {
    for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1)) {
      count += 1
      if (count > most) return true
    }
  }
  return false
}
