import { type _HMAC, hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'

/** Bytes of a digest. */
export const DIGEST_BYTES = 32

type Sha256Hmac = _HMAC<ReturnType<typeof sha256.create>>

/**
 * A key made ready for many HMAC-SHA256 (RFC 2104): the states after its two pads. It MUST be wiped.
 *
 * The system's library takes several times as long to make and end an object for each short message, and takes locks for it that
 * threads which verify signatures wait for.
 */
export type HmacKey = { readonly prepared: Sha256Hmac; readonly working: Sha256Hmac }

/** Makes a key ready. */
export function prepareHmac(key: Uint8Array): HmacKey {
  const prepared = hmac.create(sha256, key)
  return { prepared, working: prepared.clone() }
}

/** Overwrites what {@link prepareHmac} made. */
export function wipeHmac({ prepared, working }: HmacKey): void {
  prepared.destroy()
  working.destroy()
}

/** HMAC-SHA256 of the parts one after another, written into the first 32 bytes of `out`. */
export function hmacInto(
  out: Uint8Array,
  { prepared, working }: HmacKey,
  ...parts: readonly Uint8Array[]
): void {
  prepared._cloneInto(working)
  for (const part of parts) working.update(part)
  working.digestInto(out)
}
