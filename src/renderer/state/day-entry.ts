import { toLatinDigits } from '#core/khmer/digits.ts'
import { type Birth, birthText, readBirth } from '#core/parties/birth.ts'

const DAY_FIRST = /^([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4})$/
const MONTH_FIRST = /^([0-9]{1,2})[/.\- ]([0-9]{4})$/
const ISO_DAY = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/
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

/** Writes a recorded day as officers write it, so that {@link readDayEntry} reads it again; what is no day stays. */
export function writeDayEntry(recorded: string): string {
  const [, year, month, day] = ISO_DAY.exec(recorded) ?? []
  return year === undefined ? recorded : `${day}/${month}/${year}`
}

/** Reads when somebody was born: a day, a month (`5/1990`), a year, or years between which it lies (`1988/1992`). */
export function readBirthEntry(text: string): Birth {
  const latin = toLatinDigits(text.trim())
  const [, month, year] = MONTH_FIRST.exec(latin) ?? []
  return readBirth(month === undefined ? readDayEntry(latin) : `${year}-${month.padStart(2, '0')}`)
}

/** Writes it as {@link readBirthEntry} reads it. */
export function writeBirthEntry(birth: Birth): string {
  return birthText(birth)
    .replace(/^([0-9]{4})-([0-9]{2})$/, '$2/$1')
    .replace(/[0-9]{4}-[0-9]{2}-[0-9]{2}/g, writeDayEntry)
}

function isoText(year = '', month = '', day = ''): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
