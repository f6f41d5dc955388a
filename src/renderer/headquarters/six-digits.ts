import { toLatinDigits } from '#core/khmer/digits.ts'

/** The six digits of a code, however they were typed; `null` where they are not six. */
export function readSixDigits(typed: string): string | null {
  const digits = toLatinDigits(typed).replace(/\s/g, '')
  return /^[0-9]{6}$/.test(digits) ? digits : null
}
