import * as z from 'zod'
import { SEXES } from '../casework/vocabularies.ts'
import { AUTHORISATION_FORMS, PAPER_SIGNATURES, RAID_PERSON_ROLES } from '../custody/custody-vocabularies.ts'
import type { FoundPersonId, RaidId, RoomId } from '../ids.ts'
import { exhibitId, instant, zone } from './custody-fields.ts'
import { actor, count, digest, id } from './event-fields.ts'

const raidId = id<RaidId>()
const roomId = id<RoomId>()
const personId = id<FoundPersonId>()
const role = z.enum(RAID_PERSON_ROLES)

/** Kinds of events of raids (scope: the case's id). What is found there is registered by `exhibit-registered`. */
export const RAID_KINDS = {
  'raid-opened': z.strictObject({
    raidId,
    number: z.string(),
    name: z.string(),
    address: z.string(),
    startedAtMs: instant,
    zone,
    /** The prosecutor's authorisation (Code of Criminal Procedure 2007, art. 91). */
    authorisation: z
      .strictObject({
        form: z.enum(AUTHORISATION_FORMS),
        authority: z.string(),
        reference: z.string().optional(),
        givenAtMs: instant,
      })
      .optional(),
    /** Why there is no authorisation, or why the search is not between 06:00 and 18:00. */
    exception: z.string().optional(),
    /** Whoever lives or works there and is present. */
    occupant: z.string().optional(),
    /** Who watches the search where no occupant does: two who are not police of the operation. */
    witnesses: z.array(z.string()).max(10),
    openedBy: actor,
  }),
  'raid-room-added': z.strictObject({
    raidId,
    roomId,
    /** What its label carries, unique within the raid. */
    code: z.string(),
    name: z.string(),
    description: z.string().optional(),
    addedBy: actor,
  }),
  'raid-person-found': z.strictObject({
    raidId,
    personId,
    /** What their label carries, unique within the raid. */
    code: z.string(),
    role,
    name: z.string().optional(),
    sex: z.enum(SEXES).optional(),
    nationality: z.string().optional(),
    ageYears: z.number().int().min(0).max(150).optional(),
    document: z.string().optional(),
    languages: z.string().optional(),
    roomId: roomId.optional(),
    note: z.string().optional(),
    foundBy: actor,
  }),
  /** What a person is to the case changed, or became known. */
  'raid-person-changed': z.strictObject({
    raidId,
    personId,
    role,
    name: z.string().optional(),
    reason: z.string(),
    changedBy: actor,
  }),
  /** In which room, and with whom, an exhibit was found: said anew, because it was said wrongly or not at all. */
  'raid-item-linked': z.strictObject({
    raidId,
    exhibitId,
    roomId: roomId.optional(),
    personId: personId.optional(),
    reason: z.string().optional(),
    linkedBy: actor,
  }),
  /** The inventory as it was read out and signed. */
  'raid-inventory-signed': z.strictObject({
    raidId,
    rooms: count,
    people: count,
    items: count,
    /** SHA-256 of the canonical inventory (`docs/format.md`, Custody). */
    inventoryDigestHex: digest(),
    signedAtMs: instant,
    zone,
    /** Who signed on paper, or would not. */
    witnesses: z
      .array(
        z.strictObject({
          name: z.string(),
          capacity: z.string().optional(),
          document: z.string().optional(),
          signed: z.enum(PAPER_SIGNATURES),
          reason: z.string().optional(),
        }),
      )
      .max(20),
    note: z.string().optional(),
    signedBy: actor,
  }),
} as const
