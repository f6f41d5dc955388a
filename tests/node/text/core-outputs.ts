import { dateOfDayNumber, isoDateText } from '#core/dates/civil-date.ts'
import { formatDateTime, formatSortableDateTime } from '#core/dates/format-date.ts'
import { formatDocumentDate } from '#core/dates/format-lunar-date.ts'
import { IDENTIFIER_KINDS, parseIdentifier } from '#core/identifiers/identifier.ts'
import { compareKhmer } from '#core/khmer/compare-khmer.ts'
import { foldForSearch } from '#core/khmer/fold-for-search.ts'
import { amountInWords } from '#core/money/amount-in-words.ts'
import { CURRENCY_CODES } from '#core/money/currency.ts'
import { formatMoney } from '#core/money/format-money.ts'
import { parseMoney } from '#core/money/parse-money.ts'
import { checkLine } from '#core/text-safety/check-text.ts'
import { showEscaped, showEscapedStory } from '#core/text-safety/show-escaped.ts'

const LANGUAGES = ['km', 'en'] as const

/** What core makes of dates, amounts and texts, line by line: the same in every runtime that it runs in. */
export function coreOutputs(texts: readonly string[]): readonly string[] {
  return [...dateLines(), ...moneyLines(), ...texts.flatMap(textLines), ...[...texts].sort(compareKhmer)]
}

function dateLines(): readonly string[] {
  // Every eleventh day from 2020 to 2030.
  const days = Array.from({ length: 365 }, (_, index) => 18_262 + index * 11)
  return days.flatMap((day) => {
    const date = dateOfDayNumber(day)
    const atMs = day * 86_400_000 + 61_234_567
    return [
      isoDateText(date),
      formatSortableDateTime(atMs),
      ...LANGUAGES.flatMap((language) => [
        formatDocumentDate(date, { language }),
        formatDateTime(atMs, { language }),
      ]),
    ]
  })
}

function moneyLines(): readonly string[] {
  return CURRENCY_CODES.flatMap((currency) =>
    ['1', '1234567', '0.5', '12.25'].flatMap((typed) => {
      const parsed = parseMoney(currency, typed)
      if (!parsed.ok) return [JSON.stringify(parsed.failure)]
      const words = amountInWords(parsed.value) ?? 'no words'
      return [...LANGUAGES.map((language) => formatMoney(parsed.value, { language })), words]
    }),
  )
}

function textLines(text: string): readonly string[] {
  return [
    foldForSearch(text),
    showEscaped(text),
    showEscapedStory(text),
    JSON.stringify(checkLine(text, { maxLength: 50 })),
    ...IDENTIFIER_KINDS.map((kind) => JSON.stringify(parseIdentifier(kind, text))),
  ]
}
