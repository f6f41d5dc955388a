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
  let again: Uint8Array
  try {
    again = canonicalBytes(value)
  } catch {
    return fail({ code: 'json/not-canonical' })
  }
  return isSame(again, bytes) ? succeed(value) : fail({ code: 'json/not-canonical' })
}

function write(value: CanonicalValue, depth: number): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') {
    if (LONE_SURROGATE.test(value)) throw new RangeError('canonical JSON cannot hold a lone surrogate')
    return JSON.stringify(value)
  }
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new RangeError('canonical JSON holds safe integers only')
    return Object.is(value, -0) ? '0' : String(value)
  }
  if (depth === MAX_DEPTH) throw new RangeError('canonical JSON nests too deep')
  if (isList(value)) return `[${value.map((item) => write(item, depth + 1)).join(',')}]`
  const members: string[] = []
  for (const key of Object.keys(value).sort()) {
    const member = value[key]
    if (member !== undefined) members.push(`${write(key, depth + 1)}:${write(member, depth + 1)}`)
  }
  return `{${members.join(',')}}`
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

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false
  return true
}
