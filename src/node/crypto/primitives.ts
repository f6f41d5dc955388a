/**
 * Every use of `node:crypto` is in this folder. Only algorithms that both OpenSSL (Node) and BoringSSL (Electron)
 * offer are used: SHA-256, HMAC, HKDF, AES-256-GCM, Ed25519, X25519.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  type Hash,
  hash,
  hkdfSync,
  type KeyObject,
  randomBytes as nodeRandomBytes,
  sign as nodeSign,
  verify as nodeVerify,
  timingSafeEqual,
} from 'node:crypto'
import { isWeakSigningKey } from './weak-keys.ts'

/** Bytes of an AES-256 key, a digest, a seed and a public key alike. */
export const KEY_BYTES = 32
/** Bytes of an AES-GCM authentication tag. */
export const TAG_BYTES = 16
/** Bytes of an AES-GCM nonce; longer ones are never used (Node fails Wycheproof for them). */
export const NONCE_BYTES = 12

const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')
const PKCS8_X25519 = Buffer.from('302e020100300506032b656e04220420', 'hex')
const SPKI_ED25519 = Buffer.from('302a300506032b6570032100', 'hex')

/** Fresh bytes from the system's generator. */
export function randomBytes(count: number): Uint8Array {
  return new Uint8Array(nodeRandomBytes(count))
}

/**
 * Secret bytes as the library's own object. Node takes ten times as long over a key in bare bytes as over such an object; what the
 * object holds is wiped when it is collected.
 */
export function secretKey(bytes: Uint8Array | KeyObject): KeyObject {
  return bytes instanceof Uint8Array ? createSecretKey(bytes) : bytes
}

/** SHA-256 of some bytes, 32 bytes. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** SHA-256 of some bytes as 64 lower-case hex digits. */
export function sha256Hex(...parts: readonly Uint8Array[]): string {
  const [only] = parts
  if (only !== undefined && parts.length === 1) return hash('sha256', only, 'hex')
  return Buffer.from(sha256(...parts)).toString('hex')
}

/** SHA-256 of some bytes as a text of 32 characters, one a byte: what the library gives soonest. */
export function sha256Latin1(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'binary')
}

/** An incremental SHA-256, for streams. */
export function startSha256(): Hash {
  return createHash('sha256')
}

/** HMAC-SHA256, 32 bytes. A key used many times is passed as {@link secretKey} gives it. */
export function hmacSha256(key: Uint8Array | KeyObject, ...parts: readonly Uint8Array[]): Uint8Array {
  const mac = createHmac('sha256', secretKey(key))
  for (const part of parts) mac.update(part)
  return mac.digest()
}

/** HKDF-SHA256 (RFC 5869). `info` is ASCII and names the one purpose of the derived bytes. */
export function hkdfSha256(
  ikm: Uint8Array | KeyObject,
  salt: Uint8Array,
  info: string,
  lengthBytes: number,
): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secretKey(ikm), salt, Buffer.from(info, 'ascii'), lengthBytes))
}

/** Compares two byte strings without telling by time where they differ. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Seals with AES-256-GCM; answers ciphertext followed by the 16-byte tag. The nonce MUST be unique under the key. */
export function sealAesGcm(
  key: Uint8Array,
  nonce: Uint8Array,
  plaintext: Uint8Array,
  associated: Uint8Array,
): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', secretKey(key), nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(associated)
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
}

/**
 * Opens what {@link sealAesGcm} sealed, or answers `null` when key, nonce, bytes or associated data do not fit. A key that opens one
 * text of many may be given as 64 hex digits, over which Node takes half as long; no such text can be wiped.
 */
export function openAesGcm(
  key: Uint8Array | string,
  nonce: Uint8Array,
  sealed: Uint8Array,
  associated: Uint8Array,
): Uint8Array | null {
  if (sealed.length < TAG_BYTES) return null
  const decipher =
    typeof key === 'string'
      ? createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES, encoding: 'hex' })
      : createDecipheriv('aes-256-gcm', secretKey(key), nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(associated)
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES))
  // A stream cipher keeps nothing back, so that what the end gives is empty; asking for it compares the tag.
  const plaintext = decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES))
  try {
    decipher.final()
    return plaintext
  } catch {
    plaintext.fill(0)
    return null
  }
}

/** Opens one piece of bulk data whose ciphertext and tag come apart, or answers `null` and shows nothing when anything does not fit. */
export function openAesGcmApart(
  key: Uint8Array,
  nonce: Uint8Array,
  ciphertext: Uint8Array,
  tag: Uint8Array,
  associated: Uint8Array,
): Uint8Array | null {
  const decipher = createDecipheriv('aes-256-gcm', secretKey(key), nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(associated)
  decipher.setAuthTag(tag)
  const plaintext = decipher.update(ciphertext)
  try {
    decipher.final()
    return plaintext
  } catch {
    plaintext.fill(0)
    return null
  }
}

/** An Ed25519 private key made from its 32-byte seed (RFC 8032). */
export function signingKeyFromSeed(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' })
}

/** An Ed25519 public key from its 32 raw bytes, or `null` if they are no key or a weak one. */
export function signingPublicKey(raw: Uint8Array): KeyObject | null {
  return isWeakSigningKey(raw) ? null : publicKey(SPKI_ED25519, raw)
}

/** An X25519 private key from its 32 raw bytes (RFC 7748). */
export function agreementKeyFromBytes(raw: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_X25519, raw]), format: 'der', type: 'pkcs8' })
}

// Reading a key out of the library costs as much as using it, and one key opens every case of a person.
const rawOfKey = new WeakMap<KeyObject, Uint8Array>()

/** The 32 raw bytes of the public half of an Ed25519 or X25519 key. */
export function rawPublicKey(key: KeyObject): Uint8Array {
  const known = rawOfKey.get(key)
  if (known !== undefined) return Uint8Array.from(known)
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
  const raw = Uint8Array.from(spki.subarray(spki.length - KEY_BYTES))
  rawOfKey.set(key, raw)
  return Uint8Array.from(raw)
}

/** Signs with Ed25519, 64 bytes. */
export function signEd25519(key: KeyObject, message: Uint8Array): Uint8Array {
  return nodeSign(null, message, key)
}

/** Tells whether an Ed25519 signature is of this message under this key. */
export function verifyEd25519(key: KeyObject, message: Uint8Array, signature: Uint8Array): boolean {
  return signature.length === 64 && nodeVerify(null, message, key, signature)
}

/** The X25519 shared secret of a private key and 32 raw public bytes; `null` for a key of low order. */
export function agreeX25519(privateKey: KeyObject, peerRaw: Uint8Array): Uint8Array | null {
  if (peerRaw.length !== KEY_BYTES) return null
  try {
    return diffieHellman({ privateKey, publicKey: agreementPublicKey(peerRaw) })
  } catch {
    return null
  }
}

// In this form the bytes are handed over as they are; reading DER takes the library longer than the agreement itself.
function agreementPublicKey(raw: Uint8Array): KeyObject {
  const x = Buffer.from(raw.buffer, raw.byteOffset, raw.length).toString('base64url')
  return createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x }, format: 'jwk' })
}

function publicKey(prefix: Uint8Array, raw: Uint8Array): KeyObject | null {
  if (raw.length !== KEY_BYTES) return null
  try {
    return createPublicKey({ key: Buffer.concat([prefix, raw]), format: 'der', type: 'spki' })
  } catch {
    return null
  }
}
