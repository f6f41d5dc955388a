import type { ComplaintDetails } from '../casework/complaint-details.ts'
import type { DigestHex, ExhibitId, PartyId, PremisesId } from '../ids.ts'
import type { EventData } from '../ledger/event-body.ts'
import type { LostValue } from './merged-content.ts'
import type { PartyContent, PaymentContent, PremisesContent } from './party-content.ts'
import type { Indicator, PartyForm, PartyRole } from './party-vocabularies.ts'

/** Something with content that several people may say, and what became of it. */
export type Subject<Content> = {
  readonly number: string
  readonly content: Content
  readonly lost: readonly LostValue[]
  /** What a change made now is based on. */
  readonly versionHex: DigestHex
  readonly addedAtMs: number
  readonly addedBy: string
  readonly changedAtMs: number
}

/** A role that a party has. */
export type HeldRole = {
  readonly role: PartyRole
  readonly sinceMs: number
  readonly complaintId?: string
  readonly reason?: string
}

/** A role that a party had or was given, in the order in which it was said. */
export type RoleLine = HeldRole & { readonly isHeld: boolean; readonly by: string }

/** What is known of one sign. */
export type NotedIndicator = {
  readonly indicator: Indicator
  readonly isPresent: boolean
  readonly atMs: number
  readonly by: string
  readonly note?: string
}

/** A party of a case. */
export type PartyView = Subject<PartyContent> & {
  readonly partyId: PartyId
  readonly form: PartyForm
  readonly roles: readonly HeldRole[]
  readonly roleLines: readonly RoleLine[]
  readonly indicators: readonly NotedIndicator[]
  /** The party that this one is the same as. */
  readonly mergedInto: PartyId | null
}

/** Premises of a case. */
export type PremisesView = Subject<PremisesContent> & { readonly premisesId: PremisesId }

/** An identifier that was noted. */
export type IdentifierView = Omit<EventData<'identifier-noted'>, 'notedBy'> & {
  readonly atMs: number
  readonly by: string
  readonly withdrawn: string | null
}

/** A payment of a case. */
export type PaymentView = Subject<PaymentContent> & {
  readonly paymentId: EventData<'payment-added'>['paymentId']
  readonly withdrawn: string | null
}

/** A complaint, as far as money and people need it. */
export type ComplaintFacts = Pick<
  EventData<'complaint-taken'>['complaint'],
  'wish' | 'receivedOn' | 'losses' | 'identifiers'
> & { readonly complaintId: string; readonly victim: string; readonly seq: number }

/** Which complaint another one tells again, or as which one it goes on in another case. */
export type Duplicate = NonNullable<EventData<'complaint-duplicate-of'>['of']> & {
  readonly reason: string
  /** The number of the case that it went to when this one was split. */
  readonly movedTo?: string
}

/** Another case, as a complaint names it that came from it or went to it. */
export type OtherCase = Pick<EventData<'complaint-moved'>['other'], 'caseId' | 'number'>

/** A rate of exchange that was noted. */
export type RateView = Omit<EventData<'rate-noted'>, 'notedBy'> & { readonly by: string }

/** What stands beside a complaint: details, and exhibits that show what it tells. */
export type BesideComplaint = {
  readonly details: ComplaintDetails
  readonly exhibitIds: readonly ExhibitId[]
  /** Where it came from when a case was split; it was taken there, then. */
  readonly movedFrom?: OtherCase
  readonly takenAtMs?: number
  readonly takenBy?: string
  /** Where it went. */
  readonly movedTo?: OtherCase
}

/** What the book says now. */
export type PartyBookView = {
  readonly parties: readonly PartyView[]
  readonly premises: readonly PremisesView[]
  readonly identifiers: readonly IdentifierView[]
  readonly payments: readonly PaymentView[]
  readonly complaints: readonly ComplaintFacts[]
  readonly duplicates: ReadonlyMap<string, Duplicate>
  /** By the complaint's id; one of which nothing more is told is missing. */
  readonly besideComplaints: ReadonlyMap<string, BesideComplaint>
  readonly rates: readonly RateView[]
}
