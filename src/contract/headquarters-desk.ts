import * as z from 'zod'
import type { FailureCode } from './failures.ts'
import { caseName, count, day, instantMs, vaultId } from './fields.ts'
import { type HeadquartersOperation, line, STORE } from './headquarters-fields.ts'
import { searchHit, searchOperations } from './search-operations.ts'

const packageId = z.string().regex(/^[0-9a-f]{32}$/)
const packageState = z.enum(['waiting', 'accepted', 'quarantined'])

const queued = z.strictObject({
  packageId,
  vaultId: z.string(),
  station: z.string().nullable(),
  state: packageState,
  fromSeq: count,
  toSeq: count,
  madeAtMs: instantMs,
  receivedAtMs: instantMs,
  decidedAtMs: instantMs.nullable(),
  /** A failure's code, or what somebody wrote. */
  reason: z.string().nullable(),
  /** What was counted where the package held. */
  counts: z
    .strictObject({ cases: count, events: count, objects: count, repeated: count, sealed: count })
    .nullable(),
})

/** What somebody saw of a package when they decided: who decides on something else is told. */
const seen = z.strictObject({ state: packageState, decidedAtMs: instantMs.nullable() })

const decided = z.strictObject({ state: packageState, reason: z.string().nullable() })

const DECIDING = [
  ...STORE,
  'hub/no-such-package',
  'hub/package-decided',
  'hub/moved-meanwhile',
  'sync/device-unknown',
  'sync/device-revoked',
  'sync/malformed',
  'sync/signature-wrong',
  'sync/for-another-hub',
  'sync/file-missing',
  'sync/file-differs',
  'sync/from-the-future',
] as const satisfies readonly FailureCode[]

const saying = [
  ...STORE,
  'hub/no-such-station',
  'hub/station-ambiguous',
  'hub/station-revoked',
  'hub/no-such-case',
  'hub/case-not-shared',
  'hub/recipient-unusable',
  'hub/message-malformed',
] as const satisfies readonly FailureCode[]

/** What is answered about stations, their packages and what is said to them. */
export const deskOperations = {
  /** Stations with what is held of each. */
  'headquarters.stations': {
    kind: 'query',
    leastRole: 'member',
    isAudited: true,
    input: z.strictObject({}),
    output: z.strictObject({
      stations: z.array(
        z.strictObject({
          vaultId: z.string(),
          station: z.string(),
          province: z.string().nullable(),
          seq: count,
          receivedAtMs: instantMs.nullable(),
          packagesOpen: count,
          messagesOpen: count,
          isRevoked: z.boolean(),
        }),
      ),
      nowMs: instantMs,
    }),
    failures: STORE,
  },
  /** Packages with what was found out about each, the newest first. */
  'headquarters.queue': {
    kind: 'query',
    leastRole: 'analyst',
    isAudited: true,
    input: z.strictObject({ withAccepted: z.boolean().default(false) }),
    output: z.strictObject({ packages: z.array(queued) }),
    failures: STORE,
  },
  'headquarters.accept': {
    kind: 'command',
    leastRole: 'duty-officer',
    isAudited: true,
    input: z.strictObject({ packageId, seen }),
    output: decided,
    failures: DECIDING,
  },
  'headquarters.quarantine': {
    kind: 'command',
    leastRole: 'duty-officer',
    isAudited: true,
    input: z.strictObject({ packageId, seen, reason: z.string().trim().min(1).max(1000) }),
    output: decided,
    failures: DECIDING,
  },
  /** What was said to stations, the newest first. */
  'headquarters.messages': {
    kind: 'query',
    leastRole: 'analyst',
    isAudited: true,
    input: z.strictObject({}),
    output: z.strictObject({
      messages: z.array(
        z.strictObject({
          vaultId: z.string(),
          station: z.string(),
          number: count,
          atMs: instantMs,
          takenAtMs: instantMs.nullable(),
          kind: z.string(),
          title: z.string().nullable(),
          text: z.string().nullable(),
          from: z.string().nullable(),
          dueOn: z.string().nullable(),
        }),
      ),
    }),
    failures: saying,
  },
  /** Gives a station a task, or writes to it. */
  'headquarters.say': {
    kind: 'command',
    leastRole: 'analyst',
    isAudited: true,
    input: z.strictObject({
      kind: z.enum(['tasking', 'notice']),
      vaultId,
      case: caseName.optional(),
      title: line,
      text: z.string().trim().min(1).max(100_000),
      dueOn: day.optional(),
    }),
    output: z.strictObject({ number: count.nullable(), isNew: z.boolean() }),
    failures: saying,
  },
  /** Searches the shared cases of every station, or of one, the newest first. */
  'headquarters.search': {
    kind: 'query',
    leastRole: 'analyst',
    isAudited: true,
    input: searchOperations['search.find'].input.extend({ vaultId: vaultId.optional() }),
    output: z.strictObject({
      hits: z.array(searchHit.extend({ vaultId, station: line })),
      isMore: z.boolean(),
    }),
    failures: [...STORE, 'hub/no-such-station'],
  },
} as const satisfies { readonly [name: string]: HeadquartersOperation }
