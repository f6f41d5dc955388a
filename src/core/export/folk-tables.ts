import type { CaseView } from '../case-file/case-view.ts'
import type { PartyBookView } from '../parties/party-views.ts'
import { partyName } from './folk-of.ts'
import { type CaseTable, type Cell, writeCsv } from './spreadsheet.ts'

const NOBODY_HIDDEN: ReadonlySet<string> = new Set()

/** Tables of the people, premises, identifiers and payments that events of their own tell of. */
export function folkTables({ folk, exhibits, items }: CaseView): readonly CaseTable[] {
  const things = new Map([
    ...items.map(({ itemId, number }) => [itemId as string, number] as const),
    ...exhibits.map(({ exhibitId, number }) => [exhibitId as string, number] as const),
  ])
  return [
    { name: 'parties.csv', text: partyTable(folk) },
    { name: 'premises.csv', text: premisesTable(folk) },
    { name: 'noted-identifiers.csv', text: identifierTable(folk, things) },
    { name: 'noted-payments.csv', text: paymentTable(folk, things) },
  ]
}

function partyTable({ parties }: PartyBookView): string {
  const numbers = numbersOf({ parties })
  const header = [
    'number',
    'form',
    'names',
    'roles',
    'sex',
    'born_from',
    'born_to',
    'nationality',
    'languages',
  ]
  return writeCsv(
    [...header, 'documents', 'addresses', 'occupation', 'safe_contact', 'same_as', 'note'],
    parties.map(({ number, form, content, roles, mergedInto }) => [
      ...[
        number,
        form,
        listed(content.names?.map(({ text }) => text)),
        listed(roles.map(({ role }) => role)),
      ],
      ...[content.sex, content.birth?.earliestOn, content.birth?.latestOn, content.nationality],
      ...[content.languages, listed(content.documents?.map((one) => `${one.kind} ${one.number}`))],
      ...[listed(content.addresses?.map(({ text }) => text)), content.occupation, content.safeContact],
      ...[mergedInto === null ? undefined : numbers(mergedInto), content.note],
    ]),
  )
}

function premisesTable(folk: PartyBookView): string {
  const numbers = numbersOf(folk)
  const header = ['number', 'kind', 'name', 'address', 'gazetteer', 'landlord', 'lease_from', 'lease_until']
  return writeCsv(
    [...header, 'rent', 'currency', 'per', 'rooms', 'internet', 'note'],
    folk.premises.map(({ number, content }) => {
      const { kind, name, address, landlordId, landlord, lease, rent, rooms, internet, note } = content
      return [
        ...[number, kind, name, address?.text, address?.code, numbers(landlordId) ?? landlord],
        ...[lease?.fromOn, lease?.untilOn, rent?.money.amount, rent?.money.currency, rent?.per],
        ...[rooms, internet, note],
      ]
    }),
  )
}

function identifierTable(folk: PartyBookView, things: ReadonlyMap<string, string>): string {
  const numbers = numbersOf(folk)
  const header = ['kind', 'as_given', 'normal_form', 'confidence', 'party', 'seen_in', 'where', 'note']
  return writeCsv(
    [...header, 'withdrawn'],
    folk.identifiers.map(({ identifier, confidence, partyId, seenIn, note, withdrawn }) => {
      const { kind, raw, normalised } = identifier
      return [
        ...[kind, raw, normalised, confidence, numbers(partyId), seenIn.kind],
        ...[placeOf(seenIn, folk, things), note, withdrawn ?? undefined],
      ]
    }),
  )
}

function paymentTable(folk: PartyBookView, things: ReadonlyMap<string, string>): string {
  const numbers = numbersOf(folk)
  const end = (one: (typeof folk.payments)[number]['content']['payer']): readonly Cell[] => [
    numbers(one?.partyId) ?? one?.name,
    one?.institution,
    listed(one?.identifiers.map(({ kind, raw }) => `${kind} ${raw}`)),
  ]
  const header = ['number', 'state', 'level', 'amount', 'currency', 'on', 'time', 'zone', 'rail', 'reference']
  const ends = [
    'payer',
    'payer_institution',
    'payer_accounts',
    'payee',
    'payee_institution',
    'payee_accounts',
  ]
  return writeCsv(
    [...header, ...ends, 'exhibit', 'note', 'withdrawn'],
    folk.payments.map(({ number, content, withdrawn }) => {
      const { state, level, money, on, time, rail, reference, payer, payee, source, note } = content
      return [
        ...[
          number,
          state,
          level,
          money?.amount,
          money?.currency,
          on,
          time?.clock,
          time?.zone,
          rail,
          reference,
        ],
        ...[...end(payer), ...end(payee)],
        ...[source === undefined ? undefined : things.get(source.exhibitId), note, withdrawn ?? undefined],
      ]
    }),
  )
}

function placeOf(
  seenIn: PartyBookView['identifiers'][number]['seenIn'],
  folk: PartyBookView,
  things: ReadonlyMap<string, string>,
): Cell {
  switch (seenIn.kind) {
    case 'exhibit':
      return things.get(seenIn.source.exhibitId)
    case 'party':
      return folk.parties.find(({ partyId }) => partyId === seenIn.partyId)?.number
    case 'premises':
      return folk.premises.find(({ premisesId }) => premisesId === seenIn.premisesId)?.number
    case 'complaint':
      return folk.complaints.findIndex(({ complaintId }) => complaintId === seenIn.complaintId) + 1
    case 'words':
      return seenIn.text
  }
}

function numbersOf({ parties }: Pick<PartyBookView, 'parties'>): (partyId: string | undefined) => Cell {
  const known = new Map<string, string>(
    parties.map((party) => {
      const name = partyName(party, NOBODY_HIDDEN)
      return [party.partyId, name === party.number ? name : `${party.number} ${name}`]
    }),
  )
  return (partyId) => (partyId === undefined ? undefined : known.get(partyId))
}

function listed(texts: readonly string[] | undefined): string | undefined {
  return texts?.join('; ')
}
