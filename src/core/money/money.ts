import { CURRENCY_CODES, type CurrencyCode, currencyOf } from './currency.ts'

/**
 * An amount of one currency.
 *
 * `amount` is a canonical decimal: digits without leading zeros, a point and at most as many decimals as the currency has,
 * no trailing zeros, `-` in front when negative, zero as `0`. Equal amounts are therefore equal texts.
 */
export type Money = { readonly currency: CurrencyCode; readonly amount: string }

/** Greatest amount a single entry may have, in whole units of its currency: 10¹⁵. Totals may exceed it. */
export const MAX_UNITS = 1_000_000_000_000_000n

const CANONICAL = /^(?:0|-?(?:[1-9][0-9]*|0\.[0-9]*[1-9]|[1-9][0-9]*\.[0-9]*[1-9]))$/

/** Tells whether a text is a canonical amount of a currency: its form, and no more decimals than the currency has. */
export function isCanonicalAmount(currency: CurrencyCode, amount: string): boolean {
  return CANONICAL.test(amount) && (amount.split('.')[1] ?? '').length <= currencyOf(currency).decimals
}

/**
 * Counts an amount in the currency's smallest parts (cents, satoshi, wei), exactly.
 *
 * @throws when the amount is not canonical.
 */
export function smallestPartsOf(money: Money): bigint {
  if (!isCanonicalAmount(money.currency, money.amount)) {
    throw new Error(`not a canonical amount of ${money.currency}: ${money.amount}`)
  }
  const { decimals } = currencyOf(money.currency)
  const [whole = '0', fraction = ''] = money.amount.split('.')
  return BigInt(whole + fraction.padEnd(decimals, '0'))
}

/** Makes an amount from a number of the currency's smallest parts; the inverse of {@link smallestPartsOf}. */
export function moneyOfSmallestParts(currency: CurrencyCode, parts: bigint): Money {
  const { decimals } = currencyOf(currency)
  const digits = String(parts < 0n ? -parts : parts).padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '')
  const amount = fraction === '' ? whole : `${whole}.${fraction}`
  return { currency, amount: parts < 0n ? `-${amount}` : amount }
}

/**
 * Adds two amounts of one currency, exactly.
 *
 * @throws when the currencies differ: amounts are never converted.
 */
export function addMoney(first: Money, second: Money): Money {
  demandOneCurrency(first, second)
  return moneyOfSmallestParts(first.currency, smallestPartsOf(first) + smallestPartsOf(second))
}

/**
 * Takes the second amount from the first, exactly; the result may be negative.
 *
 * @throws when the currencies differ.
 */
export function subtractMoney(first: Money, second: Money): Money {
  demandOneCurrency(first, second)
  return moneyOfSmallestParts(first.currency, smallestPartsOf(first) - smallestPartsOf(second))
}

/**
 * Compares two amounts of one currency: negative when the first is smaller, 0 when equal.
 *
 * @throws when the currencies differ.
 */
export function compareMoney(first: Money, second: Money): number {
  demandOneCurrency(first, second)
  const difference = smallestPartsOf(first) - smallestPartsOf(second)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/**
 * Sums amounts by currency: one total for each currency that occurs, in the order of the table, never converted into one
 * another.
 */
export function totalsByCurrency(amounts: Iterable<Money>): readonly Money[] {
  const sums = new Map<CurrencyCode, bigint>()
  for (const money of amounts) {
    sums.set(money.currency, (sums.get(money.currency) ?? 0n) + smallestPartsOf(money))
  }
  return CURRENCY_CODES.flatMap((currency) => {
    const sum = sums.get(currency)
    return sum === undefined ? [] : [moneyOfSmallestParts(currency, sum)]
  })
}

function demandOneCurrency(first: Money, second: Money): void {
  if (first.currency !== second.currency) {
    throw new Error(`amounts of ${first.currency} and ${second.currency} cannot be combined`)
  }
}
