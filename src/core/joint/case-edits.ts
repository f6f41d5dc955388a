import { foldCase } from '../case-file/case-view.ts'
import { actorOf } from '../case-file/event-actor.ts'
import type { VerifiedEvent } from '../case-file/verified-event.ts'
import type { DeviceId, VaultId } from '../ids.ts'
import type { CanonicalValue } from '../ledger/canonical-json.ts'
import type { PartyView, PaymentView, PremisesView } from '../parties/party-views.ts'
import type { FieldEdit } from './joint-fields.ts'

/** An event of a case with the device whose ledger it stands in. */
export type JointEvent = VerifiedEvent & { readonly device: DeviceId }

// They name things of one vault, or say how one station counts them: different at two stations without anybody having said otherwise.
const OF_ONE_VAULT: ReadonlySet<string> = new Set([
  'complaintId',
  'lossIndex',
  'source',
  'landlordId',
  'raidId',
  'payer',
  'payee',
])

/**
 * Says what one ledger says of a case, member by member, under names that another station's ledger would give to the same: a person is
 * known by a document or, without one, by name and birth; premises by their address; a payment by its reference. What cannot be known
 * again elsewhere, or is there twice, is no part of this: it stands in its own case unchanged. `null` where the events do not begin with a case.
 */
export function editsOfCase(ledger: VaultId, events: readonly JointEvent[]): readonly FieldEdit[] | null {
  const view = foldCase(events)
  if (view === null) return null
  const { parties, premises, payments } = view.folk
  const names = new Map<string, string>([
    ...unique(
      parties.flatMap((party) => (party.mergedInto === null ? named(party.partyId, nameOfParty(party)) : [])),
    ),
    ...unique(premises.flatMap((place) => named(place.premisesId, nameOfPremises(place)))),
    ...unique(
      payments.flatMap((payment) =>
        payment.withdrawn === null ? named(payment.paymentId, nameOfPayment(payment)) : [],
      ),
    ),
  ])
  const identifiers = new Map(
    view.folk.identifiers.map(({ identifierId, identifier: { kind, normalised } }) => [
      identifierId as string,
      `${kind} ${normalised}`,
    ]),
  )
  return events.flatMap((event) => editsOfEvent(ledger, event, names, identifiers))
}

type Names = ReadonlyMap<string, string>

function editsOfEvent(
  ledger: VaultId,
  event: JointEvent,
  names: Names,
  identifiers: Names,
): readonly FieldEdit[] {
  const { body, device, hashHex, time } = event
  const said = { ledger, device, hashHex, time, by: actorOf(body) }
  const content = (id: string, set: object, cleared: readonly string[] = []): readonly FieldEdit[] => {
    const subject = names.get(id)
    if (subject === undefined) return []
    const values = [
      ...Object.entries(set).filter(([, value]) => value !== undefined),
      ...cleared.map((field) => [field, null] as const),
    ]
    return values
      .filter(([field]) => !OF_ONE_VAULT.has(field))
      .map(([field, value]) => ({ ...said, subject, field, element: null, value: value as CanonicalValue }))
  }
  const element = (subject: string | undefined, field: string, name: string | undefined, isIn: boolean) =>
    subject === undefined || name === undefined
      ? []
      : [{ ...said, subject, field, element: name, value: isIn }]
  switch (body.kind) {
    case 'party-added':
      return content(body.data.partyId, body.data.content)
    case 'party-changed':
      return content(body.data.partyId, body.data.set, body.data.cleared)
    case 'premises-added':
      return content(body.data.premisesId, body.data.content)
    case 'premises-changed':
      return content(body.data.premisesId, body.data.set, body.data.cleared)
    case 'payment-added':
      return content(body.data.paymentId, body.data.content)
    case 'payment-changed':
      return content(body.data.paymentId, body.data.set, body.data.cleared)
    case 'party-role-set':
      return element(names.get(body.data.partyId), 'roles', body.data.role, body.data.isHeld)
    case 'identifier-noted':
      return element('case', 'identifiers', identifiers.get(body.data.identifierId), true)
    case 'identifier-withdrawn':
      return element('case', 'identifiers', identifiers.get(body.data.identifierId), false)
    default:
      return []
  }
}

function nameOfParty({ content: { documents = [], names = [], birth } }: PartyView): string | null {
  const document = documents[0]
  if (document !== undefined) return `party document ${document.kind} ${squeeze(document.number)}`
  const name = names[0]
  if (name === undefined) return null
  return `party ${squeeze(name.text)}${birth === undefined ? '' : ` ${birth.earliestOn}`}`
}

function nameOfPremises({ content: { address, name } }: PremisesView): string | null {
  if (address !== undefined) return `premises ${squeeze([address.code ?? '', address.text].join(' '))}`
  return name === undefined ? null : `premises ${squeeze(name)}`
}

function nameOfPayment({ content: { reference, money } }: PaymentView): string | null {
  return reference === undefined || money === undefined
    ? null
    : `payment ${squeeze(reference)} ${money.currency}`
}

const named = (id: string, name: string | null): readonly (readonly [string, string])[] =>
  name === null ? [] : [[id, name]]

/** Names that two things of one ledger have are nobody's: which of them the other station means cannot be told. */
function unique(pairs: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] {
  const counts = new Map<string, number>()
  for (const [, name] of pairs) counts.set(name, (counts.get(name) ?? 0) + 1)
  return pairs.filter(([, name]) => counts.get(name) === 1)
}

function squeeze(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\s\u200b]+/g, ' ')
    .trim()
    .toLowerCase()
}
