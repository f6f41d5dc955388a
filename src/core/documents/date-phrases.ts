import { parseIsoDate } from '../dates/civil-date.ts'
import { formatDateTime, formatExactTime, formatLongDate, inDigitsOf } from '../dates/format-date.ts'
import { formatLunarDate } from '../dates/format-lunar-date.ts'
import { STATION_ZONE, stationTimeAt } from '../dates/station-time.ts'
import type { Phrase } from './document-tree.ts'

/** Writes an instant, in milliseconds since 1970, on the station's clock in both languages, with its zone. */
export function sayInstant(atMs: number): Phrase {
  return { km: formatDateTime(atMs, { language: 'km' }), en: formatDateTime(atMs, { language: 'en' }) }
}

/** Writes an instant, in milliseconds since 1970, to the second in both languages, for a column whose heading names the zone. */
export function sayTimeOfColumn(atMs: number): Phrase {
  return { km: formatExactTime(atMs, { language: 'km' }), en: formatExactTime(atMs, { language: 'en' }) }
}

/** Writes an instant, in milliseconds since 1970, to the second with its zone in both languages. */
export function sayExactTime(atMs: number): Phrase {
  const { km, en } = sayTimeOfColumn(atMs)
  return { km: `${km}\u00a0(${STATION_ZONE})`, en: `${en}\u00a0(${STATION_ZONE})` }
}

/** Writes the day of an instant in the Khmer lunar calendar with its Buddhist-era year, or nothing where that is not known. */
export function sayLunarDay(atMs: number): Phrase[] {
  const { date } = stationTimeAt(atMs)
  const km = formatLunarDate(date, { language: 'km' })
  const en = formatLunarDate(date, { language: 'en' })
  return km === null || en === null ? [] : [{ km, en }]
}

/** Writes a recorded day, `YYYY-MM-DD`, in words; a text that is no such day is shown as it is. */
export function sayDay(day: string): Phrase {
  const date = parseIsoDate(day)
  if (!date.ok) return { km: day, en: day }
  return {
    km: formatLongDate(date.value, { language: 'km' }),
    en: formatLongDate(date.value, { language: 'en' }),
  }
}

/** Writes a time of day, `08:10`, in both languages, with the zone of its clock (`+07:00`) where that is given. */
export function sayClock(clock: string, zone?: string): Phrase {
  const named = zone === undefined ? '' : `\u00a0(${nameZone(zone)})`
  return { km: `ម៉ោង\u00a0${inDigitsOf({ language: 'km' }, clock)}${named}`, en: `${clock}${named}` }
}

/** Names a zone as documents name the station's: `UTC+7` for `+07:00`. */
function nameZone(zone: string): string {
  const [, sign, hours, minutes] = /^([+-])([0-9]{2}):([0-9]{2})$/.exec(zone) ?? []
  if (sign === undefined) return zone
  return `UTC${sign}${Number(hours)}${minutes === '00' ? '' : `:${minutes}`}`
}
