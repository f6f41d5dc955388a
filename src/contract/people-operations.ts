import * as z from 'zod'
import { line, newPassphrase, passphrase } from '#core/casework/fields.ts'
import { ROLES } from '#core/people/roles.ts'
import { EVENT_FAILURES, EVERYWHERE, type Operation } from './define.ts'
import type { FailureCode } from './failures.ts'
import { caseId, caseName, count, digestHex, holderId, instantMs, keyId, userId } from './fields.ts'

/** A person's number at their station, as they type it beside their passphrase. */
export const userNumber = z.number().int().min(1).max(9999)

/** How a second person shows that they are there and agree: by their own passphrase, while the first stays logged in. */
export const secondPerson = z.strictObject({
  userNumber: userNumber.optional(),
  passphrase: passphrase(),
  /** Text of their key file, where they have one. */
  keyFile: z.string().max(500).optional(),
})

const roles = z.array(z.enum(ROLES)).min(1).max(ROLES.length)
const reason = line(500)

const personLine = z.object({
  userId,
  number: userNumber,
  name: z.string(),
  roles: z.array(z.enum(ROLES)),
  keyId,
  state: z.enum(['active', 'suspended']),
  /** Whether the header has a slot for them; a crash may have come before it was written, and a reset mends that. */
  hasSlot: z.boolean(),
  addedAtMs: instantMs,
  /** Cases whose keys they hold. */
  cases: count,
})

/** Failures of whoever asks for the second person. */
export const SECOND_PERSON_FAILURES = [
  'vault/wrong-passphrase',
  'vault/key-file-needed',
  'vault/wrong-key-file',
  'vault/machine-key-missing',
  'vault/wait-before-next-try',
  'vault/person-suspended',
  'people/second-person-is-first',
  'people/second-person-not-allowed',
] as const satisfies readonly FailureCode[]

const headerFailures = ['vault/header-damaged'] as const satisfies readonly FailureCode[]

/** Operations on the people of a station and on who may read what. */
export const peopleOperations = {
  /** Everybody there ever was, by number. */
  'people.list': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({}),
    output: z.object({ people: z.array(personLine) }),
    failures: headerFailures,
  },
  /** Adds a person with keys of their own, opened by the passphrase that they choose at this machine. */
  'people.add': {
    kind: 'command',
    leastRole: 'administrator',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ name: line(200), roles, passphrase: newPassphrase() }),
    output: z.object({ userId, number: userNumber }),
    failures: ['people/name-taken', 'people/passphrase-taken', ...headerFailures],
  },
  /** Gives a person other roles. A new commander is granted every case at the next unlock of somebody who can. */
  'people.changeRoles': {
    kind: 'command',
    leastRole: 'administrator',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ userId, roles }),
    output: z.strictObject({}),
    failures: ['people/not-found', 'people/suspended', 'people/last-administrator', ...headerFailures],
  },
  /** Ends a person's way in: their slot goes and the vault key is exchanged. What they signed stays. */
  'people.suspend': {
    kind: 'command',
    leastRole: 'administrator',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ userId, reason }),
    output: z.strictObject({}),
    failures: [
      'people/not-found',
      'people/suspended',
      'people/not-yourself',
      'people/last-administrator',
      ...headerFailures,
    ],
  },
  /**
   * Lets a suspended person in again, with new keys. Cases that they could read before are shared with them anew, or not: otherwise
   * one administrator alone could read them by suspending somebody and coming back in their place.
   */
  'people.reinstate': {
    kind: 'command',
    leastRole: 'administrator',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ userId, reason, passphrase: newPassphrase() }),
    output: z.strictObject({}),
    failures: ['people/not-found', 'people/not-suspended', 'people/passphrase-taken', ...headerFailures],
  },
  /**
   * Gives a person who lost their passphrase a new one, and with it new keys. Where the station has a third active person, one
   * who is neither the caller nor the one concerned must agree as second person.
   */
  'people.resetPassphrase': {
    kind: 'command',
    leastRole: 'administrator',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      userId,
      reason,
      passphrase: newPassphrase(),
      secondPerson: secondPerson.optional(),
    }),
    output: z.strictObject({}),
    failures: [
      'people/not-found',
      'people/suspended',
      'people/not-yourself',
      'people/passphrase-taken',
      'people/second-person-needed',
      ...SECOND_PERSON_FAILURES,
      ...headerFailures,
    ],
  },
  /** Gives a case's key to one more person. Who holds a key can give it. */
  'case.share': {
    kind: 'command',
    leastRole: 'officer',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ case: caseName, userId }),
    output: z.strictObject({}),
    failures: [
      'case/not-found',
      'case/already-shared',
      'people/not-found',
      'people/suspended',
      'ledger/key-missing',
    ],
  },
  /** Who can read a case. */
  'case.readers': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ case: caseName }),
    output: z.object({
      caseId,
      readers: z.array(
        z.discriminatedUnion('kind', [
          z.object({
            kind: z.literal('person'),
            userId,
            name: z.string(),
            state: z.enum(['active', 'suspended']),
          }),
          z.object({ kind: z.enum(['recovery-code', 'escrow']), holderId, label: z.string() }),
        ]),
      ),
    }),
    failures: ['case/not-found', 'ledger/key-missing'],
  },
  /**
   * Another person reads what an event of a case says and signs this with their own passphrase, while the first stays logged
   * in. The confirmation is an event of the case.
   */
  'event.confirm': {
    kind: 'command',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      case: caseName,
      seq: z.number().int().min(1),
      hashHex: digestHex,
      purpose: z.enum(['hand-over', 'review']),
      note: line(500).optional(),
      secondPerson,
    }),
    output: z.object({ seq: count, confirmedBy: z.object({ userId, name: z.string() }) }),
    failures: [
      'case/not-found',
      'event/not-found',
      ...SECOND_PERSON_FAILURES,
      ...headerFailures,
      ...EVENT_FAILURES,
    ],
  },
} as const satisfies { readonly [name: string]: Operation }

/** One person as lists show them. */
export type PersonLine = z.output<typeof personLine>
