import type { Handler } from '#contract/dispatcher.ts'
import { reportContextOf } from '#core/documents/paper-context.ts'
import { buildStatisticsPaper } from '#core/documents/statistics-paper.ts'
import { fail, succeed } from '#core/result.ts'
import type { CourtTexts } from '../ports/court-texts.ts'
import { countCases } from '../statistics/count-cases.ts'
import { lockedFailure } from '../vault-session.ts'
import { type DrawingTools, drawReport } from './draw-report.ts'
import { wordingsAt } from './wordings.ts'

/** `report.statistics`. Every case that the person can read is read from its verified events; none stays in memory. */
export function makeStatistics(
  tools: DrawingTools,
  texts: CourtTexts,
  software: string,
  pause: () => Promise<void>,
): Handler<'report.statistics'> {
  return async ({ from, to, languages }, context) => {
    const vault = tools.session()
    if (vault === null) return lockedFailure()
    const head = vault.ledger.head()
    if (!head.ok) return head
    if (head.value === null) return fail({ code: 'case/not-found' })
    const period = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
    const counted = await countCases(tools.session, vault, period, pause, context, false)
    if (typeof counted === 'symbol' || !counted.ok) return counted
    const { count, unreadableCases, events, atMs } = counted.value
    const { seq, hashHex } = head.value
    const wordings = wordingsAt(vault, texts, seq)
    if (!wordings.ok) return wordings
    const say = wordings.value.read('statistics')
    const { caseNumber: _, ...about } = reportContextOf(
      { number: '', head: { seq, hashHex, atMs }, events: [] },
      software,
      wordings.value,
    )
    const statistics = count.result()
    const document = buildStatisticsPaper(
      { statistics, period, unreadableCases },
      say,
      { ...about, eventCount: events },
      languages,
    )
    const fileName = `statistics-${languages.replace('+', '-')}.pdf`
    const order = { found: null, document, kind: 'statistics', fileName, madeFrom: { seq, hashHex } }
    const drawn = await drawReport(tools, vault, order, context)
    if (typeof drawn !== 'object' || !drawn.ok) return drawn
    const { cases, complaints } = statistics
    return succeed({ ...drawn.value, cases, complaints, unreadableCases })
  }
}
