import type { ComplaintDetails } from '../casework/complaint-details.ts'
import type { ComplaintRecord } from '../casework/complaint-record.ts'
import { CaseCustody, type CustodyView } from '../custody/case-custody.ts'
import type { CaseId, DigestHex, ExhibitId } from '../ids.ts'
import { DEPARTURE_KINDS, type EventKind } from '../ledger/event-body.ts'
import { emptyPartyBook, type PartyBook, takeParty, viewOfBook } from '../parties/party-book.ts'
import type { OtherCase, PartyBookView } from '../parties/party-views.ts'
import {
  emptyRecords,
  type LetterView,
  type RecordView,
  takeRecord,
  takeSignature,
} from '../records/record-book.ts'
import { emptyWorkBook, takeWork, type WorkBook, type WorkView } from './case-work.ts'
import { actorOf } from './event-actor.ts'
import { collectedViewOf, copyOf, type ExhibitView, exhibitViewOf, viewOfCopy } from './exhibit-view.ts'
import { type LossTotal, totalLosses } from './loss-totals.ts'
import type { VerifiedEvent } from './verified-event.ts'

/** A complaint in a case. */
export type ComplaintView = {
  readonly complaintId: string
  readonly takenAtMs: number
  readonly takenBy: string
  readonly complaint: ComplaintRecord
  /** What was told beside it. */
  readonly details: ComplaintDetails
  /** Exhibits that show what it tells. */
  readonly exhibitIds: readonly ExhibitId[]
  /** The case that it came from, or went to, when one was split. */
  readonly movedFrom?: OtherCase
  readonly movedTo?: OtherCase
}

/** One line of a case's history. */
export type EventLine = {
  readonly seq: number
  readonly hashHex: DigestHex
  readonly kind: EventKind
  readonly atMs: number
  /** Who did it, by the name they had then. */
  readonly by: string
  /** What a confirmation confirms: which event, and to what purpose. */
  readonly confirms?: {
    readonly seq: number
    readonly purpose: 'hand-over' | 'review' | 'recovery'
    readonly note?: string
  }
}

/** A position in the ledger. */
export type LedgerPosition = { readonly seq: number; readonly hashHex: DigestHex; readonly atMs: number }

/** Everything a case file says, as a fold of its verified events in the order of the ledger. */
export type CaseView = CustodyView & {
  readonly caseId: CaseId
  readonly number: string
  readonly title: string
  readonly openedAtMs: number
  readonly openedBy: string
  readonly complaints: readonly ComplaintView[]
  readonly exhibits: readonly ExhibitView[]
  readonly records: readonly RecordView[]
  readonly letters: readonly LetterView[]
  /** Notes, tasks, links and whatever else is said of the work on the case. */
  readonly work: WorkView
  /** Its people and money. */
  readonly folk: PartyBookView
  /** Sums per currency, state and level, never converted; what duplicates say and what payments say more closely counts once. */
  readonly totals: readonly LossTotal[]
  /** Events that make up the case, departures left out. */
  readonly events: readonly EventLine[]
  /** Events that record what left the vault. */
  readonly departures: readonly EventLine[]
  /** The last event that says something about the case: what a report states it was made from. */
  readonly head: LedgerPosition
}

/**
 * Folds the verified events of one case into what the case file says, or answers `null` when the first of them does
 * not open a case.
 */
export function foldCase(events: Iterable<VerifiedEvent>): CaseView | null {
  let draft: Draft | null = null
  const custody = new CaseCustody()
  const book = emptyPartyBook()
  for (const event of events) {
    if (draft === null) draft = openCase(event)
    else applyEvent(draft, event)
    if (draft === null) return null
    custody.take(event)
    takeParty(book, event)
  }
  if (draft === null) return null
  const complaints = draft.complaints.map((view) => ({
    ...view,
    ...book.besideComplaints.get(view.complaintId),
  }))
  return { ...draft, complaints, ...custody.view(), ...moneyOf(book) }
}

// Grown in place: copying arrays for each event would make a case of 100,000 events quadratic.
type Draft = {
  -readonly [Name in Exclude<
    keyof CaseView,
    keyof CustodyView | 'folk' | 'totals'
  >]: CaseView[Name] extends readonly (infer Item)[] ? Item[] : CaseView[Name]
} & { readonly work: WorkBook }

function moneyOf(book: PartyBook): Pick<CaseView, 'folk' | 'totals'> {
  const folk = viewOfBook(book)
  return { folk, totals: totalLosses(folk) }
}

function openCase(event: VerifiedEvent): Draft | null {
  if (event.body.kind !== 'case-opened') return null
  const { caseId, number, title, openedBy } = event.body.data
  const line = eventLine(event)
  return {
    caseId,
    number,
    title,
    openedAtMs: line.atMs,
    openedBy: openedBy.name,
    complaints: [],
    exhibits: [],
    ...emptyRecords(),
    work: emptyWorkBook(),
    events: [line],
    departures: [],
    head: { seq: line.seq, hashHex: line.hashHex, atMs: line.atMs },
  }
}

function applyEvent(draft: Draft, event: VerifiedEvent): void {
  const { body } = event
  const line = eventLine(event)
  const { seq, hashHex, atMs } = line
  if (DEPARTURE_KINDS.has(body.kind)) {
    draft.departures.push(line)
    takeSignature(draft, event)
    return
  }
  draft.events.push(line)
  draft.head = { seq, hashHex, atMs }
  takeRecord(draft, event)
  takeWork(draft.work, event)
  if (body.kind === 'complaint-taken') {
    const { complaintId, takenBy, complaint } = body.data
    const taken = { complaintId, takenAtMs: atMs, takenBy: takenBy.name, complaint }
    // What stands beside it is told later.
    draft.complaints.push({ ...taken, details: {}, exhibitIds: [] })
  } else if (body.kind === 'exhibit-sealed') {
    draft.exhibits.push(exhibitViewOf(body.data, atMs))
  } else if (body.kind === 'exhibit-collected') {
    draft.exhibits.push(collectedViewOf(body.data, atMs))
  } else if (body.kind === 'exhibit-copied') {
    const original = draft.exhibits.find(({ exhibitId }) => exhibitId === body.data.ofExhibitId)
    if (original !== undefined) draft.exhibits.push(viewOfCopy(copyOf(body.data, atMs), original))
  }
}

function eventLine(event: VerifiedEvent): EventLine {
  const { seq, hashHex, body, time } = event
  const line = { seq, hashHex, kind: body.kind, atMs: time.wallMs, by: actorOf(body) }
  if (body.kind !== 'event-confirmed') return line
  const { seq: confirmedSeq, purpose, note } = body.data
  return { ...line, confirms: { seq: confirmedSeq, purpose, ...(note !== undefined && { note }) } }
}
