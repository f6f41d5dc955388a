import type { Failure } from '#contract/failures.ts'
import type { ObjectId } from '#core/ids.ts'
import type { Result } from '#core/result.ts'
import type { ByteRange } from './object-store.ts'

/** Why the file of an object does not come. */
export type SealedObjectFailure = Failure<'sync/object-missing'>

/** The files of a vault's objects as they lie there, sealed: what travels without being opened. */
export type SealedObjects = {
  /** How many bytes an object's file has. */
  sizeOf(objectId: ObjectId): Promise<Result<number, SealedObjectFailure>>
  /** Reads a run of bytes of an object's file; `nextChunk` answers `null` after the last, and a file that ends early is missing. */
  open(
    objectId: ObjectId,
    range: ByteRange,
  ): Promise<
    Result<
      {
        nextChunk(): Promise<Result<Uint8Array | null, SealedObjectFailure>>
        close(): Promise<void>
      },
      SealedObjectFailure
    >
  >
}
