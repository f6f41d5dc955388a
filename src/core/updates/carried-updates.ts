import * as z from 'zod'
import { type CanonicalValue, canonicalBytes, parseCanonical } from '../ledger/canonical-json.ts'
import { fail, type Result, succeed } from '../result.ts'
import { parseUpdateManifest, type SignedUpdate, UPDATE_LIMITS } from './update-manifest.ts'

const listShape = z.strictObject({
  format: z.literal('samnum-updates'),
  v: z.literal(1),
  updates: z.array(z.record(z.string(), z.unknown())).max(UPDATE_LIMITS.carried),
})

/** The canonical bytes of the list of updates that a hub carries (`docs/format-network.md`, section 4). */
export function writeCarriedUpdates(updates: readonly SignedUpdate[]): Uint8Array {
  const listed = updates.slice(0, UPDATE_LIMITS.carried) as unknown as CanonicalValue[]
  return canonicalBytes({ format: 'samnum-updates', v: 1, updates: listed })
}

/** Reads such a list. A manifest that this version cannot read is left out: it is for another program. */
export function parseCarriedUpdates(
  bytes: Uint8Array,
): Result<readonly SignedUpdate[], { readonly code: 'sync/malformed' }> {
  const value = parseCanonical(bytes)
  const read = listShape.safeParse(value.ok ? value.value : null)
  if (!read.success) return fail({ code: 'sync/malformed' })
  return succeed(
    read.data.updates.flatMap((manifest) => {
      const signed = parseUpdateManifest(canonicalBytes(manifest as CanonicalValue))
      return signed.ok ? [signed.value] : []
    }),
  )
}
