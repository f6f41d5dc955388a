import * as z from 'zod'
import { canonicalBytes, parseCanonical } from '../ledger/canonical-json.ts'

/** What precedes a row's bytes in the message that the hub signs (`docs/format-hub.md`, section 7). */
export const AUDIT_ROW_CONTEXT = 'samnum/v1/hub-audit\n'
/** The `prev` of the first row. */
export const NO_AUDIT_ROW = '0'.repeat(64)

const hex = z.string().regex(/^(?:[0-9a-f]{2})+$/)
const digest = z.string().regex(/^[0-9a-f]{64}$/)
const text = z.string().min(1).max(300)

const rowSchema = z.strictObject({
  format: z.literal('samnum-hub-audit'),
  v: z.literal(1),
  hubId: z.string().regex(/^[0-9a-f]{32}$/),
  seq: z.number().int().min(1),
  prev: digest,
  atMs: z.number().int().min(0),
  /** {@link AuditedRead}, sealed under the key of the hub's secrets. */
  sealedHex: hex,
})

const readSchema = z.strictObject({
  personId: text,
  operation: text,
  stationId: text.nullable(),
  /** The case, package or person that was named; `null` where the call named none. */
  subject: text.nullable(),
  /** The network address that asked. */
  from: text,
})

/** One row of the record of reads, as it is chained and signed. */
export type AuditRow = z.output<typeof rowSchema>
/** Who read what. */
export type AuditedRead = z.output<typeof readSchema>

/** The canonical bytes of a row: what is hashed, signed and stored. */
export function auditRowBytes(row: AuditRow): Uint8Array {
  return canonicalBytes(row)
}

/** Reads a row from its canonical bytes; `null` where it is none. */
export function parseAuditRow(bytes: Uint8Array): AuditRow | null {
  const value = parseCanonical(bytes)
  const parsed = value.ok ? rowSchema.safeParse(value.value) : null
  return parsed?.success === true ? parsed.data : null
}

/** The bytes of what a row seals. */
export function auditedReadBytes(read: AuditedRead): Uint8Array {
  return canonicalBytes(readSchema.parse(read))
}

/** Reads what a row sealed; `null` where it is none. */
export function parseAuditedRead(bytes: Uint8Array): AuditedRead | null {
  const value = parseCanonical(bytes)
  const parsed = value.ok ? readSchema.safeParse(value.value) : null
  return parsed?.success === true ? parsed.data : null
}
