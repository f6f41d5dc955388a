import * as z from 'zod'
import { line } from '#core/casework/fields.ts'
import { code, itemLine, placeId, placeName, whenFields } from './custody-fields.ts'
import { EVERYWHERE, type Operation } from './define.ts'
import { count, instantMs, opaqueId, userId } from './fields.ts'

/** Most items that a recorded count names of one kind of difference. */
export const MOST_COUNTED_ITEMS = 200

const place = z.object({
  placeId,
  code: z.string(),
  name: z.string(),
  room: z.string(),
  isInUse: z.boolean(),
  addedAtMs: instantMs,
  /** Items kept there that the caller can read, those in containers counted by themselves. */
  items: count,
})

const countInput = z.strictObject({
  place: placeName,
  /** What the scanner read, in any order: numbers of items, of seals, IMEIs. Repeated ones count once. */
  codes: z.array(z.string().max(200)).max(50_000),
})

const countOutput = {
  found: z.array(itemLine),
  missing: z.array(itemLine),
  /** Items that are recorded elsewhere. */
  unexpected: z.array(itemLine),
  /** Codes that name nothing the caller can read. */
  unknown: z.array(z.string()),
} as const

/** Operations on storage places: which there are, what is counted in them, and what a code that is read there names. */
export const placeOperations = {
  /** Adds a storage place of the station. */
  'place.add': {
    kind: 'command',
    leastRole: 'custodian',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ code, name: line(200), room: line(200) }),
    output: z.object({ placeId }),
    failures: ['custody/place-code-taken'],
  },
  /** Changes what a storage place says of itself, or closes or opens it. One that keeps something is not closed. */
  'place.change': {
    kind: 'command',
    leastRole: 'custodian',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      place: placeName,
      code: code.optional(),
      name: line(200).optional(),
      room: line(200).optional(),
      isInUse: z.boolean().optional(),
    }),
    output: z.strictObject({}),
    failures: ['custody/place-not-found', 'custody/place-code-taken', 'custody/place-not-empty'],
  },
  /** Every storage place, by code. */
  'place.list': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({}),
    output: z.object({ places: z.array(place) }),
    failures: [],
  },
  /** Compares what the scanner read in a storage place with what is recorded there. Nothing is written. */
  'audit.compare': {
    kind: 'query',
    leastRole: 'counter',
    transports: EVERYWHERE,
    isLong: false,
    input: countInput,
    output: z.object(countOutput),
    failures: ['custody/place-not-found'],
  },
  /** As `audit.compare`, and records the count and its differences in each case that they concern. */
  'audit.record': {
    kind: 'command',
    leastRole: 'counter',
    transports: EVERYWHERE,
    isLong: false,
    input: countInput.extend({ note: line(1000).optional(), ...whenFields }),
    output: z.object({ auditId: opaqueId, cases: count, ...countOutput }),
    failures: [
      'custody/place-not-found',
      'custody/time-in-the-future',
      'custody/count-without-case',
      'ledger/key-missing',
    ],
  },
  /**
   * Counts of a storage place that were recorded, the latest first, with their differences: what was found is said as a number. A
   * count tells the caller of the cases that they can read, and of no other.
   */
  'audit.list': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      place: placeName,
      limit: z.number().int().min(1).max(50).default(10),
      offset: count.default(0),
    }),
    output: z.object({
      counts: z.array(
        z.object({
          auditId: opaqueId,
          countedAtMs: instantMs,
          zone: z.string(),
          countedBy: z.object({ userId, name: z.string() }),
          note: z.string().optional(),
          /** In how many cases of the caller it is recorded. */
          cases: count,
          found: count,
          missing: count,
          unexpected: count,
          /** Codes that named nothing the counter could read. */
          unknown: count,
          /** The first of what was missing, as it stands now. */
          missingItems: z.array(itemLine).max(MOST_COUNTED_ITEMS),
          /** The first of what is recorded elsewhere and was found, as it stands now. */
          unexpectedItems: z.array(itemLine).max(MOST_COUNTED_ITEMS),
          /** The first of those codes. */
          unknownCodes: z.array(z.string()).max(MOST_COUNTED_ITEMS),
        }),
      ),
      total: count,
    }),
    failures: ['custody/place-not-found'],
  },
  /** Finds what a scanned or typed code names: a number of an item, a seal, an IMEI, an ICCID, a serial number, a place. */
  'item.find': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ code: z.string().min(1).max(200) }),
    output: z.object({
      items: z.array(
        z.object({
          item: itemLine,
          caseNumber: z.string(),
          /** As what the code names it. */
          as: z.enum(['number', 'seal', 'imei', 'iccid', 'serial']),
        }),
      ),
      places: z.array(place),
    }),
    failures: [],
  },
} as const satisfies { readonly [name: string]: Operation }

/** A storage place as lists show it. */
export type PlaceLine = z.output<typeof place>
