import type { ComplaintRecord } from '../casework/complaint-record.ts'
import type { LOSS_LEVELS, LOSS_STATES } from '../casework/vocabularies.ts'
import { type CurrencyCode, isCurrencyCode } from '../money/currency.ts'
import { addMoney } from '../money/money.ts'

/** The sum of the loss lines of one currency, state and level. */
export type LossTotal = {
  readonly currency: CurrencyCode
  readonly state: (typeof LOSS_STATES)[number]
  readonly level: (typeof LOSS_LEVELS)[number]
  /** Canonical decimal text in the currency's own unit. */
  readonly amount: string
  readonly lines: number
}

/**
 * Adds loss lines to totals kept apart by currency, state and level: what was attempted is never added to what was paid,
 * and nothing is converted. New totals follow in the order in which they first occur.
 *
 * @throws when a line's currency is not one the ledger admits.
 */
export function sumLosses(
  totals: readonly LossTotal[],
  losses: ComplaintRecord['losses'],
): readonly LossTotal[] {
  const sums = new Map(totals.map((total) => [keyOf(total), total]))
  for (const { currency, state, level, amount } of losses) {
    if (!isCurrencyCode(currency)) throw new Error(`the ledger holds an unknown currency: ${currency}`)
    const line = { currency, state, level, amount, lines: 1 }
    const key = keyOf(line)
    const sum = sums.get(key)
    sums.set(
      key,
      sum === undefined ? line : { ...line, amount: addMoney(sum, line).amount, lines: sum.lines + 1 },
    )
  }
  return [...sums.values()]
}

function keyOf({ currency, state, level }: Pick<LossTotal, 'currency' | 'state' | 'level'>): string {
  return `${currency} ${state} ${level}`
}
