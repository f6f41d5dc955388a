import type { Handler } from '#contract/dispatcher.ts'
import type { VerifiedEvent } from '#core/case-file/verified-event.ts'
import type { DocumentLanguages, DocumentTree } from '#core/documents/document-tree.ts'
import { buildInterviewRecord } from '#core/documents/interview-record.ts'
import { contextOf, placeOf } from '#core/documents/paper-context.ts'
import { describeItems } from '#core/documents/receipt-facts.ts'
import type { RecordContext } from '#core/documents/record-parts.ts'
import { buildSearchRecord } from '#core/documents/search-record.ts'
import { buildSeizureRecord } from '#core/documents/seizure-record.ts'
import type { Wordings } from '#core/documents/wordings.ts'
import type { RecordView } from '#core/records/record-book.ts'
import { readScopeEvents } from '../ledger/read-case.ts'
import type { CourtTexts } from '../ports/court-texts.ts'
import { type DrawingTools, drawReport } from '../report/draw-report.ts'
import { wordingsAt } from '../report/wordings.ts'
import { lockedFailure } from '../vault-session.ts'
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
    const madeFrom = placeOf(record.final, view)
    const wordings = wordingsAt(vault, texts, madeFrom.seq)
    if (!wordings.ok) return wordings
    const say = wordings.value
    const events = readScopeEvents(vault, found)
    if (!events.ok) return events
    const made = events.value.filter(({ seq }) => seq <= madeFrom.seq)
    const number = record.final?.number ?? null
    const document = build(record, made, say, languages, () =>
      contextOf(view, { madeFrom, software, number, wordings: say }),
    )
    const fileName = `${record.final?.number ?? `${view.number}-draft`}-${kind}-${languages.replace('+', '-')}.pdf`
    return await drawReport(tools, vault, { found, document, kind, fileName, madeFrom }, context)
  }
}

function build(
  { content }: RecordView,
  events: readonly VerifiedEvent[],
  wordings: Wordings,
  languages: DocumentLanguages,
  context: () => RecordContext,
): DocumentTree {
  switch (content.kind) {
    case 'interview':
      return buildInterviewRecord(content.data, wordings.read('interview'), context(), languages)
    case 'search':
      return buildSearchRecord(content.data, wordings.read('search'), context(), languages)
    case 'seizure': {
      const items = describeItems(events, content.data.seized)
      return buildSeizureRecord(content.data, items, wordings.read('seizure'), context(), languages)
    }
  }
}
