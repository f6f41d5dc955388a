/**
 * How long a year of the Khmer lunar calendar is: `regular` has 12 months and 354 days, `leap-day` has a thirtieth day in
 * Jesth (355 days, ចន្ទ្រាធិមាស), `leap-month` has a second Asadh (384 days, អធិកមាស).
 */
export type LunarYearKind = 'regular' | 'leap-day' | 'leap-month'

/** Days of a lunar year of each kind. */
export const LUNAR_YEAR_DAYS: { readonly [kind in LunarYearKind]: number } = {
  regular: 354,
  'leap-day': 355,
  'leap-month': 384,
}

/** The Gregorian year in which year 0 of the lesser era (ចុល្លសករាជ) began. */
export const ERA_START_YEAR = 638

/**
 * The four numbers from which the calendar of one year of the lesser era (ចុល្លសករាជ) follows, counted at the day the era's
 * year begins (ឡើងស័ក).
 *
 * The names and the arithmetic are those of Roath Kim Soeun, "Pratitin Soryakkatik–Chankatik 1900–1999": a solar year has
 * 292,207 / 800 days, and the age of the moon gains 11 / 692 of a day each day.
 */
export type EraYearNumbers = {
  /** ហារគុន: whole days since the era began. */
  readonly daysOfEra: number
  /** ក្រមធុពល: what is left of the era's last day, in 800ths of a day, 1–800. */
  readonly restOfDay: number
  /** អវមាន: the moon's gain, in 692nds of a day, 0–691. */
  readonly moonGain: number
  /** បូតិថី: the moon's age in lunar days, 0–29. */
  readonly moonAge: number
}

/** Computes the numbers of one year of the lesser era. The Gregorian year in which it begins is 638 greater. */
export function eraYearNumbers(eraYear: number): EraYearNumbers {
  const parts = 292_207 * eraYear + 373
  const daysOfEra = Math.floor(parts / 800) + 1
  const gain = 11 * daysOfEra + 650
  return {
    daysOfEra,
    restOfDay: 800 - (parts % 800),
    moonGain: gain % 692,
    moonAge: (daysOfEra + Math.floor(gain / 692)) % 30,
  }
}

/** Tells whether the solar year that begins with a year of the lesser era has 366 days: the rest is at most 207 / 800 of a day. */
export function hasLongSolarYear(eraYear: number): boolean {
  return eraYearNumbers(eraYear).restOfDay <= 207
}

/**
 * Tells what the year of the lunar calendar whose Jesth and Asadh fall into a year of the lesser era looks like.
 *
 * A year cannot have both a leap month and a leap day: the day then waits for the next year without a leap month.
 */
export function lunarYearKind(eraYear: number): LunarYearKind {
  if (wantsLeapMonth(eraYear)) return 'leap-month'
  if (wantsLeapDay(eraYear)) return 'leap-day'
  for (let earlier = eraYear - 1; wantsLeapMonth(earlier); earlier -= 1) {
    if (wantsLeapDay(earlier)) return 'leap-day'
  }
  return 'regular'
}

function wantsLeapMonth(eraYear: number): boolean {
  const age = eraYearNumbers(eraYear).moonAge
  const next = eraYearNumbers(eraYear + 1).moonAge
  // Of two years in a row whose ages are 24 and 6, the first takes the month. (Of 25 and 5 the second would, but no two
  // years from 1538 to 2838 have these ages.)
  if (age === 24 && next === 6) return true
  return age >= 25 || age <= 5
}

function wantsLeapDay(eraYear: number): boolean {
  const gain = eraYearNumbers(eraYear).moonGain
  if (hasLongSolarYear(eraYear)) return gain <= 126
  // A gain of 137 followed by 0 leaves the day to the second year, whose gain of 0 takes it anyway.
  if (gain === 137 && eraYearNumbers(eraYear + 1).moonGain === 0) return false
  return gain <= 137
}
