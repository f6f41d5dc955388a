import type { CaseId, DeviceId, DigestHex, HolderId, KeyId, UserId } from '#core/ids.ts'
import type { PaperKey } from './paper-signer.ts'

/** Where an event stands. */
export type EventPlace = { readonly device: DeviceId; readonly seq: number }

/** What opening a sealed body can come to. A key that does not fit is told apart from bytes that were changed. */
export type OpenedBody =
  | { readonly state: 'open'; readonly plaintext: Uint8Array }
  | { readonly state: 'wrong-key' }
  | { readonly state: 'damaged' }

/** The key of a case or of the register, as an object that cannot be printed or copied by mistake. */
export type ScopeKey = { readonly bytes: Uint8Array }

/** A SHA-256 of bytes that come one after another. */
export type RunningDigest = {
  update(bytes: Uint8Array): void
  /** The digest of everything so far; nothing can be added after it. */
  endHex(): DigestHex
}

/** What the ledger needs of cryptography; the adapter holds the algorithms. */
export type EventCrypto = {
  /** SHA-256 as 64 hex digits. */
  digestHex(...parts: readonly Uint8Array[]): DigestHex
  /** Starts a SHA-256 of bytes that come one after another. */
  startDigest(): RunningDigest
  sealBody(key: ScopeKey, place: EventPlace, plaintext: Uint8Array): Uint8Array
  openBody(key: ScopeKey, place: EventPlace, sealed: Uint8Array): OpenedBody
  /** The reference by which holders of a scope's key know its events. */
  scopeRef(key: ScopeKey, place: EventPlace): string
  /** The secret, 32 bytes, that opens this one sealed body and tells nothing of the scope's key. */
  openingOf(key: ScopeKey, sealed: Uint8Array): Uint8Array
  /** Opens a sealed body with what {@link openingOf} gave for it. */
  openBodyWith(opening: Uint8Array, place: EventPlace, sealed: Uint8Array): OpenedBody
  /** The key, 32 bytes, by which a scope's references are computed; it opens nothing. */
  scopeRefKey(key: ScopeKey): Uint8Array
  /** The reference of an event under a scope's reference key. */
  scopeRefWith(scopeRefKey: Uint8Array, place: EventPlace): string
  /** Verifies a header's signature under a raw Ed25519 key in hex. */
  verifyHeader(signingKeyHex: string, header: Uint8Array, signature: Uint8Array): boolean
  /** The id of a raw Ed25519 key in hex. */
  keyIdOf(signingKeyHex: string): KeyId
  /** A fresh id: 32 hex digits. */
  newId(): string
  newScopeKey(): ScopeKey
}

/** Whoever opened a slot, a person or a recovery holder, with what only they can do. */
export type Signer = {
  readonly keyId: KeyId
  /** Signs a header's canonical bytes; 64 bytes. */
  signHeader(header: Uint8Array): Uint8Array
  /** The key with which the signer signs PDFs; it signs no event. */
  readonly paper: PaperKey
  /** Seals a case's key to a person or a recovery holder. */
  sealCaseKey(caseId: CaseId, recipientId: UserId | HolderId, agreementKeyHex: string, key: ScopeKey): string
  /** Opens a case's key that was sealed to this signer, or answers `null` when it does not fit. */
  openCaseKey(caseId: CaseId, recipientId: UserId | HolderId, sealedKeyHex: string): ScopeKey | null
}
