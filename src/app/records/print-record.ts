import type { Handler } from '#contract/dispatcher.ts'
import type { VerifiedEvent } from '#core/case-file/verified-event.ts'
import type { DocumentLanguages, DocumentTree } from '#core/documents/document-tree.ts'
import { buildInterviewRecord, INTERVIEW_KEYS } from '#core/documents/interview-record.ts'
import { describeItems } from '#core/documents/receipt-facts.ts'
import type { RecordContext } from '#core/documents/record-parts.ts'
import { buildSearchRecord, SEARCH_KEYS } from '#core/documents/search-record.ts'
import { buildSeizureRecord, SEIZURE_KEYS } from '#core/documents/seizure-record.ts'
import type { RecordView } from '#core/records/record-book.ts'
import { readScopeEvents } from '../ledger/read-case.ts'
import type { CourtTexts } from '../ports/court-texts.ts'
import { type DrawingTools, drawReport } from '../report/draw-report.ts'
import { readTemplate } from '../report/read-template.ts'
import { contextOf, placeOf } from '../report/record-context.ts'
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
    const about = contextOf(view, { madeFrom, software, number: record.final?.number ?? null })
    const events = readScopeEvents(vault, found)
    if (!events.ok) return events
    const made = events.value.filter(({ seq }) => seq <= madeFrom.seq)
    const document = build(record, made, texts, about, languages)
    const fileName = `${record.final?.number ?? `${view.number}-draft`}-${kind}-${languages.replace('+', '-')}.pdf`
    return await drawReport(tools, vault, { found, document, kind, fileName, madeFrom }, context)
  }
}

function build(
  { content }: RecordView,
  events: readonly VerifiedEvent[],
  texts: CourtTexts,
  context: RecordContext,
  languages: DocumentLanguages,
): DocumentTree {
  switch (content.kind) {
    case 'interview':
      return buildInterviewRecord(
        content.data,
        readTemplate(texts, 'interview', INTERVIEW_KEYS),
        context,
        languages,
      )
    case 'search':
      return buildSearchRecord(content.data, readTemplate(texts, 'search', SEARCH_KEYS), context, languages)
    case 'seizure':
      return buildSeizureRecord(
        content.data,
        describeItems(events, content.data.seized),
        readTemplate(texts, 'seizure', SEIZURE_KEYS),
        context,
        languages,
      )
  }
}
