import type { Failure } from '#contract/failures.ts'
import type { DigestHex, ObjectId } from '#core/ids.ts'
import type { Result } from '#core/result.ts'
import type { ByteSource, Cancelled, CancelSignal, ReadingFailure } from './byte-source.ts'
import type { DiskFailure } from './disk-failure.ts'

/**
 * What is known of a sealed object and recorded in the signed event that names it (docs/format.md, Objects).
 *
 * The file on disk is judged against these facts only; nothing the file says about itself is believed.
 */
export type SealedObject = {
  readonly objectId: ObjectId
  /** Bytes of the plaintext. */
  readonly sizeBytes: number
  /** SHA-256 of the plaintext. */
  readonly digestHex: DigestHex
  /** SHA-256 over the first 96 bytes of the header and all tags: binds this one ciphertext. */
  readonly sealDigestHex: DigestHex
  readonly segmentSizeBytes: number
}

/** How long work is followed and called off. */
export type LongWork = {
  /** Called after each segment, never with less than before; the last call has `doneBytes` equal `totalBytes`. */
  readonly onProgress?: (doneBytes: number, totalBytes: number) => void
  readonly signal?: CancelSignal
}

/**
 * What is wrong with stored bytes; each carries `facts.objectId`.
 *
 * - `object/missing`: no file has the object's name.
 * - `object/size-wrong`: the file is shorter or longer than the recorded size demands (`expectedBytes`, `actualBytes`,
 *   both of the file).
 * - `object/header-damaged`: bytes of the header differ from what was written, from `offsetBytes` on.
 * - `object/wrong-key`: header and tags are as recorded, and the key is not the one they were sealed under.
 * - `object/segment-damaged`: segment `segmentIndex` does not open; its ciphertext is at `offsetBytes`, its tag at
 *   `tagOffsetBytes`, and `part` says which of them changed: `ciphertext`, or `ciphertext-or-tag` when it cannot be told.
 * - `object/seal-differs`: every segment opens, but this is another ciphertext than the recorded one.
 * - `object/content-differs`: the recorded ciphertext opens to other content than the recorded digest says.
 */
export type ObjectDamage = Failure<
  | 'object/missing'
  | 'object/size-wrong'
  | 'object/header-damaged'
  | 'object/wrong-key'
  | 'object/segment-damaged'
  | 'object/seal-differs'
  | 'object/content-differs'
>

/** Why an object gives no bytes: it is damaged, or its disk cannot be reached (`facts.objectId` names it here too). */
export type ObjectFinding = ObjectDamage | DiskFailure

/** Why nothing was sealed; nothing of the attempt is left on the disk. */
export type SealFailure = ReadingFailure

/** Why nothing was extracted; nothing of the attempt is left at the destination. */
export type ExtractFailure =
  | ObjectFinding
  | Failure<'extract/exists' | 'extract/no-folder' | 'extract/name-too-long'>
  | Cancelled

/** A run of plaintext bytes inside an object; it MUST lie inside. */
export type ByteRange = { readonly offsetBytes: number; readonly lengthBytes: number }

/** Plaintext whose every byte was authenticated against the recorded facts before it is handed out. */
export type VerifiedReader = {
  /** How many bytes all chunks hold together. */
  readonly sizeBytes: number
  /**
   * The next bytes in order, or `null` after the last; the caller owns the chunk. Without a range, `null` also means
   * that the whole content has the recorded digest. After a failure every further call answers the same failure.
   */
  nextChunk(): Promise<Result<Uint8Array | null, ObjectFinding | Cancelled>>
  /** Gives up file and key; MUST be called, once no `nextChunk` is under way. */
  close(): Promise<void>
}

/** What the objects folder holds, judged by names alone. */
export type ObjectListing = {
  readonly objectIds: readonly ObjectId[]
  /** Paths inside the objects folder, in order, that no object has. Names are hostile: show them escaped. */
  readonly strangers: readonly string[]
}

/**
 * Keeps the encrypted bytes of digital exhibits (docs/format.md, Objects).
 *
 * `scopeKey` is the 32-byte key of the case; the store copies what it needs and never keeps it. One process writes at
 * a time: whoever holds the vault.
 *
 * @throws when a key has not 32 bytes, or a range lies outside its object: those are bugs.
 */
export type ObjectStore = {
  /**
   * Streams a source into a new object. Success means that the object survives a power cut. The caller then records
   * it in the ledger, or removes it again.
   */
  seal(source: ByteSource, scopeKey: Uint8Array, work?: LongWork): Promise<Result<SealedObject, SealFailure>>
  /** Opens an object for reading, whole or a range, without touching segments outside the range. */
  read(
    expected: SealedObject,
    scopeKey: Uint8Array,
    options?: { readonly range?: ByteRange; readonly signal?: CancelSignal },
  ): Promise<Result<VerifiedReader, ObjectFinding | Cancelled>>
  /** Reads every byte of an object and answers the first finding. */
  verify(
    expected: SealedObject,
    scopeKey: Uint8Array,
    work?: LongWork,
  ): Promise<Result<void, ObjectFinding | Cancelled>>
  /** Writes the verified plaintext to a new file; an existing file is never touched. Success survives a power cut. */
  extract(
    expected: SealedObject,
    scopeKey: Uint8Array,
    destinationPath: string,
    work?: LongWork,
  ): Promise<Result<void, ExtractFailure>>
  /** Lists what is there, in order of ids, without reading it. */
  list(): Promise<Result<ObjectListing, DiskFailure>>
  /** Removes what interrupted seals left behind, and answers how many. Never touches a finished object. */
  discardIncomplete(): Promise<Result<number, DiskFailure>>
  /** Removes an object that no event names, durably; that it is gone already is success. */
  remove(objectId: ObjectId): Promise<Result<void, DiskFailure>>
}
