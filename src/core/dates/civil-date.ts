import { fail, type Result, succeed } from '../result.ts'

/** A day of the Gregorian calendar (proleptic before 1582): month 1–12, day 1–31, no zone. */
export type CivilDate = { readonly year: number; readonly month: number; readonly day: number }

/** Why a typed date is refused. */
export type DateFailure =
  | { readonly code: 'date/malformed' }
  | {
      readonly code: 'date/impossible'
      readonly facts: { readonly year: number; readonly month: number; readonly day: number }
    }

const MS_PER_DAY = 86_400_000
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const
const ISO_DATE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/

/** Tells whether a year of the Gregorian calendar has 366 days. */
export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

/** Tells whether a year, month and day name a day that exists. */
export function isRealDate(date: CivilDate): boolean {
  const { year, month, day } = date
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day)) return false
  return day >= 1 && day <= (month === 2 && isLeapYear(year) ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0))
}

/**
 * Counts the days from 1970-01-01 to a date; negative before.
 *
 * Years are counted from March in cycles of 400 years (146,097 days), so that the leap day ends a year.
 */
export function dayNumberOf(date: CivilDate): number {
  const marchYear = date.month <= 2 ? date.year - 1 : date.year
  const cycle = Math.floor(marchYear / 400)
  const yearOfCycle = marchYear - cycle * 400
  const marchMonth = (date.month + 9) % 12
  const dayOfYear = Math.floor((153 * marchMonth + 2) / 5) + date.day - 1
  const dayOfCycle =
    yearOfCycle * 365 + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100) + dayOfYear
  return cycle * 146_097 + dayOfCycle - 719_468
}

/** Finds the date that lies a number of days after 1970-01-01; the inverse of {@link dayNumberOf}. */
export function dateOfDayNumber(dayNumber: number): CivilDate {
  const shifted = dayNumber + 719_468
  const cycle = Math.floor(shifted / 146_097)
  const dayOfCycle = shifted - cycle * 146_097
  const yearOfCycle = Math.floor(
    (dayOfCycle -
      Math.floor(dayOfCycle / 1_460) +
      Math.floor(dayOfCycle / 36_524) -
      Math.floor(dayOfCycle / 146_096)) /
      365,
  )
  const dayOfYear =
    dayOfCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return {
    year: yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  }
}

/** Names the weekday of a date: 0 is Sunday, 6 is Saturday. */
export function weekdayOf(date: CivilDate): number {
  // 1970-01-01 was a Thursday.
  return (((dayNumberOf(date) + 4) % 7) + 7) % 7
}

/** Compares two dates: negative when the first is earlier, 0 when equal. */
export function compareDates(first: CivilDate, second: CivilDate): number {
  return dayNumberOf(first) - dayNumberOf(second)
}

/** Counts the milliseconds from 1970-01-01T00:00Z to the midnight (UTC) that begins a date. */
export function utcMidnightMs(date: CivilDate): number {
  return dayNumberOf(date) * MS_PER_DAY
}

/**
 * Reads a date as officers type it: exactly `YYYY-MM-DD`, digits 0–9, years 0001–9999, nothing around it.
 *
 * `date/malformed` says that the form is wrong, `date/impossible` that no such day exists.
 */
export function parseIsoDate(text: string): Result<CivilDate, DateFailure> {
  const match = ISO_DATE.exec(text)
  if (match === null) return fail({ code: 'date/malformed' })
  const date = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) }
  if (date.year === 0 || !isRealDate(date)) return fail({ code: 'date/impossible', facts: date })
  return succeed(date)
}

/**
 * Writes a date as ISO 8601 does: `YYYY-MM-DD`, and with a sign and six digits of year outside 0000–9999
 * (ISO 8601-1:2019, expanded representation).
 */
export function isoDateText(date: CivilDate): string {
  return `${isoYear(date.year)}-${twoDigits(date.month)}-${twoDigits(date.day)}`
}

/** Writes a whole number below 100 with two digits. */
export function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}

function isoYear(year: number): string {
  if (year >= 0 && year <= 9_999) return String(year).padStart(4, '0')
  return `${year < 0 ? '-' : '+'}${String(Math.abs(year)).padStart(6, '0')}`
}
