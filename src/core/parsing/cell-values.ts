import { type CivilDate, isRealDate } from '../dates/civil-date.ts'
import { toLatinDigits } from '../khmer/digits.ts'
import { CURRENCY_CODES, type CurrencyCode, currencyOf, isCurrencyCode } from '../money/currency.ts'
import { MAX_UNITS, type Money, moneyOfSmallestParts, smallestPartsOf } from '../money/money.ts'
import { removeInvisible } from '../text-safety/marks.ts'
import type { DateOrder } from './column-map.ts'
import { DIRECTION_WORDS, type Direction, MONTH_WORDS } from './column-words.ts'

/** A time of day as a cell has it. */
export type TimeOfDay = {
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly millisecond: number
}

/** A day, with a time of day where the cell has one. */
export type CellDate = { readonly date: CivilDate; readonly time?: TimeOfDay }

// Longer than any cell that holds one day or one amount.
const MAX_CELL = 80
// What is looked at of a cell when words are sought in it.
const MOST_OF_CELL = 4_096
const ASCII = /^[\x20-\x7e]*$/
const TIME =
  /^([0-9]{1,2})[:.h]([0-9]{2})(?:[:.]([0-9]{2})(?:[.,]([0-9]{1,6}))?)?\s*(am|pm|ព្រឹក|ល្ងាច|រសៀល)?(?:\s*(?:z|utc|[+-][0-9]{2}:?[0-9]{2}))?$/
const BARE_AMOUNT = /^[-+()0-9.,]*$/
/** For each currency the words that may stand before or behind an amount of it. */
const CURRENCY_WORDS = Object.fromEntries(
  CURRENCY_CODES.map((code) => {
    const { symbol, names } = currencyOf(code)
    const words = [symbol, code, names.km, code === 'USD' ? 'us$' : null].flatMap((word) => word ?? [])
    return [code, words.map(currencyPattern)]
  }),
) as unknown as { readonly [code in CurrencyCode]: readonly RegExp[] }
const DAY_PARTS =
  /^([0-9]{1,4}|\p{L}[\p{L}\p{M}]*)\.?[\s/.,-]+([0-9]{1,2}|\p{L}[\p{L}\p{M}]*)\.?[\s/.,-]+([0-9]{1,4})$/u
const COMPACT_DAY = /^[0-9]{8}$/

/** Makes a cell's text comparable: Khmer digits in Latin, nothing invisible, one space between words, lower case. */
export function plainCell(text: string): string {
  const cut = text.slice(0, MOST_OF_CELL)
  const visible = ASCII.test(cut) ? cut : toLatinDigits(removeInvisible(cut).normalize('NFKC'))
  return visible.replace(/\s+/g, ' ').trim().toLowerCase()
}

/**
 * Reads a day with or without a time of day behind it, its parts in the order given; `null` when it is none. A year of four digits in
 * front is read as such under every order, because no form writes a day there. Two digits of a year are of this century.
 */
export function readCellDate(text: string, order: DateOrder): CellDate | null {
  const plain = plainCell(text)
  if (plain.length === 0 || plain.length > MAX_CELL) return null
  const [dayText, timeText] = splitTime(plain)
  const date = readDay(dayText, order)
  if (date === null) return null
  if (timeText === '') return { date }
  const time = readCellTime(timeText)
  return time === null ? null : { date, time }
}

/** Reads a time of day, with seconds or without, in 24 hours or with am and pm (ព្រឹក, រសៀល, ល្ងាច); `null` when it is none. */
export function readCellTime(text: string): TimeOfDay | null {
  const match = TIME.exec(plainCell(text).slice(0, MAX_CELL))
  if (match === null) return null
  const half = match[5]
  const typed = Number(match[1])
  if (half !== undefined && (typed < 1 || typed > 12)) return null
  const hour = half === undefined ? typed : (typed % 12) + (half === 'am' || half === 'ព្រឹក' ? 0 : 12)
  const time = {
    hour,
    minute: Number(match[2]),
    second: Number(match[3] ?? 0),
    millisecond: Number((match[4] ?? '').padEnd(3, '0').slice(0, 3)),
  }
  return time.hour > 23 || time.minute > 59 || time.second > 59 ? null : time
}

/** What a written amount says: how much, and on which side of the account where the cell tells (brackets, a sign, DR, CR). */
export type CellAmount = { readonly money: Money; readonly side: Direction | null }

/**
 * Reads an amount of a currency with a known decimal sign: Latin or Khmer digits, groups set apart by the other sign,
 * spaces or apostrophes, the currency's symbol or code beside it; a minus, brackets, `DR` or `CR`. `null` when it is none, has more
 * decimals than its currency or is too large. The amount is never negative.
 */
export function readCellAmount(
  text: string,
  currency: CurrencyCode,
  decimalSign: '.' | ',',
): CellAmount | null {
  const bare = stripCurrency(plainCell(text), currency)
  if (bare.length === 0 || bare.length > MAX_CELL) return null
  const match = /^(\()?([-+\u2212])?\s*([0-9][0-9.,'’\s]*|[.,][0-9]+)\s*(-)?(\))?\s*(dr|cr|d|c)?\.?$/.exec(
    bare,
  )
  if (match === null || (match[1] === undefined) !== (match[5] === undefined)) return null
  const parts = plainNumber(match[3] ?? '', decimalSign)
  const money = parts === null ? null : exactMoney(currency, parts)
  if (money === null) return null
  const isOut = match[1] !== undefined || match[2] === '-' || match[2] === '\u2212' || match[4] !== undefined
  const word = match[6]
  const side = word !== undefined ? (word.startsWith('d') ? 'out' : 'in') : isOut ? 'out' : null
  return { money, side }
}

/** Finds the currency that a cell names by code, symbol or Khmer name; `null` when it names none. */
export function readCellCurrency(text: string): CurrencyCode | null {
  const plain = plainCell(text).toUpperCase()
  if (isCurrencyCode(plain)) return plain
  if (plain === 'RIEL' || plain === 'RIELS') return 'KHR'
  if (plain === 'DOLLAR' || plain === 'DOLLARS' || plain === 'US$') return 'USD'
  return (
    CURRENCY_CODES.find((code) => {
      const { symbol, names } = currencyOf(code)
      return plain !== '' && (plain === symbol || plain === plainCell(names.km).toUpperCase())
    }) ?? null
  )
}

/** Finds the direction that a cell names in words; `null` when none of the known words is the cell's or begins it. */
export function readCellDirection(text: string): Direction | null {
  const plain = plainCell(text)
  for (const direction of ['in', 'out'] as const) {
    if (DIRECTION_WORDS[direction].includes(plain)) return direction
  }
  const longest = (direction: Direction) =>
    Math.max(
      0,
      ...DIRECTION_WORDS[direction]
        .filter((word) => word.length > 1 && plain.startsWith(word) && !isLetter(plain.charAt(word.length)))
        .map((word) => word.length),
    )
  const [inward, outward] = [longest('in'), longest('out')]
  return inward === outward ? null : inward > outward ? 'in' : 'out'
}

/** Reads how long a call took, in seconds: `75`, `75s`, `1:15`, `00:01:15`, `1m 15s`; `null` when it is none. */
export function readCellDuration(text: string): number | null {
  const plain = plainCell(text)
  const clock = /^(?:([0-9]{1,4}):)?([0-9]{1,4}):([0-5][0-9])(?:\.0+)?$/.exec(plain)
  if (clock !== null) return Number(clock[1] ?? 0) * 3_600 + Number(clock[2]) * 60 + Number(clock[3])
  const words =
    /^(?:([0-9]{1,4}) ?h(?:ours?)? ?)?(?:([0-9]{1,5}) ?m(?:in(?:utes?)?)? ?)?(?:([0-9]{1,8}) ?(?:s(?:ec(?:onds?)?)?)?)?$/.exec(
      plain,
    )
  if (words === null || plain === '') return null
  return Number(words[1] ?? 0) * 3_600 + Number(words[2] ?? 0) * 60 + Number(words[3] ?? 0)
}

function splitTime(plain: string): readonly [string, string] {
  const match =
    /^(.*?[0-9])(?:t|,? )([0-9]{1,2}[:.h][0-9]{2}(?:[:.].*| ?(?:am|pm|z|utc|ព្រឹក|ល្ងាច|រសៀល).*)?)$/.exec(plain)
  return match === null ? [plain, ''] : [match[1] ?? '', match[2] ?? '']
}

function readDay(text: string, order: DateOrder): CivilDate | null {
  if (COMPACT_DAY.test(text)) return readCompactDay(text, order)
  const match = DAY_PARTS.exec(text.replace(/^(?:ថ្ងៃទី|ថ្ងៃ)\s*/, ''))
  if (match === null) return null
  const [, first = '', second = '', third = ''] = match
  if (/^[0-9]{3,4}$/.test(first)) return makeDate(first, second, third)
  // A month in words says where it stands.
  if (!/^[0-9]/.test(first)) return makeDate(third, first, second)
  if (!/^[0-9]/.test(second))
    return order === 'year-month-day' ? makeDate(first, second, third) : makeDate(third, second, first)
  if (order === 'year-month-day') return third.length > 2 ? null : makeDate(first, second, third)
  return order === 'day-month-year' ? makeDate(third, second, first) : makeDate(third, first, second)
}

function readCompactDay(text: string, order: DateOrder): CivilDate | null {
  if (order === 'year-month-day') return makeDate(text.slice(0, 4), text.slice(4, 6), text.slice(6))
  const [first, second, year] = [text.slice(0, 2), text.slice(2, 4), text.slice(4)]
  return order === 'day-month-year' ? makeDate(year, second, first) : makeDate(year, first, second)
}

function makeDate(yearText: string, monthText: string, dayText: string): CivilDate | null {
  const month = /^[0-9]/.test(monthText)
    ? Number(monthText)
    : MONTH_WORDS.findIndex((words) => words.includes(monthText)) + 1
  const year = yearText.length <= 2 ? 2_000 + Number(yearText) : Number(yearText)
  const date = { year, month, day: Number(dayText) }
  return year >= 1_900 && year <= 2_200 && isRealDate(date) ? date : null
}

function stripCurrency(plain: string, currency: CurrencyCode): string {
  if (BARE_AMOUNT.test(plain)) return plain
  return CURRENCY_WORDS[currency].reduce((bare, word) => bare.replace(word, ''), plain).trim()
}

/** The digits before and after the decimal sign, or `null` when the signs do not stand as groups and a decimal sign do. */
function plainNumber(text: string, decimalSign: '.' | ','): readonly [string, string] | null {
  const [whole = '', fraction = '', ...more] = text.trim().split(decimalSign)
  if (more.length > 0 || /[^0-9]/.test(fraction)) return null
  // Indian groups are of two digits but for the last, which is of three everywhere.
  if (!/^[0-9]*$/.test(whole) && !/^[0-9]{1,3}(?:[.,'’\s][0-9]{2,3})*[.,'’\s][0-9]{3}$/.test(whole))
    return null
  return [whole.replace(/[^0-9]/g, ''), fraction]
}

function exactMoney(currency: CurrencyCode, [whole, fraction]: readonly [string, string]): Money | null {
  const { decimals } = currencyOf(currency)
  const kept = fraction.replace(/0+$/, '')
  if (kept.length > decimals) return null
  const money = moneyOfSmallestParts(currency, BigInt(`${whole || '0'}${kept.padEnd(decimals, '0')}`))
  return smallestPartsOf(money) > MAX_UNITS * 10n ** BigInt(decimals) ? null : money
}

function currencyPattern(word: string): RegExp {
  const escaped = word.toLowerCase().replace(/[$.*+?^{}()|[\]\\]/g, '\\$&')
  return new RegExp(`(?:^|(?<=[-+(\u2212 ]))${escaped} ?|(?<=[0-9 ])${escaped}(?=$|[ )])`, 'u')
}

function isLetter(character: string): boolean {
  return /[\p{L}\p{M}]/u.test(character)
}
