import * as z from 'zod'
import type { PackageId } from '../ids.ts'
import { type CanonicalValue, canonicalBytes, parseCanonical } from '../ledger/canonical-json.ts'
import { count, id } from '../ledger/event-fields.ts'
import { SYNC_LIMITS } from '../packages/sync-limits.ts'
import { fail, type Result, succeed } from '../result.ts'
import { NETWORK_LIMITS } from './network-limits.ts'

/** What became of a package that came over a network, as far as it is known. */
export const ARRIVAL_STATES = ['arriving', 'judging', 'accepted', 'waiting', 'quarantined'] as const

const pair = z.tuple([count, count])

const arrivalShape = z.strictObject({
  format: z.literal('samnum-arrival'),
  v: z.literal(1),
  packageId: id<PackageId>(),
  state: z.enum(ARRIVAL_STATES),
  /** Why it is quarantined. */
  code: z.string().max(200).nullable(),
  /** `[first, last]` of pieces that are not acknowledged, in order. */
  missing: z.array(pair).max(NETWORK_LIMITS.listed),
  /** `[number, heldBytes]` of pieces of which there is a beginning, in order. */
  partial: z.array(pair).max(NETWORK_LIMITS.listed),
  /** A signed document; its canonical bytes are `way-back.json`. */
  wayBack: z.record(z.string(), z.unknown()).nullable(),
})

/** What a hub answers about a package (`docs/format-network.md`, section 5). */
export type Arrival = Omit<z.output<typeof arrivalShape>, 'wayBack'> & {
  /** The bytes of `way-back.json`. */
  readonly wayBack: Uint8Array | null
}

/** Most bytes of an arrival. */
export const MAX_ARRIVAL_BYTES = SYNC_LIMITS.wayBackBytes + 1024 * 1024

/** The canonical bytes of an arrival. The way back is canonical JSON already and stands in it as it is. */
export function writeArrival({ wayBack, ...rest }: Arrival): Uint8Array {
  const value = wayBack === null ? null : parseCanonical(wayBack)
  if (value !== null && !value.ok) throw new TypeError('a way back is canonical JSON')
  return canonicalBytes({ ...rest, wayBack: value === null ? null : value.value })
}

/** Reads an arrival; the way back in it is judged by whoever takes it. */
export function parseArrival(bytes: Uint8Array): Result<Arrival, { readonly code: 'sync/malformed' }> {
  if (bytes.length > MAX_ARRIVAL_BYTES) return fail({ code: 'sync/malformed' })
  const value = parseCanonical(bytes)
  const read = arrivalShape.safeParse(value.ok ? value.value : null)
  if (!read.success) return fail({ code: 'sync/malformed' })
  const { wayBack, ...rest } = read.data
  return succeed({
    ...rest,
    wayBack: wayBack === null ? null : canonicalBytes(wayBack as CanonicalValue),
  })
}

/** A failure as a hub answers it: a code, and facts that are numbers and ids. */
const refusalShape = z.strictObject({
  code: z
    .string()
    .max(100)
    .regex(/^[a-z]+\/[a-z-]+$/),
  facts: z.record(z.string(), z.union([z.number(), z.string().max(200)])).optional(),
})

/** What a hub answers instead of what it was asked for. */
export type NetworkRefusal = {
  readonly code: string
  readonly facts?: { readonly [name: string]: number | string }
}

/** Reads the body of an answer with a status of 400 or more; `null` where no hub can have written it. */
export function parseRefusal(bytes: Uint8Array): NetworkRefusal | null {
  const value = parseCanonical(bytes)
  const read = refusalShape.safeParse(value.ok ? value.value : null)
  if (!read.success) return null
  const { code, facts } = read.data
  return facts === undefined ? { code } : { code, facts }
}
