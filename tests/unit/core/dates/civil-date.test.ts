import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compareDates,
  dateOfDayNumber,
  dayNumberOf,
  isLeapYear,
  isoDateText,
  isRealDate,
  parseIsoDate,
  utcMidnightMs,
  weekdayOf,
} from '#core/dates/civil-date.ts'
import { propertyRuns } from '../../../support/property-runs.ts'

describe('day numbers', () => {
  it('agree with the Date of ECMAScript from year −5000 to 9999', () => {
    const dayNumber = fc.integer({ min: -2_545_000, max: 2_932_896 })
    fc.assert(
      fc.property(dayNumber, (day) => {
        const date = dateOfDayNumber(day)
        const oracle = new Date(day * 86_400_000)
        expect(date).toEqual({
          year: oracle.getUTCFullYear(),
          month: oracle.getUTCMonth() + 1,
          day: oracle.getUTCDate(),
        })
        expect(dayNumberOf(date)).toBe(day)
        expect(weekdayOf(date)).toBe(oracle.getUTCDay())
        expect(isRealDate(date)).toBe(true)
      }),
      propertyRuns(2_000),
    )
  })

  it('count across the leap days of 1900, 2000 and 2026', () => {
    expect(
      dayNumberOf({ year: 1900, month: 3, day: 1 }) - dayNumberOf({ year: 1900, month: 2, day: 28 }),
    ).toBe(1)
    expect(
      dayNumberOf({ year: 2000, month: 3, day: 1 }) - dayNumberOf({ year: 2000, month: 2, day: 28 }),
    ).toBe(2)
    expect([1900, 2000, 2024, 2026, 2100].filter(isLeapYear)).toEqual([2000, 2024])
    expect(utcMidnightMs({ year: 2026, month: 11, day: 21 })).toBe(Date.UTC(2026, 10, 21))
  })

  it('order dates', () => {
    const early = { year: 2026, month: 11, day: 9 }
    const late = { year: 2026, month: 12, day: 1 }
    expect(compareDates(early, late)).toBeLessThan(0)
    expect(compareDates(late, early)).toBeGreaterThan(0)
    expect(compareDates(early, { ...early })).toBe(0)
  })
})

describe('parseIsoDate', () => {
  it('reads what isoDateText writes', () => {
    const written = fc
      .integer({ min: -719_162, max: 2_932_896 })
      .map((day) => isoDateText(dateOfDayNumber(day)))
    fc.assert(
      fc.property(written, (text) => {
        const parsed = parseIsoDate(text)
        expect(parsed.ok && isoDateText(parsed.value)).toBe(text)
      }),
      propertyRuns(),
    )
  })

  it.each(['0001-01-01', '2024-02-29', '2026-11-21', '9999-12-31'])('accepts %s', (text) => {
    expect(parseIsoDate(text).ok).toBe(true)
  })

  it.each(['2026-02-29', '2026-11-31', '2026-00-10', '2026-13-01', '2026-11-00', '1900-02-29', '0000-01-01'])(
    'refuses %s as impossible and names its parts',
    (text) => {
      const [year, month, day] = text.split('-').map(Number)
      expect(parseIsoDate(text)).toEqual({
        ok: false,
        failure: { code: 'date/impossible', facts: { year, month, day } },
      })
    },
  )

  it.each([
    '',
    ' 2026-11-21',
    '2026-11-21 ',
    '2026-11-21\n',
    '26-11-21',
    '2026-1-2',
    '2026/11/21',
    '21-11-2026',
    '20261121',
    '+002026-11-21',
    '-2026-11-21',
    '2026-11-21T00:00',
    '២០២៦-១១-២១',
    '２０２６-11-21',
    '2026‐11‐21',
  ])('refuses %j as malformed', (text) => {
    expect(parseIsoDate(text)).toEqual({ ok: false, failure: { code: 'date/malformed' } })
  })
})

describe('isoDateText', () => {
  it('writes years outside four digits with a sign and six digits', () => {
    expect(isoDateText({ year: 12_026, month: 1, day: 2 })).toBe('+012026-01-02')
    expect(isoDateText({ year: -1, month: 1, day: 2 })).toBe('-000001-01-02')
    expect(isoDateText({ year: 0, month: 1, day: 2 })).toBe('0000-01-02')
  })
})

describe('isRealDate', () => {
  it('refuses parts that are no whole numbers', () => {
    expect(isRealDate({ year: 2026, month: 1.5, day: 1 })).toBe(false)
    expect(isRealDate({ year: Number.NaN, month: 1, day: 1 })).toBe(false)
    expect(isRealDate({ year: 2026, month: 1, day: 1.5 })).toBe(false)
  })
})
