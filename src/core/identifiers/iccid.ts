import { toLatinDigits } from '../khmer/digits.ts'
import { fail, type Result, succeed } from '../result.ts'
import { removeInvisible } from '../text-safety/marks.ts'
import { hasLuhnCheck } from './account-number.ts'

/** Why a text is no ICCID. */
export type IccidFailure = { readonly code: 'identifier/malformed' | 'identifier/check-digit-wrong' }

/**
 * Reads the number of a SIM card: 89, then up to 17 digits and a Luhn check digit (ITU-T E.118 §4). Cards of some operators print it
 * with a filler `F` or a version letter behind, which are dropped; those with 18 digits print none of the check digit.
 */
export function readIccid(text: string): Result<string, IccidFailure> {
  const shown = toLatinDigits(removeInvisible(text).normalize('NFKC')).replace(/[\s.\-–—_]/g, '')
  const digits = shown.replace(/^ICCID:?/i, '').replace(/[A-Z]$/i, '')
  if (!/^89[0-9]{16,18}$/.test(digits)) return fail({ code: 'identifier/malformed' })
  if (digits.length === 18) return succeed(digits)
  return hasLuhnCheck(digits) ? succeed(digits) : fail({ code: 'identifier/check-digit-wrong' })
}
