import type { KeyObject } from 'node:crypto'
import {
  agreementKeyFromBytes,
  agreeX25519,
  hmacSha256,
  KEY_BYTES,
  NONCE_BYTES,
  openAesGcm,
  randomBytes,
  rawPublicKey,
  sealAesGcm,
} from './primitives.ts'

/**
 * Hybrid public key encryption, RFC 9180 (February 2022), base mode, one message:
 * DHKEM(X25519, HKDF-SHA256) 0x0020, HKDF-SHA256 0x0001, AES-256-GCM 0x0002.
 */
const KEM_SUITE = Buffer.concat([ascii('KEM'), u16(0x0020)])
const HPKE_SUITE = Buffer.concat([ascii('HPKE'), u16(0x0020), u16(0x0001), u16(0x0002)])
const MODE_BASE = 0x00

/**
 * Seals a message to the holder of an X25519 key: 32 bytes of encapsulated key, then ciphertext and tag.
 * `info` names the purpose, `associated` what the message belongs to; both must be given again to open.
 *
 * @throws when the recipient's key is of low order; such keys are refused where they enter.
 */
export function sealToKey(
  recipientRaw: Uint8Array,
  info: string,
  associated: Uint8Array,
  plaintext: Uint8Array,
  ephemeralBytes: Uint8Array = randomBytes(KEY_BYTES),
): Uint8Array {
  const ephemeral = agreementKeyFromBytes(ephemeralBytes)
  const encapsulated = rawPublicKey(ephemeral)
  const shared = agreeX25519(ephemeral, recipientRaw)
  if (shared === null) throw new Error('the recipient key is of low order')
  const { key, nonce } = schedule(sharedSecret(shared, encapsulated, recipientRaw), info)
  return Buffer.concat([encapsulated, sealAesGcm(key, nonce, plaintext, associated)])
}

/** Opens what {@link sealToKey} sealed, or answers `null` when anything does not fit. */
export function openWithKey(
  privateKey: KeyObject,
  info: string,
  associated: Uint8Array,
  sealed: Uint8Array,
): Uint8Array | null {
  const encapsulated = sealed.subarray(0, KEY_BYTES)
  const shared = agreeX25519(privateKey, encapsulated)
  if (shared === null) return null
  const { key, nonce } = schedule(sharedSecret(shared, encapsulated, rawPublicKey(privateKey)), info)
  return openAesGcm(key, nonce, sealed.subarray(KEY_BYTES), associated)
}

function sharedSecret(shared: Uint8Array, encapsulated: Uint8Array, recipient: Uint8Array): Uint8Array {
  const prk = labeledExtract(KEM_SUITE, new Uint8Array(0), 'eae_prk', shared)
  return labeledExpand(KEM_SUITE, prk, 'shared_secret', Buffer.concat([encapsulated, recipient]), KEY_BYTES)
}

function schedule(secret: Uint8Array, info: string): { key: Uint8Array; nonce: Uint8Array } {
  const none = new Uint8Array(0)
  const context = contextOf(info)
  const prk = labeledExtract(HPKE_SUITE, secret, 'secret', none)
  return {
    key: labeledExpand(HPKE_SUITE, prk, 'key', context, KEY_BYTES),
    nonce: labeledExpand(HPKE_SUITE, prk, 'base_nonce', context, NONCE_BYTES),
  }
}

// The same for every message of a purpose, of which there are a few; a person's cases are twenty thousand.
const contexts = new Map<string, Uint8Array>()

function contextOf(info: string): Uint8Array {
  const known = contexts.get(info)
  if (known !== undefined) return known
  const none = new Uint8Array(0)
  const context = Buffer.concat([
    Uint8Array.of(MODE_BASE),
    labeledExtract(HPKE_SUITE, none, 'psk_id_hash', none),
    labeledExtract(HPKE_SUITE, none, 'info_hash', ascii(info)),
  ])
  contexts.set(info, context)
  return context
}

function labeledExtract(suite: Uint8Array, salt: Uint8Array, label: string, ikm: Uint8Array): Uint8Array {
  return hmacSha256(salt.length === 0 ? new Uint8Array(32) : salt, ascii('HPKE-v1'), suite, ascii(label), ikm)
}

// One block of HKDF-Expand is enough: nothing here is longer than a SHA-256 digest.
function labeledExpand(
  suite: Uint8Array,
  prk: Uint8Array,
  label: string,
  info: Uint8Array,
  lengthBytes: number,
): Uint8Array {
  const block = hmacSha256(
    prk,
    u16(lengthBytes),
    ascii('HPKE-v1'),
    suite,
    ascii(label),
    info,
    Uint8Array.of(1),
  )
  return block.subarray(0, lengthBytes)
}

function ascii(text: string): Uint8Array {
  return Buffer.from(text, 'ascii')
}

function u16(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 0xff)
}
