import { amountInWords } from '../money/amount-in-words.ts'
import { isCurrencyCode } from '../money/currency.ts'
import { formatMoneyWithCode } from '../money/format-money.ts'
import type { Inline } from './document-tree.ts'

/** An amount as the ledger keeps it: a currency's code and a canonical decimal text. */
export type KeptAmount = { readonly currency: string; readonly amount: string }

/** Writes an amount in figures with its currency's code; one of an unknown currency is shown as it is. */
export function sayAmount({ currency, amount }: KeptAmount): Inline {
  if (!isCurrencyCode(currency)) return `${amount} ${currency}`
  const money = { currency, amount }
  return {
    km: formatMoneyWithCode(money, { language: 'km' }),
    en: formatMoneyWithCode(money, { language: 'en' }),
  }
}

/** Writes an amount in figures and, where it is riel or dollars, beneath it in Khmer words, as letters and receipts want it. */
export function sayAmountTwice(kept: KeptAmount): readonly Inline[] {
  const { currency, amount } = kept
  const words = isCurrencyCode(currency) ? amountInWords({ currency, amount }) : null
  return words === null ? [sayAmount(kept)] : [sayAmount(kept), `(${words})`]
}
