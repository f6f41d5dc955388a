import type { DigestHex, ExhibitId, ObjectId } from '../ids.ts'
import type { EventBody } from '../ledger/event-body.ts'

/** An object that an event names, with what its bytes must be. */
export type NamedObject = {
  readonly exhibitId: ExhibitId
  readonly objectId: ObjectId
  readonly sizeBytes: number
  readonly digestHex: DigestHex
  readonly segmentSizeBytes: number
  readonly sealDigestHex: DigestHex
}

/** Every object that an event names, whatever its kind: what is kept, checked, copied and, by order, destroyed. */
export function namedObjects(body: EventBody): readonly NamedObject[] {
  switch (body.kind) {
    case 'exhibit-sealed': {
      const { exhibitId, sizeBytes, digestHex, object } = body.data
      return [{ exhibitId, sizeBytes, digestHex, ...object }]
    }
    case 'exhibit-parts-sealed': {
      const { exhibitId, parts } = body.data
      return parts.map(({ sizeBytes, digestHex, object }) => ({ exhibitId, sizeBytes, digestHex, ...object }))
    }
    default:
      return []
  }
}
