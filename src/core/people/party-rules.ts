import { saysAnything } from '../casework/complaint-details.ts'
import type { UserId } from '../ids.ts'
import type { EventData } from '../ledger/event-body.ts'
import type { PARTY_KINDS } from '../ledger/party-kinds.ts'
import type { PaymentContent, PremisesContent, SeenIn } from '../parties/party-content.ts'
import type { CaseFacts } from './case-facts.ts'
import { areDigital, holding } from './custody-rules.ts'
import type { IdSet } from './id-set.ts'
import { inOpenCase } from './open-case.ts'
import type { PartyFacts } from './party-facts.ts'
import type { Standing, StandingFailure } from './standing.ts'

type PartyKindOfEvent = keyof typeof PARTY_KINDS

/** Who may say what of people and money, and what must hold before it. */
export const PARTY_RULES: {
  readonly [Kind in PartyKindOfEvent]: (standing: Standing, data: EventData<Kind>) => StandingFailure | null
} = {
  'party-added': (standing, { partyId, number, addedBy }) =>
    saying(standing, addedBy, ({ folk }, usedIds) => !usedIds.has(partyId) && !folk.numbers.has(number)),
  'party-changed': (standing, { partyId, changedBy }) =>
    saying(standing, changedBy, ({ folk }) => folk.parties.has(partyId)),
  'party-role-set': (standing, { partyId, complaintId, setBy }) =>
    saying(
      standing,
      setBy,
      ({ folk }) => folk.parties.has(partyId) && isNoneOr(complaintId, folk.complaints),
    ),
  'party-merged': (standing, { partyId, intoPartyId, mergedBy }) =>
    saying(
      standing,
      mergedBy,
      ({ folk }) =>
        partyId !== intoPartyId &&
        folk.parties.get(partyId) === null &&
        folk.parties.get(intoPartyId) === null,
    ),
  'party-unmerged': (standing, { partyId, unmergedBy }) =>
    saying(standing, unmergedBy, ({ folk }) => (folk.parties.get(partyId) ?? null) !== null),
  'indicators-noted': (standing, { partyId, present, absent, notedBy }) =>
    saying(
      standing,
      notedBy,
      ({ folk }) =>
        folk.parties.has(partyId) && new Set([...present, ...absent]).size === present.length + absent.length,
    ),
  'premises-added': (standing, { premisesId, number, content, addedBy }) =>
    saying(
      standing,
      addedBy,
      (facts, usedIds) =>
        !usedIds.has(premisesId) && !facts.folk.numbers.has(number) && namesOfPremises(facts, content),
    ),
  'premises-changed': (standing, { premisesId, set, changedBy }) =>
    saying(
      standing,
      changedBy,
      (facts) => facts.folk.premises.has(premisesId) && namesOfPremises(facts, set),
    ),
  'identifier-noted': (standing, { identifierId, seenIn, partyId, notedBy }) =>
    saying(
      standing,
      notedBy,
      (facts, usedIds) =>
        !usedIds.has(identifierId) && isNoneOr(partyId, facts.folk.parties) && isKnownPlace(facts, seenIn),
    ),
  'identifier-withdrawn': (standing, { identifierId, withdrawnBy }) =>
    saying(standing, withdrawnBy, ({ folk }) => folk.identifiers.get(identifierId) === false),
  'payment-added': (standing, { paymentId, number, content, addedBy }) =>
    saying(
      standing,
      addedBy,
      (facts, usedIds) =>
        !usedIds.has(paymentId) && !facts.folk.numbers.has(number) && namesOfPayment(facts, content),
    ),
  'payment-changed': (standing, { paymentId, set, changedBy }) =>
    saying(
      standing,
      changedBy,
      (facts) => facts.folk.payments.get(paymentId) === false && namesOfPayment(facts, set),
    ),
  'payment-withdrawn': (standing, { paymentId, withdrawnBy }) =>
    saying(standing, withdrawnBy, ({ folk }) => folk.payments.get(paymentId) === false),
  'complaint-duplicate-of': (standing, data) =>
    saying(standing, data.judgedBy, ({ folk }) => mayBeDuplicate(folk, data, standing.event.body.scope)),
  'complaint-moved': (standing, data) =>
    saying(standing, data.movedBy, ({ folk }) => mayMove(folk, data, standing.event.body.scope)),
  'complaint-detailed': (standing, { complaintId, details, notedBy }) =>
    saying(standing, notedBy, ({ folk }) => {
      const losses = folk.complaints.get(complaintId)
      const times = details.paymentTimes ?? []
      const places = new Set(times.map(({ lossIndex }) => lossIndex))
      return (
        losses !== undefined &&
        saysAnything(details) &&
        places.size === times.length &&
        times.every(({ lossIndex }) => lossIndex < losses)
      )
    }),
  'complaint-exhibits-linked': (standing, { complaintId, exhibitIds, linkedBy }) =>
    saying(
      standing,
      linkedBy,
      ({ folk, book }) =>
        folk.complaints.has(complaintId) &&
        new Set(exhibitIds).size === exhibitIds.length &&
        areDigital(book, exhibitIds),
    ),
  'rate-noted': (standing, { rateId, currency, inCurrency, notedBy }) =>
    saying(standing, notedBy, (_, usedIds) => !usedIds.has(rateId) && currency !== inCurrency),
}

function saying(
  standing: Standing,
  { userId }: { readonly userId: UserId },
  holds: (facts: CaseFacts, usedIds: IdSet) => boolean,
): StandingFailure | null {
  return inOpenCase(standing, userId) ?? holding(standing, (facts, { usedIds }) => holds(facts, usedIds))
}

// A duplicate of a duplicate would be counted nowhere.
function mayBeDuplicate(
  { complaints, duplicates, movedAway }: PartyFacts,
  { complaintId, of }: EventData<'complaint-duplicate-of'>,
  scope: string,
): boolean {
  // Taken back, its losses would count here and where it went.
  if (!complaints.has(complaintId) || movedAway.has(complaintId)) return false
  if (of === undefined) return duplicates.has(complaintId)
  const hasOwn = [...duplicates.values()].includes(complaintId)
  if (of.caseId !== undefined) return of.caseId !== scope && !hasOwn
  const isWhole = complaints.has(of.complaintId) && !duplicates.has(of.complaintId)
  return of.complaintId !== complaintId && isWhole && !hasOwn
}

// What others tell again must stay where they say it is.
function mayMove(
  { complaints, duplicates, movedAway, movedIn }: PartyFacts,
  { complaintId, side, other }: EventData<'complaint-moved'>,
  scope: string,
): boolean {
  if (!complaints.has(complaintId) || other.caseId === scope) return false
  if (side === 'new') return !movedIn.has(complaintId)
  const isTied = duplicates.has(complaintId) || [...duplicates.values()].includes(complaintId)
  return !movedAway.has(complaintId) && !isTied
}

function namesOfPremises({ folk, raids }: CaseFacts, { landlordId, raidId }: PremisesContent): boolean {
  return isNoneOr(landlordId, folk.parties) && isNoneOr(raidId, raids)
}

function namesOfPayment({ folk, book }: CaseFacts, content: PaymentContent): boolean {
  const { complaintId, lossIndex, payer, payee, source } = content
  if (!isNoneOr(payer?.partyId, folk.parties) || !isNoneOr(payee?.partyId, folk.parties)) return false
  if (source !== undefined && !areDigital(book, [source.exhibitId])) return false
  if (lossIndex === undefined) return isNoneOr(complaintId, folk.complaints)
  return complaintId !== undefined && lossIndex < (folk.complaints.get(complaintId) ?? 0)
}

function isKnownPlace({ folk, book }: CaseFacts, seenIn: SeenIn): boolean {
  switch (seenIn.kind) {
    case 'complaint':
      return folk.complaints.has(seenIn.complaintId)
    case 'exhibit':
      return areDigital(book, [seenIn.source.exhibitId])
    case 'party':
      return folk.parties.has(seenIn.partyId)
    case 'premises':
      return folk.premises.has(seenIn.premisesId)
    case 'words':
      return true
  }
}

function isNoneOr<Id>(id: Id | undefined, known: { has(id: Id): boolean }): boolean {
  return id === undefined || known.has(id)
}
