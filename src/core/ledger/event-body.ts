import * as z from 'zod'
import { fail, type Result, succeed } from '../result.ts'
import {
  type CanonicalFailure,
  type CanonicalValue,
  canonicalBytes,
  parseCanonical,
} from './canonical-json.ts'
import { CASE_KINDS } from './case-kinds.ts'
import { actor, branded, digest, seq } from './event-fields.ts'
import { makeQuickCheck, type QuickCheck } from './quick-check.ts'
import { REGISTER_KINDS } from './register-kinds.ts'

/** The first version of the body's outer shape. */
export const BODY_VERSION = 1

/** Every kind of event with the shape of its data. A kind, once released, never changes: what must differ is a new kind. */
export const EVENT_KINDS = {
  ...REGISTER_KINDS,
  ...CASE_KINDS,
  /** A second person read what an event says and signs this with a key of their own. In the scope of that event. */
  'event-confirmed': z.strictObject({
    seq,
    hashHex: digest(),
    purpose: z.enum(['hand-over', 'review', 'recovery']),
    note: z.string().optional(),
    confirmedBy: actor,
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
export const DEPARTURE_KINDS: ReadonlySet<EventKind> = new Set([
  'exhibit-extracted',
  'report-saved',
  'report-signed',
  'case-disclosed',
  'case-exported',
])

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
  const known = readQuickly(value.value)
  if (known !== null) return succeed(known)
  const shape = outer.safeParse(value.value)
  if (!shape.success || !Object.hasOwn(EVENT_KINDS, shape.data.kind))
    return fail({ code: 'event/body-malformed' })
  const kind = shape.data.kind as EventKind
  const data = EVENT_KINDS[kind].safeParse(shape.data.data)
  if (!data.success) return fail({ code: 'event/body-malformed' })
  return succeed({ kind, scope: shape.data.scope, data: data.data } as EventBody)
}

const OUTER_MEMBERS = 4
const quickScope = makeQuickCheck(outer.shape.scope)
const quickChecks = new Map<EventKind, QuickCheck | null>()

/** A body that certainly has its shape, or `null` where only the schemas can tell. */
function readQuickly(value: CanonicalValue): EventBody | null {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== OUTER_MEMBERS) return null
  const { v, kind, scope, data } = value as { readonly [name: string]: unknown }
  if (v !== BODY_VERSION || quickScope?.(scope) !== true) return null
  if (typeof kind !== 'string' || !Object.hasOwn(EVENT_KINDS, kind)) return null
  return quickCheckOf(kind as EventKind)?.(data) === true ? ({ kind, scope, data } as EventBody) : null
}

function quickCheckOf(kind: EventKind): QuickCheck | null {
  const made = quickChecks.get(kind)
  if (made !== undefined) return made
  const check = makeQuickCheck(EVENT_KINDS[kind])
  quickChecks.set(kind, check)
  return check
}
