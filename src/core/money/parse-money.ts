import { toLatinDigits } from '../khmer/digits.ts'
import { fail, type Result, succeed } from '../result.ts'
import { removeInvisible } from '../text-safety/marks.ts'
import { type CurrencyCode, currencyOf, isCryptoAsset, isCurrencyCode } from './currency.ts'
import { MAX_UNITS, type Money, moneyOfSmallestParts, smallestPartsOf } from './money.ts'

/** What about the form of an amount is wrong. */
export type AmountFault = 'empty' | 'not-a-number' | 'grouping' | 'ambiguous'

/** Why a typed amount is refused. */
export type MoneyFailure =
  | { readonly code: 'money/unknown-currency' }
  | { readonly code: 'money/malformed'; readonly facts: { readonly fault: AmountFault } }
  | {
      readonly code: 'money/too-many-decimals'
      readonly facts: { readonly currency: CurrencyCode; readonly decimals: number }
    }
  | { readonly code: 'money/not-positive' }
  | {
      readonly code: 'money/too-large'
      readonly facts: { readonly currency: CurrencyCode; readonly maxUnits: string }
    }

// Longer than any amount within the limit, grouped and with eighteen decimals.
const MAX_TYPED_LENGTH = 64
const SPACES_AND_QUOTES = /[\s'’]+/
const GROUPED = /^[1-9][0-9]{0,2}(?:[.,][0-9]{3})+$/

/**
 * Reads a positive amount as people type it: Latin or Khmer digits; groups of three set apart by spaces, apostrophes,
 * commas or points; a decimal point or comma; the currency's symbol or code before or after it.
 *
 * Which of point and comma is the decimal sign follows from the text alone, never from the language of the screen, and what
 * could be meant both ways is refused (`fault: 'ambiguous'`) rather than guessed:
 * - both occur: the last is the decimal sign, the other groups (`1,234.50`, `1.234,50`);
 * - one occurs more than once: it groups (`1.500.000`);
 * - one occurs once, with three digits after it and one to three before: a comma groups (`1,500`); a point groups in
 *   currencies without decimals (`1.500` riel), is the decimal sign of crypto-assets (`1.125` BTC), else is ambiguous;
 * - one occurs once otherwise: it is the decimal sign (`12.5`, `12,50`), but a comma in a crypto-asset is ambiguous;
 * - three decimals in a currency that has fewer are ambiguous (`1.234,500` riel), other zeros too many are dropped.
 */
export function parseMoney(currency: string, typed: string): Result<Money, MoneyFailure> {
  if (!isCurrencyCode(currency)) return fail({ code: 'money/unknown-currency' })
  const bare = stripSymbol(currency, toLatinDigits(removeInvisible(typed)).trim())
  if (bare === '') return malformed('empty')
  if (bare.length > MAX_TYPED_LENGTH || !/^[-+]?[0-9.,\s'’]*[0-9]$/.test(bare))
    return malformed('not-a-number')
  if (bare.startsWith('-')) return fail({ code: 'money/not-positive' })
  const plain = readSeparators(currency, joinSpaced(bare.replace(/^\+/, '')))
  return plain.ok ? limit(currency, plain.value) : plain
}

/** Takes the currency's own symbol, code or Khmer name off either end of a typed amount. */
function stripSymbol(currency: CurrencyCode, text: string): string {
  const { symbol, names } = currencyOf(currency)
  for (const word of [symbol, currency, names.km]) {
    if (word === null) continue
    if (text.toUpperCase().startsWith(word)) return text.slice(word.length).trim()
    if (text.toUpperCase().endsWith(word)) return text.slice(0, -word.length).trim()
  }
  return text
}

/** Joins groups set apart by spaces or apostrophes; `null` when they are no groups of three. */
function joinSpaced(text: string): string | null {
  const groups = text.split(SPACES_AND_QUOTES)
  if (groups.length === 1) return text
  const [first = '', ...rest] = groups
  const last = rest.pop() ?? ''
  const isGrouped =
    /^[1-9][0-9]{0,2}$/.test(first) &&
    rest.every((group) => /^[0-9]{3}$/.test(group)) &&
    /^[0-9]{3}(?:[.,][0-9]+)?$/.test(last)
  if (!isGrouped) return null
  // With the groups already set apart, a single point or comma can only be the decimal sign.
  return groups.join('').replace(/[.,]/, '·')
}

/** Finds the decimal sign and writes the number as digits with at most one point. */
function readSeparators(currency: CurrencyCode, text: string | null): Result<string, MoneyFailure> {
  if (text === null) return malformed('grouping')
  if (text.includes('·')) return succeed(text.replace('·', '.'))
  const signs = text.match(/[.,]/g) ?? []
  if (signs.length === 0) return succeed(text)
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','))
  const before = text.slice(0, last)
  const after = text.slice(last + 1)
  const sign = text.charAt(last)
  if (new Set(signs).size === 2) {
    return isGroupedBy(before, sign === '.' ? ',' : '.')
      ? succeed(`${digitsOf(before)}.${after}`)
      : malformed('grouping')
  }
  if (signs.length > 1) return isGroupedBy(text, sign) ? succeed(digitsOf(text)) : malformed('grouping')
  return readSingleSign(currency, before, sign, after)
}

function readSingleSign(
  currency: CurrencyCode,
  before: string,
  sign: string,
  after: string,
): Result<string, MoneyFailure> {
  const isCrypto = isCryptoAsset(currency)
  if (/^[1-9][0-9]{0,2}$/.test(before) && after.length === 3) {
    if (sign === ',' || currencyOf(currency).decimals === 0) return succeed(before + after)
    return succeed(`${before}.${after}`)
  }
  if (isCrypto && sign === ',') return malformed('ambiguous')
  return succeed(`${before === '' ? '0' : before}.${after}`)
}

function isGroupedBy(text: string, sign: string): boolean {
  return GROUPED.test(text) && !text.includes(sign === '.' ? ',' : '.')
}

function digitsOf(text: string): string {
  return text.replace(/[.,]/g, '')
}

/** Makes the canonical amount and holds it against the limits. */
function limit(currency: CurrencyCode, plain: string): Result<Money, MoneyFailure> {
  const { decimals } = currencyOf(currency)
  const [whole = '0', fraction = ''] = plain.split('.')
  // Three digits where the currency has fewer decimals look like a group after the wrong sign: `1.234,500` riel.
  if (fraction.length === 3 && decimals < 3 && Number(whole) > 0) return malformed('ambiguous')
  const kept = fraction.replace(/0+$/, '')
  if (kept.length > decimals) return fail({ code: 'money/too-many-decimals', facts: { currency, decimals } })
  const money = moneyOfSmallestParts(currency, BigInt(whole + kept.padEnd(decimals, '0')))
  const parts = smallestPartsOf(money)
  if (parts <= 0n) return fail({ code: 'money/not-positive' })
  return parts > MAX_UNITS * 10n ** BigInt(decimals) ? tooLarge(currency) : succeed(money)
}

function malformed(fault: AmountFault): Result<never, MoneyFailure> {
  return fail({ code: 'money/malformed', facts: { fault } })
}

function tooLarge(currency: CurrencyCode): Result<never, MoneyFailure> {
  return fail({ code: 'money/too-large', facts: { currency, maxUnits: String(MAX_UNITS) } })
}
