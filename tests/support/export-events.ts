import type { VerifiedEvent } from '#core/case-file/verified-event.ts'
import type { DigestHex, ExhibitId } from '#core/ids.ts'
import type { EventBody, EventData, EventKind } from '#core/ledger/event-body.ts'
import { PARTY_KINDS } from '#core/ledger/party-kinds.ts'
import { CASE_ID, DATA } from './sample-events.ts'

/** Makes verified events of one case from what they say, numbered from 2. */
export function eventsOf(
  said: readonly {
    readonly [Kind in EventKind]: { readonly kind: Kind; readonly data: EventData<Kind> }
  }[EventKind][],
): readonly VerifiedEvent[] {
  return said.map(({ kind, data }, index) => ({
    seq: index + 2,
    hashHex: (index + 2).toString(16).padStart(64, '0') as DigestHex,
    time: {
      wallMs: 1_795_300_000_000 + index * 1000,
      counter: 0,
      clockMs: 1_795_300_000_000,
      monotonicMs: 1,
      runId: '0',
    },
    body: { kind, scope: CASE_ID, data } as EventBody,
  })) as readonly VerifiedEvent[]
}

/** A case in which every kind of event about things and complaints is said once. */
export function sampleCase(): readonly VerifiedEvent[] {
  const kinds = [
    ...['case-opened', 'complaint-taken', 'exhibit-sealed', 'exhibit-digests-taken', 'exhibit-copied'],
    ...['exhibit-parts-sealed', 'exhibit-collected', 'exhibit-registered', 'container-registered', 'packed'],
    ...['unpacked', 'seal-changed', 'custody-moved', 'original-accessed', 'examination-recorded'],
    ...['findings-confirmed', 'raid-opened', 'raid-person-found', 'exhibit-extracted', 'event-confirmed'],
  ] as readonly EventKind[]
  return eventsOf(kinds.map((kind) => ({ kind, data: DATA[kind] })) as Parameters<typeof eventsOf>[0])
}

/** A case with as many sealed exhibits as are asked for. */
export function caseOfExhibits(count: number): readonly VerifiedEvent[] {
  const exhibits = Array.from({ length: count }, (_, index) => ({
    kind: 'exhibit-sealed' as const,
    data: {
      ...DATA['exhibit-sealed'],
      exhibitId: (index + 1).toString(16).padStart(32, '0') as ExhibitId,
      number: `2026-0001-E${String(index + 1).padStart(3, '0')}`,
    },
  }))
  return eventsOf([{ kind: 'case-opened', data: DATA['case-opened'] }, ...exhibits])
}

/** A case in which every kind of event about people and money is said once, but for those that take something back. */
export function peopledSample(): readonly VerifiedEvent[] {
  const said = Object.keys(PARTY_KINDS).filter((kind) => !kind.endsWith('-withdrawn'))
  const kinds = ['case-opened', 'complaint-taken', ...said] as readonly EventKind[]
  return eventsOf(kinds.map((kind) => ({ kind, data: DATA[kind] })) as Parameters<typeof eventsOf>[0])
}
