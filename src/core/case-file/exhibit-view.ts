import type { DigestHex, ExhibitId, ObjectId } from '../ids.ts'
import type { EventData } from '../ledger/event-body.ts'

/** What every digital exhibit has, whatever its bytes are kept in. */
type ExhibitFacts = {
  readonly exhibitId: ExhibitId
  readonly number: string
  readonly name: string
  /** The file's own name with control characters made visible, where it was recorded under another. */
  readonly sourceName?: string | undefined
  readonly description?: string | undefined
  readonly sourceModifiedAtMs?: number | undefined
  readonly sealedAtMs: number
  readonly sealedBy: string
}

/** A digital exhibit in a case. */
export type ExhibitView = ExhibitFacts & {
  readonly sizeBytes: number
  /** SHA-256 of the exhibit's own bytes; of a collected one, of the list of its parts. */
  readonly digestHex: DigestHex
  /** The object with its bytes; left out for a collected exhibit, whose parts have one each. */
  readonly objectId?: ObjectId | undefined
  readonly segmentSizeBytes?: number | undefined
  readonly sealDigestHex?: DigestHex | undefined
  /** The exhibit whose bytes it shares. */
  readonly copyOf?: ExhibitId | undefined
  readonly collected?: CollectedFacts | undefined
}

/** What an exhibit of many files consists of. */
export type CollectedFacts = {
  readonly form: EventData<'exhibit-collected'>['form']
  readonly partCount: number
  readonly emptyFiles: number
  readonly skipped: number
  /** Digests of the pieces of an image joined in their order, as any tool has them of the joined bytes. */
  readonly joined?: EventData<'exhibit-collected'>['joined']
}

/** An exhibit that names another one for its bytes. */
export type ExhibitCopy = ExhibitFacts & { readonly copyOf: ExhibitId }

/** What an `exhibit-sealed` event of a given time says about its exhibit. */
export function exhibitViewOf(
  data: EventData<'exhibit-sealed'>,
  sealedAtMs: number,
): ExhibitView & { readonly objectId: ObjectId } {
  const { sealedBy, object, ...exhibit } = data
  return { ...exhibit, ...object, sealedAtMs, sealedBy: sealedBy.name }
}

/** What an `exhibit-collected` event of a given time says about its exhibit. */
export function collectedViewOf(data: EventData<'exhibit-collected'>, sealedAtMs: number): ExhibitView {
  const { collectedBy, form, partCount, emptyFiles, skipped, joined, ...exhibit } = data
  const counts = { emptyFiles: emptyFiles.length, skipped: skipped.length }
  const collected = { form, partCount, ...counts, ...(joined !== undefined && { joined }) }
  return { ...exhibit, sealedAtMs, sealedBy: collectedBy.name, collected }
}

/** What an `exhibit-copied` event of a given time says about its exhibit. */
export function copyOf(data: EventData<'exhibit-copied'>, sealedAtMs: number): ExhibitCopy {
  const { copiedBy, ofExhibitId, ...exhibit } = data
  return { ...exhibit, sealedAtMs, sealedBy: copiedBy.name, copyOf: ofExhibitId }
}

/** A copy with what it has of its original. */
export function viewOfCopy(copy: ExhibitCopy, original: ExhibitView): ExhibitView {
  const { sizeBytes, digestHex, objectId, segmentSizeBytes, sealDigestHex, collected } = original
  return {
    ...copy,
    sizeBytes,
    digestHex,
    ...(objectId !== undefined && { objectId, segmentSizeBytes, sealDigestHex }),
    ...(collected !== undefined && { collected }),
  }
}
