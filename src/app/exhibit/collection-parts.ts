import type { VerifiedEvent } from '#core/case-file/verified-event.ts'
import type { ExhibitId } from '#core/ids.ts'
import type { EventData } from '#core/ledger/event-body.ts'
import type { SealedObject } from '../ports/object-store.ts'

/** One recorded part of an exhibit of many files. */
export type RecordedPart = EventData<'exhibit-parts-sealed'>['parts'][number]

/** An exhibit of many files as its events describe it; `collected` is `null` while nothing says that it is whole. */
export type RecordedCollection = {
  readonly exhibitId: ExhibitId
  readonly parts: readonly RecordedPart[]
  readonly collected: EventData<'exhibit-collected'> | null
  /** When the last of its events was written. */
  readonly lastAtMs: number
}

/** Gathers the exhibits of many files of a case from its verified events. */
export function collectionsIn(events: Iterable<VerifiedEvent>): ReadonlyMap<ExhibitId, RecordedCollection> {
  const found = new Map<ExhibitId, RecordedCollection>()
  const partsOf = new Map<ExhibitId, RecordedPart[]>()
  for (const { body, time } of events) {
    if (body.kind === 'exhibit-parts-sealed') {
      const { exhibitId, parts: added } = body.data
      const parts = partsOf.get(exhibitId) ?? []
      partsOf.set(exhibitId, parts)
      parts.push(...added)
      found.set(exhibitId, { exhibitId, parts, collected: null, lastAtMs: time.wallMs })
    } else if (body.kind === 'exhibit-collected') {
      const { exhibitId } = body.data
      const parts = partsOf.get(exhibitId) ?? []
      found.set(exhibitId, { exhibitId, parts, collected: body.data, lastAtMs: time.wallMs })
    }
  }
  return found
}

/** The facts by which a part's stored object is judged. */
export function sealedObjectOfPart({ sizeBytes, digestHex, object }: RecordedPart): SealedObject {
  return { sizeBytes, digestHex, ...object }
}
