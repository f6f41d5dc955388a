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
/** Names one container of exhibits, a bag or a box: 16 random bytes, 32 lower-case hex digits. */
export type ContainerId = Branded<string, 'ContainerId'>
/** Names whatever has a chain of custody of its own. */
export type ItemId = ExhibitId | ContainerId
/** Names one storage place of a station: 16 random bytes, 32 lower-case hex digits. */
export type PlaceId = Branded<string, 'PlaceId'>
/** Names one movement of items from one holder to the next: 16 random bytes, 32 lower-case hex digits. */
export type MoveId = Branded<string, 'MoveId'>
/** Names one count of a storage place: 16 random bytes, 32 lower-case hex digits. */
export type AuditId = Branded<string, 'AuditId'>
/** Names one examination of exhibits with a tool: 16 random bytes, 32 lower-case hex digits. */
export type ExaminationId = Branded<string, 'ExaminationId'>
/** Names one raid: 16 random bytes, 32 lower-case hex digits. */
export type RaidId = Branded<string, 'RaidId'>
/** Names one room of a raid: 16 random bytes, 32 lower-case hex digits. */
export type RoomId = Branded<string, 'RoomId'>
/** Names one person found in a raid, who need not be known by name: 16 random bytes, 32 lower-case hex digits. */
export type FoundPersonId = Branded<string, 'FoundPersonId'>
/** Names one record: 16 random bytes, 32 lower-case hex digits. */
export type RecordId = Branded<string, 'RecordId'>
/** Names one letter: 16 random bytes, 32 lower-case hex digits. */
export type LetterId = Branded<string, 'LetterId'>
/** Names one hub: the first 16 bytes of the fingerprint of its signing key, 32 lower-case hex digits. */
export type HubId = Branded<string, 'HubId'>
/** Names one package between a station and its hub: 16 random bytes, 32 lower-case hex digits. */
export type PackageId = Branded<string, 'PackageId'>
/** Names one note of a case: 16 random bytes, 32 lower-case hex digits. */
export type NoteId = Branded<string, 'NoteId'>
/** Names one task of a case: 16 random bytes, 32 lower-case hex digits. */
export type TaskId = Branded<string, 'TaskId'>
/** Names one hearing of a case: 16 random bytes, 32 lower-case hex digits. */
export type HearingId = Branded<string, 'HearingId'>
/** Names one person who takes part in a case before the courts: 16 random bytes, 32 lower-case hex digits. */
export type CounselId = Branded<string, 'CounselId'>
/** Names one party of a case: 16 random bytes, 32 lower-case hex digits. */
export type PartyId = Branded<string, 'PartyId'>
/** Names premises in a case: 16 random bytes, 32 lower-case hex digits. */
export type PremisesId = Branded<string, 'PremisesId'>
/** Names one identifier that was noted in a case: 16 random bytes, 32 lower-case hex digits. */
export type IdentifierId = Branded<string, 'IdentifierId'>
/** Names one payment: 16 random bytes, 32 lower-case hex digits. */
export type PaymentId = Branded<string, 'PaymentId'>
/** Names one rate of exchange that was noted: 16 random bytes, 32 lower-case hex digits. */
export type RateId = Branded<string, 'RateId'>
/** Names a signing key: the first 16 bytes of its fingerprint, 32 lower-case hex digits. */
export type KeyId = Branded<string, 'KeyId'>

/** A SHA-256 digest as 64 lower-case hex digits. */
export type DigestHex = Branded<string, 'DigestHex'>

const ID = /^[0-9a-f]{32}$/

/** Tells whether a text has the form every id has: 32 lower-case hex digits. */
export function isId(text: string): boolean {
  return ID.test(text)
}
