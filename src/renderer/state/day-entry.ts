import { toLatinDigits } from '#core/khmer/digits.ts'

const DAY_FIRST = /^([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4})$/
const YEAR_FIRST = /^([0-9]{4})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{1,2})$/

/**
 * Reads a day as officers write it, day before month (`21/11/2026`, `២១-១១-២០២៦`) or year first, and writes it as
 * `YYYY-MM-DD`. Whether such a day exists is not asked here. What has neither form comes back as it is, trimmed.
 */
export function readDayEntry(text: string): string {
  const latin = toLatinDigits(text.trim())
  const dayFirst = DAY_FIRST.exec(latin)
  if (dayFirst !== null) return isoText(dayFirst[3], dayFirst[2], dayFirst[1])
  const yearFirst = YEAR_FIRST.exec(latin)
  if (yearFirst !== null) return isoText(yearFirst[1], yearFirst[2], yearFirst[3])
  return text.trim()
}

function isoText(year = '', month = '', day = ''): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
