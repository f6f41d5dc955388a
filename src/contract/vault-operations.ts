import * as z from 'zod'
import { line, newPassphrase, passphrase } from '#core/casework/fields.ts'
import { ROLES } from '#core/people/roles.ts'
import { EVERYWHERE, type Operation } from './define.ts'
import { FAILURES, type FailureCode } from './failures.ts'
import { count, digestHex, instantMs, keyId, objectId, userId, vaultId } from './fields.ts'

const person = z.object({ userId, number: count, name: z.string(), roles: z.array(z.enum(ROLES)), keyId })

const position = z.object({ seq: count, hashHex: digestHex, atMs: instantMs })

const notice = z.object({
  code: z.enum([
    'ledger/behind-witness',
    'ledger/forked',
    'vault/unlock-was-refused',
    'vault/slot-missing',
    'ledger/clock-set-back',
    'ledger/events-left-out',
  ]),
  facts: z.record(z.string(), z.number()),
})

/**
 * What there is for the day on which passphrases are lost: no recovery code and no escrow, a recovery code that nobody has read back
 * from its paper yet, or a way that was found to work or needs no paper.
 */
const readiness = z.enum(['none', 'unchecked', 'ready'])

/** Who unlocked the vault, how far its ledger goes, and what they should know before they go on. */
export const session = z.object({
  vaultId,
  person,
  head: position,
  notices: z.array(notice),
  recovery: readiness,
  /** Left out in a vault of real cases. */
  isTraining: z.literal(true).optional(),
})

const failureCode = z.enum(Object.keys(FAILURES) as [FailureCode, ...FailureCode[]])

/** One thing that does not hold, and where. */
export const finding = z.object({
  code: failureCode,
  /** The file concerned, relative to the vault's folder. */
  file: z.string().optional(),
  /** Which event, when one is concerned. */
  seq: count.optional(),
  /** Which page, counted from 1, or segment, counted from 0. */
  page: count.optional(),
  segment: count.optional(),
  offsetBytes: count.optional(),
  exhibitNumber: z.string().optional(),
  objectId: objectId.optional(),
})

const headerFailures = [
  'vault/not-found',
  'vault/not-a-folder',
  'vault/not-a-vault',
  'vault/from-the-future',
  'vault/header-truncated',
  'vault/header-damaged',
  'vault/key-parameters-refused',
] as const satisfies readonly FailureCode[]

/** Failures of whatever opens a vault. */
export const openFailures = [
  ...headerFailures,
  'vault/wrong-passphrase',
  'vault/key-file-needed',
  'vault/wrong-key-file',
  'vault/machine-key-missing',
  'vault/wait-before-next-try',
  'vault/person-suspended',
  'vault/header-rolled-back',
  'vault/already-open',
  'vault/file-missing',
  'database/not-ours',
  'database/from-the-future',
  'head/damaged',
  'head/behind-acknowledged',
  'ledger/header-damaged',
  'ledger/event-refused',
  'ledger/signer-unknown',
] as const satisfies readonly FailureCode[]

/** Operations on the vault as a whole. */
export const vaultOperations = {
  /** What the engine has before it; the first thing every screen asks. */
  'vault.status': {
    kind: 'query',
    leastRole: 'anyone',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({}),
    output: z.discriminatedUnion('state', [
      z.object({ state: z.literal('absent'), software: z.string() }),
      z.object({
        state: z.literal('locked'),
        software: z.string(),
        /** Numbers of the people who have a slot; empty when the header does not read. */
        userNumbers: z.array(count),
        /** Whether any slot wants a key file. */
        hasKeyFiles: z.boolean(),
        hasRecovery: z.boolean(),
        /** How long the next try must wait. */
        waitMs: count,
      }),
      z.object({ state: z.literal('unlocked'), software: z.string(), session }),
    ]),
    failures: ['vault/not-a-folder'],
  },
  /** Makes a new vault in the folder the engine was started for and leaves it unlocked. */
  'vault.create': {
    kind: 'command',
    leastRole: 'anyone',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      userName: line(200),
      passphrase: newPassphrase(),
      /** Makes a training vault: everything in it is invented, and stays so. */
      isTraining: z.literal(true).optional(),
    }),
    output: session,
    failures: ['vault/exists', 'vault/folder-not-empty', ...openFailures],
  },
  /** Opens the vault with a passphrase. It is long where the person's lists must be filled anew. */
  'vault.unlock': {
    kind: 'command',
    leastRole: 'anyone',
    transports: EVERYWHERE,
    isLong: true,
    input: z.strictObject({
      passphrase: passphrase(),
      /** The person's number; left out, every slot is tried. */
      userNumber: z.number().int().min(1).max(9999).optional(),
      /** Text of the key file, where the slot wants one. */
      keyFile: z.string().max(500).optional(),
    }),
    output: session,
    failures: openFailures,
  },
  /** Closes the vault and forgets its keys. */
  'vault.lock': {
    kind: 'command',
    leastRole: 'anyone',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({}),
    output: z.strictObject({}),
    failures: [],
  },
  /** Who, what and how much is in the vault. */
  'vault.info': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({}),
    output: z.object({
      vaultId,
      formatVersion: count,
      software: z.string(),
      createdAtMs: instantMs,
      people: z.array(person),
      events: count,
      cases: count,
      exhibits: count,
      objectBytes: count,
      head: position,
      recovery: readiness,
      cipher: z.string(),
      keyDerivation: z.object({ name: z.string(), memoryKiB: count, passes: count, lanes: count }),
    }),
    failures: headerFailures,
  },
  /** Reads every byte of the vault and names everything that does not hold, first things first. */
  'vault.verify': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: true,
    input: z.strictObject({}),
    output: z.object({
      isWhole: z.boolean(),
      /** How many things do not hold, those beyond the list included. */
      findingCount: count,
      /** What does not hold; empty when the vault is whole. At most a hundred are listed. */
      findings: z.array(finding),
      /** What is unusual and breaks nothing, such as an object that a crash left before its event was written. */
      notes: z.array(finding),
      checked: z.object({
        pages: count,
        events: count,
        /** Events of cases whose key this person does not hold: judged by header, signature and digest only. */
        sealedEvents: count,
        objects: count,
        objectBytes: count,
      }),
      head: position.nullable(),
    }),
    failures: [],
  },
} as const satisfies { readonly [name: string]: Operation }

/** One thing that does not hold. */
export type Finding = z.output<typeof finding>
/** Who unlocked the vault, and how far its ledger goes. */
export type Session = z.output<typeof session>
/** Something that was found when the vault was opened. */
export type Notice = z.output<typeof notice>
