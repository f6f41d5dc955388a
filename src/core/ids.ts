declare const brand: unique symbol

/** A string that names one kind of thing and cannot be mixed up with the name of another. */
export type Branded<Text, Name extends string> = Text & { readonly [brand]: Name }

/** Names one vault: 16 random bytes, 32 lower-case hex digits. */
export type VaultId = Branded<string, 'VaultId'>
/** Names one installation that appends events: 16 random bytes, 32 lower-case hex digits. */
export type DeviceId = Branded<string, 'DeviceId'>
/** Names one person who can unlock a vault: 16 random bytes, 32 lower-case hex digits. */
export type UserId = Branded<string, 'UserId'>
/** Names one way back into a vault that is no person, a recovery code or an escrow recipient: 16 random bytes, 32 lower-case hex digits. */
export type HolderId = Branded<string, 'HolderId'>
/** Names one case file: 16 random bytes, 32 lower-case hex digits. */
export type CaseId = Branded<string, 'CaseId'>
/** Names one exhibit: 16 random bytes, 32 lower-case hex digits. */
export type ExhibitId = Branded<string, 'ExhibitId'>
/** Names one sealed object and its file on disk: 16 random bytes, 32 lower-case hex digits. */
export type ObjectId = Branded<string, 'ObjectId'>
/** Names a signing key: the first 16 bytes of its fingerprint, 32 lower-case hex digits. */
export type KeyId = Branded<string, 'KeyId'>

/** A SHA-256 digest as 64 lower-case hex digits. */
export type DigestHex = Branded<string, 'DigestHex'>

const ID = /^[0-9a-f]{32}$/

/** Tells whether a text has the form every id has: 32 lower-case hex digits. */
export function isId(text: string): boolean {
  return ID.test(text)
}
