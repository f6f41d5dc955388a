import * as z from 'zod'
import type { HubId, PackageId } from '#core/ids.ts'
import { EVENT_FAILURES, EVERYWHERE, type Operation } from './define.ts'
import type { FailureCode } from './failures.ts'
import { branded, caseId, caseName, count, digestHex, instantMs, opaqueId } from './fields.ts'
import { ANSWER_FAILURES } from './hub-answers.ts'

const hubId = branded<HubId>(32)
const packageId = branded<PackageId>(32)

const carrierFailures = [
  'outlet/unknown',
  'sync/carrier-full',
  'sync/carrier-refuses',
  'sync/carrier-failed',
  'sync/too-large',
] as const satisfies readonly FailureCode[]

const takingFailures = [
  ...carrierFailures,
  ...ANSWER_FAILURES,
  'sync/device-revoked',
  'sync/nothing-on-carrier',
  'sync/malformed',
  'sync/newer-version',
  'sync/for-another-hub',
  'sync/for-another-station',
  'sync/signature-wrong',
  'sync/from-the-future',
] as const satisfies readonly FailureCode[]

const held = z.object({
  /** Headquarters holds every event up to this one. */
  seq: count,
  headHex: digestHex,
  receivedAtMs: instantMs,
})

const sent = z.object({
  packageId,
  seq: count,
  atMs: instantMs,
  by: z.string(),
  carrier: z.enum(['folder', 'network']),
  objects: count,
  state: z.enum(['on-its-way', 'received', 'refused']),
  refusedCode: z.string().optional(),
})

const message = z.object({
  number: count,
  madeAtMs: instantMs,
  kind: z.string(),
  title: z.string(),
  text: z.string(),
  from: z.string().optional(),
  dueOn: z.string().optional(),
  /** The case it is about. */
  caseNumber: z.string().optional(),
  match: z
    .object({ identifierKind: z.string(), normalised: z.string(), cases: count, provinces: count })
    .optional(),
})

/** Operations between this station and headquarters. */
export const syncOperations = {
  /** How this station stands with headquarters: enrolment, what headquarters holds, what waits, what was sent and what came. */
  'sync.status': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({}),
    output: z.object({
      state: z.enum(['none', 'asked', 'enrolled', 'revoked']),
      hub: z.object({ hubId, name: z.string().nullable(), urls: z.array(z.string()) }).nullable(),
      held: held.nullable(),
      headSeq: count,
      /** Events that headquarters has no receipt for. */
      waiting: count,
      /** Newest first, at most a hundred. */
      sent: z.array(sent),
      /** Newest first, at most a hundred. Messages about cases that this person does not hold are left out. */
      messages: z.array(message),
    }),
    failures: [],
  },
  /** The cases that this person holds, newest change first, and which of them headquarters can read; `query` finds as `case.list` does. */
  'sync.cases': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      query: z.string().max(300).default(''),
      limit: z.number().int().min(1).max(200).default(50),
    }),
    output: z.object({
      cases: z.array(z.object({ caseId, number: z.string(), title: z.string(), isShared: z.boolean() })),
      /** How many there are, those beyond the limit included. */
      total: count,
    }),
    failures: [],
  },
  /** Every receipt of headquarters that was kept, each verified again, oldest first. */
  'sync.receipts': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({}),
    output: z.object({
      receipts: z.array(
        held.extend({
          packageId,
          objects: count,
          leafIndex: count,
          treeSize: count,
          rootHex: digestHex,
          /** Whether the hub's signature and proof hold, and the ledger has this event. */
          verdict: z.enum(['true', 'not-proven', 'ledger-differs']),
        }),
      ),
    }),
    failures: ['sync/not-enrolled'],
  },
  /** The sticks that are plugged in. */
  'sync.carriers': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({}),
    output: z.object({ carriers: z.array(z.object({ carrierId: opaqueId, name: z.string() })) }),
    failures: [],
  },
  /** Asks headquarters, with the code on its paper, to enrol this station: the request is written to the stick. */
  'sync.ask': {
    kind: 'command',
    leastRole: 'administrator',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      code: z.string().min(1).max(4000),
      /** What headquarters is to call this station. */
      station: z.string().min(1).max(300),
      carrierId: opaqueId,
    }),
    output: z.object({ hubId }),
    failures: [...carrierFailures, 'sync/code-malformed', 'sync/already-enrolled', 'training/only-invented'],
  },
  /** Takes what headquarters sent: the answer to a request, or receipts and messages. All of it or nothing. */
  'sync.take': {
    kind: 'command',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ carrierId: opaqueId }),
    output: z.object({
      isEnrolledNow: z.boolean(),
      receipts: count,
      refusals: count,
      messages: count,
      papers: count,
      held: held.nullable(),
      /** Packages on the stick that are done with. */
      removed: count,
    }),
    failures: takingFailures,
  },
  /** Writes a package of everything that headquarters has no receipt for. */
  'sync.write': {
    kind: 'command',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: true,
    input: z.strictObject({ carrierId: opaqueId }),
    output: z.object({
      packageId,
      fromSeq: count,
      toSeq: count,
      events: count,
      cases: count,
      /** Shared cases whose key this person does not hold. */
      casesWithoutKey: count,
      objects: count,
      sizeBytes: count,
    }),
    failures: [
      ...carrierFailures,
      ...EVENT_FAILURES,
      'sync/not-enrolled',
      'sync/device-revoked',
      'sync/nothing-to-send',
      'sync/ledger-forked',
      'sync/ledger-rolled-back',
      'sync/object-missing',
      'case/not-found',
    ],
  },
  /** Lets headquarters read a case: its key goes with the packages from here on. It cannot be taken back. */
  'case.shareWithHub': {
    kind: 'command',
    leastRole: 'officer',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ case: caseName }),
    output: z.object({ caseId }),
    failures: ['case/not-found', 'ledger/key-missing', 'sync/not-enrolled', 'sync/already-shared'],
  },
  /** Ends the enrolment. What headquarters holds stays there. */
  'sync.unpin': {
    kind: 'command',
    leastRole: 'administrator',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ reason: z.string().min(1).max(1000) }),
    output: z.object({}),
    failures: ['sync/not-enrolled'],
  },
} as const satisfies { readonly [name: string]: Operation }
