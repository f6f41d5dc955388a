import { checkDigitWrong, malformed, normalForm, type ReadNormalForm } from './normal-form.ts'

const SEPARATORS = /[\s.\-–—_/]/g
// Shorter numbers are branch or customer numbers; ISO 13616-1 allows an account at most 30 characters after four.
const ACCOUNT = /^[0-9]{6,30}$/
const IBAN = /^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$/

/**
 * Reads a bank account number: its digits without separators (Cambodia has no common form and no check digit), or an IBAN, whose
 * check digits must fit (ISO 13616-1, ISO/IEC 7064 MOD 97-10).
 */
export const readBankAccount: ReadNormalForm = (text) => {
  const account = text.replace(SEPARATORS, '').toUpperCase()
  if (ACCOUNT.test(account)) return normalForm(account)
  if (!IBAN.test(account)) return malformed('bank-account')
  return hasIbanCheck(account) ? normalForm(account, 'iban') : checkDigitWrong('bank-account')
}

function hasIbanCheck(iban: string): boolean {
  const moved = iban.slice(4) + iban.slice(0, 4)
  const digits = moved.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))
  return BigInt(digits) % 97n === 1n
}

// National Bank of Cambodia, "KHQR Content Guideline": tag 29 or 30, sub-tag 00, at most 32 characters `name@bank`.
const MAX_BAKONG_LENGTH = 32

/** Reads a Bakong account, `name@bank`, in lower case. */
export const readBakong: ReadNormalForm = (text) => {
  const account = text.toLowerCase()
  const isAccount = /^[a-z0-9][a-z0-9._-]*@[a-z0-9]{2,}$/.test(account) && account.length <= MAX_BAKONG_LENGTH
  return isAccount ? normalForm(account) : malformed('bakong')
}

/**
 * Reads an IMEI: fifteen digits, the last of which is a check digit (3GPP TS 23.003 §6.2.1, Luhn). The software version that phones
 * show behind a slash is dropped.
 */
export const readImei: ReadNormalForm = (text) => {
  const shown = text.replace(/^IMEI\s*[0-9]?\s*:\s*/i, '').replace(/\s*\/\s*[0-9]{2}$/, '')
  const imei = shown.replace(SEPARATORS, '')
  if (!/^[0-9]{15}$/.test(imei)) return malformed('imei')
  return hasLuhnCheck(imei) ? normalForm(imei) : checkDigitWrong('imei')
}

/** Tells whether the last of some digits is the Luhn check digit of the others (ISO/IEC 7812-1 annex B). */
export function hasLuhnCheck(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = index % 2 === 0 ? Number(digit) : Number(digit) * 2
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}
