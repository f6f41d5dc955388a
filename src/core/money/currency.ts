import type { Language } from '../language.ts'

/** What Samnum knows of one currency. */
export type Currency = {
  /**
   * Numeric code of ISO 4217, or `null` for what is no currency of ISO 4217: crypto-assets, named by the ticker in common
   * use.
   */
  readonly isoNumeric: string | null
  /** Digits after the decimal point that an amount may have. */
  readonly decimals: number
  /** What stands beside an amount instead of the code, if anything does. */
  readonly symbol: string | null
  readonly names: { readonly [language in Language]: string }
}

/**
 * The closed table of currencies, in the order in which totals are listed.
 *
 * Codes and decimals are those of ISO 4217:2015, list one, but for the riel: the list gives it two decimals, and nothing
 * smaller than a riel circulates, so amounts in riel are whole here. Crypto-assets: USDT has six decimals on
 * Ethereum and Tron (contract `decimals()`), bitcoin eight (one satoshi is 10⁻⁸), ether eighteen (one wei is 10⁻¹⁸).
 */
export const CURRENCIES = {
  KHR: {
    isoNumeric: '116',
    decimals: 0,
    symbol: '៛',
    names: { km: 'រៀល', en: 'Cambodian riel' },
  },
  USD: {
    isoNumeric: '840',
    decimals: 2,
    symbol: '$',
    names: { km: 'ដុល្លារអាមេរិក', en: 'US dollar' },
  },
  THB: { isoNumeric: '764', decimals: 2, symbol: '฿', names: { km: 'បាតថៃ', en: 'Thai baht' } },
  VND: { isoNumeric: '704', decimals: 0, symbol: '₫', names: { km: 'ដុងវៀតណាម', en: 'Vietnamese dong' } },
  CNY: { isoNumeric: '156', decimals: 2, symbol: '¥', names: { km: 'យ៉ន់ចិន', en: 'Chinese yuan' } },
  USDT: { isoNumeric: null, decimals: 6, symbol: null, names: { km: 'ធីធើរ (USDT)', en: 'Tether (USDT)' } },
  BTC: { isoNumeric: null, decimals: 8, symbol: null, names: { km: 'ប៊ីតខញ (BTC)', en: 'Bitcoin (BTC)' } },
  ETH: { isoNumeric: null, decimals: 18, symbol: null, names: { km: 'អេធើរ (ETH)', en: 'Ether (ETH)' } },
} as const satisfies { readonly [code: string]: Currency }

/** A code of {@link CURRENCIES}. */
export type CurrencyCode = keyof typeof CURRENCIES

/** Every code of {@link CURRENCIES}, in its order. */
export const CURRENCY_CODES = Object.keys(CURRENCIES) as readonly CurrencyCode[]

/** Looks up what is known of a currency. */
export function currencyOf(code: CurrencyCode): Currency {
  return CURRENCIES[code]
}

/** Tells whether a text is the code of a currency in the table, in capitals. */
export function isCurrencyCode(code: string): code is CurrencyCode {
  return Object.hasOwn(CURRENCIES, code)
}

/** Tells whether a currency is a crypto-asset and therefore has no code of ISO 4217. */
export function isCryptoAsset(code: CurrencyCode): boolean {
  return currencyOf(code).isoNumeric === null
}
