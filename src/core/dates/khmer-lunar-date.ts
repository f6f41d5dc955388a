import type { LunarMonth } from './calendar-names.ts'
import { type CivilDate, dayNumberOf } from './civil-date.ts'
import { ERA_START_YEAR, LUNAR_YEAR_DAYS, lunarYearKind } from './khmer-leap-years.ts'
import { khmerNewYearOf } from './khmer-new-year.ts'

/** A day of the Khmer lunar calendar (ចន្ទគតិ). */
export type KhmerLunarDate = {
  /** Day of the half month, 1–15. */
  readonly day: number
  /** `waxing` (កើត) to the full moon, `waning` (រោច) after it. */
  readonly moon: 'waxing' | 'waning'
  readonly month: LunarMonth
  /** Index into the twelve animals, 0 is the rat. It changes on the first day of Khmer New Year. */
  readonly animal: number
  /** Last digit of the year of the lesser era, which names the sak. It changes on the last day of Khmer New Year. */
  readonly sak: number
  /** Year of the Buddhist era as Cambodia counts it. It changes on the day after Visak Bochea (1 រោច ពិសាខ). */
  readonly buddhistYear: number
}

/** First and last Gregorian year whose lunar dates are known to agree with an independent calculation. */
export const LUNAR_YEARS = { first: 1900, last: 2100 } as const

// 1 waxing of Boss fell on 1 January 1900 (Roath Kim Soeun's tables).
const BOSS_OF_1900: CivilDate = { year: 1900, month: 1, day: 1 }
// Boss 30, Meak 29, Phalkun 30 and Chet 29 days, then fifteen of Pisak.
const BOSS_TO_WANING_PISAK = 30 + 29 + 30 + 29 + 15

/**
 * Finds the Khmer lunar date of a day, or `null` outside {@link LUNAR_YEARS}.
 *
 * Names of years change with the day, not with the hour announced for the New Year.
 */
export function khmerLunarDate(date: CivilDate): KhmerLunarDate | null {
  if (date.year < LUNAR_YEARS.first || date.year > LUNAR_YEARS.last) return null
  const dayNumber = dayNumberOf(date)
  const newYear = khmerNewYearOf(date.year)
  const sakYear = date.year - ERA_START_YEAR - (dayNumber < newYear.eraDayNumber ? 1 : 0)
  return {
    ...dayOfMonth(dayNumber, date.year),
    animal: (date.year + 8 - (dayNumber < newYear.firstDayNumber ? 1 : 0)) % 12,
    sak: sakYear % 10,
    buddhistYear: date.year + (dayNumber < bossDayNumber(date.year) + BOSS_TO_WANING_PISAK ? 543 : 544),
  }
}

function dayOfMonth(
  dayNumber: number,
  gregorianYear: number,
): Pick<KhmerLunarDate, 'day' | 'moon' | 'month'> {
  const year = yearOfBoss(dayNumber, gregorianYear)
  let rest = dayNumber - bossDayNumber(year)
  for (const [month, days] of monthsFromBoss(year)) {
    if (rest < days) {
      return rest < 15 ? { day: rest + 1, moon: 'waxing', month } : { day: rest - 14, moon: 'waning', month }
    }
    rest -= days
  }
  throw new Error(`day ${dayNumber} lies outside the lunar year of ${year}`)
}

/** Boss begins between the start of December and the middle of January: days on either side belong to another lunar year. */
function yearOfBoss(dayNumber: number, gregorianYear: number): number {
  if (dayNumber < bossDayNumber(gregorianYear)) return gregorianYear - 1
  return dayNumber < bossDayNumber(gregorianYear + 1) ? gregorianYear : gregorianYear + 1
}

function bossDayNumber(gregorianYear: number): number {
  let dayNumber = dayNumberOf(BOSS_OF_1900)
  for (let year = BOSS_OF_1900.year; year < gregorianYear; year += 1) {
    dayNumber += daysOfLunarYear(year)
  }
  return dayNumber
}

function daysOfLunarYear(gregorianYear: number): number {
  return LUNAR_YEAR_DAYS[lunarYearKind(gregorianYear - ERA_START_YEAR)]
}

/** The months from Boss, which begins about January of a Gregorian year, to Migasir, each with its days. */
function monthsFromBoss(gregorianYear: number): readonly (readonly [LunarMonth, number])[] {
  const kind = lunarYearKind(gregorianYear - ERA_START_YEAR)
  return [
    ['boss', 30],
    ['meak', 29],
    ['phalkun', 30],
    ['chet', 29],
    ['pisak', 30],
    ['jesth', kind === 'leap-day' ? 30 : 29],
    ...(kind === 'leap-month'
      ? ([
          ['first-asadh', 30],
          ['second-asadh', 30],
        ] as const)
      : ([['asadh', 30]] as const)),
    ['srap', 29],
    ['phatrabot', 30],
    ['assoch', 29],
    ['kattik', 30],
    ['migasir', 29],
  ]
}
