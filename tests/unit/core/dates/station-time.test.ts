import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantAtStation, parseStationTime, stationTimeAt } from '#core/dates/station-time.ts'
import { propertyRuns } from '../../../support/property-runs.ts'

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Phnom_Penh',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
  hourCycle: 'h23',
})

describe('stationTimeAt', () => {
  it('agrees with the time-zone data for Asia/Phnom_Penh from 1920 to 2100', () => {
    const instant = fc.integer({ min: Date.UTC(1920, 3, 2), max: Date.UTC(2100, 11, 31) })
    fc.assert(
      fc.property(instant, (atMs) => {
        const parts = new Map(clock.formatToParts(atMs).map((part) => [part.type, Number(part.value)]))
        expect(stationTimeAt(atMs)).toEqual({
          date: { year: parts.get('year'), month: parts.get('month'), day: parts.get('day') },
          hour: parts.get('hour'),
          minute: parts.get('minute'),
          second: parts.get('second'),
          millisecond: ((atMs % 1000) + 1000) % 1000,
        })
      }),
      propertyRuns(500),
    )
  })

  it('begins the day at 17:00 UTC', () => {
    expect(stationTimeAt(Date.UTC(2026, 10, 20, 16, 59, 59, 999)).date.day).toBe(20)
    expect(stationTimeAt(Date.UTC(2026, 10, 20, 17)).date.day).toBe(21)
  })

  it('counts time before 1970 forwards', () => {
    expect(stationTimeAt(-1)).toEqual({
      date: { year: 1970, month: 1, day: 1 },
      hour: 6,
      minute: 59,
      second: 59,
      millisecond: 999,
    })
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 8.64e15 + 1])(
    'throws on %d, which is no instant',
    (atMs) => {
      expect(() => stationTimeAt(atMs)).toThrow(RangeError)
    },
  )

  it('accepts the last instant', () => {
    expect(stationTimeAt(8.64e15).date).toEqual({ year: 275_760, month: 9, day: 13 })
  })
})

describe('parseStationTime', () => {
  it.each(['2026-11-21 09:05', '2026-11-21T09:05'])('reads %s on the clock of a station', (text) => {
    expect(parseStationTime(text)).toEqual({ ok: true, value: Date.UTC(2026, 10, 21, 2, 5) })
  })

  it('is undone by stationTimeAt', () => {
    const date = { year: 2026, month: 11, day: 21 }
    expect(stationTimeAt(instantAtStation(date, 23, 59))).toMatchObject({
      date,
      hour: 23,
      minute: 59,
      second: 0,
    })
    expect(stationTimeAt(instantAtStation(date))).toMatchObject({ date, hour: 0, minute: 0 })
  })

  it.each(['2026-11-21', '2026-11-21 9:05', '2026-11-21  09:05', '2026-11-21 09:05:00', '២០២៦-១១-២១ ០៩:០៥'])(
    'refuses %j as malformed',
    (text) => {
      expect(parseStationTime(text)).toEqual({ ok: false, failure: { code: 'date/malformed' } })
    },
  )

  it('refuses days and times that do not exist', () => {
    expect(parseStationTime('2026-11-31 09:05')).toMatchObject({ failure: { code: 'date/impossible' } })
    expect(parseStationTime('2026-11-21 24:00')).toEqual({
      ok: false,
      failure: { code: 'date/impossible', facts: { hour: 24, minute: 0 } },
    })
    expect(parseStationTime('2026-11-21 23:60')).toMatchObject({ failure: { code: 'date/impossible' } })
    expect(parseStationTime('2026-11-21 23:59').ok).toBe(true)
  })
})
