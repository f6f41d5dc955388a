import type { FoundTime } from '#core/parsing/parsed-evidence.ts'
import { statedTime, wallClockMs } from './found-times.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
// RFC 5322 §3.3 with its obsolete forms (§4.3): names of American zones, years of two digits.
const DATE =
  /([0-9]{1,2})\s+([A-Za-z]{3})[a-z]*\s+([0-9]{2,4})\s+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?\s*(?:([+-])([0-9]{2}):?([0-9]{2})|([A-Z]{1,4}))?/
const ZONES: { readonly [name: string]: number } = {
  GMT: 0,
  UT: 0,
  UTC: 0,
  Z: 0,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
}

/** Reads the date of a mail's header. One without a zone that is known is ambiguous. */
export function mailTime(raw: string): FoundTime {
  const match = DATE.exec(raw)
  if (match === null) return statedTime(raw, undefined)
  const [, day, month = '', year = '', hour, minute, second = '0', sign, hours, minutes, named] = match
  const fullYear = year.length === 4 ? Number(year) : Number(year) + (Number(year) < 50 ? 2000 : 1900)
  const wallMs = wallClockMs({
    year: fullYear,
    month: MONTHS.indexOf(month.toLowerCase()) + 1,
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
  })
  if (wallMs === null) return statedTime(raw, undefined)
  if (sign !== undefined) {
    const offset = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1)
    // `-0000` says that the zone is not known (RFC 5322 §3.3).
    return { ...statedTime(raw, wallMs - offset), zone: `${sign}${hours}:${minutes}` }
  }
  const zone = named === undefined ? undefined : ZONES[named]
  return zone === undefined
    ? { raw, atMs: wallMs, certainty: 'ambiguous' }
    : statedTime(raw, wallMs - zone * 3_600_000)
}
