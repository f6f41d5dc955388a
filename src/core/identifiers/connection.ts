import { isoDateText, isRealDate, twoDigits, utcMidnightMs } from '../dates/civil-date.ts'
import { STATION_OFFSET_MS, stationTimeAt } from '../dates/station-time.ts'
import { readIpv4, readIpv6 } from './ip-address.ts'

const PLACE = /^(?:\[([0-9a-f:.]+)\]|([0-9.]+)):([0-9]{1,5})$/i
// RFC 3339 §5.6 with its zone: an address without the zone of its time names nobody, because providers hand it on within minutes.
const TIME =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?\s?(Z|[+-][0-9]{2}:[0-9]{2})$/i
const MAX_PORT = 65_535
const MS_PER_MINUTE = 60_000

/**
 * Reads an IP address with its port and the time at which it was seen, `203.0.113.5:443 2026-11-20 08:10:00 +07:00`, into
 * `203.0.113.5:443 2026-11-20T01:10:00Z`, or answers `null`. IPv6 addresses stand in brackets (RFC 3986, section 3.2.2).
 */
export function readConnection(text: string): string | null {
  const parts = /^([^\s,;]+)[\s,;@]+(.+)$/.exec(text)
  const place = parts === null ? null : readPlace(parts[1] ?? '')
  const atMs = parts === null ? null : readTime((parts[2] ?? '').trim())
  if (place === null || atMs === null) return null
  return `${place} ${utcText(atMs)}`
}

/** The address in a connection as it is written in its normal form, for matching it by itself. */
export function addressOfConnection(normalised: string): string {
  const place = normalised.split(' ')[0] ?? ''
  return place.replace(/:[0-9]{1,5}$/, '').replace(/^\[(.*)\]$/, '$1')
}

function readPlace(text: string): string | null {
  const [, v6, v4, port = ''] = PLACE.exec(text) ?? []
  if (port === '' || Number(port) > MAX_PORT || Number(port) === 0) return null
  if (v6 !== undefined) {
    const address = readIpv6(v6)
    return address === null ? null : `[${address}]:${Number(port)}`
  }
  const address = v4 === undefined ? null : readIpv4(v4)
  return address === null ? null : `${address}:${Number(port)}`
}

function readTime(text: string): number | null {
  const match = TIME.exec(text)
  if (match === null) return null
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((index) =>
    Number(match[index] ?? 0),
  )
  const date = { year: year ?? 0, month: month ?? 0, day: day ?? 0 }
  if (!isRealDate(date) || (hour ?? 99) > 23 || (minute ?? 99) > 59 || (second ?? 99) > 59) return null
  const utc = utcMidnightMs(date) + ((hour ?? 0) * 60 + (minute ?? 0)) * MS_PER_MINUTE + (second ?? 0) * 1_000
  const offset = offsetMinutes(match[7] ?? '')
  return offset === null ? null : utc - offset * MS_PER_MINUTE
}

function offsetMinutes(zone: string): number | null {
  if (/^z$/i.test(zone)) return 0
  const [hours = 99, minutes = 99] = zone.slice(1).split(':').map(Number)
  if (hours > 14 || minutes > 59) return null
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

function utcText(atMs: number): string {
  const { date, hour, minute, second } = stationTimeAt(atMs - STATION_OFFSET_MS)
  return `${isoDateText(date)}T${twoDigits(hour)}:${twoDigits(minute)}:${twoDigits(second)}Z`
}
