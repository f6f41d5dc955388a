import { isRealDate, utcMidnightMs } from '../dates/civil-date.ts'
import type { FoundTime } from './parsed-evidence.ts'

const PDF_TIME =
  /^(?:D:)?([0-9]{4})([0-9]{2})?([0-9]{2})?([0-9]{2})?([0-9]{2})?([0-9]{2})?(?:(Z)|([+-])([0-9]{2})'?([0-9]{2})?'?)?/
/** Cambodia's zone (see `station-time.ts`). */
const HOME_ZONE = '+07:00'

/** Reads a time of a PDF document, `D:20260305140506+07'00'` (PDF 32000-1 §7.9.4). */
export function pdfTime(raw: string): FoundTime {
  const match = PDF_TIME.exec(raw)
  const kept = raw.slice(0, 100)
  if (match === null) return { raw: kept, certainty: 'unreadable' }
  const [, year = '', month = '01', day = '01', hour = '00', minute = '00', second = '00', utc, sign] = match
  const date = { year: Number(year), month: Number(month), day: Number(day) }
  if (date.year === 0 || !isRealDate(date) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    return { raw: kept, certainty: 'unreadable' }
  const stated =
    utc !== undefined ? '+00:00' : sign === undefined ? null : `${sign}${match[9]}:${match[10] ?? '00'}`
  const zone = stated ?? HOME_ZONE
  const offsetMs =
    (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4))) * 60_000 * (zone.startsWith('-') ? -1 : 1)
  const atMs =
    utcMidnightMs(date) + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1_000 - offsetMs
  return { raw: kept, atMs, zone, certainty: stated === null ? 'assumed-zone' : 'stated' }
}
