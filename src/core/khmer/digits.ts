const KHMER_ZERO = 0x17e0
const KHMER_DIGIT = /[\u17e0-\u17e9]/g
const LATIN_DIGIT = /[0-9]/g

/** Which digits a text is written with. */
export type Digits = 'khmer' | 'latin'

/** Writes every digit 0–9 of a text as the Khmer digit of the same value (U+17E0–U+17E9); the rest stays as it is. */
export function toKhmerDigits(text: string): string {
  return text.replace(LATIN_DIGIT, (digit) => String.fromCharCode(KHMER_ZERO + Number(digit)))
}

/** Writes every Khmer digit (U+17E0–U+17E9) of a text as the digit 0–9 of the same value; the rest stays as it is. */
export function toLatinDigits(text: string): string {
  return text.replace(KHMER_DIGIT, (digit) => String(digit.charCodeAt(0) - KHMER_ZERO))
}

/** Writes a text's digits as asked: in Khmer or in Latin digits. */
export function writeDigits(text: string, digits: Digits): string {
  return digits === 'khmer' ? toKhmerDigits(text) : text
}
