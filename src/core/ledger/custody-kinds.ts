import * as z from 'zod'
import { CONTAINER_FORMS, EXHIBIT_CATEGORIES, MOVE_PURPOSES } from '../custody/custody-vocabularies.ts'
import type { AuditId, FoundPersonId, MoveId, PlaceId, RaidId, RoomId } from '../ids.ts'
import {
  cashAmount,
  containerId,
  custodyHolder,
  custodyOrder,
  exhibitId,
  exhibitIds,
  exhibitMarks,
  instant,
  itemId,
  itemIds,
  readCodes,
  sealState,
  zone,
} from './custody-fields.ts'
import { actor, id } from './event-fields.ts'

/**
 * Kinds of events about things, who has them, and how they change hands (scope: the case's id).
 *
 * `atMs` says when it happened, with the zone of the clock it was read from; the event's own time says when it was recorded.
 */
export const CUSTODY_KINDS = {
  /** A physical exhibit enters custody. */
  'exhibit-registered': z.strictObject({
    exhibitId,
    number: z.string(),
    category: z.enum(EXHIBIT_CATEGORIES),
    name: z.string(),
    description: z.string().optional(),
    marks: exhibitMarks.optional(),
    quantity: z.number().int().min(1).optional(),
    cash: cashAmount.optional(),
    seized: z.strictObject({
      atMs: instant,
      zone,
      place: z.string(),
      raidId: id<RaidId>().optional(),
      roomId: id<RoomId>().optional(),
      personId: id<FoundPersonId>().optional(),
      authority: z.string().optional(),
    }),
    sealNumber: z.string().optional(),
    /** Digital exhibits of the case that show it. */
    photoIds: exhibitIds,
    heldBy: custodyHolder,
    registeredBy: actor,
  }),
  'container-registered': z.strictObject({
    containerId,
    number: z.string(),
    form: z.enum(CONTAINER_FORMS),
    description: z.string().optional(),
    sealNumber: z.string().optional(),
    heldBy: custodyHolder,
    atMs: instant,
    zone,
    registeredBy: actor,
  }),
  /** Exhibits went into a container; what was sealed before is sealed anew. */
  packed: z.strictObject({
    containerId,
    exhibitIds,
    /** The container's seal from here on. */
    sealNumber: z.string().optional(),
    atMs: instant,
    zone,
    /** Why it happened before the last thing recorded. */
    explanation: z.string().optional(),
    packedBy: actor,
  }),
  unpacked: z.strictObject({
    containerId,
    exhibitIds,
    reason: z.string(),
    /** How the container's seal was found; one that is opened is `broken`, or `replaced` by `newSealNumber`. */
    sealState,
    newSealNumber: z.string().optional(),
    atMs: instant,
    zone,
    /** Why it happened before the last thing recorded. */
    explanation: z.string().optional(),
    unpackedBy: actor,
  }),
  'seal-changed': z.strictObject({
    itemId,
    /** What was there: `broken` or `intact` under the number that is recorded, or `none`. */
    sealState: z.enum(['intact', 'broken', 'none']),
    newSealNumber: z.string(),
    reason: z.string(),
    photoIds: exhibitIds,
    atMs: instant,
    zone,
    /** Why it happened before the last thing recorded. */
    explanation: z.string().optional(),
    changedBy: actor,
  }),
  /**
   * Items go from one holder to the next. Whoever signs it gives them; the receiver's signature is an `event-confirmed` with the
   * purpose `hand-over`, in the same append or later.
   */
  'custody-moved': z.strictObject({
    moveId: id<MoveId>(),
    itemIds: itemIds.min(1),
    purpose: z.enum(MOVE_PURPOSES),
    from: custodyHolder,
    to: custodyHolder,
    movedAtMs: instant,
    zone,
    where: z.string(),
    reason: z.string(),
    authority: z.string().optional(),
    sealState,
    /** The seal's number as it was read, where one item moves. */
    sealNumber: z.string().optional(),
    newSealNumber: z.string().optional(),
    condition: z.string().optional(),
    photoIds: exhibitIds,
    /** Why there is a gap, a time before the last one, or a hand-over that nobody acknowledged. */
    explanation: z.string().optional(),
    order: custodyOrder.optional(),
    movedBy: actor,
  }),
  /** Somebody worked on an original that was switched on (ACPO Good Practice Guide, principle 2). */
  'original-accessed': z.strictObject({
    exhibitId,
    competence: z.string(),
    reason: z.string(),
    effect: z.string(),
    accessedAtMs: instant,
    zone,
    explanation: z.string().optional(),
    accessedBy: actor,
  }),
  /** A storage place was counted, as far as this case's items are concerned. */
  'exhibits-counted': z.strictObject({
    auditId: id<AuditId>(),
    placeId: id<PlaceId>(),
    found: itemIds,
    missing: itemIds,
    /** Items of this case that were found and are recorded elsewhere. */
    unexpected: itemIds,
    /** What was read there and named nothing that the counter could read, folded as codes are compared. It is said in each case that the count concerns. */
    unknownCodes: readCodes.optional(),
    countedAtMs: instant,
    zone,
    note: z.string().optional(),
    countedBy: actor,
  }),
  /** Photographs, digital exhibits of the case, that show an item. */
  'photos-linked': z.strictObject({ itemId, photoIds: exhibitIds.min(1), linkedBy: actor }),
} as const
