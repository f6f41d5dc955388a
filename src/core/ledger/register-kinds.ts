import * as z from 'zod'
import type { CaseId, DeviceId, HolderId, ObjectId, PlaceId, UserId, VaultId } from '../ids.ts'
import { columnMap } from '../parsing/column-map.ts'
import { ROLES } from '../people/roles.ts'
import {
  actor,
  count,
  day,
  digest,
  hex,
  holderRecord,
  id,
  publicKeys,
  seq,
  userRecord,
} from './event-fields.ts'
import { SYNC_KINDS } from './sync-kinds.ts'

/** What of the vault's header an event says that it was changed. */
export const HEADER_CHANGES = [
  'slot-added',
  'slot-changed',
  'slot-removed',
  'vault-key-rotated',
  /** A crash came between the writing of a header and its event; found and noted when the vault was next opened. */
  'unrecorded',
] as const

/** How a way of recovery was found to work: read back from its paper, or used. */
export const RECOVERY_CHECKS = ['read-back', 'used'] as const

/** What a storage place says of itself. */
const placeFields = {
  placeId: id<PlaceId>(),
  /** What its label carries; no two places in use have the same. */
  code: z.string(),
  name: z.string(),
  room: z.string(),
} as const

const seqRange = z.strictObject({ from: seq, to: seq })

/** Kinds of events of the register (scope: the vault's id), with the shapes of their data. */
export const REGISTER_KINDS = {
  ...SYNC_KINDS,
  /** First event of a vault; names the founder and the keys that sign from here on. */
  'vault-created': z.strictObject({
    vaultId: id<VaultId>(),
    deviceId: id<DeviceId>(),
    software: z.string(),
    founder: userRecord,
  }),
  'person-added': z.strictObject({ person: userRecord, addedBy: actor }),
  'person-roles-changed': z.strictObject({
    userId: id<UserId>(),
    roles: z.array(z.enum(ROLES)),
    changedBy: actor,
  }),
  'person-suspended': z.strictObject({ userId: id<UserId>(), reason: z.string(), suspendedBy: actor }),
  /** A suspended person is back, with new keys: the old ones went with their slot. */
  'person-reinstated': z.strictObject({
    userId: id<UserId>(),
    ...publicKeys,
    reason: z.string(),
    reinstatedBy: actor,
  }),
  /** A person who lost their passphrase has a new one and with it new keys. `resetBy` is an administrator or a recovery holder. */
  'passphrase-reset': z.strictObject({
    userId: id<UserId>(),
    ...publicKeys,
    reason: z.string(),
    resetBy: actor,
  }),
  'recovery-added': z.strictObject({ holder: holderRecord, addedBy: actor }),
  'recovery-removed': z.strictObject({ holderId: id<HolderId>(), removedBy: actor }),
  /** A way of recovery was found to work: somebody read the code back from its paper, or the vault was recovered with it. */
  'recovery-checked': z.strictObject({
    holderId: id<HolderId>(),
    how: z.enum(RECOVERY_CHECKS),
    checkedBy: actor,
  }),
  /** The vault was opened with a recovery code or by escrow, for this person; their `passphrase-reset` follows. */
  'vault-recovered': z.strictObject({ holderId: id<HolderId>(), userId: id<UserId>() }),
  /** The header was written with this generation. */
  'header-changed': z.strictObject({
    generation: seq,
    change: z.enum(HEADER_CHANGES),
    /** Whose slot, where one is concerned: a person or a recovery holder. */
    holderId: id<UserId | HolderId>().optional(),
    changedBy: actor,
  }),
  /** So many passphrases were refused since the vault was last opened. */
  'unlock-refused': z.strictObject({ tries: seq, firstAtMs: count, lastAtMs: count }),
  /** The head was written down on paper. */
  'head-anchored': z.strictObject({ seq, hashHex: digest(), anchoredBy: actor }),
  /** This machine had seen the ledger further than, or other than, it is now. */
  'rollback-noticed': z.strictObject({ seenSeq: seq, seenHashHex: digest(), heldSeq: seq }),
  /**
   * What a damaged vault still held of its ledger stands before this event, as another device's chain; `lost` does not. It is the
   * first event of its own device's chain and has the number after `lastSeq`: numbers never repeat in a vault.
   */
  'ledger-salvaged': z.strictObject({
    fromDeviceId: id<DeviceId>(),
    lastSeq: count,
    lost: z.array(seqRange),
    /** Whoever salvages, where the event that introduced their keys is among what was lost. */
    introduced: userRecord.optional(),
    salvagedBy: actor,
  }),
  /** A court had a case destroyed: its key's grants and its events have no bodies any more, in these places. */
  'case-expunged': z.strictObject({
    caseId: id<CaseId>(),
    number: z.string(),
    order: z.strictObject({ reference: z.string(), authority: z.string(), orderedOn: day }),
    emptied: z.array(seqRange),
    /** The case's objects: their files are removed after this event, by whoever opens the vault next if a crash comes between. */
    objects: z.array(id<ObjectId>()),
    expungedBy: actor,
  }),
  /**
   * A case's key, sealed to one person or recovery holder (`docs/format.md`, section Keys), with the case's number: numbers are
   * the station's, so whoever gives the next one must know those of cases they may not read.
   */
  'case-key-granted': z.strictObject({
    caseId: id<CaseId>(),
    number: z.string(),
    /** The recipient: a person's id, or a recovery holder's. */
    userId: id<UserId | HolderId>(),
    sealedKeyHex: hex,
  }),
  /** Where a station keeps exhibits: a shelf, a safe, a cage. */
  'place-added': z.strictObject({ ...placeFields, addedBy: actor }),
  'place-changed': z.strictObject({ ...placeFields, isInUse: z.boolean(), changedBy: actor }),
  /** How the station reads tables of one form; a later one of the same name stands in its place. */
  'column-map-saved': z.strictObject({ map: columnMap, savedBy: actor }),
  /** How the station words a kind of document from here on: the texts that differ from those of the program. */
  'template-changed': z.strictObject({
    template: z.string(),
    version: seq,
    phrases: z.record(z.string(), z.strictObject({ km: z.string(), en: z.string() })),
    changedBy: actor,
  }),
  /** A law pack that records are held against from here on, whole, as canonical JSON, with the SHA-256 of that text. */
  'law-pack-adopted': z.strictObject({
    packId: z.string(),
    version: seq,
    digestHex: digest(),
    text: z.string(),
    adoptedBy: actor,
  }),
  /** A playbook of the station, whole, as canonical JSON, with the SHA-256 of that text. */
  'playbook-adopted': z.strictObject({
    playbookId: z.string(),
    version: seq,
    digestHex: digest(),
    text: z.string(),
    adoptedBy: actor,
  }),
  /** Everything in this vault is invented: people learn with it. Said before its first case, and never taken back. */
  'training-declared': z.strictObject({ declaredBy: actor }),
  /** A case of a training vault is an exercise, in this version. */
  'exercise-begun': z.strictObject({
    caseId: id<CaseId>(),
    exerciseId: z.string(),
    version: seq,
    begunBy: actor,
  }),
} as const
