import * as z from 'zod'
import { day, line } from '#core/casework/fields.ts'
import { CONTAINER_FORMS, MOVE_PURPOSES } from '#core/custody/custody-vocabularies.ts'
import { ITEM_STATES } from '#core/custody/item-state.ts'
import { instant, sealState, zone } from '#core/ledger/custody-fields.ts'
import {
  chainEntry,
  code,
  ITEM_FAILURES,
  itemLine,
  itemName,
  itemNames,
  moveId,
  newSealFields,
  photoNames,
  placeId,
  placeName,
  raidId,
  roomId,
  sealNumber,
  thingFields,
  whenFields,
} from './custody-fields.ts'
import { EVERYWHERE, type Operation } from './define.ts'
import type { FailureCode } from './failures.ts'
import {
  caseId,
  caseName,
  count,
  digestHex,
  exhibitId,
  exhibitName,
  instantMs,
  opaqueId,
  userId,
} from './fields.ts'
import { SECOND_PERSON_FAILURES, secondPerson } from './people-operations.ts'

const signingFailures = [
  ...SECOND_PERSON_FAILURES,
  'vault/header-damaged',
  'vault/change-may-hold',
] as const satisfies readonly FailureCode[]

const sealFailures = [
  'custody/seal-number-needed',
  'custody/seal-number-taken',
  'custody/seal-roll-unreadable',
] as const satisfies readonly FailureCode[]

const handlingFailures = [
  ...ITEM_FAILURES,
  'custody/not-holder',
  'custody/in-container',
  'custody/not-in-container',
  'custody/item-gone',
  'custody/awaiting-receipt',
  'custody/time-reversed',
  'custody/time-in-the-future',
  'custody/order-needed',
  'custody/purpose-wrong',
  'custody/same-holder',
  'custody/seal-differs',
  'custody/container-sealed',
  'custody/not-physical',
  'custody/items-of-several-cases',
  'exhibit/not-found',
  ...sealFailures,
] as const satisfies readonly FailureCode[]

const receiver = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), userId }),
  z.strictObject({ kind: z.literal('place'), place: placeName }),
  z.strictObject({
    kind: z.literal('outside'),
    name: line(200),
    organisation: line(200).optional(),
    document: line(200).optional(),
  }),
])

const order = z.strictObject({ reference: line(200), authority: line(300), orderedOn: day() })

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

/** Operations on things: where they are kept, who has them, and how they change hands. */
export const custodyOperations = {
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
  /** Registers a physical exhibit under the case's next number. The person of the session holds it. */
  'exhibit.register': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      case: caseName,
      ...thingFields,
      seized: z.strictObject({ place: line(500), authority: line(300).optional(), ...whenFields }),
    }),
    output: itemLine,
    failures: handlingFailures,
  },
  'container.register': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      case: caseName,
      form: z.enum(CONTAINER_FORMS),
      description: line(1000).optional(),
      ...newSealFields,
      ...whenFields,
    }),
    output: itemLine,
    failures: handlingFailures,
  },
  /** Puts exhibits into a container that the same holder has. A sealed one needs a new seal. */
  'container.pack': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      container: itemName,
      exhibits: itemNames,
      ...newSealFields,
      ...whenFields,
      explanation: line(1000).optional(),
    }),
    output: itemLine,
    failures: handlingFailures,
  },
  /** Takes exhibits out of a container. */
  'container.unpack': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      container: itemName,
      exhibits: itemNames,
      reason: line(500),
      sealState,
      newSealNumber: sealNumber.optional(),
      ...whenFields,
      explanation: line(1000).optional(),
    }),
    output: itemLine,
    failures: handlingFailures,
  },
  /** Puts a new seal on an exhibit or a container. */
  'exhibit.changeSeal': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      item: itemName,
      sealState: z.enum(['intact', 'broken', 'none']),
      newSealNumber: sealNumber,
      reason: line(500),
      photos: photoNames,
      ...whenFields,
      explanation: line(1000).optional(),
    }),
    output: itemLine,
    failures: handlingFailures,
  },
  /** Links photographs, digital exhibits of the same case, to an item. */
  'exhibit.linkPhotos': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ item: itemName, photos: z.array(exhibitName).min(1).max(100) }),
    output: z.strictObject({}),
    failures: [...ITEM_FAILURES, 'exhibit/not-found', 'custody/item-gone', 'custody/items-of-several-cases'],
  },
  /**
   * Hands items of one case over, from whoever holds them to somebody else. A person who receives signs by their own passphrase as
   * second person, or later with `custody.receive`; until then the items await receipt. With `secondIs: 'giver'` the person of the
   * session receives and the second person, who holds the items, gives. A receiver who lacks the case's key is given it in the same
   * append.
   */
  'custody.move': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      items: itemNames,
      purpose: z.enum(MOVE_PURPOSES),
      to: receiver,
      movedAtMs: instant.optional(),
      zone: zone.default('+07:00'),
      where: line(500),
      reason: line(500),
      authority: line(300).optional(),
      sealState,
      sealNumber: sealNumber.optional(),
      newSealNumber: sealNumber.optional(),
      condition: line(1000).optional(),
      photos: photoNames,
      explanation: line(1000).optional(),
      order: order.optional(),
      secondPerson: secondPerson.optional(),
      secondIs: z.enum(['receiver', 'giver']).default('receiver'),
    }),
    output: z.object({
      moveId,
      caseId,
      seq: count,
      hashHex: digestHex,
      items: count,
      state: z.enum(ITEM_STATES),
      /** Whether the receiver was given the case's key with it. */
      isSharedNow: z.boolean(),
    }),
    failures: [
      ...handlingFailures,
      'custody/receiver-wrong',
      'custody/place-not-found',
      'custody/place-closed',
      'people/not-found',
      'people/suspended',
      ...signingFailures,
    ],
  },
  /** Signs for items that were handed over: the person of the session, or the receiver as second person. */
  'custody.receive': {
    kind: 'command',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      case: caseName,
      /** The event's number, from `custody.waiting`. */
      seq: count,
      hashHex: digestHex,
      note: line(500).optional(),
      secondPerson: secondPerson.optional(),
    }),
    output: z.object({ seq: count, confirmedBy: z.object({ userId, name: z.string() }) }),
    failures: [
      ...ITEM_FAILURES,
      'event/not-found',
      'custody/not-awaited',
      'custody/receiver-wrong',
      ...signingFailures,
    ],
  },
  /** Hand-overs that nobody signed for: `mine` to receive, those that I `gave`, or `all` that the caller can read. */
  'custody.waiting': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ of: z.enum(['mine', 'given', 'all']).default('mine') }),
    output: z.object({
      waiting: z.array(
        z.object({
          caseId,
          caseNumber: z.string(),
          seq: count,
          hashHex: digestHex,
          giver: z.object({ userId, name: z.string() }),
          receiver: z.object({ userId, name: z.string() }),
          atMs: instantMs,
          items: z.array(itemLine),
        }),
      ),
    }),
    failures: [],
  },
  /** Lists items that the caller can read, by number. Each condition that is given must hold. */
  'custody.items': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      case: caseName.optional(),
      /** A person's items, those in containers among them. */
      userId: userId.optional(),
      place: placeName.optional(),
      container: itemName.optional(),
      raidId: raidId.optional(),
      roomId: roomId.optional(),
      state: z.enum(ITEM_STATES).optional(),
      kind: z.enum(['digital', 'physical', 'container']).optional(),
      limit: z.number().int().min(1).max(1000).default(100),
      offset: count.default(0),
    }),
    output: z.object({ items: z.array(itemLine), total: count }),
    failures: ['case/not-found', 'ledger/key-missing', 'custody/item-not-found', 'custody/place-not-found'],
  },
  /** Everything that happened to an item, each event verified, with what is wrong in its chain. */
  'custody.chain': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ item: itemName }),
    output: z.object({ item: itemLine, entries: z.array(chainEntry) }),
    failures: [...ITEM_FAILURES],
  },
  /** Records that somebody worked on an original that was switched on. */
  'custody.accessOriginal': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      exhibit: itemName,
      competence: line(500),
      reason: line(1000),
      effect: line(2000),
      ...whenFields,
      explanation: line(1000).optional(),
    }),
    output: z.object({ seq: count }),
    failures: handlingFailures,
  },
  /** Records what a tool outside Samnum did with exhibits: what it read, and what it wrote, which is sealed before. */
  'examination.record': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      tool: line(200),
      version: line(100),
      command: line(4000),
      startedAtMs: instant,
      endedAtMs: instant,
      inputs: z.array(exhibitName).min(1).max(500),
      outputs: z.array(exhibitName).max(500).default([]),
      note: line(2000).optional(),
    }),
    output: z.object({ examinationId: opaqueId, seq: count }),
    failures: [
      'exhibit/not-found',
      ...ITEM_FAILURES,
      'custody/items-of-several-cases',
      'custody/not-digital',
      'custody/time-reversed',
      'custody/time-in-the-future',
    ],
  },
  /** The examinations of a case, newest last. */
  'examination.list': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ case: caseName }),
    output: z.object({
      examinations: z.array(
        z.object({
          examinationId: opaqueId,
          seq: count,
          tool: z.string(),
          version: z.string(),
          command: z.string(),
          startedAtMs: instantMs,
          endedAtMs: instantMs,
          inputs: z.array(z.object({ exhibitId, number: z.string(), digestHex })),
          outputs: z.array(z.object({ exhibitId, number: z.string(), digestHex })),
          note: z.string().optional(),
          by: z.string(),
        }),
      ),
    }),
    failures: [...ITEM_FAILURES],
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
    failures: ['custody/place-not-found', 'custody/time-in-the-future', 'ledger/key-missing'],
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
