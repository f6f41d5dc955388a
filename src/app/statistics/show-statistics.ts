import type { Handler } from '#contract/dispatcher.ts'
import type { SeriesEntry, SplitLosses } from '#core/documents/loss-series.ts'
import { succeed } from '#core/result.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'
import { countCases } from './count-cases.ts'

/** `statistics.show`. */
export function showStatistics(
  session: SessionSource,
  pause: () => Promise<void>,
): Handler<'statistics.show'> {
  return async ({ from, to }, context) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const period = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
    const counted = await countCases(session, vault, period, pause, context, true)
    if (typeof counted === 'symbol' || !counted.ok) return counted
    const { count, unreadableCases } = counted.value
    const { complaining, notComplaining, byMonth: _, ...plain } = count.result()
    const { months, typologies } = count.series()
    return succeed({
      ...plain,
      losses: { complaining, notComplaining },
      byMonth: months.map(([month, entry]) => ({
        month,
        complaining: entry.complainingReports,
        notComplaining: entry.notComplainingReports,
        losses: lossesOf(entry),
      })),
      lossesByTypology: typologies.map(([typology, entry]) => ({ typology, losses: lossesOf(entry) })),
      unreadableCases,
    })
  }
}

function lossesOf({ complaining, notComplaining }: SeriesEntry): SplitLosses {
  return { complaining, notComplaining }
}
