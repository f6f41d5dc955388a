import { latinDigits } from './latin-digits.ts'

/** The date and time at the head of a chat's line, before it is known which number is the day. */
export type ChatStamp = {
  readonly raw: string
  /** The three numbers of the date as they stand. */
  readonly numbers: readonly [number, number, number]
  /** How many digits each has: `2026` and `26` say different things. */
  readonly digits: readonly [number, number, number]
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** `am` or `pm`; `unknown` for a word nobody listed; `none` on a clock of 24 hours. */
  readonly half: 'am' | 'pm' | 'unknown' | 'none'
}

/** In which order a date's numbers stand. */
export const DATE_ORDERS = ['dmy', 'mdy', 'ymd'] as const

/** One of {@link DATE_ORDERS}. */
export type DateOrder = (typeof DATE_ORDERS)[number]

const MARKS = /[\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g
const DATE =
  /([0-9]{1,4})\s?[./\-\u5e74\ub144]\s?([0-9]{1,2})\s?[./\-\u6708\uc6d4]\s?([0-9]{1,4})[.\u65e5\uc77c]?/
const TIME =
  /([0-9]{1,2})\s?[:.\u066bh\u6642\u65f6\uc2dc]\s?([0-9]{2})(?:\s?[:.\u066b\u5206\ubd84]\s?([0-9]{2}))?/
/** What may stand between date and time: words as "at", "um", "à", commas. */
const BETWEEN = /^[\p{L}\p{M}\s.,،、·]{0,30}$/u

// Words for the halves of the day, as phones write them (CLDR 48, dayPeriods am and pm, and the finer ones that stand for them),
// without points and spaces and in lower case.
const AM = new Set(
  [
    'am a ព្រឹក 上午 凌晨 早上 清晨 午前 오전 ก่อนเที่ยง sa ص صباحًا صباحا قبلازظهر قظ πμ öö de vorm dop dopoledne пп дп pg pagi ກ່ອນທ່ຽງ နံနက် पूर्वाह्न मपू পূর্বাহ্ণ முற்பகல் fm før matin mañana utro រំលងអធ្រាត្រ',
  ]
    .join(' ')
    .split(' '),
)
const PM = new Set(
  [
    'pm p ល្ងាច រសៀល យប់ ថ្ងៃត្រង់ 下午 晚上 傍晚 中午 午後 오후 หลังเที่ยง ch م مساءً مساء بعدازظهر بظ μμ ös du nachm odp odpoledne пп2 pdg ptg petang malam sore ຫຼັງທ່ຽງ ညနေ अपराह्न मनं অপরাহ্ণ பிற்பகல் em etter soir tarde',
  ]
    .join(' ')
    .split(' '),
)

/** Reads a date with a time in any script and order, or answers `null` for a text that is none. */
export function readChatStamp(raw: string): ChatStamp | null {
  const text = latinDigits(raw.replace(MARKS, ''))
    .replace(/[\u00a0\u202f\u2009]/g, ' ')
    .trim()
  if (text.length > 60) return null
  const date = DATE.exec(text)
  if (date === null) return null
  const before = text.slice(0, date.index)
  const after = text.slice(date.index + date[0].length)
  // Vietnamese phones put the time first.
  const time = TIME.exec(after) ?? TIME.exec(before)
  if (time === null) return null
  const isFirst = !TIME.test(after)
  const rest = (isFirst ? before : after).replace(time[0], ' ') + (isFirst ? after : before)
  if (!BETWEEN.test(rest)) return null
  const [, first = '', second = '', third = ''] = date
  const hour = Number(time[1])
  const half = halfOf(rest)
  if (hour > 23 || Number(time[2]) > 59 || (half !== 'none' && hour > 12 && half !== 'unknown')) return null
  return {
    raw: raw.replace(MARKS, ''),
    numbers: [Number(first), Number(second), Number(third)],
    digits: [first.length, second.length, third.length],
    hour,
    minute: Number(time[2]),
    second: Number(time[3] ?? 0),
    half,
  }
}

/** The hour on a clock of 24 hours, or `null` where the word for the half of the day is not known. */
export function hourOf({ hour, half }: Pick<ChatStamp, 'hour' | 'half'>): number | null {
  if (half === 'none' || (half === 'unknown' && hour > 12)) return hour
  if (half === 'unknown') return null
  return (hour % 12) + (half === 'pm' ? 12 : 0)
}

/** Year, month and day under an order, or `null` where it has none such. */
export function dateUnder(
  { numbers: [a, b, c], digits }: Pick<ChatStamp, 'numbers' | 'digits'>,
  order: DateOrder,
): { readonly year: number; readonly month: number; readonly day: number } | null {
  const [year, month, day] = order === 'ymd' ? [a, b, c] : order === 'dmy' ? [c, b, a] : [c, a, b]
  const yearDigits = order === 'ymd' ? digits[0] : digits[2]
  const dayDigits = order === 'ymd' ? digits[2] : digits[0]
  if (dayDigits > 2 || yearDigits === 1 || yearDigits === 3) return null
  if (month < 1 || month > 12 || day < 1 || day > daysIn(month)) return null
  const fullYear = fullYearOf(year, yearDigits)
  return fullYear === null ? null : { year: fullYear, month, day }
}

/** Years of the Buddhist era, which Thai phones write, lie 543 ahead. Two digits from 52 on can be no year of a chat otherwise. */
function fullYearOf(year: number, digits: number): number | null {
  const BUDDHIST = 543
  if (digits === 2) return year >= 52 ? 2500 + year - BUDDHIST : 2000 + year
  if (year >= 2400 && year <= 2700) return year - BUDDHIST
  return year >= 1990 && year <= 2200 ? year : null
}

function daysIn(month: number): number {
  return month === 2 ? 29 : [4, 6, 9, 11].includes(month) ? 30 : 31
}

function halfOf(rest: string): ChatStamp['half'] {
  const words = rest
    .toLowerCase()
    .replace(/(?<=\p{L})[.\s](?=\p{L}\.?(?:[\s,]|$))/gu, '')
    .split(/[\s,،、·.]+/)
    .filter((word) => word !== '')
  if (words.length === 0) return 'none'
  const joined = words.join('')
  for (const word of [...words, joined]) {
    if (AM.has(word)) return 'am'
    if (PM.has(word)) return 'pm'
  }
  return words.every((word) => CONNECTING.has(word)) ? 'none' : 'unknown'
}

const CONNECTING = new Set([
  'at',
  'um',
  'à',
  'kl',
  'klo',
  'om',
  'alle',
  'ore',
  'a',
  'às',
  'las',
  'o',
  'в',
  'm',
  'pukul',
  'lúc',
  'เวลา',
  'ម៉ោង',
])

/** How a file's dates can be read. */
export type OrderVerdict =
  | { readonly kind: 'settled'; readonly order: DateOrder }
  | { readonly kind: 'open'; readonly orders: readonly DateOrder[] }
  | { readonly kind: 'none' }

/**
 * Decides in which order day, month and year stand, by all stamps of a file in their order: an order under which some date does not
 * exist is out, and of those left one under which time never runs backwards wins over those under which it does. What then is still
 * open is not guessed.
 */
export function decideDateOrder(stamps: readonly ChatStamp[]): OrderVerdict {
  if (stamps.length === 0) return { kind: 'none' }
  if (stamps.every(({ digits }) => digits[0] === 4)) return { kind: 'settled', order: 'ymd' }
  const possible = (['dmy', 'mdy'] as const).filter((order) =>
    stamps.every((stamp) => dateUnder(stamp, order) !== null),
  )
  if (possible.length === 0) {
    return stamps.every((stamp) => dateUnder(stamp, 'ymd') !== null)
      ? { kind: 'settled', order: 'ymd' }
      : { kind: 'none' }
  }
  const [first, second] = possible
  if (first !== undefined && second === undefined) return { kind: 'settled', order: first }
  // Points between the numbers are written only where the day comes first.
  if (stamps.every(({ raw }) => /[0-9]\.\s?[0-9]{1,2}\./.test(latinDigits(raw))))
    return { kind: 'settled', order: 'dmy' }
  if (stamps.every(({ numbers: [a, b] }) => a === b)) return { kind: 'settled', order: 'dmy' }
  const steps = possible.map((order) => ({ order, backwards: countBackwards(stamps, order) }))
  const clean = steps.filter(({ backwards }) => backwards === 0)
  const [only, other] = clean
  return only !== undefined && other === undefined
    ? { kind: 'settled', order: only.order }
    : { kind: 'open', orders: possible }
}

function countBackwards(stamps: readonly ChatStamp[], order: DateOrder): number {
  let last = 0
  let backwards = 0
  for (const stamp of stamps) {
    const date = dateUnder(stamp, order)
    if (date === null) continue
    const day = date.year * 372 + date.month * 31 + date.day
    // A phone whose zone changed may write a day twice.
    if (day < last - 1) backwards++
    last = day
  }
  return backwards
}
