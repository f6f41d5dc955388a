import type { Handler } from '#contract/dispatcher.ts'
import { readScopeEvents } from '../ledger/read-case.ts'
import type { CourtTexts } from '../ports/court-texts.ts'
import { type DrawingTools, drawReport } from '../report/draw-report.ts'
import { lockedFailure } from '../vault-session.ts'
import { buildRecordPaper } from './build-record-paper.ts'
import { findRecord } from './find-record.ts'

/** `record.print`. A final record is made from the event that finalised it, so that its paper never changes either. */
export function printRecord(
  tools: DrawingTools,
  texts: CourtTexts,
  software: string,
): Handler<'record.print'> {
  return async ({ languages, ...named }, context) => {
    const vault = tools.session()
    if (vault === null) return lockedFailure()
    const read = findRecord(vault, named)
    if (!read.ok) return read
    const { record, view, found } = read.value
    const { kind } = record.content
    const events = readScopeEvents(vault, found)
    if (!events.ok) return events
    const source = { record, view, events: events.value }
    const built = buildRecordPaper(vault, source, { texts, software }, languages)
    if (!built.ok) return built
    const fileName = `${record.final?.number ?? `${view.number}-draft`}-${kind}-${languages.replace('+', '-')}.pdf`
    return await drawReport(tools, vault, { found, ...built.value, kind, fileName }, context)
  }
}
