import type { ComplaintRecord } from '../casework/complaint-record.ts'
import type { LOSS_LEVELS, LOSS_STATES } from '../casework/vocabularies.ts'
import { type CurrencyCode, isCurrencyCode } from '../money/currency.ts'
import { addMoney } from '../money/money.ts'
import { countedLosses } from '../parties/loss-summary.ts'
import type { PartyBookView } from '../parties/party-views.ts'

/** The sum of the loss lines of one currency, state and level. */
export type LossTotal = {
  readonly currency: CurrencyCode
  readonly state: (typeof LOSS_STATES)[number]
  readonly level: (typeof LOSS_LEVELS)[number]
  /** Canonical decimal text in the currency's own unit. */
  readonly amount: string
  readonly lines: number
}

/** Sums up everything of a case that counts, whoever complained of it. */
export function totalLosses(folk: PartyBookView): readonly LossTotal[] {
  return sumLosses([], countedLosses(folk))
}

/** What the complaints of a case tell of losses, as it is counted. */
export function lossesTold(
  complaints: readonly {
    readonly complaintId: string
    readonly complaint: Pick<ComplaintRecord, 'wish' | 'losses'>
  }[],
): readonly (Pick<ComplaintRecord, 'wish' | 'losses'> & { readonly complaintId: string })[] {
  return complaints.map(({ complaintId, complaint: { wish, losses } }) => ({ complaintId, wish, losses }))
}

/**
 * Adds loss lines to totals kept apart by currency, state and level: what was attempted is never added to what was paid,
 * and nothing is converted. New totals follow in the order in which they first occur.
 *
 * @throws when a line's currency is not one the ledger admits.
 */
export function sumLosses(
  totals: readonly LossTotal[],
  losses: readonly Pick<ComplaintRecord['losses'][number], 'currency' | 'state' | 'level' | 'amount'>[],
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
