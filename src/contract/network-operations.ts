import * as z from 'zod'
import type { HubId } from '#core/ids.ts'
import { EVENT_FAILURES, EVERYWHERE, type Operation } from './define.ts'
import type { FailureCode } from './failures.ts'
import { branded, count, digestHex, instantMs } from './fields.ts'
import { ANSWER_FAILURES } from './hub-answers.ts'

/** What a station on a network may meet: codes of headquarters, and of what stands in its place. */
export const NETWORK_CODES = [
  'network/request-malformed',
  'network/digest-differs',
  'network/not-signed',
  'network/signature-wrong',
  'network/clock-differs',
  'network/no-such-path',
  'network/no-such-package',
  'network/no-such-update',
  'network/too-slow',
  'network/offset-differs',
  'network/too-large',
  'network/too-many',
  'network/hub-busy',
  'network/hub-stopping',
  'network/hub-full',
  'network/hub-failed',
  'network/address-malformed',
  'network/no-address',
  'network/name-not-found',
  'network/unreachable',
  'network/timed-out',
  'network/cut',
  'network/hub-key-differs',
  'network/login-page',
  'network/not-a-hub',
  'network/tls-refused',
  'network/proxy-malformed',
  'network/proxy-refuses',
  'network/proxy-unreachable',
  'network/under-way',
  'sync/malformed',
  'sync/newer-version',
  'sync/too-large',
  'sync/for-another-hub',
  'sync/for-another-station',
  'sync/signature-wrong',
  'sync/from-the-future',
  'sync/device-unknown',
  'sync/device-revoked',
  'sync/code-unknown',
  'sync/code-spent',
  'hub/code-expired',
  'hub/enrolled-as-another',
] as const satisfies readonly FailureCode[]

/** One of {@link NETWORK_CODES}. */
export type NetworkCode = (typeof NETWORK_CODES)[number]

const settings = z.strictObject({
  /** `https://HOST[:PORT]`, tried before the addresses that headquarters gave; `null` for those alone. */
  address: z.string().max(300).nullable(),
  /** `http://HOST:PORT`; `null` where the environment says (`HTTPS_PROXY`), or there is none. */
  proxy: z.string().max(300).nullable(),
  /** Kilobits a second that are used at most; `null` for as many as the line has. */
  limitKilobits: z.int().min(8).max(10_000_000).nullable(),
  /** The line costs by what it carries: events go, exhibits wait. */
  isMetered: z.boolean(),
})

/** How a station uses the network. It is a matter of the machine, not of the ledger. */
export type NetworkSettings = z.output<typeof settings>

const heldNow = z.object({ seq: count, headHex: digestHex, receivedAtMs: instantMs })

/** Operations between this station and headquarters that need a network. */
export const networkOperations = {
  /** How the network is used, the addresses that headquarters gave, and what is under way. */
  'sync.network': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({}),
    output: z.object({
      settings,
      addresses: z.array(z.string()),
      /** Packages in the spool. */
      underWay: count,
    }),
    failures: [],
  },
  /** Says how the network is used from here on. */
  'sync.setNetwork': {
    kind: 'command',
    leastRole: 'administrator',
    transports: EVERYWHERE,
    isLong: false,
    input: settings,
    output: z.object({}),
    failures: ['network/address-malformed', 'network/proxy-malformed'],
  },
  /** Enrols this station with the code on headquarters' paper and the address beside it, in one go. */
  'sync.enrol': {
    kind: 'command',
    leastRole: 'administrator',
    transports: EVERYWHERE,
    isLong: true,
    input: z.strictObject({
      code: z.string().min(1).max(4000),
      /** What headquarters is to call this station. */
      station: z.string().min(1).max(300),
      /** `https://HOST[:PORT]`; left out where the code was scanned and says it. */
      address: z.string().max(300).optional(),
    }),
    output: z.object({ hubId: branded<HubId>(32), hubName: z.string() }),
    failures: [
      ...NETWORK_CODES,
      ...ANSWER_FAILURES,
      'sync/code-malformed',
      'sync/already-enrolled',
      'training/only-invented',
    ],
  },
  /**
   * One round with headquarters over the network: sends what it has no receipt for, events before exhibits, small exhibits before large
   * ones, and takes what it says. What is under way when the line breaks goes on the next time.
   */
  'sync.exchange': {
    kind: 'command',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: true,
    input: z.strictObject({}),
    output: z.object({
      /** Packages that headquarters decided about. */
      packages: count,
      /** Of requests that were answered. */
      sentBytes: count,
      receipts: count,
      refusals: count,
      messages: count,
      papers: count,
      held: heldNow.nullable(),
      /** Packages that wait there for somebody's decision. */
      waiting: count,
      /** Exhibits that wait here, because the line is metered. */
      objectsWaiting: count,
      /** Shared cases whose key this person does not hold. */
      casesWithoutKey: count,
    }),
    failures: [
      ...NETWORK_CODES,
      ...ANSWER_FAILURES,
      ...EVENT_FAILURES,
      'sync/object-missing',
      'case/not-found',
    ],
  },
} as const satisfies { readonly [name: string]: Operation }
