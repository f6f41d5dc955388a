import { formatLongDate } from '../dates/format-date.ts'
import { stationTimeAt } from '../dates/station-time.ts'
import { sayLunarDay } from './date-phrases.ts'
import type { Inline, Letterhead, Phrase } from './document-tree.ts'
import { fillPhrase, type Template } from './template.ts'

/** The wording of a station's letterhead. */
export const LETTERHEAD_KEYS = {
  ministry: [],
  authority: [],
  unit: [],
  place: [],
  number: ['number'],
  placeAndDate: ['place', 'date'],
} as const

/**
 * Heads an official paper: the kingdom, its motto, who issues the paper under which number, and place and day in the lunar and the
 * Gregorian calendar. The day is that of the facts, so that the same facts give the same paper.
 */
export function headPaper(
  say: Template<typeof LETTERHEAD_KEYS>,
  {
    number,
    atMs,
    note,
  }: {
    readonly number?: string | undefined
    readonly atMs: number
    /** What stands above the date: that a paper is a draft. */
    readonly note?: Inline
  },
): Letterhead {
  const { date } = stationTimeAt(atMs)
  const day: Phrase = {
    km: formatLongDate(date, { language: 'km' }),
    en: formatLongDate(date, { language: 'en' }),
  }
  return {
    kind: 'letterhead',
    institution: [
      say.ministry,
      say.authority,
      say.unit,
      ...(number === undefined ? [] : [fillPhrase(say.number, { number })]),
    ],
    reference: [
      ...(note === undefined ? [] : [note]),
      ...sayLunarDay(atMs),
      fillPhrase(say.placeAndDate, { place: say.place, date: day }),
    ],
  }
}
