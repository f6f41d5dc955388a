import { bech32 } from '@scure/base'
import { Decrypter, Encrypter, identityToRecipient } from 'age-encryption'
import type { SealedEnrolment } from '#core/packages/enrolment.ts'
import { type EnrolmentStep, enrolmentAssociated, enrolmentKeyInfo } from '#core/packages/enrolment.ts'
import type { VerifySignature } from '#core/packages/signed-document.ts'
import {
  hkdfSha256,
  KEY_BYTES,
  NONCE_BYTES,
  openAesGcm,
  randomBytes,
  rawPublicKey,
  sealAesGcm,
  signEd25519,
  signingKeyFromSeed,
  signingPublicKey,
  verifyEd25519,
} from './primitives.ts'

/** Prefix of an identity of the hybrid recipients of age (ML-KEM-768 with X25519). */
const HYBRID_IDENTITY = 'AGE-SECRET-KEY-PQ-'

/** A key with which a hub or a device signs, as what it does; its seed stays where it was derived. */
export type DocumentSigner = {
  /** The raw Ed25519 public key in hex. */
  readonly publicKeyHex: string
  /** Signs a message, 64 bytes in hex. */
  signHex(message: Uint8Array): string
}

/** Verifies what {@link DocumentSigner.signHex} signed. Weak keys verify nothing. */
export const verifyDocument: VerifySignature = (publicKeyHex, message, signature) => {
  const key = signingPublicKey(Buffer.from(publicKeyHex, 'hex'))
  return key !== null && verifyEd25519(key, message, signature)
}

/** The signer whose Ed25519 seed (RFC 8032) these 32 bytes are. */
export function documentSignerFrom(seed: Uint8Array): DocumentSigner {
  const key = signingKeyFromSeed(seed)
  return {
    publicKeyHex: Buffer.from(rawPublicKey(key)).toString('hex'),
    signHex: (message) => Buffer.from(signEd25519(key, message)).toString('hex'),
  }
}

/** The identity of age, hybrid post-quantum, whose seed these 32 bytes are. */
export function hybridIdentityFrom(seed: Uint8Array): string {
  return bech32.encodeFromBytes(HYBRID_IDENTITY, seed).toUpperCase()
}

/** The recipient, `age1pq1…`, of an identity. */
export async function recipientOf(identity: string): Promise<string> {
  return await identityToRecipient(identity)
}

/** Seals bytes to a recipient as an age file; `null` when the text is no recipient. */
export async function sealToRecipient(recipient: string, plaintext: Uint8Array): Promise<Uint8Array | null> {
  const encrypter = new Encrypter()
  try {
    encrypter.addRecipient(recipient)
  } catch {
    return null
  }
  return await encrypter.encrypt(plaintext)
}

/** Opens an age file, or answers `null` when it was sealed to somebody else or was changed. */
export async function openWithIdentity(identity: string, sealed: Uint8Array): Promise<Uint8Array | null> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  try {
    return await decrypter.decrypt(sealed)
  } catch {
    return null
  }
}

/** Seals one message of an enrolment under the code's secret: nonce, ciphertext, tag, in hex. */
export function sealEnrolment(
  secret: Uint8Array,
  message: Omit<SealedEnrolment, 'sealedHex'>,
  plaintext: Uint8Array,
  nonce: Uint8Array = randomBytes(NONCE_BYTES),
): SealedEnrolment {
  const sealed = sealAesGcm(keyOf(secret, message), nonce, plaintext, enrolmentAssociated(message))
  return { ...message, sealedHex: Buffer.concat([nonce, sealed]).toString('hex') }
}

/** Opens one message of an enrolment, or answers `null` when it was sealed under another code or was changed. */
export function openEnrolment(secret: Uint8Array, message: SealedEnrolment): Uint8Array | null {
  const sealed = Buffer.from(message.sealedHex, 'hex')
  const nonce = sealed.subarray(0, NONCE_BYTES)
  if (sealed.length < NONCE_BYTES) return null
  return openAesGcm(keyOf(secret, message), nonce, sealed.subarray(NONCE_BYTES), enrolmentAssociated(message))
}

function keyOf(
  secret: Uint8Array,
  { hubId, step }: { readonly hubId: string; readonly step: EnrolmentStep },
) {
  return hkdfSha256(secret, Buffer.from(hubId, 'hex'), enrolmentKeyInfo(step), KEY_BYTES)
}
