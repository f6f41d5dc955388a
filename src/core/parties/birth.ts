import { dateOfDayNumber, dayNumberOf, isoDateText, parseIsoDate } from '../dates/civil-date.ts'

/** Between which days somebody was born, both included. */
export type Birth = { readonly earliestOn: string; readonly latestOn: string }

/**
 * Reads when somebody was born as officers type it: a day (`1990-05-02`), a month (`1990-05`), a year (`1990`), or years between which it
 * lies (`1988/1992`). Anything else comes back as it was typed, so that whoever checks it says what is wrong.
 */
export function readBirth(typed: string): Birth {
  const text = typed.trim()
  const years = /^([0-9]{4})(?:\s*[/–-]\s*([0-9]{4}))?$/.exec(text)
  if (years !== null) return { earliestOn: `${years[1]}-01-01`, latestOn: `${years[2] ?? years[1]}-12-31` }
  const first = parseIsoDate(`${text}-01`)
  if (!first.ok) return { earliestOn: text, latestOn: text }
  const { year, month } = first.value
  const next = { year: month === 12 ? year + 1 : year, month: (month % 12) + 1, day: 1 }
  return { earliestOn: `${text}-01`, latestOn: isoDateText(dateOfDayNumber(dayNumberOf(next) - 1)) }
}

/** Writes it as {@link readBirth} reads it, as short as it says no more than is known. */
export function birthText({ earliestOn, latestOn }: Birth): string {
  if (earliestOn === latestOn) return earliestOn
  const [first, last] = [earliestOn.slice(0, 4), latestOn.slice(0, 4)]
  if (earliestOn.endsWith('-01-01') && latestOn.endsWith('-12-31'))
    return first === last ? first : `${first}/${last}`
  const month = readBirth(earliestOn.slice(0, 7))
  return month.earliestOn === earliestOn && month.latestOn === latestOn
    ? earliestOn.slice(0, 7)
    : `${earliestOn} … ${latestOn}`
}
