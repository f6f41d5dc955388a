import type { VerifiedEvent } from '../case-file/verified-event.ts'
import type { EventBody } from '../ledger/event-body.ts'
import type { PartyContent, PaymentContent } from '../parties/party-content.ts'
import { protectedParties } from './folk-of.ts'

/** What a case says that identifies its victims and witnesses. */
export type VictimTexts = {
  /** Names, numbers, documents and contacts: they identify wherever they stand. */
  readonly said: readonly string[]
  /** Addresses and serial numbers: others live in the same village, so that only the whole text is theirs. */
  readonly exact: readonly string[]
}

type Said = {
  readonly said?: readonly (string | undefined)[]
  readonly exact?: readonly (string | undefined)[]
}

/** Gathers what the events of a case say that identifies those who complained, and whoever ever was a victim or witness. */
export function victimTexts(events: readonly VerifiedEvent[]): VictimTexts {
  const parties = protectedParties(events)
  const found = foundVictims(events)
  const things = thingsOf(events, found)
  const all = events.flatMap(({ body }): readonly Said[] => [
    saidOfParties(body, parties),
    saidInComplaint(body),
    saidInRaid(body, found),
    saidInRecord(body),
    saidOfThing(body, things),
  ])
  return { said: all.flatMap(({ said }) => given(said)), exact: all.flatMap(({ exact }) => given(exact)) }
}

function given(texts: Said['said']): readonly string[] {
  return (texts?.filter((text) => text !== undefined && text.trim() !== '') as readonly string[]) ?? []
}

function saidInComplaint(body: EventBody): Said {
  if (body.kind !== 'complaint-taken') return {}
  const { victim, losses } = body.data.complaint
  const { name, latinName, phone, safeContact, idDocument, address } = victim
  return {
    said: [name, latinName, phone, safeContact, idDocument, ...losses.map(({ payer }) => payer)],
    exact: [address],
  }
}

/** Who was found in a raid and ever was called a victim or a witness. */
function foundVictims(events: readonly VerifiedEvent[]): ReadonlySet<string> {
  const ids = events.flatMap(({ body }) => {
    if (body.kind !== 'raid-person-found' && body.kind !== 'raid-person-changed') return []
    const { personId, role } = body.data
    return role === 'victim' || role === 'witness' ? [personId] : []
  })
  return new Set(ids)
}

function saidInRaid(body: EventBody, found: ReadonlySet<string>): Said {
  if (body.kind === 'raid-person-changed')
    return found.has(body.data.personId) ? { said: [body.data.name] } : {}
  if (body.kind !== 'raid-person-found' || !found.has(body.data.personId)) return {}
  return { said: [body.data.name, body.data.document] }
}

/** Exhibits that ever were said to have been found with one of these people. */
function thingsOf(events: readonly VerifiedEvent[], found: ReadonlySet<string>): ReadonlySet<string> {
  const ids = events.flatMap(({ body }) => {
    if (body.kind === 'exhibit-registered')
      return found.has(body.data.seized.personId ?? '') ? [body.data.exhibitId] : []
    if (body.kind !== 'raid-item-linked') return []
    return found.has(body.data.personId ?? '') ? [body.data.exhibitId] : []
  })
  return new Set(ids)
}

// Whoever has the number of a victim's telephone can ask the operator whose it is.
function saidOfThing(body: EventBody, things: ReadonlySet<string>): Said {
  if (body.kind !== 'exhibit-registered' || !things.has(body.data.exhibitId)) return {}
  const { imeis = [], iccid, serialNumber, plate } = body.data.marks ?? {}
  return { said: [...imeis, iccid], exact: [serialNumber, plate] }
}

function saidInRecord(body: EventBody): Said {
  if (body.kind !== 'record-finalised' && body.kind !== 'record-drafted' && body.kind !== 'record-changed')
    return {}
  const { content } = body.data
  if (content.kind !== 'interview' || content.data.role === 'suspect') return {}
  const { name, latinName, idDocument, phone, address } = content.data.person
  return { said: [name, latinName, idDocument, phone], exact: [address] }
}

/** What an event of parties and money says that identifies a protected party, or whoever paid what a complaint tells of. */
function saidOfParties(body: EventBody, hidden: ReadonlySet<string>): Said {
  switch (body.kind) {
    case 'party-added':
      return hidden.has(body.data.partyId) ? saidInContent(body.data.content) : {}
    case 'party-changed':
      return hidden.has(body.data.partyId) ? saidInContent(body.data.set) : {}
    case 'identifier-noted': {
      const { identifier, partyId, seenIn } = body.data
      const isTheirs =
        (partyId !== undefined && hidden.has(partyId)) ||
        (seenIn.kind === 'party' && hidden.has(seenIn.partyId))
      return isTheirs ? { said: [identifier.raw, identifier.normalised] } : {}
    }
    case 'payment-added':
      return saidOfEnds(body.data.content, hidden)
    case 'payment-changed':
      return saidOfEnds(body.data.set, hidden)
    default:
      return {}
  }
}

function saidInContent({ names, documents, addresses, safeContact }: PartyContent): Said {
  return {
    said: [
      safeContact,
      ...(names ?? []).map(({ text }) => text),
      ...(documents ?? []).flatMap(({ number, mrz }) => [number, ...(mrz ?? [])]),
    ],
    exact: (addresses ?? []).map(({ text }) => text),
  }
}

// Whoever pays what a complaint tells of is its victim, unless somebody said who it was.
function saidOfEnds({ complaintId, payer, payee }: PaymentContent, hidden: ReadonlySet<string>): Said {
  const ends = [
    ...(payer !== undefined &&
    (payer.partyId === undefined ? complaintId !== undefined : hidden.has(payer.partyId))
      ? [payer]
      : []),
    ...(payee?.partyId !== undefined && hidden.has(payee.partyId) ? [payee] : []),
  ]
  return {
    said: ends.flatMap(({ name, identifiers }) => [
      name,
      ...identifiers.flatMap(({ raw, normalised }) => [raw, normalised]),
    ]),
  }
}
