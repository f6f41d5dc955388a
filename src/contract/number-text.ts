import { writeDigits } from '#core/khmer/digits.ts'
import type { Language } from '#core/language.ts'

/** Unicode CLDR 46, `km.xml` and `en.xml`, symbols: how thousands are set apart and decimals begin. */
const SEPARATORS = { km: { group: '.', decimal: ',' }, en: { group: ',', decimal: '.' } } as const

/** Names of the binary units (IEC 80000-13:2008), each 1,024 times the one before. */
const UNITS = {
  km: ['បៃ', 'គីឡូបៃ', 'មេកាបៃ', 'ជីកាបៃ', 'តេរ៉ាបៃ', 'ប៉េតាបៃ'],
  en: ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'],
} as const

const UNIT_STEP = 1024

/**
 * Writes a whole number with its thousands set apart: `1,250,000`, `១.២៥០.០០០`.
 *
 * @throws RangeError when the number is no safe integer.
 */
export function formatWholeNumber(value: number, language: Language): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`no whole number: ${value}`)
  const grouped = String(value).replace(/\B(?=([0-9]{3})+$)/g, SEPARATORS[language].group)
  return writeDigits(grouped, language === 'km' ? 'khmer' : 'latin')
}

/** Writes a number of bytes in full: `1,048,576 bytes`, `១.០៤៨.៥៧៦ បៃ`. */
export function formatExactBytes(sizeBytes: number, language: Language): string {
  const unit = language === 'en' && sizeBytes === 1 ? 'byte' : UNITS[language][0]
  return `${formatWholeNumber(sizeBytes, language)} ${unit}`
}

/**
 * Writes a size for people, in the largest unit that leaves at least 1, with one decimal, rounded down so that free space
 * is never promised: `1.5 MiB`, `១,៥ មេកាបៃ`. Below 1,024 bytes it is exact.
 */
export function formatSize(sizeBytes: number, language: Language): string {
  const names = UNITS[language]
  let unit = 0
  let unitBytes = 1
  while (unit < names.length - 1 && sizeBytes >= unitBytes * UNIT_STEP) {
    unit++
    unitBytes *= UNIT_STEP
  }
  if (unit === 0) return formatExactBytes(sizeBytes, language)
  const tenths = Math.floor((sizeBytes / unitBytes) * 10)
  const whole = formatWholeNumber(Math.floor(tenths / 10), language)
  const decimal = writeDigits(String(tenths % 10), language === 'km' ? 'khmer' : 'latin')
  return `${whole}${SEPARATORS[language].decimal}${decimal} ${names[unit]}`
}
