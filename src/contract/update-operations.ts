import * as z from 'zod'
import { EVERYWHERE, type Operation } from './define.ts'
import type { FailureCode } from './failures.ts'
import { instantMs, opaqueId } from './fields.ts'
import { NETWORK_CODES } from './network-operations.ts'

const CARRIER_FAILURES = [
  'outlet/unknown',
  'sync/carrier-full',
  'sync/carrier-refuses',
  'sync/carrier-failed',
  'sync/too-large',
] as const

const UPDATE_CODES = [
  'update/malformed',
  'update/no-release-key',
  'update/signature-wrong',
  'update/digest-differs',
  'update/truncated',
  'update/older',
  'update/same-version',
  'update/needs-step',
  'update/other-platform',
  'update/too-large',
  'update/disk-full',
  'update/none-there',
  'update/nothing-staged',
  'update/nothing-to-undo',
  'update/not-installed',
  'update/program-damaged',
] as const satisfies readonly FailureCode[]

const version = z.string()
const staged = z.object({
  version,
  releasedAtMs: instantMs,
  notes: z.object({ km: z.string(), en: z.string() }).nullable(),
})

/** Operations on the versions of the program itself. */
export const updateOperations = {
  /** Which version runs, what lies beside it verified, and what the next start changes. */
  'update.status': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({}),
    output: z.object({
      current: version,
      previous: version.nullable(),
      pending: version.nullable(),
      isOnTrial: z.boolean(),
      failed: z.array(version),
      staged: z.array(staged),
    }),
    failures: UPDATE_CODES,
  },
  /** Takes the newest update for this program from a stick: verified, and laid beside the program. */
  'update.take': {
    kind: 'command',
    leastRole: 'administrator',
    transports: EVERYWHERE,
    isLong: true,
    input: z.strictObject({ carrierId: opaqueId }),
    output: staged.extend({ isNew: z.boolean() }),
    failures: [...CARRIER_FAILURES, ...UPDATE_CODES],
  },
  /** Fetches the newest update for this program from headquarters over a network: verified, and laid beside the program. */
  'update.fetch': {
    kind: 'command',
    leastRole: 'administrator',
    transports: EVERYWHERE,
    isLong: true,
    input: z.strictObject({}),
    output: staged.extend({ isNew: z.boolean() }),
    failures: [...NETWORK_CODES, ...UPDATE_CODES, 'sync/not-enrolled'],
  },
  /** Lets the newest verified update start with the next restart. */
  'update.apply': {
    kind: 'command',
    leastRole: 'administrator',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({}),
    output: z.object({ version }),
    failures: UPDATE_CODES,
  },
  /** Gives up what is pending, or goes back to the version before with the next restart. */
  'update.undo': {
    kind: 'command',
    leastRole: 'administrator',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({}),
    output: z.object({ version }),
    failures: UPDATE_CODES,
  },
} as const satisfies { readonly [name: string]: Operation }
