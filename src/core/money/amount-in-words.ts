import { currencyOf } from './currency.ts'
import { type Money, smallestPartsOf } from './money.ts'

const UNITS = ['', 'មួយ', 'ពីរ', 'បី', 'បួន', 'ប្រាំ', 'ប្រាំមួយ', 'ប្រាំពីរ', 'ប្រាំបី', 'ប្រាំបួន'] as const
const TENS = ['', 'ដប់', 'ម្ភៃ', 'សាមសិប', 'សែសិប', 'ហាសិប', 'ហុកសិប', 'ចិតសិប', 'ប៉ែតសិប', 'កៅសិប'] as const
// Hundred, thousand, ten thousand, hundred thousand: each takes one digit before it.
const PLACES: readonly (readonly [bigint, string])[] = [
  [100_000n, 'សែន'],
  [10_000n, 'ម៉ឺន'],
  [1_000n, 'ពាន់'],
  [100n, 'រយ'],
]
const MILLION = 1_000_000n

/**
 * Writes a whole number in Khmer words as they are spoken: `១២៥` is `មួយរយម្ភៃប្រាំ`. Above a million the millions are
 * counted the same way (`មួយពាន់លាន` is 10⁹, `មួយលានលាន` 10¹²).
 *
 * @throws when the number is negative.
 */
export function khmerNumberWords(number: bigint): string {
  if (number < 0n) throw new RangeError(`no words for ${number}`)
  return number === 0n ? 'សូន្យ' : words(number)
}

/**
 * Writes an amount of riel or dollars in Khmer words, as receipts and records want it beside the figures:
 * `មួយលានប្រាំសែនរៀល`, `ដប់ពីរដុល្លារអាមេរិក និងហាសិបសេន`. Returns `null` for other currencies and negative amounts.
 */
export function amountInWords(money: Money): string | null {
  const { currency } = money
  if (currency !== 'KHR' && currency !== 'USD') return null
  const parts = smallestPartsOf(money)
  if (parts < 0n) return null
  const { names, decimals } = currencyOf(currency)
  const unit = 10n ** BigInt(decimals)
  const whole = parts / unit
  const rest = parts % unit
  if (rest === 0n) return `${khmerNumberWords(whole)}${names.km}`
  const cents = `${khmerNumberWords(rest)}សេន`
  return whole === 0n ? cents : `${khmerNumberWords(whole)}${names.km} និង${cents}`
}

function words(number: bigint): string {
  if (number >= MILLION) return `${words(number / MILLION)}លាន${words(number % MILLION)}`
  for (const [value, name] of PLACES) {
    if (number >= value) return `${UNITS[Number(number / value)]}${name}${words(number % value)}`
  }
  return `${TENS[Number(number / 10n)]}${UNITS[Number(number % 10n)]}`
}
