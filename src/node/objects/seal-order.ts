import type { ByteReader, ByteSource } from '#app/ports/byte-source.ts'
import type { ExtraDigestName, SealWork } from '#app/ports/object-store.ts'
import type { ObjectId } from '#core/ids.ts'
import type { ThreadOptions } from './threads/chunk-plan.ts'
import type { Interrupted } from './threads/interrupted-seals.ts'

/** What one seal is given. */
export type SealOrder = {
  /** The objects folder, prepared. */
  readonly folder: string
  /** A name that no object has. */
  readonly objectId: ObjectId
  readonly source: ByteSource
  /** The source, opened; the caller closes it. */
  readonly reader: ByteReader
  readonly scopeKey: Uint8Array
  readonly segmentSizeBytes: number
  readonly randomBytes: (count: number) => Uint8Array
  readonly work: SealWork
  readonly extraDigests: readonly ExtraDigestName[]
  readonly threads: ThreadOptions
  /** Ids of seals that this process works on. */
  readonly underWay: Set<string>
  /** Finds the seals under this key that a crash interrupted. Throws what the system answers. */
  readonly findInterrupted: () => Promise<readonly Interrupted[]>
}
