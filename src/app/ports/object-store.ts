import type { Failure } from '#contract/failures.ts'
import type { DigestHex, ObjectId } from '#core/ids.ts'
import type { Result } from '#core/result.ts'
import type { ByteSource, Cancelled, CancelSignal, IntakeFailure, ReadingFailure } from './byte-source.ts'
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

/** Digests that other tools print beside SHA-256. They compare; nothing here relies on them (MD5 and SHA-1 are broken). */
export type ExtraDigestName = 'md5' | 'sha1' | 'sha512'

/** Extra digests of a plaintext, in lower-case hex digits. */
export type ExtraDigests = { readonly [Name in ExtraDigestName]?: string }

/** Digests of several sources as though they were one: what `cat` of them would give another tool. */
export type JoinedDigests = {
  /** Begins the next source, from its first byte. What it adds counts only once it is kept. */
  beginSource(): JoiningSource
  /** The digests of every source that was kept, in their order; nothing can be added after it. */
  finish(): { readonly sha256: string } & ExtraDigests
}

/** One source on its way into {@link JoinedDigests}. */
export type JoiningSource = { update(bytes: Uint8Array): void; keep(): void }

/** How a source is sealed: followed, called off, and digested further in the same pass. */
export type SealWork = LongWork & {
  readonly extraDigests?: readonly ExtraDigestName[]
  /** Takes the plaintext too. Several sources are then sealed one after the other, in their order. */
  readonly joined?: JoinedDigests
}

/** A source that was sealed; `extraDigests` is there when any were asked for. */
export type SealedSource = SealedObject & { readonly extraDigests?: ExtraDigests }

/** A seal that a crash interrupted, and that sealing the same source again continues. */
export type InterruptedSeal = {
  readonly objectId: ObjectId
  /** The name of the source. */
  readonly name: string
  readonly sizeBytes: number
  /** How much of it is finished and need not be read from the source again. */
  readonly doneBytes: number
  /** When it last got on. */
  readonly changedAtMs: number
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

/**
 * Reads an object at any place, without reading the rest: what a viewer seeks in and a parser is fed from.
 *
 * Every byte was authenticated against the recorded facts before it is handed out. Several reads may be under way; they are
 * served in the order in which they came. A few opened segments are kept and overwritten when the reader is closed.
 */
export type RangeReader = {
  readonly sizeBytes: number
  /**
   * The bytes from `offsetBytes` on: `lengthBytes` of them, fewer only where the content ends, none at or past its end.
   * The caller owns them. After `close`, and once the signal was given, every read answers `cancelled`.
   *
   * @throws when offset or length is no whole number of at least 0.
   */
  read(offsetBytes: number, lengthBytes: number): Promise<Result<Uint8Array, ObjectFinding | Cancelled>>
  /** Gives up file and key and overwrites what is kept; MUST be called. Calling it again does nothing. */
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
   *
   * A large file on this machine whose seal under the same key was interrupted by a crash, and that is the same since, is
   * continued where it stopped; progress then begins there.
   */
  seal(source: ByteSource, scopeKey: Uint8Array, work?: SealWork): Promise<Result<SealedSource, SealFailure>>
  /**
   * Seals several sources and answers for each, in their order: the object, or why its source could not be read, which stops none of
   * the others. A failure of the vault's own disk, and calling it off, leave nothing of any. Success means that all survive a power
   * cut; flushing is shared, so that many small files cost little more than their bytes. Progress counts their bytes together.
   */
  sealMany(
    sources: readonly ByteSource[],
    scopeKey: Uint8Array,
    work?: SealWork,
  ): Promise<Result<readonly Result<SealedSource, IntakeFailure>[], DiskFailure | Cancelled>>
  /** Starts SHA-256 and the named digests over sources that are sealed with it one after another. */
  startJoined(extraDigests: readonly ExtraDigestName[]): JoinedDigests
  /** Lists the seals under this key that a crash interrupted and that can be continued. */
  listInterrupted(scopeKey: Uint8Array): Promise<Result<readonly InterruptedSeal[], DiskFailure>>
  /**
   * Removes what an interrupted seal left. Answers `false`, and removes nothing, when no such seal is under this key or it is going
   * on just now.
   */
  discardInterrupted(objectId: ObjectId, scopeKey: Uint8Array): Promise<Result<boolean, DiskFailure>>
  /** Opens an object for reading, whole or a range, without touching segments outside the range. */
  read(
    expected: SealedObject,
    scopeKey: Uint8Array,
    options?: { readonly range?: ByteRange; readonly signal?: CancelSignal },
  ): Promise<Result<VerifiedReader, ObjectFinding | Cancelled>>
  /**
   * Opens an object for reading at any place. What is checked here is everything but the segments (header, key, size, tags);
   * each segment is checked when a read touches it. The digest of the whole content is not: {@link ObjectStore.verify} does that.
   */
  openRange(
    expected: SealedObject,
    scopeKey: Uint8Array,
    options?: { readonly signal?: CancelSignal },
  ): Promise<Result<RangeReader, ObjectFinding | Cancelled>>
  /** Reads every byte of an object and answers the first finding. */
  verify(
    expected: SealedObject,
    scopeKey: Uint8Array,
    work?: LongWork,
  ): Promise<Result<void, ObjectFinding | Cancelled>>
  /** Lists what is there, in order of ids, without reading it. */
  list(): Promise<Result<ObjectListing, DiskFailure>>
  /**
   * Removes what interrupted seals left behind and nobody can continue, or came back to for 30 days, and answers how many. Never
   * touches a finished object.
   */
  discardIncomplete(): Promise<Result<number, DiskFailure>>
  /** Removes an object that no event names, durably; that it is gone already is success. */
  remove(objectId: ObjectId): Promise<Result<void, DiskFailure>>
}
