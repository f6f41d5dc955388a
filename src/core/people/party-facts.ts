import type { EventData } from '../ledger/event-body.ts'
import type { PartyBody } from '../parties/party-book.ts'
import type { IdSet } from './id-set.ts'

/** What the events of one case that may stand say of its people and money, as far as judging those that follow needs it. */
export type PartyFacts = {
  /** Each party, with the one that it is the same as. */
  readonly parties: Map<string, string | null>
  readonly premises: Set<string>
  /** Each identifier, and whether it was withdrawn. */
  readonly identifiers: Map<string, boolean>
  /** Each payment, and whether it was withdrawn. */
  readonly payments: Map<string, boolean>
  /** Numbers of parties, premises and payments. */
  readonly numbers: Set<string>
  /** Each complaint with how many losses it tells. */
  readonly complaints: Map<string, number>
  /** Complaints that tell again what another one of the case tells, or one of another case (`null`). */
  readonly duplicates: Map<string, string | null>
  /** Complaints that went to a new case when this one was split, and those that came so. */
  readonly movedAway: Set<string>
  readonly movedIn: Set<string>
}

/** Nothing known yet. */
export function emptyPartyFacts(): PartyFacts {
  return {
    parties: new Map(),
    premises: new Set(),
    identifiers: new Map(),
    payments: new Map(),
    numbers: new Set(),
    complaints: new Map(),
    duplicates: new Map(),
    movedAway: new Set(),
    movedIn: new Set(),
  }
}

/** Takes in a complaint that may stand. */
export function takeComplaint(
  facts: PartyFacts,
  { complaintId, complaint }: EventData<'complaint-taken'>,
): void {
  facts.complaints.set(complaintId, complaint.losses.length)
}

/** Takes in what an event about people or money says that may stand, and adds the ids that it brings to those that occurred. */
export function takePartyFacts(facts: PartyFacts, body: PartyBody, usedIds: IdSet): void {
  switch (body.kind) {
    case 'party-added':
      usedIds.add(body.data.partyId)
      facts.parties.set(body.data.partyId, null)
      facts.numbers.add(body.data.number)
      return
    case 'party-merged':
      facts.parties.set(body.data.partyId, body.data.intoPartyId)
      return
    case 'party-unmerged':
      facts.parties.set(body.data.partyId, null)
      return
    case 'premises-added':
      usedIds.add(body.data.premisesId)
      facts.premises.add(body.data.premisesId)
      facts.numbers.add(body.data.number)
      return
    case 'identifier-noted':
      usedIds.add(body.data.identifierId)
      facts.identifiers.set(body.data.identifierId, false)
      return
    case 'identifier-withdrawn':
      facts.identifiers.set(body.data.identifierId, true)
      return
    case 'payment-added':
      usedIds.add(body.data.paymentId)
      facts.payments.set(body.data.paymentId, false)
      facts.numbers.add(body.data.number)
      return
    case 'payment-withdrawn':
      facts.payments.set(body.data.paymentId, true)
      return
    case 'complaint-duplicate-of': {
      const { complaintId, of } = body.data
      if (of === undefined) facts.duplicates.delete(complaintId)
      else facts.duplicates.set(complaintId, of.caseId === undefined ? of.complaintId : null)
      return
    }
    case 'complaint-moved': {
      const { complaintId, side } = body.data
      if (side === 'new') {
        facts.movedIn.add(complaintId)
        return
      }
      facts.movedAway.add(complaintId)
      facts.duplicates.set(complaintId, null)
      return
    }
    case 'rate-noted':
      usedIds.add(body.data.rateId)
      return
  }
}
