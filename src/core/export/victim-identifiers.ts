import type { VerifiedEvent } from '../case-file/verified-event.ts'
import { normalFormsOf } from '../identifiers/identifier.ts'
import { foldForSearch } from '../khmer/fold-for-search.ts'
import type { EventBody } from '../ledger/event-body.ts'
import type { PartyContent, PaymentContent } from '../parties/party-content.ts'
import { protectedParties } from './folk-of.ts'

/** Tells whether a text or its normal form is one of a victim's own. */
export type IsVictims = (raw: string, normalised: string) => boolean

/**
 * Gathers what identifies those who complained, the victims found in raids, and every party that is or was a victim or witness: their telephone,
 * safe contact, documents, addresses, names and noted identifiers, and the payer of what was lost. Compared are every writing of it that any kind of identifier gives, so that a number typed with spaces is found too.
 */
export function victimsOwn(events: readonly VerifiedEvent[]): IsVictims {
  const own = new Set<string>()
  const add = (text: string | undefined) => {
    if (text === undefined) return
    for (const form of writingsOf(text)) own.add(form)
  }
  const hidden = protectedParties(events)
  for (const { body } of events) {
    for (const text of saidOfParties(body, hidden)) add(text)
    if (body.kind === 'complaint-taken') {
      const { victim, losses } = body.data.complaint
      for (const text of [victim.phone, victim.safeContact, victim.idDocument, victim.name, victim.latinName])
        add(text)
      for (const { payer } of losses) add(payer)
    }
    if (
      (body.kind === 'raid-person-found' || body.kind === 'raid-person-changed') &&
      body.data.role === 'victim'
    ) {
      add(body.data.name)
      if (body.kind === 'raid-person-found') add(body.data.document)
    }
    if (
      body.kind === 'record-finalised' ||
      body.kind === 'record-drafted' ||
      body.kind === 'record-changed'
    ) {
      const { content } = body.data
      if (content.kind !== 'interview' || content.data.role === 'suspect') continue
      const { name, latinName, idDocument, phone, address } = content.data.person
      for (const text of [name, latinName, idDocument, phone, address]) add(text)
    }
  }
  const isOwn = (text: string) => writingsOf(text).some((form) => own.has(form))
  return (raw, normalised) => isOwn(raw) || (normalised !== raw && isOwn(normalised))
}

/** What an event of parties and money says that identifies a protected party, or whoever paid what a complaint tells of. */
function saidOfParties(body: EventBody, hidden: ReadonlySet<string>): readonly (string | undefined)[] {
  switch (body.kind) {
    case 'party-added':
      return hidden.has(body.data.partyId) ? saidInContent(body.data.content) : []
    case 'party-changed':
      return hidden.has(body.data.partyId) ? saidInContent(body.data.set) : []
    case 'identifier-noted': {
      const { identifier, partyId, seenIn } = body.data
      const isTheirs =
        (partyId !== undefined && hidden.has(partyId)) ||
        (seenIn.kind === 'party' && hidden.has(seenIn.partyId))
      return isTheirs ? [identifier.raw, identifier.normalised] : []
    }
    case 'payment-added':
      return saidOfEnds(body.data.content, hidden)
    case 'payment-changed':
      return saidOfEnds(body.data.set, hidden)
    default:
      return []
  }
}

function saidInContent({ names, documents, addresses, safeContact }: PartyContent) {
  return [
    safeContact,
    ...(names ?? []).map(({ text }) => text),
    ...(documents ?? []).flatMap(({ number, mrz }) => [number, ...(mrz ?? [])]),
    ...(addresses ?? []).map(({ text }) => text),
  ]
}

// Whoever pays what a complaint tells of is its victim, unless somebody said who it was.
function saidOfEnds({ complaintId, payer, payee }: PaymentContent, hidden: ReadonlySet<string>) {
  const ends = [
    ...(payer !== undefined &&
    (payer.partyId === undefined ? complaintId !== undefined : hidden.has(payer.partyId))
      ? [payer]
      : []),
    ...(payee?.partyId !== undefined && hidden.has(payee.partyId) ? [payee] : []),
  ]
  return ends.flatMap(({ name, identifiers }) => [
    name,
    ...identifiers.flatMap(({ raw, normalised }) => [raw, normalised]),
  ])
}

function writingsOf(text: string): readonly string[] {
  return [text, foldForSearch(text), ...normalFormsOf(text)].filter((form) => form !== '')
}
