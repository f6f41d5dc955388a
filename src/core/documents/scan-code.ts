import { toLatinDigits } from '../khmer/digits.ts'
import { removeInvisible } from '../text-safety/marks.ts'

/**
 * What the QR code of a label says: the number people read, a full stop, and four check characters of the id
 * (`2026-0001-E001.7K3F`).
 *
 * The number finds the item, the check characters tell it from an item of the same number at another station and from a
 * misreading. Every character is of the alphanumeric set of QR codes (ISO/IEC 18004:2015, table 5) as long as the number
 * is, so that the code stays small and any keyboard scanner can type it.
 */
export function scanCodeOf(number: string, id: string): string {
  return `${number.toUpperCase()}${SEPARATOR}${checkCharactersOf(id)}`
}

/** What somebody scanned or typed: a number, and the check characters where they were given. */
export type ScannedCode = { readonly number: string; readonly check: string | null }

/**
 * Reads what a scanner or a hand put in: a whole code, or a number without check characters. Khmer digits, lower case,
 * spaces and invisible characters are read as what they mean. Answers `null` for an empty text.
 */
export function readScannedCode(text: string): ScannedCode | null {
  const plain = toLatinDigits(removeInvisible(text)).replaceAll(/\s+/gu, '').toUpperCase()
  if (plain === '') return null
  const at = plain.lastIndexOf(SEPARATOR)
  const check = plain.slice(at + 1)
  if (at > 0 && CHECK.test(check)) return { number: plain.slice(0, at), check }
  return { number: plain, check: null }
}

/**
 * Tells whether a scanned code means this item. A number typed without check characters is taken at its word; one with
 * check characters of another id is another thing of the same number.
 */
export function isScanOf(scanned: ScannedCode, number: string, id: string): boolean {
  if (scanned.number !== number.toUpperCase()) return false
  return scanned.check === null || scanned.check === checkCharactersOf(id)
}

/**
 * Gives the check characters of an id: its first twenty bits in Crockford's base 32, which leaves out I, L, O and U.
 *
 * @throws when the id does not begin with five hex digits, as every id does.
 */
export function checkCharactersOf(id: string): string {
  const bits = Number.parseInt(id.slice(0, 5), 16)
  if (!/^[0-9a-f]{5}/.test(id)) throw new Error('an id begins with hex digits')
  return [15, 10, 5, 0].map((shift) => ALPHABET[(bits >> shift) & 31]).join('')
}

const SEPARATOR = '.'
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CHECK = /^[0-9A-HJKMNP-TV-Z]{4}$/
