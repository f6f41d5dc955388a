import type { EventPlace, OpenedBody } from '#app/ports/event-crypto.ts'
import {
  equalBytes,
  hkdfSha256,
  hmacSha256,
  NONCE_BYTES,
  openAesGcm,
  randomBytes,
  sealAesGcm,
} from './primitives.ts'

const SALT_BYTES = 32
const COMMITMENT_BYTES = 32
const CONTEXT = Buffer.from('samnum/v1/event-body\n', 'ascii')
const REF_BYTES = 16

/**
 * Seals the canonical bytes of an event's body: salt (32), key commitment (32), ciphertext, tag (16).
 *
 * Every body has a key of its own, derived from the scope's key and the salt, so its nonce is constant; the commitment
 * makes it impossible to craft one body that opens to different texts under different keys. The place is bound in, so that a
 * body fits one place only.
 */
export function sealBody(
  scopeKey: Uint8Array,
  place: EventPlace,
  plaintext: Uint8Array,
  salt: Uint8Array = randomBytes(SALT_BYTES),
): Uint8Array {
  const { key, commitment } = bodyKey(scopeKey, salt)
  const sealed = sealAesGcm(key, new Uint8Array(NONCE_BYTES), plaintext, associated(place))
  return Buffer.concat([salt, commitment, sealed])
}

/** Opens a sealed body. */
export function openBody(scopeKey: Uint8Array, place: EventPlace, sealed: Uint8Array): OpenedBody {
  if (sealed.length < SALT_BYTES + COMMITMENT_BYTES) return { state: 'damaged' }
  const { key, commitment } = bodyKey(scopeKey, sealed.subarray(0, SALT_BYTES))
  if (!equalBytes(commitment, sealed.subarray(SALT_BYTES, SALT_BYTES + COMMITMENT_BYTES))) {
    return { state: 'wrong-key' }
  }
  const rest = sealed.subarray(SALT_BYTES + COMMITMENT_BYTES)
  const plaintext = openAesGcm(key, new Uint8Array(NONCE_BYTES), rest, associated(place))
  return plaintext === null ? { state: 'damaged' } : { state: 'open', plaintext }
}

/** The reference by which holders of a scope's key, and nobody else, know the scope's events: 32 hex digits. */
export function scopeRef(scopeKey: Uint8Array, place: EventPlace): string {
  const refKey = hkdfSha256(scopeKey, new Uint8Array(0), 'samnum/v1/scope-ref', 32)
  return Buffer.from(hmacSha256(refKey, placeBytes(place)).subarray(0, REF_BYTES)).toString('hex')
}

function bodyKey(scopeKey: Uint8Array, salt: Uint8Array): { key: Uint8Array; commitment: Uint8Array } {
  const okm = hkdfSha256(scopeKey, salt, 'samnum/v1/event-body', 64)
  return { key: okm.subarray(0, 32), commitment: okm.subarray(32) }
}

function associated(place: EventPlace): Uint8Array {
  return Buffer.concat([CONTEXT, placeBytes(place)])
}

function placeBytes({ device, seq }: EventPlace): Uint8Array {
  const bytes = Buffer.alloc(24)
  bytes.write(device, 'hex')
  bytes.writeBigUInt64BE(BigInt(seq), 16)
  return bytes
}
