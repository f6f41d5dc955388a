import type { CaseFile } from '#contract/case-operations.ts'
import { LOSS_LEVELS, LOSS_STATES } from '#core/casework/vocabularies.ts'
import { LOSS_LEVEL_LABELS, LOSS_STATE_LABELS } from '#core/casework/vocabulary-labels.ts'
import { CURRENCIES, isCurrencyCode } from '#core/money/currency.ts'
import { useTongue } from '../text/text-context.tsx'

type LossTotalsProps = { readonly totals: CaseFile['totals'] }

/** Sums of losses: a row for each currency and state, a column for each level of support. */
export function LossTotals({ totals }: LossTotalsProps) {
  const { language, text, format } = useTongue()
  if (totals.length === 0) return <p className="sheet-body soft">{text.cases.noTotals}</p>
  const currencies = [...new Set(totals.map((total) => total.currency))]
  const rows = currencies.flatMap((currency) =>
    LOSS_STATES.filter((state) =>
      totals.some((total) => total.currency === currency && total.state === state),
    ).map((state, index) => ({ currency, state, isFirst: index === 0 })),
  )
  return (
    <div className="table-frame">
      <table className="table totals">
        <thead>
          <tr>
            <th scope="col">{text.cases.totalsCurrency}</th>
            <th scope="col">{text.cases.totalsState}</th>
            {LOSS_LEVELS.map((level) => (
              <th key={level} scope="col" className="numeric">
                {LOSS_LEVEL_LABELS[level][language]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ currency, state, isFirst }) => (
            <tr key={`${currency} ${state}`} className={isFirst ? 'totals-first' : undefined}>
              <th scope="row">
                {isFirst ? (
                  currencyName(currency, language)
                ) : (
                  <span className="hidden-visually">{currency}</span>
                )}
              </th>
              <td className="soft">{LOSS_STATE_LABELS[state][language]}</td>
              {LOSS_LEVELS.map((level) => {
                const total = totals.find(
                  (sum) => sum.currency === currency && sum.state === state && sum.level === level,
                )
                return (
                  <td key={level} className="numeric">
                    {total === undefined ? (
                      <span className="faint">–</span>
                    ) : (
                      <>
                        <span className="amount">{format.money(currency, total.amount)}</span>
                        <span className="lines faint small">{text.cases.totalsLines(total.lines)}</span>
                      </>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** A currency by its name; an unknown one by its code. */
export function currencyName(currency: string, language: 'km' | 'en'): string {
  return isCurrencyCode(currency) ? CURRENCIES[currency].names[language] : currency
}
