import { MAX_INSTANT_MS } from '#core/dates/station-time.ts'
import type { FoundTime, ParserOptions } from '#core/parsing/parsed-evidence.ts'
import { ParseStop } from './parser.ts'

/** The zone of every station (`STATION_ZONE` of core), taken where an export states none and nobody said otherwise. */
const STATION_OFFSET = '+07:00'
const ZONE = /^([+-])([0-9]{2}):([0-5][0-9])$/

/** A date and time of day as somebody's clock showed it. Months count from 1. */
export type ClockReading = {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

/** A time that the evidence states as an instant. */
export function statedTime(raw: string, atMs: number | undefined): FoundTime {
  if (atMs === undefined || !Number.isFinite(atMs) || Math.abs(atMs) > MAX_INSTANT_MS)
    return { raw, certainty: 'unreadable' }
  return { raw, atMs: Math.trunc(atMs), certainty: 'stated' }
}

/** A time that the evidence states without a zone: read in the zone that was given, or in the station's. */
export function zonelessTime(raw: string, reading: ClockReading | null, zone: string): FoundTime {
  const wallMs = reading === null ? null : wallClockMs(reading)
  const offset = ZONE.exec(zone)
  if (wallMs === null || offset === null) return { raw, certainty: 'unreadable' }
  const [, sign, hours, minutes] = offset
  const offsetMs = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1)
  return { raw, atMs: wallMs - offsetMs, zone, certainty: 'assumed-zone' }
}

/** The option `zone`, `+07:00`; left out, the station's. */
export function zoneOf(options: ParserOptions): string {
  const zone = options.zone ?? STATION_OFFSET
  const [, , hours] = ZONE.exec(zone) ?? []
  if (hours === undefined || Number(hours) > 14) throw new ParseStop('parse/option-wrong', { option: 'zone' })
  return zone
}

const ISO =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?\s?(Z|[+-][0-9]{2}:?[0-9]{2})?$/

/** A time of ISO 8601, with its zone or without one. */
export function isoTime(raw: string, zone: string): FoundTime {
  const match = ISO.exec(raw.trim())
  if (match === null) return { raw, certainty: 'unreadable' }
  const [, year, month, day, hour, minute, second = '0', fraction = '0', stated] = match
  const reading = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
  }
  const fractionMs = Math.trunc(Number(`0.${fraction}`) * 1000)
  if (stated === undefined) {
    const found = zonelessTime(raw, reading, zone)
    return found.atMs === undefined ? found : { ...found, atMs: found.atMs + fractionMs }
  }
  const colon =
    stated === 'Z' ? '+00:00' : stated.includes(':') ? stated : `${stated.slice(0, 3)}:${stated.slice(3)}`
  const found = zonelessTime(raw, reading, colon)
  return found.atMs === undefined
    ? found
    : { raw, atMs: found.atMs + fractionMs, zone: colon, certainty: 'stated' }
}

/** The instant at which a clock of UTC shows a reading, or `null` where there is no such day or time. */
export function wallClockMs({ year, month, day, hour, minute, second }: ClockReading): number | null {
  if (hour > 23 || minute > 59 || second > 60 || month < 1 || month > 12 || day < 1) return null
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  return date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000
}
