import type { Failure } from '#contract/failures.ts'
import type { DigestHex, HubId, ObjectId, PackageId, UserId, VaultId } from '#core/ids.ts'
import type { SealedEnrolment } from '#core/packages/enrolment.ts'
import type { ChunkFailure, TravellingEvent } from '#core/packages/event-chunk.ts'
import type { VerifySignature } from '#core/packages/signed-document.ts'
import type { Result } from '#core/result.ts'
import type { VerifyPaperSignature } from '#core/signatures/check-chain.ts'
import type { DiskFailure } from './disk-failure.ts'
import type { EventCrypto, ScopeKey } from './event-crypto.ts'

/** Who a hub is, as it says to stations. */
export type HubIdentity = {
  readonly hubId: HubId
  readonly name: string
  /** The raw Ed25519 key, in hex. */
  readonly hubKeyHex: string
  readonly recipient: string
  readonly tlsPinHex: DigestHex
}

/** Whose key for papers is to be certified, and how. */
export type PaperOrder = {
  /** When the hub was founded: its authority counts from that day on. */
  readonly foundedAtMs: number
  readonly serial: number
  readonly station: string
  readonly userId: UserId
  readonly name: string
  /** An uncompressed point on P-256. */
  readonly publicKeyHex: string
  readonly atMs: number
}

/** An X.509 certificate with that of the authority which issued it, both DER in hex. */
export type IssuedPaper = { readonly certificateHex: string; readonly authorityHex: string }

/** Issues X.509 certificates of keys for papers; the same order gives the same bytes. */
export type PaperAuthority = {
  /** Its own certificate, DER, of a hub that was founded then. */
  certificate(foundedAtMs: number): Uint8Array
  issue(order: PaperOrder): IssuedPaper
}

/** What only an open hub can do. */
export type HubTools = {
  readonly crypto: EventCrypto
  readonly verify: VerifySignature
  /** Signs with the hub's key, 64 bytes in hex. */
  signHex(message: Uint8Array): string
  /** Certifies keys for papers. */
  readonly authority: PaperAuthority
  readonly verifyPaper: VerifyPaperSignature
  /** Seals what the store keeps secret. */
  sealSecret(plaintext: Uint8Array): string
  /** Opens what {@link HubTools.sealSecret} sealed; `null` where it was changed. */
  openSecret(sealedHex: string): Uint8Array | null
  /** Names a text so that only the hub could have made the name, and nobody can try texts: 64 hex digits. */
  mark(text: string): string
  /** Opens an age file to the hub's recipient. */
  openKeys(sealed: Uint8Array): Promise<Uint8Array | null>
  /** Seals to a recipient of age; `null` where it is none. */
  sealTo(recipient: string, plaintext: Uint8Array): Promise<Uint8Array | null>
  sealEnrolment(
    secret: Uint8Array,
    message: Omit<SealedEnrolment, 'sealedHex'>,
    plaintext: Uint8Array,
  ): SealedEnrolment
  openEnrolment(secret: Uint8Array, message: SealedEnrolment): Uint8Array | null
  /** Fresh bytes. */
  randomBytes(count: number): Uint8Array
  unpackEvents(bytes: Uint8Array): Result<readonly TravellingEvent[], ChunkFailure>
  scopeKeyOf(bytes: Uint8Array): ScopeKey
}

/** Why a part of a package does not reach the hub whole. */
export type PartFailure = DiskFailure | Failure<'sync/file-missing' | 'sync/file-differs'>

/** What the digest and the tags of a sealed object's file are. */
export type ObjectDigests = {
  readonly digestHex: DigestHex
  /** SHA-256 of (header bytes 0–95 ‖ all tags in order), as events name it; `null` where the file is no sealed object. */
  readonly sealDigestHex: DigestHex | null
}

/** A package whose parts can be read, wherever they lie. */
export type PackageParts = {
  /** A small part whole; `path` is one of a package's layout. */
  read(path: string, sizeBytes: number): Promise<Result<Uint8Array, PartFailure>>
  /** Reads every byte of an object, piece by piece. */
  digestObject(objectId: ObjectId, sizeBytes: number): Promise<Result<ObjectDigests, PartFailure>>
}

/** Where packages wait at the hub, and where objects lie. */
export type HubRoom = {
  /** A package that was received; `null` where it is not. */
  waiting(packageId: PackageId): Promise<PackageParts>
  /** Makes the objects of a waiting package the hub's own, durably, before anything says that they are here. */
  keepObjects(
    packageId: PackageId,
    vaultId: VaultId,
    objects: readonly { readonly objectId: ObjectId; readonly sizeBytes: number }[],
  ): Promise<Result<void, PartFailure>>
  /** Removes objects that a court had destroyed. */
  dropObjects(vaultId: VaultId, objectIds: readonly ObjectId[]): Promise<void>
  /** Removes a package that was decided on. */
  forget(packageId: PackageId): Promise<void>
}
