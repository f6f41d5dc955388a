import type { CaseView } from '../case-file/case-view.ts'
import type { VerifiedEvent } from '../case-file/verified-event.ts'
import { foldForSearch } from '../khmer/fold-for-search.ts'
import type { EventData } from '../ledger/event-body.ts'
import { sameParty } from '../parties/party-name.ts'
import type { PartyView } from '../parties/party-views.ts'
import { gatherMoney, type MoneyEnd, type MoneyLine } from './money-facts.ts'

/** As what a person is named in a case. */
export const MENTION_ROLES = [
  'victim',
  'payer',
  'payee',
  'heard',
  'occupant',
  'witness',
  'found',
  'party',
] as const

/** One place in a case where a person is named. */
export type Mention = {
  readonly role: (typeof MENTION_ROLES)[number]
  /** The name as it is written there. */
  readonly name: string
  readonly atMs: number
  /** Where: a complaint's order, a record's or raid's number. */
  readonly source: MentionSource
}

/** Where a person is named. */
export type MentionSource =
  | { readonly kind: 'complaint'; readonly order: number; readonly complaintId: string }
  /** A loss of a complaint by its place there, from 1. */
  | { readonly kind: 'loss'; readonly order: number; readonly line: number }
  | { readonly kind: 'payment'; readonly number: string }
  | { readonly kind: 'party'; readonly number: string }
  | { readonly kind: 'record'; readonly number: string | null; readonly recordId: string }
  | { readonly kind: 'raid'; readonly code: string }

/** What is known of a person by name. */
export type PersonFacts = {
  readonly mentions: readonly Mention[]
  readonly victims: readonly CaseView['complaints'][number][]
  /** Parties of the case that have the name, and whoever they were found to be the same as. */
  readonly parties: readonly PartyView[]
  /** Losses and payments that name the person at one end, counted or not. */
  readonly payments: readonly { readonly side: 'payer' | 'payee'; readonly line: MoneyLine }[]
  readonly interviews: readonly CaseView['records'][number][]
  readonly found: readonly FoundPerson[]
}

/** Somebody who was found in a raid, as last said, and when that was recorded first. */
type FoundPerson = EventData<'raid-person-found'> & { readonly recordedAtMs: number }

type PersonSource = Pick<CaseView, 'complaints' | 'records' | 'folk'>

/**
 * Gathers where a case names a person: by the name that is asked for, and by the other names of the parties that have it, as officers
 * recorded them. Two people of one name are not told apart, and one person under two names that nobody joined is not found twice: the
 * dossier says so.
 */
export function gatherPerson(
  { complaints, records, folk }: PersonSource,
  events: readonly VerifiedEvent[],
  name: string,
): PersonFacts {
  const parties = partiesNamed(folk.parties, name)
  const partyIds = new Set<string>(parties.map(({ partyId }) => partyId))
  const names = new Set([name, ...parties.flatMap(namesOfParty)].map(foldForSearch))
  const is = (candidate: string | undefined) => candidate !== undefined && names.has(foldForSearch(candidate))
  const isEnd = (end: MoneyEnd | undefined) => partyIds.has(end?.partyId ?? '') || is(end?.name)
  const victims = complaints.filter(({ complaint: { victim } }) => is(victim.name) || is(victim.latinName))
  const payments = gatherMoney({ complaints, folk }).lines.flatMap((line) =>
    (['payer', 'payee'] as const).flatMap((side) => (isEnd(line[side]) ? [{ side, line }] : [])),
  )
  const interviews = records.filter(
    ({ content }) =>
      content.kind === 'interview' && (is(content.data.person.name) || is(content.data.person.latinName)),
  )
  const found = foundPeople(events).filter((person) => is(person.name))
  const recordedAt = new Map<string, number>(
    folk.payments.map(({ paymentId, addedAtMs }) => [paymentId, addedAtMs]),
  )
  return {
    mentions: [
      ...parties.map((party): Mention => {
        const source = { kind: 'party', number: party.number } as const
        return { role: 'party', name: namesOfParty(party).join(' · '), atMs: party.addedAtMs, source }
      }),
      ...victims.map(({ complaintId, complaint, takenAtMs }): Mention => {
        const order = complaints.findIndex((candidate) => candidate.complaintId === complaintId) + 1
        const source = { kind: 'complaint', order, complaintId } as const
        return { role: 'victim', name: complaint.victim.name, atMs: takenAtMs, source }
      }),
      ...payments.map(({ side, line }): Mention => {
        const named = line[side]?.name ?? ''
        if (line.from.kind === 'payment') {
          const atMs = recordedAt.get(line.from.paymentId) ?? 0
          return { role: side, name: named, atMs, source: { kind: 'payment', number: line.label } }
        }
        const order = line.complaint ?? 0
        const atMs = complaints[order - 1]?.takenAtMs ?? 0
        return {
          role: side,
          name: named,
          atMs,
          source: { kind: 'loss', order, line: line.from.lossIndex + 1 },
        }
      }),
      ...records.flatMap((record) => mentionsInRecord(record, is)),
      ...found.map((person): Mention => {
        return {
          role: 'found',
          name: person.name ?? '',
          atMs: person.recordedAtMs,
          source: { kind: 'raid', code: person.code },
        }
      }),
    ],
    parties,
    victims,
    payments,
    interviews,
    found,
  }
}

/** The parties that have a name, with those that were found to be the same as one of them. */
function partiesNamed(all: readonly PartyView[], name: string): readonly PartyView[] {
  const asked = foldForSearch(name)
  const same = new Set(
    all
      .filter((party) => namesOfParty(party).some((one) => foldForSearch(one) === asked))
      .map(({ partyId }) => sameParty(all, partyId)?.partyId),
  )
  return all.filter(({ partyId }) => same.has(sameParty(all, partyId)?.partyId))
}

function namesOfParty({ content: { names = [] } }: PartyView): readonly string[] {
  return names.map(({ text }) => text)
}

/** Everybody a case names, each name once, in the order in which they first occur: what a dossier can be asked for. */
export function namedPeople(
  { complaints, records, folk }: PersonSource,
  events: readonly VerifiedEvent[],
): readonly string[] {
  const names = [
    ...complaints.flatMap(({ complaint: { victim, losses } }) => [
      victim.name,
      ...losses.flatMap(({ payer, payee }) => [payer, payee]),
    ]),
    ...folk.parties.flatMap(namesOfParty),
    ...folk.payments.flatMap(({ content: { payer, payee } }) => [payer?.name, payee?.name]),
    ...records.flatMap((record) => mentionsInRecord(record, () => true).map(({ name }) => name)),
    ...foundPeople(events).map(({ name }) => name),
  ]
  const once = new Map<string, string>()
  for (const name of names) {
    if (name === undefined || name === '') continue
    const folded = foldForSearch(name)
    if (!once.has(folded)) once.set(folded, name)
  }
  return [...once.values()]
}

function mentionsInRecord(
  { recordId, content, final, changedAtMs }: CaseView['records'][number],
  is: (name: string | undefined) => boolean,
): Mention[] {
  const source = { kind: 'record', number: final?.number ?? null, recordId } as const
  const named = (role: Mention['role'], name: string | undefined): Mention[] =>
    name !== undefined && is(name) ? [{ role, name, atMs: changedAtMs, source }] : []
  if (content.kind === 'interview') {
    const { name, latinName } = content.data.person
    return named('heard', is(name) ? name : latinName)
  }
  const { occupant, witnesses } = content.data
  return [
    ...named('occupant', occupant.name),
    ...witnesses.flatMap((witness) => named('witness', witness.name)),
  ]
}

function foundPeople(events: readonly VerifiedEvent[]): readonly FoundPerson[] {
  const people = new Map<string, FoundPerson>()
  for (const { body, time } of events) {
    if (body.kind === 'raid-person-found')
      people.set(body.data.personId, { ...body.data, recordedAtMs: time.wallMs })
    if (body.kind === 'raid-person-changed') {
      const known = people.get(body.data.personId)
      const { role, name } = body.data
      if (known !== undefined)
        people.set(body.data.personId, { ...known, role, ...(name !== undefined && { name }) })
    }
  }
  return [...people.values()]
}
