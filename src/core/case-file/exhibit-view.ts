import type { DigestHex, ExhibitId, ObjectId } from '../ids.ts'
import type { EventData } from '../ledger/event-body.ts'

/** A digital exhibit in a case. */
export type ExhibitView = {
  readonly exhibitId: ExhibitId
  readonly number: string
  readonly name: string
  /** The file's own name with control characters made visible, where it was recorded under another. */
  readonly sourceName?: string | undefined
  readonly description?: string | undefined
  readonly sourceModifiedAtMs?: number | undefined
  readonly sealedAtMs: number
  readonly sealedBy: string
  readonly sizeBytes: number
  /** SHA-256 of the exhibit's own bytes. */
  readonly digestHex: DigestHex
  readonly objectId: ObjectId
  readonly segmentSizeBytes: number
  readonly sealDigestHex: DigestHex
}

/** What an `exhibit-sealed` event of a given time says about its exhibit. */
export function exhibitViewOf(data: EventData<'exhibit-sealed'>, sealedAtMs: number): ExhibitView {
  const { sealedBy, object, ...exhibit } = data
  return { ...exhibit, ...object, sealedAtMs, sealedBy: sealedBy.name }
}
