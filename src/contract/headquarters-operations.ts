import * as z from 'zod'
import { HUB_ROLES, type HubLeastRole } from '#core/hub/analyst.ts'
import type { FailureCode } from './failures.ts'
import { caseName, count, day, instantMs, vaultId } from './fields.ts'
import { searchHit, searchOperations } from './search-operations.ts'

/** One entry of the table of what headquarters' own server answers to a browser. */
export type HeadquartersOperation = {
  readonly kind: 'query' | 'command'
  readonly leastRole: HubLeastRole
  /** Whether each call leaves a row in the record of reads before it is answered. */
  readonly isAudited: boolean
  readonly input: z.ZodType
  readonly output: z.ZodType
  readonly failures: readonly FailureCode[]
}

/** What headquarters' store and its own record may answer to any call. */
const STORE = [
  'hub/store-busy',
  'hub/store-unreachable',
  'hub/ledger-damaged',
  'hub/store-of-another-hub',
] as const satisfies readonly FailureCode[]

const line = z.string().min(1).max(300)
const roles = z.array(z.enum(HUB_ROLES)).min(1).max(HUB_ROLES.length)
const personId = z.string().regex(/^[0-9a-f]{32}$/)
const packageId = z.string().regex(/^[0-9a-f]{32}$/)
const typedName = z.string().min(1).max(64)
const logInName = z.string().regex(/^[\p{L}\p{M}\p{N}.-]{1,64}$/u)
const passphrase = z.string().min(1).max(1024)
const oneTimeCode = z.string().min(1).max(64)
const sixDigits = z.string().regex(/^[0-9]{6}$/)

const person = z.strictObject({
  personId,
  name: line,
  roles,
  /** When the session ends whatever happens, and how long it lasts without a call. */
  endsAtMs: instantMs,
  idleMs: count,
})

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

const account = z.strictObject({
  personId,
  logInName: z.string(),
  name: line,
  roles,
  state: z.enum(['invited', 'active', 'suspended']),
})
const invitation = z.strictObject({ personId, code: z.string(), untilMs: instantMs })

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

const LOG_IN = [
  ...STORE,
  'account/wrong',
  'account/wait-before-next-try',
  'account/busy',
] as const satisfies readonly FailureCode[]

/** What headquarters' server answers to a browser beside the queries of stations. */
export const HEADQUARTERS_OPERATIONS = {
  /** Who is logged in, if anybody. */
  'headquarters.session': {
    kind: 'query',
    leastRole: 'anyone',
    isAudited: false,
    input: z.strictObject({}),
    output: z.strictObject({ hubName: z.string(), software: z.string(), person: person.nullable() }),
    failures: STORE,
  },
  /** Begins a first log-in: the one-time code gives a secret for the program that makes codes. */
  'headquarters.begin': {
    kind: 'command',
    leastRole: 'anyone',
    isAudited: false,
    input: z.strictObject({ logInName: typedName, oneTimeCode }),
    output: z.strictObject({
      /** The secret, sealed; {@link HEADQUARTERS_OPERATIONS} `headquarters.settle` brings it back. */
      ticket: z.string(),
      /** Base32, to be typed where nothing can be scanned. */
      secret: z.string(),
      address: z.string(),
      /** The rows of the QR code of `address`: `1` is dark. */
      qr: z.array(z.string()),
    }),
    failures: [...LOG_IN, 'account/code-void'],
  },
  /** Ends a first log-in: sets the passphrase and proves that codes are made. */
  'headquarters.settle': {
    kind: 'command',
    leastRole: 'anyone',
    isAudited: false,
    input: z.strictObject({
      logInName: typedName,
      oneTimeCode,
      ticket: z.string().max(2000),
      passphrase,
      code: sixDigits,
    }),
    output: person,
    failures: [...LOG_IN, 'account/code-void', 'account/passphrase-weak'],
  },
  'headquarters.logIn': {
    kind: 'command',
    leastRole: 'anyone',
    isAudited: false,
    input: z.strictObject({ logInName: typedName, passphrase, code: sixDigits }),
    output: person,
    failures: LOG_IN,
  },
  'headquarters.logOut': {
    kind: 'command',
    leastRole: 'anyone',
    isAudited: false,
    input: z.strictObject({}),
    output: z.strictObject({}),
    failures: STORE,
  },
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
  'headquarters.people': {
    kind: 'query',
    leastRole: 'administrator',
    isAudited: true,
    input: z.strictObject({}),
    output: z.strictObject({ people: z.array(account) }),
    failures: STORE,
  },
  'headquarters.addPerson': {
    kind: 'command',
    leastRole: 'administrator',
    isAudited: true,
    input: z.strictObject({ logInName, name: line, roles }),
    output: invitation,
    failures: [...STORE, 'account/name-taken', 'account/roles-apart'],
  },
  'headquarters.setRoles': {
    kind: 'command',
    leastRole: 'administrator',
    isAudited: true,
    input: z.strictObject({ personId, roles }),
    output: account,
    failures: [...STORE, 'account/not-found', 'account/roles-apart', 'account/not-yourself'],
  },
  'headquarters.suspend': {
    kind: 'command',
    leastRole: 'administrator',
    isAudited: true,
    input: z.strictObject({ personId }),
    output: account,
    failures: [...STORE, 'account/not-found', 'account/not-yourself'],
  },
  /** Makes a new one-time code: passphrase and codes of before are void, and who was suspended is let in again. */
  'headquarters.reset': {
    kind: 'command',
    leastRole: 'administrator',
    isAudited: true,
    input: z.strictObject({ personId }),
    output: invitation,
    failures: [...STORE, 'account/not-found', 'account/not-yourself'],
  },
  /** Who read what, the newest first. */
  'headquarters.audit': {
    kind: 'query',
    leastRole: 'reviewer',
    isAudited: true,
    input: z.strictObject({ beforeSeq: count.optional() }),
    output: z.strictObject({
      rows: z.array(
        z.strictObject({
          seq: count,
          atMs: instantMs,
          personId: z.string(),
          name: z.string().nullable(),
          operation: z.string(),
          stationId: z.string().nullable(),
          station: z.string().nullable(),
          subject: z.string().nullable(),
          from: z.string(),
        }),
      ),
    }),
    failures: STORE,
  },
} as const satisfies { readonly [name: string]: HeadquartersOperation }

/** The name of one of {@link HEADQUARTERS_OPERATIONS}. */
export type HeadquartersName = keyof typeof HEADQUARTERS_OPERATIONS
type Table = typeof HEADQUARTERS_OPERATIONS
/** What a caller passes. */
export type HeadquartersInput<Name extends HeadquartersName> = z.input<Table[Name]['input']>
/** What a handler receives. */
export type ParsedHeadquartersInput<Name extends HeadquartersName> = z.output<Table[Name]['input']>
/** What a successful call answers. */
export type HeadquartersOutput<Name extends HeadquartersName> = z.output<Table[Name]['output']>
/** The codes a handler may answer, beside those that every call may. */
export type HeadquartersFailureCode<Name extends HeadquartersName> = Table[Name]['failures'][number]

/** Tells whether the table has an operation of this name; inherited names are none. */
export function isHeadquartersName(name: unknown): name is HeadquartersName {
  return typeof name === 'string' && Object.hasOwn(HEADQUARTERS_OPERATIONS, name)
}
