import * as z from 'zod'
import { line } from '#core/casework/fields.ts'
import {
  CONTAINER_FORMS,
  EXHIBIT_CATEGORIES,
  MOVE_PURPOSES,
  SEAL_STATES,
} from '#core/custody/custody-vocabularies.ts'
import { CUSTODY_FINDINGS, ITEM_STATES } from '#core/custody/item-state.ts'
import { readIccid } from '#core/identifiers/iccid.ts'
import { parseIdentifier } from '#core/identifiers/identifier.ts'
import type { ContainerId, FoundPersonId, ItemId, MoveId, PlaceId, RaidId, RoomId } from '#core/ids.ts'
import { cashAmount, custodyHolder, custodyOrder, instant, zone } from '#core/ledger/custody-fields.ts'
import { EVENT_FAILURES } from './define.ts'
import type { FailureCode } from './failures.ts'
import { caseId, count, digestHex, exhibitName, instantMs, opaqueId, userId } from './fields.ts'

/** Schemas of the ids of custody. */
export const itemId = opaqueId.transform((text) => text as unknown as ItemId)
export const containerId = opaqueId.transform((text) => text as unknown as ContainerId)
export const placeId = opaqueId.transform((text) => text as unknown as PlaceId)
export const moveId = opaqueId.transform((text) => text as unknown as MoveId)
export const raidId = opaqueId.transform((text) => text as unknown as RaidId)
export const roomId = opaqueId.transform((text) => text as unknown as RoomId)
export const personId = opaqueId.transform((text) => text as unknown as FoundPersonId)

/** How a caller names an item: by its id, or by its number (`2026-0001-E001`, `2026-0001-B001`). */
export const itemName = exhibitName
/** How a caller names a storage place: by its id or by its code. */
export const placeName = z.string().min(1).max(64)
/** A short text that a label carries. */
export const code = line(40)
/** A seal's number as it is printed on it. */
export const sealNumber = line(60)
/** Items that one call names. */
export const itemNames = z.array(itemName).min(1).max(500)
/** Digital exhibits of the case that show something. */
export const photoNames = z.array(exhibitName).max(100).default([])

/** When something happened, with the zone of the clock it was read from. Left out, it is now, on the station's clock. */
export const whenFields = { atMs: instant.optional(), zone: zone.default('+07:00') } as const

/** The seal that is put on: by its number, or the one that comes after a number on its roll and was not used yet. */
export const newSealFields = { sealNumber: sealNumber.optional(), sealAfter: sealNumber.optional() } as const

/** Marks of a thing as somebody typed or scanned them; check digits of an IMEI and an ICCID must fit. */
export const marksInput = z.strictObject({
  imeis: z
    .array(
      line(40).transform((text, context) => {
        const imei = parseIdentifier('imei', text)
        if (imei.ok) return imei.value.normalised
        context.issues.push({ code: 'custom', input: text, params: { problem: imei.failure.code } })
        return z.NEVER
      }),
    )
    .max(8)
    .default([]),
  iccid: line(40)
    .transform((text, context) => {
      const iccid = readIccid(text)
      if (iccid.ok) return iccid.value
      context.issues.push({ code: 'custom', input: text, params: { problem: iccid.failure.code } })
      return z.NEVER
    })
    .optional(),
  serialNumber: line(100).optional(),
  make: line(100).optional(),
  model: line(100).optional(),
  colour: line(60).optional(),
  plate: line(60).optional(),
  noteSerials: z.array(line(40)).max(500).default([]),
})

/** What a physical exhibit is, as somebody enters it. */
export const thingFields = {
  category: z.enum(EXHIBIT_CATEGORIES),
  name: line(255),
  description: line(1000).optional(),
  marks: marksInput.optional(),
  quantity: z.number().int().min(1).max(1_000_000_000).optional(),
  cash: cashAmount.optional(),
  photos: photoNames,
  ...newSealFields,
} as const

/** An item as lists show it: an exhibit, digital or physical, or a container. */
export const itemLine = z.object({
  itemId,
  caseId,
  number: z.string(),
  kind: z.enum(['digital', 'physical', 'container']),
  /** Left out for digital exhibits and containers. */
  category: z.enum(EXHIBIT_CATEGORIES).optional(),
  /** Left out for exhibits. */
  form: z.enum(CONTAINER_FORMS).optional(),
  name: z.string(),
  state: z.enum(ITEM_STATES),
  holder: custodyHolder,
  /** The container it lies in; its holder is then the container's. */
  containerId: containerId.optional(),
  containerNumber: z.string().optional(),
  seal: z.object({ number: z.string(), state: z.enum(['intact', 'broken']) }).optional(),
  /** The move that waits for its receiver's signature, and who that is. */
  awaited: z.object({ seq: count, receiverId: userId }).optional(),
  /** The last instant that its custody says anything about. */
  lastAtMs: instantMs,
  raidId: raidId.optional(),
  roomId: roomId.optional(),
  personId: personId.optional(),
})

const digested = z.object({ number: z.string(), digestHex })

/** One thing that happened to an item. */
export const chainEntry = z.object({
  seq: count,
  hashHex: digestHex,
  kind: z.string(),
  /** When it happened, as it was said, and when it was recorded. */
  atMs: instantMs,
  zone: z.string().optional(),
  recordedAtMs: instantMs,
  by: z.string(),
  /** The container that it happened to, where the item lay in one. */
  containerNumber: z.string().optional(),
  purpose: z.enum(MOVE_PURPOSES).optional(),
  from: custodyHolder.optional(),
  to: custodyHolder.optional(),
  where: z.string().optional(),
  reason: z.string().optional(),
  authority: z.string().optional(),
  sealState: z.enum(SEAL_STATES).optional(),
  sealNumber: z.string().optional(),
  newSealNumber: z.string().optional(),
  condition: z.string().optional(),
  explanation: z.string().optional(),
  order: custodyOrder.optional(),
  competence: z.string().optional(),
  effect: z.string().optional(),
  photoNumbers: z.array(z.string()).optional(),
  /** Which event of the chain this one acknowledges. */
  confirms: count.optional(),
  /** A tool's name and version, for an examination. */
  tool: z.string().optional(),
  /** What the tool was told to do, and the exhibits that it read and made, each with its SHA-256. */
  command: z.string().optional(),
  inputs: z.array(digested).optional(),
  outputs: z.array(digested).optional(),
  /** What a count of its place said of it. */
  counted: z.enum(['found', 'missing', 'unexpected']).optional(),
  findings: z.array(z.enum(CUSTODY_FINDINGS)),
})

/** Failures of whatever looks up items and reads what the events say of them. */
export const ITEM_FAILURES = [
  'custody/item-not-found',
  'case/not-found',
  ...EVENT_FAILURES,
] as const satisfies readonly FailureCode[]

/** An item as lists show it. */
export type ItemLine = z.output<typeof itemLine>
/** One thing that happened to an item. */
export type ChainEntryLine = z.output<typeof chainEntry>

const SEAL_FAILURES = [
  'custody/seal-number-needed',
  'custody/seal-number-taken',
  'custody/seal-roll-unreadable',
] as const satisfies readonly FailureCode[]

/** Why something cannot be done to an item, whatever it is. */
export const HANDLING_FAILURES = [
  ...ITEM_FAILURES,
  'custody/not-holder',
  'custody/in-container',
  'custody/not-in-container',
  'custody/item-gone',
  'custody/awaiting-receipt',
  'custody/time-reversed',
  'custody/time-in-the-future',
  'custody/order-needed',
  'custody/order-later',
  'custody/purpose-wrong',
  'custody/same-holder',
  'custody/seal-differs',
  'custody/container-sealed',
  'custody/not-physical',
  'custody/items-of-several-cases',
  'exhibit/not-found',
  ...SEAL_FAILURES,
] as const satisfies readonly FailureCode[]
