import * as z from 'zod'
import { line } from '#core/casework/fields.ts'
import { SEXES } from '#core/casework/vocabularies.ts'
import {
  AUTHORISATION_FORMS,
  PAPER_SIGNATURES,
  RAID_PERSON_ROLES,
} from '#core/custody/custody-vocabularies.ts'
import { instant, zone } from '#core/ledger/custody-fields.ts'
import {
  code,
  ITEM_FAILURES,
  itemLine,
  itemName,
  personId,
  raidId,
  roomId,
  thingFields,
  whenFields,
} from './custody-fields.ts'
import { EVERYWHERE, type Operation } from './define.ts'
import type { FailureCode } from './failures.ts'
import { caseName, count, digestHex, instantMs, userId } from './fields.ts'
import { SECOND_PERSON_FAILURES, secondPerson } from './people-operations.ts'

/** How a caller names a raid of a case: by its id or its number (`2026-0001-R01`). */
const raidName = z.string().min(1).max(64)
/** How a caller names a room or a person of a raid: by its id or the code of its label. */
const roomName = z.string().min(1).max(64)

const ofRaid = { case: caseName, raid: raidName } as const
const raidFailures = [...ITEM_FAILURES, 'raid/not-found'] as const satisfies readonly FailureCode[]

const authorisation = z.strictObject({
  form: z.enum(AUTHORISATION_FORMS),
  authority: line(300),
  reference: line(200).optional(),
  givenAtMs: instant,
})

const personFields = {
  role: z.enum(RAID_PERSON_ROLES),
  name: line(400).optional(),
  sex: z.enum(SEXES).optional(),
  nationality: line(100).optional(),
  ageYears: z.number().int().min(0).max(150).optional(),
  document: line(200).optional(),
  languages: line(200).optional(),
  note: line(1000).optional(),
} as const

const witness = z.strictObject({
  name: line(300),
  capacity: line(200).optional(),
  document: line(200).optional(),
  signed: z.enum(PAPER_SIGNATURES),
  reason: line(500).optional(),
})

const raidLine = z.object({
  raidId,
  number: z.string(),
  name: z.string(),
  address: z.string(),
  startedAtMs: instantMs,
  zone: z.string(),
  openedBy: z.string(),
  items: count,
})

const room = z.object({
  roomId,
  code: z.string(),
  name: z.string(),
  description: z.string().optional(),
  items: count,
})

const person = z.object({
  personId,
  code: z.string(),
  role: z.enum(RAID_PERSON_ROLES),
  name: z.string().optional(),
  sex: z.enum(SEXES).optional(),
  nationality: z.string().optional(),
  ageYears: count.optional(),
  document: z.string().optional(),
  languages: z.string().optional(),
  note: z.string().optional(),
  roomId: roomId.optional(),
  items: count,
})

const signature = z.object({
  seq: count,
  hashHex: digestHex,
  signedAtMs: instantMs,
  signedBy: z.string(),
  items: count,
  inventoryDigestHex: digestHex,
  witnesses: z.array(witness),
  note: z.string().optional(),
})

/** Operations of a raid: entered by keyboard and scanner, one acknowledged entry after the other. */
export const raidOperations = {
  /** Opens a raid of a case under its next number. Without an authorisation the exception in law is named. */
  'raid.open': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      case: caseName,
      name: line(300),
      address: line(1000),
      startedAtMs: instant.optional(),
      zone: zone.default('+07:00'),
      authorisation: authorisation.optional(),
      exception: line(1000).optional(),
      occupant: line(300).optional(),
      witnesses: z.array(line(300)).max(10).default([]),
    }),
    output: z.object({ raidId, number: z.string() }),
    failures: [
      'case/not-found',
      'ledger/key-missing',
      'raid/authorisation-needed',
      'custody/time-in-the-future',
    ],
  },
  'raid.list': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ case: caseName }),
    output: z.object({ raids: z.array(raidLine) }),
    failures: ['case/not-found', 'ledger/key-missing'],
  },
  /** Adds a room. Left out, its code is the next of `R1`, `R2` … */
  'raid.addRoom': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      ...ofRaid,
      code: code.optional(),
      name: line(200),
      description: line(1000).optional(),
    }),
    output: z.object({ roomId, code: z.string() }),
    failures: [...raidFailures, 'raid/code-taken'],
  },
  /** Adds a person who was found. Left out, their code is the next of `P1`, `P2` … */
  'raid.addPerson': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ ...ofRaid, code: code.optional(), room: roomName.optional(), ...personFields }),
    output: z.object({ personId, code: z.string() }),
    failures: [...raidFailures, 'raid/code-taken', 'raid/room-not-found'],
  },
  /** Says what a person is to the case, once that is known or was said wrongly. */
  'raid.changePerson': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      ...ofRaid,
      person: roomName,
      role: z.enum(RAID_PERSON_ROLES),
      name: line(400).optional(),
      reason: line(500),
    }),
    output: z.strictObject({}),
    failures: [...raidFailures, 'raid/person-not-found'],
  },
  /** Registers what was found as an exhibit of the case, with its room, whoever had it, and its seal. */
  'raid.addItem': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      ...ofRaid,
      ...thingFields,
      room: roomName.optional(),
      person: roomName.optional(),
      ...whenFields,
    }),
    output: z.object({ item: itemLine, items: count }),
    failures: [
      ...raidFailures,
      'raid/room-not-found',
      'raid/person-not-found',
      'exhibit/not-found',
      'custody/time-in-the-future',
      'custody/seal-number-needed',
      'custody/seal-number-taken',
      'custody/seal-roll-unreadable',
    ],
  },
  /** Says anew in which room, and with whom, an exhibit was found. */
  'raid.linkItem': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      ...ofRaid,
      item: itemName,
      room: roomName.optional(),
      person: roomName.optional(),
      reason: line(500).optional(),
    }),
    output: itemLine,
    failures: [...raidFailures, 'raid/room-not-found', 'raid/person-not-found', 'custody/not-physical'],
  },
  /** Shows a raid: its rooms, its people, one page of its inventory by number, and who signed it. */
  'raid.show': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      ...ofRaid,
      limit: z.number().int().min(0).max(1000).default(100),
      offset: count.default(0),
    }),
    output: z.object({
      raid: raidLine.extend({
        authorisation: authorisation.optional(),
        exception: z.string().optional(),
        occupant: z.string().optional(),
        witnesses: z.array(z.string()),
      }),
      rooms: z.array(room),
      people: z.array(person),
      items: z.array(itemLine),
      /** What signing the inventory as it stands now names. */
      inventoryDigestHex: digestHex,
      signatures: z.array(signature),
    }),
    failures: [...raidFailures],
  },
  /** Signs the inventory as it was shown: the person of the session, a second person if one is there, and others on paper. */
  'raid.sign': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      ...ofRaid,
      inventoryDigestHex: digestHex,
      witnesses: z.array(witness).max(20).default([]),
      note: line(1000).optional(),
      signedAtMs: instant.optional(),
      zone: zone.default('+07:00'),
      secondPerson: secondPerson.optional(),
    }),
    output: z.object({
      seq: count,
      hashHex: digestHex,
      confirmedBy: z.object({ userId, name: z.string() }).optional(),
    }),
    failures: [
      ...raidFailures,
      'raid/inventory-changed',
      'raid/inventory-empty',
      'custody/time-in-the-future',
      ...SECOND_PERSON_FAILURES,
      'vault/header-damaged',
      'vault/change-may-hold',
    ],
  },
} as const satisfies { readonly [name: string]: Operation }
