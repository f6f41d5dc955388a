import type { EventPlace, OpenedBody } from '#app/ports/event-crypto.ts'
import {
  DIGEST_BYTES,
  type HmacKey,
  hmacHex,
  hmacInto,
  makeRoom,
  prepareHmac,
  putKey,
  wipeHmac,
} from './prepared-hmac.ts'
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
const BODY_INFO = 'samnum/v1/event-body'
const CONTEXT = Buffer.from(`${BODY_INFO}\n`, 'ascii')
/** Every body has a key of its own, so one nonce serves all. */
const NONCE = new Uint8Array(NONCE_BYTES)
const REF_BYTES = 16
const PLACE_BYTES = 24
const NO_BYTES = new Uint8Array(0)

/** What a scope's key is used for, made ready once where many events are read. */
export type ScopeSecrets = {
  /** The scope's key itself, not a copy: overwriting it overwrites this. */
  readonly key: Uint8Array
  /** The key under which references to the scope are computed. */
  readonly refKey: HmacKey
}

/** Makes a scope's key ready for many events. */
export function scopeSecretsFrom(scopeKey: Uint8Array): ScopeSecrets {
  return { key: scopeKey, refKey: prepareHmac(scopeRefKeyOf(scopeKey)) }
}

/**
 * Seals the canonical bytes of an event's body: salt (32), key commitment (32), ciphertext, tag (16).
 *
 * Every body has a key of its own, derived from the scope's key and the salt, so its nonce is constant; the commitment
 * makes it impossible to craft one body that opens to different texts under different keys. The place is bound in, so that a
 * body fits one place only.
 */
export function sealBody(
  scopeKey: Uint8Array | ScopeSecrets,
  place: EventPlace,
  plaintext: Uint8Array,
  salt: Uint8Array = randomBytes(SALT_BYTES),
): Uint8Array {
  const { key, commitment } = bodyKey(scopeKey, salt)
  const sealed = sealAesGcm(key, NONCE, plaintext, associated(place))
  return Buffer.concat([salt, commitment, sealed])
}

/** Opens a sealed body. */
export function openBody(
  scopeKey: Uint8Array | ScopeSecrets,
  place: EventPlace,
  sealed: Uint8Array,
): OpenedBody {
  if (sealed.length < SALT_BYTES + COMMITMENT_BYTES) return { state: 'damaged' }
  return openUnder(bodyKey(scopeKey, sealed.subarray(0, SALT_BYTES)), place, sealed)
}

/**
 * The secret, 32 bytes, that opens this one sealed body: HKDF's extracted key, from which both its key and its commitment follow. The
 * scope's key does not follow from it.
 *
 * The body's key alone would not do: AES-GCM lets whoever seals make one body that opens to different texts under different keys,
 * and only the commitment shows which was meant.
 */
export function openingOf(scopeKey: Uint8Array, sealed: Uint8Array): Uint8Array {
  return new Uint8Array(hmacSha256(sealed.subarray(0, SALT_BYTES), scopeKey))
}

/** Opens a sealed body with what {@link openingOf} gave for it. */
export function openBodyWith(opening: Uint8Array, place: EventPlace, sealed: Uint8Array): OpenedBody {
  if (sealed.length < SALT_BYTES + COMMITMENT_BYTES) return { state: 'damaged' }
  // RFC 5869, section 2.3: the two blocks of the expansion.
  const info = Buffer.from(BODY_INFO, 'ascii')
  const key = hmacSha256(opening, info, Buffer.of(1))
  const commitment = hmacSha256(opening, key, info, Buffer.of(2))
  return openUnder({ key, commitment }, place, sealed)
}

function openUnder(
  { key, commitment }: { readonly key: Uint8Array; readonly commitment: Uint8Array },
  place: EventPlace,
  sealed: Uint8Array,
): OpenedBody {
  if (!equalBytes(commitment, sealed.subarray(SALT_BYTES, SALT_BYTES + COMMITMENT_BYTES))) {
    return { state: 'wrong-key' }
  }
  const rest = sealed.subarray(SALT_BYTES + COMMITMENT_BYTES)
  const plaintext = openAesGcm(hexOf(key), NONCE, rest, associated(place))
  return plaintext === null ? { state: 'damaged' } : { state: 'open', plaintext }
}

// It opens this one body, whose text is in memory as well.
function hexOf(key: Uint8Array): string {
  return Buffer.from(key.buffer, key.byteOffset, key.length).toString('hex')
}

/** The reference by which holders of a scope's key, and nobody else, know the scope's events: 32 hex digits. */
export function scopeRef(scopeKey: Uint8Array | ScopeSecrets, place: EventPlace): string {
  const { refKey } = scopeKey instanceof Uint8Array ? scopeSecretsFrom(scopeKey) : scopeKey
  return refUnder(refKey, place)
}

/** The key under which a scope's references are computed. It tells the scope's events and opens none. */
export function scopeRefKeyOf(scopeKey: Uint8Array): Uint8Array {
  return hkdfSha256(scopeKey, NO_BYTES, 'samnum/v1/scope-ref', 32)
}

/** The reference of an event under a scope's reference key: 32 hex digits. */
export function scopeRefWith(refKey: Uint8Array, place: EventPlace): string {
  return refUnder(prepareHmac(refKey), place)
}

const placeOf = Buffer.alloc(PLACE_BYTES)

function refUnder(refKey: HmacKey, place: EventPlace): string {
  writePlace(placeOf, 0, place)
  return hmacHex(refKey, placeOf).slice(0, 2 * REF_BYTES)
}

const INFO = Buffer.from(BODY_INFO, 'ascii')
const FIRST = Uint8Array.of(1)
const SECOND = Uint8Array.of(2)
// Used again for every body and wiped each time.
const salted = makeRoom()
const opening = makeRoom()

/**
 * HKDF-SHA256 (RFC 5869) of 64 bytes, written out: for short inputs the library takes longer than for a signature's hash. What is made
 * on the way opens this one body, whose text is in memory as well; the scope's key is only ever in bytes that are wiped.
 */
function bodyKey(
  scopeKey: Uint8Array | ScopeSecrets,
  salt: Uint8Array,
): { key: Uint8Array; commitment: Uint8Array } {
  const extracted = Buffer.allocUnsafe(DIGEST_BYTES)
  putKey(salted, salt)
  hmacInto(extracted, salted, scopeKey instanceof Uint8Array ? scopeKey : scopeKey.key)
  putKey(opening, extracted)
  const key = Buffer.allocUnsafe(DIGEST_BYTES)
  const commitment = Buffer.allocUnsafe(DIGEST_BYTES)
  hmacInto(key, opening, INFO, FIRST)
  hmacInto(commitment, opening, key, INFO, SECOND)
  wipeHmac(salted)
  wipeHmac(opening)
  extracted.fill(0)
  return { key, commitment }
}

function associated(place: EventPlace): Uint8Array {
  const bytes = Buffer.allocUnsafe(CONTEXT.length + PLACE_BYTES)
  bytes.set(CONTEXT)
  writePlace(bytes, CONTEXT.length, place)
  return bytes
}

function writePlace(bytes: Buffer, at: number, { device, seq }: EventPlace): void {
  // What is no device's id would be written short.
  bytes.fill(0, at, at + PLACE_BYTES)
  bytes.write(device, at, 16, 'hex')
  bytes.writeUInt32BE(Math.trunc(seq / 2 ** 32), at + 16)
  bytes.writeUInt32BE(seq % 2 ** 32, at + 20)
}
