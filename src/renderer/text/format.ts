import { formatSize, formatWholeNumber } from '#contract/number-text.ts'
import { parseIsoDate } from '#core/dates/civil-date.ts'
import { formatDateTime, formatLongDate, formatSortableDateTime } from '#core/dates/format-date.ts'
import type { Language } from '#core/language.ts'
import { isCurrencyCode } from '#core/money/currency.ts'
import { formatMoney } from '#core/money/format-money.ts'

/** How numbers, sizes, days, instants and amounts are written in one language. */
export type Format = {
  count(value: number): string
  size(sizeBytes: number): string
  /** A day `YYYY-MM-DD` in words; anything else as it is. */
  day(isoDay: string): string
  /** An instant on the station's clock in words. */
  instant(atMs: number): string
  /** An instant to the minute in columns, so that rows line up: the same in both languages. */
  shortInstant(atMs: number): string
  /** An instant to the second in columns. */
  exactInstant(atMs: number): string
  /** An amount as the ledger keeps it; one in an unknown currency as it is, with its code. */
  money(currency: string, amount: string): string
}

/** Makes the writers of one language. */
export function formatOf(language: Language): Format {
  const style = { language }
  return {
    count: (value) => formatWholeNumber(value, language),
    size: (sizeBytes) => formatSize(sizeBytes, language),
    day(isoDay) {
      const date = parseIsoDate(isoDay)
      return date.ok ? formatLongDate(date.value, style) : isoDay
    },
    instant: (atMs) => formatDateTime(atMs, style),
    shortInstant: (atMs) => formatSortableDateTime(atMs).slice(0, 'YYYY-MM-DD HH:MM'.length),
    exactInstant: (atMs) => formatSortableDateTime(atMs).replace('+07:00', ''),
    money: (currency, amount) =>
      isCurrencyCode(currency) ? formatMoney({ currency, amount }, style) : `${amount} ${currency}`,
  }
}
