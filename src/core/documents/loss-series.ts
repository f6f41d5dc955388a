import { type LossTotal, sumLosses } from '../case-file/loss-totals.ts'
import type { ComplaintRecord } from '../casework/complaint-record.ts'
import type { LossLine } from '../parties/loss-summary.ts'

/** Losses of those who complain and of those who do not, kept apart. */
export type SplitLosses = {
  readonly complaining: readonly LossTotal[]
  readonly notComplaining: readonly LossTotal[]
}

/** What a series has under one name. */
export type SeriesEntry = SplitLosses & {
  readonly complainingReports: number
  readonly notComplainingReports: number
}

const EMPTY: SeriesEntry = {
  complaining: [],
  notComplaining: [],
  complainingReports: 0,
  notComplainingReports: 0,
}

/** Sums up losses under names, such as months or kinds of crime. */
export class LossSeries {
  readonly #entries = new Map<string, SeriesEntry>()

  take(
    name: string,
    { wish, losses }: Pick<ComplaintRecord, 'wish'> & { readonly losses: readonly LossLine[] },
  ): void {
    const entry = this.#entries.get(name) ?? EMPTY
    this.#entries.set(
      name,
      wish === 'complain'
        ? {
            ...entry,
            complaining: sumLosses(entry.complaining, losses),
            complainingReports: entry.complainingReports + 1,
          }
        : {
            ...entry,
            notComplaining: sumLosses(entry.notComplaining, losses),
            notComplainingReports: entry.notComplainingReports + 1,
          },
    )
  }

  /** Every name with what it has, in the order of the names' code points. */
  entries(): readonly (readonly [name: string, entry: SeriesEntry])[] {
    return [...this.#entries].sort(([first], [second]) => (first < second ? -1 : 1))
  }
}
