import { ERA_START_YEAR, eraYearNumbers, hasLongSolarYear } from './khmer-leap-years.ts'

/** The two days of a Khmer New Year that change names of years, as day numbers since 1970-01-01. */
export type KhmerNewYear = {
  /** មហាសង្ក្រាន្ត: the first day, on which the animal of the year changes. */
  readonly firstDayNumber: number
  /** ឡើងស័ក: the last day, on which the sak and the year of the lesser era change. */
  readonly eraDayNumber: number
}

// The lesser era began on 25 March 638 of the Julian calendar, Julian day number 1,954,167; 1970-01-01 is 2,440,588.
const ERA_START_DAY_NUMBER = 1_954_167 - 2_440_588

/**
 * Finds the Khmer New Year that falls into April of a Gregorian year.
 *
 * The feast begins on the day the sun's true place enters the first degree of the zodiac, two or three days before the
 * year of the lesser era does (Roath Kim Soeun, "Pratitin Soryakkatik–Chankatik 1900–1999"). The hour at which the
 * New Year's angel is announced is left out: days are enough to date a document.
 */
export function khmerNewYearOf(gregorianYear: number): KhmerNewYear {
  const eraYear = gregorianYear - ERA_START_YEAR
  const eraDayNumber = ERA_START_DAY_NUMBER + eraYearNumbers(eraYear).daysOfEra
  const threeDaysBefore = (hasLongSolarYear(eraYear - 1) ? 366 : 365) - 3
  const feastHasFourDays = degreeOfSign(truePlaceOfSun(eraYear - 1, threeDaysBefore)) === 0
  return { firstDayNumber: eraDayNumber - (feastHasFourDays ? 3 : 2), eraDayNumber }
}

/**
 * The sun's true place in minutes of arc near the end of a solar year.
 *
 * A sign is 24,350 / 800 days, a degree 811 / 800, a minute 14 / 800; three minutes are taken off. The correction is the
 * table's last row but one (129 + 5 / 900 of what is beyond 15 degrees), because near the year's end the sun is always
 * between 75 and 90 degrees from its apsis, which lies at 80 degrees.
 */
function truePlaceOfSun(eraYear: number, day: number): number {
  const parts = 800 * day + eraYearNumbers(eraYear).restOfDay
  const signs = Math.floor(parts / 24_350)
  const degrees = Math.floor((parts % 24_350) / 811)
  const minutes = Math.floor(((parts % 24_350) % 811) / 14) - 3
  const meanPlace = signs * 1_800 + degrees * 60 + minutes
  const toApsis = 21_600 - (meanPlace - 80 * 60)
  const beyond = toApsis - 75 * 60
  return meanPlace + 129 + Math.floor((beyond * 5) / 900)
}

function degreeOfSign(place: number): number {
  return Math.floor((place % 1_800) / 60)
}
