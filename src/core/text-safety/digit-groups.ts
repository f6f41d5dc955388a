import { toLatinDigits } from '../khmer/digits.ts'
import { fail, type Result, succeed } from '../result.ts'

/** Digits of one group. */
export const GROUP_DIGITS = 6

/**
 * What a group is divisible by. Every single wrong digit and every two neighbours that changed places break that, because 11
 * divides neither 10^k · d for d from 1 to 9 nor 9 · 10^k · d. The scheme is that of BitLocker's numerical recovery password
 * (Microsoft, "BitLocker recovery overview": 8 groups of 6 digits, each divisible by 11).
 */
const CHECK = 11

/** Greatest value of the 16 bits that a group carries. */
const MOST = 0xffff

/** Characters that may stand between digits: white space, zero-width spaces, dots, slashes and dashes of any length. */
const SEPARATORS = /[\s\u200b-\u200d\u2060\ufeff./_\u2010-\u2015\u2212-]+/

/** Why a text is no row of groups. `group` counts from 1; `digits` is how many digits were read. */
export type DigitGroupsFailure =
  | { readonly code: 'groups/not-digits' }
  | { readonly code: 'groups/wrong-length'; readonly digits: number }
  | { readonly code: 'groups/wrong-group'; readonly group: number }

/**
 * Writes bytes as groups of six digits with a check in each, to be written down and read back by people: `123453-…`.
 *
 * @param bytes an even number of bytes; each two, big-endian, become one group.
 */
export function writeDigitGroups(bytes: Uint8Array, separator = '-'): string {
  if (bytes.length % 2 !== 0) throw new Error('groups hold two bytes each')
  const groups: string[] = []
  for (let at = 0; at < bytes.length; at += 2) {
    const value = (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)
    groups.push(String(value * CHECK).padStart(GROUP_DIGITS, '0'))
  }
  return groups.join(separator)
}

/**
 * Reads what {@link writeDigitGroups} wrote and somebody typed, in Khmer or in Latin digits, with any separators or none.
 * Where something does not hold, the first group concerned is named.
 *
 * @param count how many groups there must be.
 */
export function parseDigitGroups(text: string, count: number): Result<Uint8Array, DigitGroupsFailure> {
  const parts = toLatinDigits(text)
    .split(SEPARATORS)
    .filter((part) => part !== '')
  const digits = parts.join('')
  if (digits === '' || !/^[0-9]+$/.test(digits)) return fail({ code: 'groups/not-digits' })
  const groups = splitGroups(parts, digits, count)
  if (groups === null) return fail({ code: 'groups/wrong-length', digits: digits.length })
  const bytes = new Uint8Array(count * 2)
  for (const [index, group] of groups.entries()) {
    const value = Number(group)
    if (group.length !== GROUP_DIGITS || value % CHECK !== 0 || value / CHECK > MOST)
      return fail({ code: 'groups/wrong-group', group: index + 1 })
    bytes[index * 2] = Math.floor(value / CHECK / 256)
    bytes[index * 2 + 1] = (value / CHECK) % 256
  }
  return succeed(bytes)
}

// Where as many parts were typed as there are groups, a digit left out or typed twice belongs to its part. Otherwise the
// separators mean nothing, and every six digits are a group.
function splitGroups(parts: readonly string[], digits: string, count: number): readonly string[] | null {
  if (parts.length === count) return parts
  if (digits.length !== count * GROUP_DIGITS) return null
  return Array.from({ length: count }, (_, index) =>
    digits.slice(index * GROUP_DIGITS, (index + 1) * GROUP_DIGITS),
  )
}
