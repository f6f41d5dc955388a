import type { VerifiedEvent } from '../case-file/verified-event.ts'
import type { NotedIdentifier } from '../identifiers/noted-identifier.ts'
import type { PartyBookView, PaymentView, PremisesView } from '../parties/party-views.ts'
import type { ExhibitNodes, NodeReference } from './case-graph-exhibits.ts'
import type { GraphNode, GraphNodes, GraphValue } from './case-graph-nodes.ts'
import { folkOf, partyName, protectedParties } from './folk-of.ts'
import { type IsVictims, victimsOwn } from './victim-identifiers.ts'

/** What nodes are added with. */
type Folk = {
  readonly nodes: GraphNodes
  readonly book: PartyBookView
  readonly parties: ReadonlyMap<string, NodeReference>
  readonly hidden: ReadonlySet<string>
  readonly isVictims: IsVictims
}

/**
 * Adds the parties of a case with their roles, the premises, the identifiers and the payments. Victims, witnesses and whoever may be one are
 * there by their numbers alone, and what identifies them is left out.
 */
export function addFolk(
  nodes: GraphNodes,
  events: readonly VerifiedEvent[],
  exhibits: ReadonlyMap<string, ExhibitNodes>,
  investigation: NodeReference,
): void {
  const book = folkOf(events)
  const hidden = protectedParties(events)
  const parties = new Map<string, NodeReference>()
  for (const party of book.parties) {
    const type = party.form === 'organisation' ? 'uco-identity:Organization' : 'uco-identity:Person'
    const name = partyName(party, hidden)
    const node = nodes.put('party', party.partyId, type, () => ({
      'uco-core:name': name,
      'uco-core:description': `Party ${party.number}`,
    }))
    parties.set(party.partyId, node)
    for (const { role } of party.roles)
      relate(nodes, `${party.partyId}\n${role}`, node, investigation, `has the role ${role} in`)
  }
  for (const { partyId, mergedInto } of book.parties) {
    const [one, other] = [parties.get(partyId), parties.get(mergedInto ?? '')]
    if (one !== undefined && other !== undefined)
      relate(nodes, `${partyId}\nsame`, one, other, 'is the same as')
  }
  const folk: Folk = { nodes, book, parties, hidden, isVictims: victimsOwn(events) }
  for (const premises of book.premises) addPremises(folk, premises)
  addIdentifiers(folk, exhibits)
  for (const payment of book.payments) if (payment.withdrawn === null) addPayment(folk, payment)
}

function addPremises({ nodes, parties }: Folk, { premisesId, number, content }: PremisesView): void {
  const said = [content.kind, content.address?.text].filter((text) => text !== undefined)
  const place = nodes.put('premises', premisesId, 'uco-location:Location', () => ({
    'uco-core:name': content.name ?? number,
    'uco-core:description': [`Premises ${number}`, ...said].join(', '),
  }))
  const landlord = parties.get(content.landlordId ?? '')
  if (landlord !== undefined) relate(nodes, `${premisesId}\nlandlord`, landlord, place, 'lets')
}

function addIdentifiers(folk: Folk, exhibits: ReadonlyMap<string, ExhibitNodes>): void {
  const { nodes, book, parties, hidden } = folk
  for (const { identifier, partyId, seenIn, confidence, withdrawn } of book.identifiers) {
    const node = withdrawn === null ? identifierNode(folk, identifier) : null
    if (node === null) continue
    const key = (about: string) => `${node['@id']}\n${about}`
    const owner = partyId === undefined || hidden.has(partyId) ? undefined : parties.get(partyId)
    if (owner !== undefined) relate(nodes, key(`of ${partyId}`), node, owner, `belongs to (${confidence})`)
    const exhibit = seenIn.kind === 'exhibit' ? exhibits.get(seenIn.source.exhibitId)?.exhibit : undefined
    if (exhibit !== undefined) relate(nodes, key(`in ${exhibit['@id']}`), node, exhibit, 'was seen in')
  }
}

/** The identifier as an observable object; `null` where it is a victim's own. */
function identifierNode({ nodes, isVictims }: Folk, identifier: NotedIdentifier): NodeReference | null {
  const { kind, raw, normalised } = identifier
  if (isVictims(raw, normalised)) return null
  const key = `${kind}\n${normalised}`
  return nodes.put('identifier', key, 'uco-observable:ObservableObject', () => ({
    'uco-core:name': `${kind}: ${raw}`,
    'uco-core:hasFacet': [facetOf(nodes, key, kind, normalised)],
  }))
}

function facetOf(nodes: GraphNodes, key: string, kind: NotedIdentifier['kind'], value: string): GraphNode {
  const facet = (type: string, member: string): GraphNode =>
    nodes.inner('identifier-facet', key, `uco-observable:${type}`, { [`uco-observable:${member}`]: value })
  switch (kind) {
    case 'phone':
      return facet('PhoneAccountFacet', 'phoneNumber')
    case 'email':
      return facet('EmailAddressFacet', 'addressValue')
    case 'url':
      return facet('URLFacet', 'fullValue')
    case 'domain':
      return facet('DomainNameFacet', 'value')
    case 'ip':
      return facet(value.includes(':') ? 'IPv6AddressFacet' : 'IPv4AddressFacet', 'addressValue')
    default:
      return facet('AccountFacet', 'accountIdentifier')
  }
}

/** A payment as an action in which its two ends took part, with their accounts as its objects. */
function addPayment(folk: Folk, { paymentId, number, content }: PaymentView): void {
  const { nodes, parties } = folk
  const { payer, payee, money, state, level, rail, on } = content
  const ends = [payer, payee].flatMap((end) => end ?? [])
  const accounts = ends.flatMap(({ identifiers }) =>
    identifiers.flatMap((identifier) => identifierNode(folk, identifier) ?? []),
  )
  const said = [state, money && `${money.amount} ${money.currency}`, on && `on ${on}`, rail, level]
  const members = (): { readonly [member: string]: GraphValue | undefined } => ({
    'uco-core:name': `payment ${number}`,
    'uco-core:description': said.filter((text) => text !== undefined).join(', ') || undefined,
    'uco-action:participant': distinct(ends.flatMap(({ partyId }) => parties.get(partyId ?? '') ?? [])),
    'uco-action:object': distinct(accounts),
  })
  nodes.put('payment', paymentId, 'uco-action:Action', members)
}

function relate(
  nodes: GraphNodes,
  key: string,
  source: NodeReference,
  target: NodeReference,
  kind: string,
): void {
  nodes.put('relationship', key, 'uco-core:Relationship', () => ({
    'uco-core:source': [source],
    'uco-core:target': target,
    'uco-core:kindOfRelationship': kind,
    'uco-core:isDirectional': true,
  }))
}

function distinct(references: readonly NodeReference[]): readonly NodeReference[] {
  return [...new Map(references.map((one) => [one['@id'], one])).values()]
}
