import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ANIMAL_NAMES, LUNAR_MONTH_NAMES, LUNAR_MONTHS, SAK_NAMES } from '#core/dates/calendar-names.ts'
import {
  type CivilDate,
  dateOfDayNumber,
  dayNumberOf,
  isoDateText,
  parseIsoDate,
} from '#core/dates/civil-date.ts'
import { formatDocumentDate, formatLunarDate } from '#core/dates/format-lunar-date.ts'
import { eraYearNumbers, hasLongSolarYear, lunarYearKind } from '#core/dates/khmer-leap-years.ts'
import { khmerLunarDate } from '#core/dates/khmer-lunar-date.ts'
import { khmerNewYearOf } from '#core/dates/khmer-new-year.ts'

function readLines(name: string): string[] {
  const text = readFileSync(new URL(name, import.meta.url), 'utf8')
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
}

function dateOf(text: string): CivilDate {
  const parsed = parseIsoDate(text)
  if (!parsed.ok) throw new Error(`no date: ${text}`)
  return parsed.value
}

const lunarMonthStarts = readLines('momentkh-lunar-months.txt').map((line) => line.split(' '))

describe('khmerLunarDate', () => {
  it('agrees with an independent library on every month from 1900 to 2100', () => {
    for (const [index, [start = '', month]] of lunarMonthStarts.entries()) {
      const first = dayNumberOf(dateOf(start))
      const next = lunarMonthStarts[index + 1]?.[0]
      const last = next === undefined ? first : dayNumberOf(dateOf(next)) - 1
      expect(khmerLunarDate(dateOfDayNumber(first)), start).toMatchObject({ day: 1, moon: 'waxing', month })
      if (last === first) continue
      expect(khmerLunarDate(dateOfDayNumber(first + 14)), start).toMatchObject({
        day: 15,
        moon: 'waxing',
        month,
      })
      expect(khmerLunarDate(dateOfDayNumber(first + 15)), start).toMatchObject({
        day: 1,
        moon: 'waning',
        month,
      })
      expect(khmerLunarDate(dateOfDayNumber(last)), start).toMatchObject({
        day: last - first - 14,
        moon: 'waning',
        month,
      })
    }
    expect(lunarMonthStarts.length).toBe(2_486)
  })

  it('agrees with public holidays of Cambodia: Visak Bochea on 15 waxing of Pisak', () => {
    const days = [
      '2018-04-29',
      '2019-05-18',
      '2020-05-06',
      '2021-04-26',
      '2022-05-15',
      '2023-05-04',
      '2024-05-22',
    ]
    for (const day of [...days, '2025-05-11', '2026-05-01']) {
      expect(khmerLunarDate(dateOf(day)), day).toMatchObject({ day: 15, moon: 'waxing', month: 'pisak' })
    }
  })

  it('agrees with public holidays of Cambodia: Pchum Ben, Water Festival, Royal Ploughing', () => {
    expect(khmerLunarDate(dateOf('2024-10-02'))).toMatchObject({
      day: 15,
      moon: 'waning',
      month: 'phatrabot',
    })
    expect(khmerLunarDate(dateOf('2024-11-15'))).toMatchObject({ day: 15, moon: 'waxing', month: 'kattik' })
    expect(khmerLunarDate(dateOf('2025-05-15'))).toMatchObject({ day: 4, moon: 'waning', month: 'pisak' })
  })

  it('changes the Buddhist year on the day after Visak Bochea', () => {
    expect(khmerLunarDate(dateOf('2026-04-30'))?.buddhistYear).toBe(2569)
    expect(khmerLunarDate(dateOf('2026-05-01'))?.buddhistYear).toBe(2569)
    expect(khmerLunarDate(dateOf('2026-05-02'))).toMatchObject({
      day: 1,
      moon: 'waning',
      month: 'pisak',
      buddhistYear: 2570,
    })
    expect(khmerLunarDate(dateOf('2026-12-31'))?.buddhistYear).toBe(2570)
    expect(khmerLunarDate(dateOf('2027-01-01'))?.buddhistYear).toBe(2570)
  })

  it('changes the animal on the first and the sak on the last day of New Year', () => {
    const nameOf = (text: string) => {
      const lunar = khmerLunarDate(dateOf(text))
      return `${ANIMAL_NAMES.en[lunar?.animal ?? -1]} ${SAK_NAMES.en[lunar?.sak ?? -1]}`
    }
    expect(nameOf('2026-04-13')).toBe('Snake Sappasak')
    expect(nameOf('2026-04-14')).toBe('Horse Sappasak')
    expect(nameOf('2026-04-15')).toBe('Horse Sappasak')
    expect(nameOf('2026-04-16')).toBe('Horse Atthasak')
  })

  it('knows 1900 and 2100 whole and nothing beyond', () => {
    expect(khmerLunarDate(dateOf('1899-12-31'))).toBeNull()
    expect(khmerLunarDate(dateOf('1900-01-01'))).toMatchObject({ day: 1, moon: 'waxing', month: 'boss' })
    expect(khmerLunarDate(dateOf('2100-12-31'))).toMatchObject({ moon: 'waxing', month: 'boss' })
    expect(khmerLunarDate(dateOf('2101-01-01'))).toBeNull()
  })
})

describe('khmerNewYearOf', () => {
  it('agrees with the library from 1900 to 2100, but for a date of 2012 that the library lists by hand', () => {
    const differing = readLines('momentkh-new-years.txt').filter((day) => {
      const { firstDayNumber } = khmerNewYearOf(dateOf(day).year)
      return isoDateText(dateOfDayNumber(firstDayNumber)) !== day
    })
    expect(differing).toEqual(['2012-04-14'])
  })

  it('lasts three days, four in some years', () => {
    const lengthOf = (year: number) => {
      const { firstDayNumber, eraDayNumber } = khmerNewYearOf(year)
      return eraDayNumber - firstDayNumber + 1
    }
    const lengths = Array.from({ length: 201 }, (_, index) => lengthOf(1900 + index))
    expect(new Set(lengths)).toEqual(new Set([3, 4]))
    expect(lengthOf(2024)).toBe(4)
    expect(lengthOf(2026)).toBe(3)
  })
})

describe('lunarYearKind', () => {
  it('puts a leap month into 2023 and a leap day into 2025', () => {
    expect(lunarYearKind(2023 - 638)).toBe('leap-month')
    expect(lunarYearKind(2024 - 638)).toBe('regular')
    expect(lunarYearKind(2025 - 638)).toBe('leap-day')
  })

  it('puts no leap day into a long solar year whose moon gains more than 126', () => {
    expect(eraYearNumbers(2112 - 638).moonGain).toBe(134)
    expect(hasLongSolarYear(2112 - 638)).toBe(true)
    expect(lunarYearKind(2112 - 638)).toBe('regular')
  })

  it('leaves the leap day of a year with a gain of 137 to the next, whose gain is 0', () => {
    expect([2014, 2015].map((year) => eraYearNumbers(year - 638).moonGain)).toEqual([137, 0])
    expect([2014, 2015].map((year) => lunarYearKind(year - 638))).toEqual(['regular', 'leap-month'])
  })
})

describe('formatLunarDate', () => {
  it('writes a date as a Cambodian ministry did on 15 October 2020', () => {
    const date = { year: 2020, month: 10, day: 15 }
    expect(formatLunarDate(date, { language: 'km' })).toBe('ថ្ងៃព្រហស្បតិ៍ ១៣រោច ខែអស្សុជ ឆ្នាំជូត ទោស័ក ព.ស.២៥៦៤')
    expect(formatDocumentDate(date, { language: 'km' })).toBe(
      'ថ្ងៃព្រហស្បតិ៍ ១៣រោច ខែអស្សុជ ឆ្នាំជូត ទោស័ក ព.ស.២៥៦៤ ត្រូវនឹងថ្ងៃទី១៥ ខែតុលា ឆ្នាំ២០២០',
    )
  })

  it('writes a date in English', () => {
    const date = { year: 2026, month: 11, day: 21 }
    expect(formatLunarDate(date, { language: 'en' })).toBe(
      'Saturday, 12th waxing day of Kattik, year of the Horse, Atthasak, B.E. 2570',
    )
    expect(formatDocumentDate(date, { language: 'en' })).toBe(
      '21 November 2026 (Saturday, 12th waxing day of Kattik, year of the Horse, Atthasak, B.E. 2570)',
    )
  })

  it.each([
    ['2026-11-10', '1st waxing'],
    ['2026-11-11', '2nd waxing'],
    ['2026-11-12', '3rd waxing'],
    ['2026-11-13', '4th waxing'],
    ['2026-11-20', '11th waxing'],
    ['2026-11-22', '13th waxing'],
    ['2026-11-25', '1st waning'],
  ])('counts %s as the %s day', (day, counted) => {
    expect(formatLunarDate(dateOf(day), { language: 'en' })).toContain(counted)
  })

  it('leaves the lunar date out where it is not known', () => {
    const date = { year: 1863, month: 8, day: 11 }
    expect(formatLunarDate(date, { language: 'km' })).toBeNull()
    expect(formatDocumentDate(date, { language: 'km' })).toBe('ថ្ងៃអង្គារ ទី១១ ខែសីហា ឆ្នាំ១៨៦៣')
    expect(formatDocumentDate(date, { language: 'en' })).toBe('Tuesday 11 August 1863')
  })
})

describe('names of the lunar calendar', () => {
  it('are complete, distinct and free of invisible characters', () => {
    for (const language of ['km', 'en'] as const) {
      const months = LUNAR_MONTHS.map((month) => LUNAR_MONTH_NAMES[language][month])
      expect(new Set(months).size).toBe(14)
      expect(new Set(ANIMAL_NAMES[language]).size).toBe(12)
      expect(new Set(SAK_NAMES[language]).size).toBe(10)
      const all = [...months, ...ANIMAL_NAMES[language], ...SAK_NAMES[language]].join('')
      expect(all).not.toMatch(/[\u200b-\u200f\u2060\ufeff]/)
    }
  })
})
