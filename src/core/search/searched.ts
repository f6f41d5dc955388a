import type { VerifiedEvent } from '../case-file/verified-event.ts'
import type { EventKind } from '../ledger/event-body.ts'

/** What a hit of a search is about. */
export const SEARCH_KINDS = [
  'case',
  'complaint',
  'party',
  'identifier',
  'payment',
  'exhibit',
  'finding',
  'raid',
  'record',
  'letter',
  'note',
] as const

/** One of {@link SEARCH_KINDS}. */
export type SearchKind = (typeof SEARCH_KINDS)[number]

/** Where a text that can be found comes from. */
export type SearchAbout = {
  readonly kind: SearchKind
  /** The complaint, exhibit, record … that a hit leads to; `null` leads to the case. */
  readonly targetId: string | null
  readonly seq: number
  readonly atMs: number
}

/**
 * What of each kind of event a hit is about, and which member of its data names where the hit leads. A kind whose projection adds a
 * text and that is missing here is found as its case.
 */
export const SEARCHED: { readonly [Kind in EventKind]?: readonly [kind: SearchKind, target?: string] } = {
  'case-opened': ['case'],
  'complaint-taken': ['complaint', 'complaintId'],
  'exhibit-sealed': ['exhibit', 'exhibitId'],
  'exhibit-collected': ['exhibit', 'exhibitId'],
  'exhibit-copied': ['exhibit', 'exhibitId'],
  'exhibit-registered': ['exhibit', 'exhibitId'],
  'container-registered': ['exhibit', 'containerId'],
  'findings-confirmed': ['finding', 'sourceExhibitId'],
  'raid-opened': ['raid', 'raidId'],
  'raid-person-found': ['raid', 'raidId'],
  'record-drafted': ['record', 'recordId'],
  'record-changed': ['record', 'recordId'],
  'record-finalised': ['record', 'recordId'],
  'letter-issued': ['letter', 'letterId'],
  'note-written': ['note', 'noteId'],
  'party-added': ['party', 'partyId'],
  'party-changed': ['party', 'partyId'],
  'premises-added': ['party', 'premisesId'],
  'premises-changed': ['party', 'premisesId'],
  'identifier-noted': ['identifier', 'identifierId'],
  'payment-added': ['payment', 'paymentId'],
  'payment-changed': ['payment', 'paymentId'],
}

/** Says where the texts of an event come from. */
export function aboutOf({ body, seq, time }: VerifiedEvent): SearchAbout {
  const [kind, target] = SEARCHED[body.kind] ?? ['case']
  const named = target === undefined ? null : (body.data as { readonly [member: string]: unknown })[target]
  return { kind, targetId: typeof named === 'string' ? named : null, seq, atMs: time.wallMs }
}
