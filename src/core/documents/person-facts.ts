import type { CaseView } from '../case-file/case-view.ts'
import type { VerifiedEvent } from '../case-file/verified-event.ts'
import { foldForSearch } from '../khmer/fold-for-search.ts'
import type { EventData } from '../ledger/event-body.ts'

/** As what a person is named in a case. */
export const MENTION_ROLES = ['victim', 'payer', 'payee', 'heard', 'occupant', 'witness', 'found'] as const

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
  | { readonly kind: 'payment'; readonly order: number; readonly lossIndex: number }
  | { readonly kind: 'record'; readonly number: string | null; readonly recordId: string }
  | { readonly kind: 'raid'; readonly code: string }

/** What is known of a person by name. */
export type PersonFacts = {
  readonly mentions: readonly Mention[]
  readonly victims: readonly CaseView['complaints'][number][]
  readonly payments: readonly {
    readonly order: number
    readonly lossIndex: number
    readonly side: 'payer' | 'payee'
    readonly line: CaseView['complaints'][number]['complaint']['losses'][number]
  }[]
  readonly interviews: readonly CaseView['records'][number][]
  readonly found: readonly EventData<'raid-person-found'>[]
}

/** Whether two names are written the same, apart from what an officer would not see. */
function isSameName(first: string | undefined, second: string): boolean {
  return first !== undefined && foldForSearch(first) === foldForSearch(second)
}

/**
 * Gathers where a case names a person, by the name alone. Two people of one name are not told apart, and one person under two names is
 * not found twice: the dossier says so.
 */
export function gatherPerson(
  { complaints, records }: Pick<CaseView, 'complaints' | 'records'>,
  events: readonly VerifiedEvent[],
  name: string,
): PersonFacts {
  const is = (candidate: string | undefined) => isSameName(candidate, name)
  const victims = complaints.filter(({ complaint: { victim } }) => is(victim.name) || is(victim.latinName))
  const payments = complaints.flatMap(({ complaint }, index) =>
    complaint.losses.flatMap((line, lossIndex) =>
      (['payer', 'payee'] as const).flatMap((side) =>
        is(line[side]) ? [{ order: index + 1, lossIndex, side, line }] : [],
      ),
    ),
  )
  const interviews = records.filter(
    ({ content }) =>
      content.kind === 'interview' && (is(content.data.person.name) || is(content.data.person.latinName)),
  )
  const found = foundPeople(events).filter((person) => is(person.name))
  return {
    mentions: [
      ...victims.map(({ complaintId, complaint, takenAtMs }): Mention => {
        const order = complaints.findIndex((candidate) => candidate.complaintId === complaintId) + 1
        const source = { kind: 'complaint', order, complaintId } as const
        return { role: 'victim', name: complaint.victim.name, atMs: takenAtMs, source }
      }),
      ...payments.map(({ order, lossIndex, side, line }): Mention => {
        const atMs = complaints[order - 1]?.takenAtMs ?? 0
        return { role: side, name: line[side] ?? '', atMs, source: { kind: 'payment', order, lossIndex } }
      }),
      ...records.flatMap((record) => mentionsInRecord(record, is)),
      ...found.map((person): Mention => {
        return {
          role: 'found',
          name: person.name ?? '',
          atMs: 0,
          source: { kind: 'raid', code: person.code },
        }
      }),
    ],
    victims,
    payments,
    interviews,
    found,
  }
}

/** Everybody a case names, each name once, in the order in which they first occur: what a dossier can be asked for. */
export function namedPeople(
  { complaints, records }: Pick<CaseView, 'complaints' | 'records'>,
  events: readonly VerifiedEvent[],
): readonly string[] {
  const names = [
    ...complaints.flatMap(({ complaint: { victim, losses } }) => [
      victim.name,
      ...losses.flatMap(({ payer, payee }) => [payer, payee]),
    ]),
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
  if (content.kind === 'interview') return named('heard', content.data.person.name)
  const { occupant, witnesses } = content.data
  return [
    ...named('occupant', occupant.name),
    ...witnesses.flatMap((witness) => named('witness', witness.name)),
  ]
}

function foundPeople(events: readonly VerifiedEvent[]): readonly EventData<'raid-person-found'>[] {
  const people = new Map<string, EventData<'raid-person-found'>>()
  for (const { body } of events) {
    if (body.kind === 'raid-person-found') people.set(body.data.personId, body.data)
    if (body.kind === 'raid-person-changed') {
      const known = people.get(body.data.personId)
      const { role, name } = body.data
      if (known !== undefined)
        people.set(body.data.personId, { ...known, role, ...(name !== undefined && { name }) })
    }
  }
  return [...people.values()]
}
