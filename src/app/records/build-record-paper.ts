import type { CaseView } from '#core/case-file/case-view.ts'
import type { VerifiedEvent } from '#core/case-file/verified-event.ts'
import type { DocumentLanguages, DocumentTree } from '#core/documents/document-tree.ts'
import { buildInterviewRecord } from '#core/documents/interview-record.ts'
import { contextOf, placeOf } from '#core/documents/paper-context.ts'
import { describeItems } from '#core/documents/receipt-facts.ts'
import type { RecordContext } from '#core/documents/record-parts.ts'
import { buildSearchRecord } from '#core/documents/search-record.ts'
import { buildSeizureRecord } from '#core/documents/seizure-record.ts'
import type { Wordings } from '#core/documents/wordings.ts'
import { heldAt } from '#core/packages/hub-book.ts'
import type { RecordView } from '#core/records/record-book.ts'
import { type Result, succeed } from '#core/result.ts'
import { proveHub } from '../people/proven-people.ts'
import type { CourtTexts } from '../ports/court-texts.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import { wordingsAt } from '../report/wordings.ts'
import type { VaultSession } from '../vault-session.ts'

/** What papers of records and letters are made with. */
export type PaperSetting = { readonly texts: CourtTexts; readonly software: string }

/** A paper as data, and the event that it was made from. */
export type BuiltPaper = {
  readonly document: DocumentTree
  readonly madeFrom: ReturnType<typeof placeOf>
}

/**
 * Builds the paper of a record. A final record is made from the event that finalised it, so that its paper never changes either.
 *
 * @param events all events of the case.
 */
export function buildRecordPaper(
  vault: VaultSession,
  {
    record,
    view,
    events,
  }: { readonly record: RecordView; readonly view: CaseView; readonly events: readonly VerifiedEvent[] },
  { texts, software }: PaperSetting,
  languages: DocumentLanguages,
): Result<BuiltPaper, LedgerStoreFailure> {
  const madeFrom = placeOf(record.final, view)
  const wordings = wordingsAt(vault, texts, madeFrom.seq)
  if (!wordings.ok) return wordings
  const book = proveHub(vault)
  if (!book.ok) return book
  const held = heldAt(book.value, madeFrom.seq)
  const say = wordings.value
  const made = events.filter(({ seq }) => seq <= madeFrom.seq)
  const number = record.final?.number ?? null
  const document = build(record, made, say, languages, () =>
    contextOf(view, { madeFrom, software, number, wordings: say, held }),
  )
  return succeed({ document, madeFrom })
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
