import { CANCELLED, type Handler } from '#contract/dispatcher.ts'
import { reportContextOf } from '#core/documents/paper-context.ts'
import { StatisticsCount } from '#core/documents/statistics-facts.ts'
import { buildStatisticsPaper } from '#core/documents/statistics-paper.ts'
import { fail, succeed } from '#core/result.ts'
import { readCase } from '../ledger/read-case.ts'
import type { CourtTexts } from '../ports/court-texts.ts'
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
    const granted = vault.register.casesOf(vault.person.userId)
    if (!granted.ok) return granted
    const period = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
    const count = new StatisticsCount(period)
    const all = vault.register.caseCount()
    if (!all.ok) return all
    let unreadableCases = Math.max(0, all.value - granted.value.length)
    let events = 0
    let atMs = 0
    for (const [index, { caseId }] of granted.value.entries()) {
      // The engine answers others meanwhile, and whoever locks is not kept waiting.
      await pause()
      if (context.signal.aborted) return CANCELLED
      if (tools.session() !== vault) return lockedFailure()
      const read = readCase(vault, caseId)
      if (!read.ok) {
        if (read.failure.code !== 'case/not-found' && read.failure.code !== 'ledger/key-missing') return read
        unreadableCases += 1
        continue
      }
      const { view } = read.value
      count.take(view)
      events += view.events.length
      atMs = Math.max(atMs, view.head.atMs)
      context.onProgress({ stage: 'checking-events', done: index + 1, total: granted.value.length })
    }
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
