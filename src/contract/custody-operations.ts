import * as z from 'zod'
import { day, line } from '#core/casework/fields.ts'
import { MOVE_PURPOSES } from '#core/custody/custody-vocabularies.ts'
import { ITEM_STATES } from '#core/custody/item-state.ts'
import { instant, sealState, zone } from '#core/ledger/custody-fields.ts'
import {
  chainEntry,
  HANDLING_FAILURES,
  ITEM_FAILURES,
  itemLine,
  itemName,
  itemNames,
  moveId,
  photoNames,
  placeName,
  raidId,
  roomId,
  sealNumber,
  whenFields,
} from './custody-fields.ts'
import { EVERYWHERE, type Operation } from './define.ts'
import type { FailureCode } from './failures.ts'
import { caseId, caseName, count, digestHex, instantMs, userId } from './fields.ts'
import { SECOND_PERSON_FAILURES, secondPerson } from './people-operations.ts'

const signingFailures = [
  ...SECOND_PERSON_FAILURES,
  'vault/header-damaged',
  'vault/change-may-hold',
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

/** Operations on who has things: how they change hands, and what is on record of that. */
export const custodyOperations = {
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
      ...HANDLING_FAILURES,
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
    failures: HANDLING_FAILURES,
  },
} as const satisfies { readonly [name: string]: Operation }
