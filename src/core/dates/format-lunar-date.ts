import { ANIMAL_NAMES, LUNAR_MONTH_NAMES, SAK_NAMES, WEEKDAY_NAMES } from './calendar-names.ts'
import { type CivilDate, weekdayOf } from './civil-date.ts'
import { type DateStyle, formatLongDate, formatLongDateWithWeekday, inDigitsOf } from './format-date.ts'
import { khmerLunarDate } from './khmer-lunar-date.ts'

/**
 * Writes a date in the Khmer lunar calendar: `ថ្ងៃព្រហស្បតិ៍ ១៣រោច ខែអស្សុជ ឆ្នាំជូត ទោស័ក ព.ស.២៥៦៤`,
 * `Thursday, 13th waning day of Assoch, year of the Rat, Tosak, B.E. 2564`.
 *
 * Returns `null` where the lunar date is not known (see `LUNAR_YEARS`).
 */
export function formatLunarDate(date: CivilDate, style: DateStyle): string | null {
  const lunar = khmerLunarDate(date)
  if (lunar === null) return null
  const { language } = style
  const weekday = WEEKDAY_NAMES[language][weekdayOf(date)]
  const month = LUNAR_MONTH_NAMES[language][lunar.month]
  const animal = ANIMAL_NAMES[language][lunar.animal]
  const sak = SAK_NAMES[language][lunar.sak]
  if (language === 'en') {
    return `${weekday}, ${ordinal(lunar.day)} ${lunar.moon} day of ${month}, year of the ${animal}, ${sak}, B.E. ${lunar.buddhistYear}`
  }
  const moon = lunar.moon === 'waxing' ? 'កើត' : 'រោច'
  return inDigitsOf(
    style,
    `ថ្ងៃ${weekday} ${lunar.day}${moon} ខែ${month} ឆ្នាំ${animal} ${sak} ព.ស.${lunar.buddhistYear}`,
  )
}

/**
 * Writes a date as Cambodian documents do, in both calendars: the lunar date, then the Gregorian one
 * (`… ព.ស.២៥៦៤ ត្រូវនឹងថ្ងៃទី១៥ ខែតុលា ឆ្នាំ២០២០`). Where the lunar date is not known, the Gregorian one stands alone
 * with its weekday.
 */
export function formatDocumentDate(date: CivilDate, style: DateStyle): string {
  const lunar = formatLunarDate(date, style)
  if (lunar === null) return formatLongDateWithWeekday(date, style)
  if (style.language === 'en') return `${formatLongDate(date, style)} (${lunar})`
  return `${lunar} ត្រូវនឹង${formatLongDate(date, style)}`
}

function ordinal(day: number): string {
  if (day >= 11 && day <= 13) return `${day}th`
  return `${day}${['th', 'st', 'nd', 'rd'][day % 10] ?? 'th'}`
}
