import { type Digits, writeDigits } from '../khmer/digits.ts'
import type { Language } from '../language.ts'
import { currencyOf, isCryptoAsset } from './currency.ts'
import type { Money } from './money.ts'

/** How an amount is written: the language, and which digits; Khmer ones in Khmer and Latin ones in English unless told otherwise. */
export type MoneyStyle = { readonly language: Language; readonly digits?: Digits }

const NO_BREAK_SPACE = '\u00a0'

/**
 * Writes an amount with its symbol: English `$1,234.50`, `៛1,500,000`; Khmer `១.២៣៤,៥០$`, `១.៥០០.០០០៛`.
 *
 * The separators go with the digits, as CLDR 48 `km` has them and Cambodian laws write sums: points group Khmer digits, commas
 * group Latin ones. All decimals of the currency are written, so that a reader never wonders whether some are missing.
 * Crypto-assets are written as exact as they are, grouped by commas, with their code after a no-break space: `0.125 BTC`.
 * What is written here is read back to the same amount by `parseMoney`.
 */
export function formatMoney(money: Money, style: MoneyStyle): string {
  const { symbol } = currencyOf(money.currency)
  const isNegative = money.amount.startsWith('-')
  const number = formatNumber(money, style)
  const sign = isNegative ? '-' : ''
  if (isCryptoAsset(money.currency) || symbol === null) {
    return writeDigits(`${sign}${number}`, digitsOf(style)) + NO_BREAK_SPACE + money.currency
  }
  const text = style.language === 'en' ? `${sign}${symbol}${number}` : `${sign}${number}${symbol}`
  return writeDigits(text, digitsOf(style))
}

/** Writes an amount with the currency's code instead of a symbol, for tables that mix currencies: `1,234.50 USD`. */
export function formatMoneyWithCode(money: Money, style: MoneyStyle): string {
  const sign = money.amount.startsWith('-') ? '-' : ''
  const number = writeDigits(sign + formatNumber(money, style), digitsOf(style))
  return `${number}${NO_BREAK_SPACE}${money.currency}`
}

function digitsOf(style: MoneyStyle): Digits {
  return style.digits ?? (style.language === 'km' ? 'khmer' : 'latin')
}

function formatNumber(money: Money, style: MoneyStyle): string {
  const { decimals } = currencyOf(money.currency)
  const isCrypto = isCryptoAsset(money.currency)
  const [whole = '0', fraction = ''] = money.amount.replace('-', '').split('.')
  const usesPointGroups = digitsOf(style) === 'khmer' && !isCrypto
  const grouped = whole.replace(/\B(?=(?:[0-9]{3})+$)/g, usesPointGroups ? '.' : ',')
  const written = isCrypto ? fraction : fraction.padEnd(decimals, '0')
  return written === '' ? grouped : `${grouped}${usesPointGroups ? ',' : '.'}${written}`
}
