import type { ComplaintRecord } from '../casework/complaint-record.ts'
import { CaseCustody, type CustodyView } from '../custody/case-custody.ts'
import type { CaseId, DigestHex } from '../ids.ts'
import { DEPARTURE_KINDS, type EventKind } from '../ledger/event-body.ts'
import { emptyRecords, type LetterView, type RecordView, takeRecord } from '../records/record-book.ts'
import { actorOf } from './event-actor.ts'
import { collectedViewOf, copyOf, type ExhibitView, exhibitViewOf, viewOfCopy } from './exhibit-view.ts'
import { type LossTotal, sumLosses } from './loss-totals.ts'
import type { VerifiedEvent } from './verified-event.ts'

/** A complaint in a case. */
export type ComplaintView = {
  readonly complaintId: string
  readonly takenAtMs: number
  readonly takenBy: string
  readonly complaint: ComplaintRecord
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
  /** Sums per currency, state and level, never converted. */
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
  for (const event of events) {
    if (draft === null) draft = openCase(event)
    else applyEvent(draft, event)
    if (draft === null) return null
    custody.take(event)
  }
  return draft === null ? null : { ...draft, ...custody.view() }
}

// Grown in place: copying arrays for each event would make a case of 100,000 events quadratic.
type Draft = {
  -readonly [Name in Exclude<
    keyof CaseView,
    keyof CustodyView
  >]: CaseView[Name] extends readonly (infer Item)[] ? Item[] : CaseView[Name]
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
    totals: [],
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
    return
  }
  draft.events.push(line)
  draft.head = { seq, hashHex, atMs }
  takeRecord(draft, event)
  if (body.kind === 'complaint-taken') {
    const { complaintId, takenBy, complaint } = body.data
    draft.complaints.push({ complaintId, takenAtMs: atMs, takenBy: takenBy.name, complaint })
    draft.totals = [...sumLosses(draft.totals, complaint.losses)]
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
