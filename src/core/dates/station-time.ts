import { fail, type Result, succeed } from '../result.ts'
import { type CivilDate, type DateFailure, dateOfDayNumber, isRealDate, utcMidnightMs } from './civil-date.ts'

/** A day and a time of day on the clock of a station. */
export type StationTime = {
  readonly date: CivilDate
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly millisecond: number
}

/** Why a typed date with a time of day is refused. */
export type StationTimeFailure =
  | DateFailure
  | { readonly code: 'date/impossible'; readonly facts: { readonly hour: number; readonly minute: number } }

/**
 * How far every station's clock is ahead of UTC: seven hours, the whole year (IANA time zone Asia/Phnom_Penh,
 * a link to Asia/Bangkok: UTC+07:00 since 1920-04-01, no daylight saving time).
 */
export const STATION_OFFSET_MS = 7 * 3_600_000

/** How documents name the zone of every station. */
export const STATION_ZONE = 'UTC+7'

const MS_PER_DAY = 86_400_000
/** Farthest instant from 1970-01-01, in milliseconds to either side: 100,000,000 days (ECMA-262 §21.4.1.1). */
export const MAX_INSTANT_MS = 8.64e15
const DATE_TIME = /^([0-9]{4})-([0-9]{2})-([0-9]{2})[ T]([0-9]{2}):([0-9]{2})$/

/**
 * Reads an instant on a station's clock.
 *
 * @param atMs milliseconds since 1970-01-01T00:00Z; fractions are dropped towards the past.
 * @throws RangeError when `atMs` is no instant (not finite, or beyond ±8.64e15).
 */
export function stationTimeAt(atMs: number): StationTime {
  if (!(Math.abs(atMs) <= MAX_INSTANT_MS)) throw new RangeError(`no instant: ${atMs}`)
  const localMs = Math.floor(atMs) + STATION_OFFSET_MS
  const dayNumber = Math.floor(localMs / MS_PER_DAY)
  const msOfDay = localMs - dayNumber * MS_PER_DAY
  return {
    date: dateOfDayNumber(dayNumber),
    hour: Math.floor(msOfDay / 3_600_000),
    minute: Math.floor(msOfDay / 60_000) % 60,
    second: Math.floor(msOfDay / 1_000) % 60,
    millisecond: msOfDay % 1_000,
  }
}

/** Finds the instant, in milliseconds since 1970-01-01T00:00Z, at which a station's clock shows a date and time. */
export function instantAtStation(date: CivilDate, hour = 0, minute = 0): number {
  return utcMidnightMs(date) + hour * 3_600_000 + minute * 60_000 - STATION_OFFSET_MS
}

/**
 * Reads a date with a time of day as officers type it, on the station's clock: exactly `YYYY-MM-DD HH:MM`, a `T` allowed
 * between the two, hours 00–23.
 *
 * Succeeds with the instant in milliseconds since 1970-01-01T00:00Z.
 */
export function parseStationTime(text: string): Result<number, StationTimeFailure> {
  const match = DATE_TIME.exec(text)
  if (match === null) return fail({ code: 'date/malformed' })
  const date = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) }
  if (date.year === 0 || !isRealDate(date)) return fail({ code: 'date/impossible', facts: date })
  const hour = Number(match[4])
  const minute = Number(match[5])
  if (hour > 23 || minute > 59) return fail({ code: 'date/impossible', facts: { hour, minute } })
  return succeed(instantAtStation(date, hour, minute))
}
