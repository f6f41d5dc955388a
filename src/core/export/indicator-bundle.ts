import type { VerifiedEvent } from '../case-file/verified-event.ts'
import { IDENTIFIER_KINDS, type IdentifierKind } from '../identifiers/identifier.ts'
import { isLaterKind, type NotedKind } from '../identifiers/noted-identifier.ts'
import { instantText, jsonText, wellFormed } from './export-text.ts'
import { folkOf } from './folk-of.ts'
import { namedUuid } from './named-uuid.ts'
import { victimsOwn } from './victim-identifiers.ts'

/** An identifier that an officer took over from evidence, or noted and called verified. */
type Confirmed = {
  readonly kind: NotedKind
  readonly normalised: string
  readonly atMs: number
  /** By which parser it was read; `null` where it was noted by hand. */
  readonly parser: string | null
}

/** TLP:AMBER of STIX 2.1 (section 7.2.1.4): for those who need it, and whom they serve. */
const TLP_AMBER = 'marking-definition--f88d31f6-486f-44da-b317-01333bde0b82'

/**
 * The confirmed identifiers of a case as a STIX 2.1 bundle. Confirmed is what an officer took over from evidence
 * (`findings-confirmed`) or noted as verified (`identifier-noted`) and did not withdraw; what a complaint only names is not. Nothing that identifies a victim is in it, and of a case without confirmed identifiers the bundle is empty.
 */
export function indicatorText(events: readonly VerifiedEvent[]): string {
  const opening = events[0]
  if (opening?.body.kind !== 'case-opened') throw new Error('the first event of a case opens it')
  const { caseId } = opening.body.data
  const madeAt = instantText(opening.time.wallMs) ?? '1970-01-01T00:00:00.000Z'
  const source = {
    type: 'identity',
    spec_version: '2.1',
    id: `identity--${namedUuid(caseId, 'station')}`,
    created: madeAt,
    modified: madeAt,
    name: 'Police station',
    identity_class: 'organization',
  }
  const marking = {
    type: 'marking-definition',
    spec_version: '2.1',
    id: TLP_AMBER,
    created: '2017-01-20T00:00:00.000Z',
    definition_type: 'tlp',
    name: 'TLP:AMBER',
    definition: { tlp: 'amber' },
  }
  const indicators = confirmedIdentifiers(events).map((one) => indicatorOf(caseId, source.id, one))
  return jsonText({
    type: 'bundle',
    id: `bundle--${namedUuid(caseId, 'indicators')}`,
    ...(indicators.length > 0 && { objects: [source, marking, ...indicators] }),
  })
}

/** The identifiers of a case that were confirmed and are no victim's, each once, with when that was first said. */
export function confirmedIdentifiers(events: readonly VerifiedEvent[]): readonly Confirmed[] {
  const isVictims = victimsOwn(events)
  const confirmed = new Map<string, Confirmed>()
  for (const { body, time } of events) {
    if (body.kind !== 'findings-confirmed') continue
    for (const { kind: finding, value } of body.data.items) {
      if (finding !== 'identifier') continue
      const { kind, raw, normalised } = value
      if (typeof raw !== 'string' || typeof normalised !== 'string' || !isKind(kind)) continue
      const key = `${kind}\n${normalised}`
      if (confirmed.has(key) || normalised === '' || isVictims(raw, normalised)) continue
      confirmed.set(key, { kind, normalised, atMs: time.wallMs, parser: body.data.parserName })
    }
  }
  for (const { identifier, confidence, withdrawn, atMs } of folkOf(events).identifiers) {
    const { kind, raw, normalised } = identifier
    const key = `${kind}\n${normalised}`
    if (confidence !== 'verified' || withdrawn !== null || !isIndicator(kind)) continue
    if (!confirmed.has(key) && normalised !== '' && !isVictims(raw, normalised))
      confirmed.set(key, { kind, normalised, atMs, parser: null })
  }
  return [...confirmed.values()]
}

function indicatorOf(
  caseId: string,
  createdBy: string,
  { kind, normalised, atMs, parser }: Confirmed,
): object {
  const at = instantText(atMs) ?? '1970-01-01T00:00:00.000Z'
  return {
    type: 'indicator',
    spec_version: '2.1',
    id: `indicator--${namedUuid(caseId, `indicator\n${kind}\n${normalised}`)}`,
    created_by_ref: createdBy,
    created: at,
    modified: at,
    name: wellFormed(`${kind}: ${normalised}`),
    description:
      parser === null
        ? 'Noted and verified by an officer'
        : `Read from an exhibit by the parser ${parser} and confirmed by an officer`,
    indicator_types: ['unknown'],
    pattern: patternOf(kind, wellFormed(normalised)),
    pattern_type: 'stix',
    pattern_version: '2.1',
    valid_from: at,
    object_marking_refs: [TLP_AMBER],
  }
}

function patternOf(kind: NotedKind, value: string): string {
  const quoted = `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  switch (kind) {
    case 'url':
      return `[url:value = ${quoted}]`
    case 'domain':
      return `[domain-name:value = ${quoted}]`
    case 'email':
      return `[email-addr:value = ${quoted}]`
    case 'ip':
      return `[${value.includes(':') ? 'ipv6-addr' : 'ipv4-addr'}:value = ${quoted}]`
    default:
      // STIX has no object for numbers, accounts at banks or wallets: they are accounts of a type of their own (account-type-ov is open).
      return `[user-account:account_type = '${kind}' AND user-account:account_login = ${quoted}]`
  }
}

/** Numbers of documents and plates name people, and one payment or one connection is no sign of the next: none of them is an indicator. */
function isIndicator(kind: NotedKind): boolean {
  return !isLaterKind(kind) || kind === 'imsi' || kind === 'iccid'
}

function isKind(kind: unknown): kind is IdentifierKind {
  return (IDENTIFIER_KINDS as readonly unknown[]).includes(kind)
}
