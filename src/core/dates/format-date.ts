import { type Digits, writeDigits } from '../khmer/digits.ts'
import type { Language } from '../language.ts'
import { MONTH_NAMES, WEEKDAY_NAMES } from './calendar-names.ts'
import { type CivilDate, isoDateText, twoDigits, weekdayOf } from './civil-date.ts'
import { STATION_ZONE, stationTimeAt } from './station-time.ts'

/**
 * How a date is written: the language, and which digits. Khmer is written with Khmer digits unless told otherwise, English
 * always with Latin ones.
 */
export type DateStyle = { readonly language: Language; readonly digits?: Digits }

/**
 * Writes a date in words: `21 November 2026`, `ថ្ងៃទី២១ ខែវិច្ឆិកា ឆ្នាំ២០២៦`.
 *
 * The year of the Gregorian calendar is meant in both languages.
 */
export function formatLongDate(date: CivilDate, style: DateStyle): string {
  const month = MONTH_NAMES[style.language][date.month - 1]
  if (style.language === 'en') return `${date.day} ${month} ${date.year}`
  return inDigitsOf(style, `ថ្ងៃទី${twoDigits(date.day)} ខែ${month} ឆ្នាំ${date.year}`)
}

/** Writes a date in words with its weekday: `Saturday 21 November 2026`, `ថ្ងៃសៅរ៍ ទី២១ ខែវិច្ឆិកា ឆ្នាំ២០២៦`. */
export function formatLongDateWithWeekday(date: CivilDate, style: DateStyle): string {
  const weekday = WEEKDAY_NAMES[style.language][weekdayOf(date)]
  if (style.language === 'en') return `${weekday} ${formatLongDate(date, style)}`
  const month = MONTH_NAMES.km[date.month - 1]
  return inDigitsOf(style, `ថ្ងៃ${weekday} ទី${twoDigits(date.day)} ខែ${month} ឆ្នាំ${date.year}`)
}

/**
 * Writes an instant on the station's clock with its zone: `21 November 2026, 09:05 (UTC+7)`,
 * `ថ្ងៃទី២១ ខែវិច្ឆិកា ឆ្នាំ២០២៦ ម៉ោង ០៩:០៥ (UTC+7)`.
 *
 * @param atMs milliseconds since 1970-01-01T00:00Z.
 */
export function formatDateTime(atMs: number, style: DateStyle): string {
  const { date, hour, minute } = stationTimeAt(atMs)
  const clock = `${twoDigits(hour)}:${twoDigits(minute)}`
  if (style.language === 'en') return `${formatLongDate(date, style)}, ${clock} (${STATION_ZONE})`
  return `${formatLongDate(date, style)} ម៉ោង ${inDigitsOf(style, clock)} (${STATION_ZONE})`
}

/**
 * Writes an instant to the second on the station's clock, short enough for a column of a table: `21 Nov 2026 09:05:03`,
 * `២១ វិច្ឆិកា ២០២៦ ០៩:០៥:០៣`. A line breaks only between the day and the clock; the zone is named beside it.
 *
 * @param atMs milliseconds since 1970-01-01T00:00Z.
 */
export function formatExactTime(atMs: number, style: DateStyle): string {
  const { date, hour, minute, second } = stationTimeAt(atMs)
  const month = MONTH_NAMES[style.language][date.month - 1]
  const shortMonth = style.language === 'en' ? month?.slice(0, 3) : month
  const day = `${twoDigits(date.day)}\u00a0${shortMonth}\u00a0${date.year}`
  const clock = `${twoDigits(hour)}:${twoDigits(minute)}:${twoDigits(second)}`
  return inDigitsOf(style, `${day} ${clock}`)
}

/** Writes the date of an instant on the station's clock so that texts sort as dates: `2026-11-21`. The same in both languages. */
export function formatSortableDate(atMs: number): string {
  return isoDateText(stationTimeAt(atMs).date)
}

/** Writes an instant on the station's clock, to the second, with its offset: `2026-11-21 09:05:03+07:00`. */
export function formatSortableDateTime(atMs: number): string {
  const { date, hour, minute, second } = stationTimeAt(atMs)
  return `${isoDateText(date)} ${twoDigits(hour)}:${twoDigits(minute)}:${twoDigits(second)}+07:00`
}

/** Writes the digits of a finished text as a style wants them. */
export function inDigitsOf(style: DateStyle, text: string): string {
  return writeDigits(text, style.digits ?? (style.language === 'km' ? 'khmer' : 'latin'))
}
