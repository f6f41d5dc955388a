import { parseStationTime } from '#core/dates/station-time.ts'
import { toLatinDigits } from '#core/khmer/digits.ts'
import { readDayEntry, writeDayEntry } from './day-entry.ts'

const CLOCK = /^([0-9]{1,2})[:.]([0-9]{2})$/

/**
 * Reads a day and a time of day as officers write them (`22/11/2026 14:30`, `២២-១១-២០២៦ ១៤:៣០`) and writes them as `YYYY-MM-DDTHH:MM`.
 * Whether there is such a minute is not asked here. What has no such form comes back as it is, trimmed.
 */
export function readTimeEntry(text: string): string {
  const typed = text.trim()
  const [day = '', clock = '', ...rest] = typed.split(/[\sT,]+/)
  const parts = CLOCK.exec(toLatinDigits(clock))
  if (parts === null || rest.length > 0) return typed
  const [, hour = '', minute = ''] = parts
  return `${readDayEntry(day)}T${hour.padStart(2, '0')}:${minute}`
}

/** Reads it as the instant at which a station's clock shows it. */
export function parseTimeEntry(text: string): ReturnType<typeof parseStationTime> {
  return parseStationTime(readTimeEntry(text))
}

/** Writes a recorded minute as it is shown in a field. */
export function writeTimeEntry(recorded: string): string {
  const [day = '', clock = ''] = recorded.split(/[T ]/)
  return clock === '' ? recorded : `${writeDayEntry(day)} ${clock}`
}

/** Reads a time of day as officers write it (`8:10`, `២០.១៥`) and writes it as `HH:MM`; what is none comes back as it is, trimmed. */
export function readClockEntry(text: string): string {
  const typed = text.trim()
  const parts = CLOCK.exec(toLatinDigits(typed))
  return parts === null ? typed : `${parts[1]?.padStart(2, '0')}:${parts[2]}`
}
