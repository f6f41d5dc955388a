import { actorOf } from '../case-file/event-actor.ts'
import type { VerifiedEvent } from '../case-file/verified-event.ts'
import { mergeDetails } from '../casework/complaint-details.ts'
import type { DigestHex } from '../ids.ts'
import type { EventBody, EventData } from '../ledger/event-body.ts'
import { PARTY_KINDS } from '../ledger/party-kinds.ts'
import {
  type ContentChange,
  contentOf,
  emptyContent,
  type MergedContent,
  mergeContent,
  versionOf,
} from './merged-content.ts'
import type {
  BesideComplaint,
  ComplaintFacts,
  Duplicate,
  IdentifierView,
  PartyBookView,
  PartyView,
  PaymentView,
  PremisesView,
  RateView,
  Subject,
} from './party-views.ts'

/** What an event says of parties, premises, identifiers or money. */
export type PartyBody = Extract<EventBody, { readonly kind: keyof typeof PARTY_KINDS }>

/** Tells whether an event is about parties, premises, identifiers or money. */
export function isPartyBody(body: EventBody): body is PartyBody {
  return Object.hasOwn(PARTY_KINDS, body.kind)
}

/** An event with as much of its header as folding needs: from the ledger, or from a person's tables. */
export type PartyEvent = Pick<VerifiedEvent, 'seq' | 'hashHex'> & {
  readonly time: Pick<VerifiedEvent['time'], 'wallMs' | 'counter'>
  readonly body: EventBody
}

type Draft<View extends Subject<object>> = Omit<View, 'content' | 'lost' | 'versionHex'> & {
  readonly merged: MergedContent
}

/** The people and the money of a case, grown in place in the order of the ledger. */
export type PartyBook = {
  readonly parties: Map<string, Draft<PartyView>>
  readonly premises: Map<string, Draft<PremisesView>>
  readonly identifiers: Map<string, IdentifierView>
  readonly payments: Map<string, Draft<PaymentView>>
  readonly complaints: Map<string, ComplaintFacts>
  readonly duplicates: Map<string, Duplicate>
  readonly besideComplaints: Map<string, BesideComplaint>
  readonly rates: Map<string, RateView>
}

/** A case without people and money. */
export function emptyPartyBook(): PartyBook {
  return {
    parties: new Map(),
    premises: new Map(),
    identifiers: new Map(),
    payments: new Map(),
    complaints: new Map(),
    duplicates: new Map(),
    besideComplaints: new Map(),
    rates: new Map(),
  }
}

/** Reads a book, each list in the order in which its entries were begun. */
export function viewOfBook(book: PartyBook): PartyBookView {
  return {
    parties: [...book.parties.values()].map((draft) => viewOf<PartyView>(draft)),
    premises: [...book.premises.values()].map((draft) => viewOf<PremisesView>(draft)),
    identifiers: [...book.identifiers.values()],
    payments: [...book.payments.values()].map((draft) => viewOf<PaymentView>(draft)),
    complaints: [...book.complaints.values()],
    duplicates: book.duplicates,
    besideComplaints: book.besideComplaints,
    rates: [...book.rates.values()],
  }
}

/** Takes in what an event says of people and money; other kinds change nothing. */
export function takeParty(book: PartyBook, event: PartyEvent): void {
  const { body, seq } = event
  const atMs = event.time.wallMs
  const by = actorOf(body)
  switch (body.kind) {
    case 'complaint-taken': {
      const { complaintId, complaint } = body.data
      const { wish, receivedOn, losses, identifiers, victim } = complaint
      book.complaints.set(complaintId, {
        complaintId,
        wish,
        receivedOn,
        losses,
        identifiers,
        victim: victim.name,
        seq,
      })
      return
    }
    case 'party-added': {
      const { partyId, number, form } = body.data
      const state = { roles: [], roleLines: [], indicators: [], mergedInto: null }
      book.parties.set(partyId, { partyId, number, form, ...state, ...begun(event, body.data.content) })
      return
    }
    case 'party-changed':
      changeContent(book.parties, body.data.partyId, event, body.data)
      return
    case 'party-role-set':
      alter(book.parties, body.data.partyId, (party) => withRole(party, body.data, atMs, by))
      return
    case 'party-merged': {
      const { partyId, intoPartyId } = body.data
      alter(book.parties, partyId, (party) => ({ ...party, mergedInto: intoPartyId }))
      return
    }
    case 'party-unmerged':
      alter(book.parties, body.data.partyId, (party) => ({ ...party, mergedInto: null }))
      return
    case 'indicators-noted':
      alter(book.parties, body.data.partyId, (party) => withIndicators(party, body.data, atMs, by))
      return
    case 'premises-added': {
      const { premisesId, number, content } = body.data
      book.premises.set(premisesId, { premisesId, number, ...begun(event, content) })
      return
    }
    case 'premises-changed':
      changeContent(book.premises, body.data.premisesId, event, body.data)
      return
    case 'identifier-noted': {
      const { notedBy: _, ...said } = body.data
      book.identifiers.set(said.identifierId, { ...said, atMs, by, withdrawn: null })
      return
    }
    case 'identifier-withdrawn': {
      const { identifierId, reason } = body.data
      alter(book.identifiers, identifierId, (noted) => ({ ...noted, withdrawn: reason }))
      return
    }
    case 'payment-added': {
      const { paymentId, number, content } = body.data
      book.payments.set(paymentId, { paymentId, number, withdrawn: null, ...begun(event, content) })
      return
    }
    case 'payment-changed':
      changeContent(book.payments, body.data.paymentId, event, body.data)
      return
    case 'payment-withdrawn': {
      const { paymentId, reason } = body.data
      alter(book.payments, paymentId, (payment) => ({ ...payment, withdrawn: reason }))
      return
    }
    case 'complaint-duplicate-of': {
      const { complaintId, of, reason } = body.data
      if (of === undefined) book.duplicates.delete(complaintId)
      else book.duplicates.set(complaintId, { ...of, reason })
      return
    }
    case 'complaint-moved':
      takeMove(book, body.data)
      return
    case 'complaint-detailed': {
      const { complaintId, details } = body.data
      const before = besideOf(book, complaintId)
      book.besideComplaints.set(complaintId, { ...before, details: mergeDetails(before.details, details) })
      return
    }
    case 'complaint-exhibits-linked': {
      const { complaintId, exhibitIds } = body.data
      const before = besideOf(book, complaintId)
      const all = new Set([...before.exhibitIds, ...exhibitIds])
      book.besideComplaints.set(complaintId, { ...before, exhibitIds: [...all] })
      return
    }
    case 'rate-noted': {
      const { notedBy: _, ...said } = body.data
      book.rates.set(said.rateId, { ...said, by })
      return
    }
  }
}

/** The next number of a run: `CASE-P01` for parties, `CASE-A01` for premises, `CASE-M01` for payments. */
export function nextPartyNumber(
  caseNumber: string,
  letter: 'P' | 'A' | 'M',
  numbered: Iterable<{ readonly number: string }>,
): string {
  const beginning = `${caseNumber}-${letter}`
  const taken = new Set<string>()
  let last = 0
  for (const { number } of numbered) {
    taken.add(number)
    const run = number.startsWith(beginning) ? number.slice(beginning.length) : ''
    // An event that somebody signed by hand may have any number; none of them keeps the next from being free.
    if (/^[0-9]{1,9}$/.test(run)) last = Math.max(last, Number(run))
  }
  const numberOf = (run: number) => `${beginning}${String(run).padStart(2, '0')}`
  let next = last + 1
  while (taken.has(numberOf(next))) next += 1
  return numberOf(next)
}

function besideOf({ besideComplaints }: PartyBook, complaintId: string): BesideComplaint {
  return besideComplaints.get(complaintId) ?? { details: {}, exhibitIds: [] }
}

function takeMove(book: PartyBook, data: EventData<'complaint-moved'>): void {
  const { complaintId, side, other, taken, reason } = data
  const { caseId, number } = other
  const before = besideOf(book, complaintId)
  if (side === 'new') {
    const since = { movedFrom: { caseId, number }, takenAtMs: taken.atMs, takenBy: taken.by }
    book.besideComplaints.set(complaintId, { ...before, ...since })
    return
  }
  book.duplicates.set(complaintId, { caseId, complaintId: other.complaintId, reason, movedTo: number })
  book.besideComplaints.set(complaintId, { ...before, movedTo: { caseId, number } })
}

function begun(event: PartyEvent, set: object) {
  const { hashHex, time, body } = event
  const merged = emptyContent()
  const by = actorOf(body)
  mergeContent(merged, { hashHex, time, by }, { set: { ...set }, cleared: [], basedOnHex: null })
  return { merged, addedAtMs: time.wallMs, addedBy: by, changedAtMs: time.wallMs }
}

function changeContent<Of extends { readonly merged: MergedContent; readonly changedAtMs: number }>(
  all: Map<string, Of>,
  id: string,
  { hashHex, time, body }: PartyEvent,
  { set, cleared, basedOnHex }: { set: object; cleared: readonly string[]; basedOnHex: DigestHex },
): void {
  alter(all, id, (draft) => {
    const change: ContentChange = { set: { ...set }, cleared, basedOnHex }
    mergeContent(draft.merged, { hashHex, time, by: actorOf(body) }, change)
    return { ...draft, changedAtMs: time.wallMs }
  })
}

function withRole(
  party: Draft<PartyView>,
  { role, isHeld, complaintId, reason }: EventData<'party-role-set'>,
  atMs: number,
  by: string,
): Draft<PartyView> {
  const said = {
    role,
    sinceMs: atMs,
    ...(complaintId !== undefined && { complaintId }),
    ...(reason !== undefined && { reason }),
  }
  const others = party.roles.filter(
    (held) => held.role !== role || (complaintId !== undefined && held.complaintId !== complaintId),
  )
  return {
    ...party,
    roles: isHeld ? [...others, said] : others,
    roleLines: [...party.roleLines, { ...said, isHeld, by }],
  }
}

function withIndicators(
  party: Draft<PartyView>,
  { present, absent, note }: EventData<'indicators-noted'>,
  atMs: number,
  by: string,
): Draft<PartyView> {
  const noted = [...present.map((one) => [one, true] as const), ...absent.map((one) => [one, false] as const)]
  const named = new Set<string>(noted.map(([one]) => one))
  return {
    ...party,
    indicators: [
      ...party.indicators.filter(({ indicator }) => !named.has(indicator)),
      ...noted.map(([indicator, isPresent]) => {
        return { indicator, isPresent, atMs, by, ...(note !== undefined && { note }) }
      }),
    ],
  }
}

function alter<Of>(all: Map<string, Of>, id: string, to: (one: Of) => Of): void {
  const one = all.get(id)
  if (one !== undefined) all.set(id, to(one))
}

function viewOf<View extends Subject<object>>({ merged, ...rest }: Draft<View>): View {
  const content = { content: contentOf(merged), lost: merged.lost, versionHex: versionOf(merged) }
  return { ...rest, ...content } as unknown as View
}
