import * as z from 'zod'
import { complaintRecord } from '../casework/complaint-record.ts'
import { MAX_INSTANT_MS } from '../dates/station-time.ts'
import type { CaseId, DeviceId, DigestHex, ExhibitId, KeyId, ObjectId, UserId, VaultId } from '../ids.ts'
import { ROLES } from '../people/roles.ts'
import { fail, type Result, succeed } from '../result.ts'
import {
  type CanonicalFailure,
  type CanonicalValue,
  canonicalBytes,
  parseCanonical,
} from './canonical-json.ts'

/** The first version of the body's outer shape. */
export const BODY_VERSION = 1

const branded = <Name>(digits: number) =>
  z
    .string()
    .regex(new RegExp(`^[0-9a-f]{${digits}}$`))
    .transform((text) => text as Name)
const id = <Name>() => branded<Name>(32)
const digest = () => branded<DigestHex>(64)
const hex = z.string().regex(/^([0-9a-f]{2})+$/)
const sizeBytes = z.number().int().min(0)

/** A person as the ledger knows them. */
const userRecord = z.strictObject({
  userId: id<UserId>(),
  name: z.string(),
  roles: z.array(z.enum(ROLES)),
  keyId: id<KeyId>(),
  signingKeyHex: branded<string>(64),
  agreementKeyHex: branded<string>(64),
})

/**
 * Every kind of event with the shape of its data. A kind, once released, never changes: what must differ is a new kind.
 *
 * The register (scope: the vault's id) holds `vault-created` and `case-key-granted`; all others belong to a case
 * (scope: the case's id).
 */
export const EVENT_KINDS = {
  /** First event of a vault; names the founder and the keys that sign from here on. */
  'vault-created': z.strictObject({
    vaultId: id<VaultId>(),
    deviceId: id<DeviceId>(),
    software: z.string(),
    founder: userRecord,
  }),
  /**
   * A case's key, sealed to one person (`docs/format.md`, section Keys), with the case's number: numbers are the station's,
   * so whoever gives the next one must know those of cases they may not read.
   */
  'case-key-granted': z.strictObject({
    caseId: id<CaseId>(),
    number: z.string(),
    userId: id<UserId>(),
    sealedKeyHex: hex,
  }),
  'case-opened': z.strictObject({
    caseId: id<CaseId>(),
    number: z.string(),
    title: z.string(),
    openedBy: z.strictObject({ userId: id<UserId>(), name: z.string() }),
  }),
  'complaint-taken': z.strictObject({
    complaintId: id<string>(),
    takenBy: z.strictObject({ userId: id<UserId>(), name: z.string() }),
    complaint: complaintRecord,
  }),
  'exhibit-sealed': z.strictObject({
    exhibitId: id<ExhibitId>(),
    number: z.string(),
    name: z.string(),
    /** The file's own name with control characters made visible, where it was recorded under another. */
    sourceName: z.string().optional(),
    description: z.string().optional(),
    sourceModifiedAtMs: z.number().int().min(-MAX_INSTANT_MS).max(MAX_INSTANT_MS).optional(),
    sealedBy: z.strictObject({ userId: id<UserId>(), name: z.string() }),
    sizeBytes,
    digestHex: digest(),
    object: z.strictObject({
      objectId: id<ObjectId>(),
      segmentSizeBytes: sizeBytes,
      sealDigestHex: digest(),
    }),
  }),
  /** An exhibit's bytes left the vault. */
  'exhibit-extracted': z.strictObject({
    exhibitId: id<ExhibitId>(),
    extractedBy: z.strictObject({ userId: id<UserId>(), name: z.string() }),
  }),
  /** A report left the vault. */
  'report-saved': z.strictObject({
    reportKind: z.string(),
    languages: z.string(),
    madeFromHeadHex: digest(),
    digestHex: digest(),
    sizeBytes,
    savedBy: z.strictObject({ userId: id<UserId>(), name: z.string() }),
  }),
} as const

/** The name of a kind of event. */
export type EventKind = keyof typeof EVENT_KINDS

/** The data of one kind of event. */
export type EventData<Kind extends EventKind> = z.output<(typeof EVENT_KINDS)[Kind]>

/** The readable content of an event. */
export type EventBody = {
  [Kind in EventKind]: {
    readonly kind: Kind
    /** The vault's id for the register, the case's id otherwise. */
    readonly scope: string
    readonly data: EventData<Kind>
  }
}[EventKind]

/** Kinds that only record that something left the vault: a report made before and after them says the same. */
export const DEPARTURE_KINDS: ReadonlySet<EventKind> = new Set(['exhibit-extracted', 'report-saved'])

/** Why bytes are no event body. */
export type BodyFailure = CanonicalFailure | { readonly code: 'event/body-malformed' }

const outer = z.strictObject({
  v: z.literal(BODY_VERSION),
  kind: z.string(),
  scope: branded<string>(32),
  data: z.unknown(),
})

/** The canonical bytes of a body, before it is sealed. */
export function bodyBytes(body: EventBody): Uint8Array {
  const { kind, scope, data } = body
  return canonicalBytes({ v: BODY_VERSION, kind, scope, data: data as CanonicalValue })
}

/** Reads a body from its canonical bytes; unknown kinds and shapes are refused. */
export function parseBody(bytes: Uint8Array): Result<EventBody, BodyFailure> {
  const value = parseCanonical(bytes)
  if (!value.ok) return value
  const shape = outer.safeParse(value.value)
  if (!shape.success || !Object.hasOwn(EVENT_KINDS, shape.data.kind))
    return fail({ code: 'event/body-malformed' })
  const kind = shape.data.kind as EventKind
  const data = EVENT_KINDS[kind].safeParse(shape.data.data)
  if (!data.success) return fail({ code: 'event/body-malformed' })
  return succeed({ kind, scope: shape.data.scope, data: data.data } as EventBody)
}
