import { describe, expect, it } from 'vitest'
import { MONTH_NAMES, WEEKDAY_NAMES } from '#core/dates/calendar-names.ts'
import {
  formatDateTime,
  formatExactTime,
  formatLongDate,
  formatLongDateWithWeekday,
  formatSortableDate,
  formatSortableDateTime,
} from '#core/dates/format-date.ts'

const date = { year: 2026, month: 11, day: 21 }
const atMs = Date.UTC(2026, 10, 21, 2, 5, 3)

/** Names as Node's locale data has them, without the zero-width spaces it holds. */
function nameInNode(locale: string, option: Intl.DateTimeFormatOptions, atDay: number): string {
  return new Intl.DateTimeFormat(locale, { ...option, timeZone: 'UTC' }).format(atDay).replace(/\u200b/g, '')
}

describe('names of months and weekdays', () => {
  it.each(['km', 'en'] as const)('are those of the locale data for %s', (language) => {
    const months = Array.from({ length: 12 }, (_, month) =>
      nameInNode(language, { month: 'long' }, Date.UTC(2026, month, 15)),
    )
    // 1 November 2026 is a Sunday.
    const weekdays = Array.from({ length: 7 }, (_, day) =>
      nameInNode(language, { weekday: 'long' }, Date.UTC(2026, 10, 1 + day)),
    )
    expect(MONTH_NAMES[language]).toEqual(months)
    expect(WEEKDAY_NAMES[language]).toEqual(weekdays)
  })

  it('hold no invisible characters', () => {
    const names = [...MONTH_NAMES.km, ...WEEKDAY_NAMES.km].join('')
    expect(names).not.toMatch(/[\u200b-\u200f\u2060\ufeff]/)
  })
})

describe('dates in words', () => {
  it('are written in English', () => {
    expect(formatLongDate(date, { language: 'en' })).toBe('21 November 2026')
    expect(formatLongDateWithWeekday(date, { language: 'en' })).toBe('Saturday 21 November 2026')
    expect(formatDateTime(atMs, { language: 'en' })).toBe('21 November 2026, 09:05 (UTC+7)')
  })

  it('are written in Khmer with Khmer digits', () => {
    expect(formatLongDate(date, { language: 'km' })).toBe('ថ្ងៃទី២១ ខែវិច្ឆិកា ឆ្នាំ២០២៦')
    expect(formatLongDate({ ...date, day: 5 }, { language: 'km' })).toBe('ថ្ងៃទី០៥ ខែវិច្ឆិកា ឆ្នាំ២០២៦')
    expect(formatLongDateWithWeekday(date, { language: 'km' })).toBe('ថ្ងៃសៅរ៍ ទី២១ ខែវិច្ឆិកា ឆ្នាំ២០២៦')
    expect(formatDateTime(atMs, { language: 'km' })).toBe('ថ្ងៃទី២១ ខែវិច្ឆិកា ឆ្នាំ២០២៦ ម៉ោង ០៩:០៥ (UTC+7)')
  })

  it('are written in Khmer with Latin digits when asked', () => {
    const style = { language: 'km', digits: 'latin' } as const
    expect(formatLongDate(date, style)).toBe('ថ្ងៃទី21 ខែវិច្ឆិកា ឆ្នាំ2026')
    expect(formatDateTime(atMs, style)).toBe('ថ្ងៃទី21 ខែវិច្ឆិកា ឆ្នាំ2026 ម៉ោង 09:05 (UTC+7)')
  })

  it('name the day of the station, not of UTC', () => {
    expect(formatDateTime(Date.UTC(2026, 11, 31, 17), { language: 'en' })).toBe(
      '1 January 2027, 00:00 (UTC+7)',
    )
  })
})

describe('a time in a table', () => {
  it('is exact to the second, breaks only between day and clock', () => {
    expect(formatExactTime(atMs, { language: 'en' })).toBe('21\u00a0Nov\u00a02026 09:05:03')
    expect(formatExactTime(atMs, { language: 'km' })).toBe('២១\u00a0វិច្ឆិកា\u00a0២០២៦ ០៩:០៥:០៣')
    expect(formatExactTime(atMs, { language: 'km', digits: 'latin' })).toContain(
      '21\u00a0វិច្ឆិកា\u00a02026 09:05:03',
    )
  })

  it('of a single-figure day lines up with the others, and midnight at UTC+7 is the next day', () => {
    expect(formatExactTime(Date.parse('2026-12-31T17:00:00Z'), { language: 'en' })).toBe(
      '01\u00a0Jan\u00a02027 00:00:00',
    )
  })
})

describe('sortable dates', () => {
  it('are written the same way in every language', () => {
    expect(formatSortableDate(atMs)).toBe('2026-11-21')
    expect(formatSortableDateTime(atMs)).toBe('2026-11-21 09:05:03+07:00')
    expect(Date.parse(formatSortableDateTime(atMs).replace(' ', 'T'))).toBe(atMs)
  })
})
