import type { KeyObject } from 'node:crypto'
import type { PaperKey } from '#app/ports/paper-signer.ts'
import type { KeyId } from '#core/ids.ts'
import { PAPER_KEY_SEED_BYTES, paperKeyFrom } from './paper-key.ts'
import {
  agreementKeyFromBytes,
  hkdfSha256,
  KEY_BYTES,
  rawPublicKey,
  sha256Hex,
  signingKeyFromSeed,
} from './primitives.ts'

const NO_SALT = new Uint8Array(0)
const KEY_ID_CONTEXT = Buffer.from('samnum/v1/key-id\n', 'ascii')

/** A person's own keys; all follow from one 32-byte seed that only their slot holds. */
export type PersonKeys = {
  readonly signing: KeyObject
  readonly signingKeyHex: string
  readonly agreement: KeyObject
  readonly agreementKeyHex: string
  readonly keyId: KeyId
  /** ECDSA on P-256, for signatures in PDFs and nothing else. */
  readonly paper: PaperKey
}

/** Derives a person's keys from their seed. */
export function personKeysFrom(seed: Uint8Array): PersonKeys {
  const signing = signingKeyFromSeed(hkdfSha256(seed, NO_SALT, 'samnum/v1/person-signing', KEY_BYTES))
  const agreement = agreementKeyFromBytes(hkdfSha256(seed, NO_SALT, 'samnum/v1/person-agreement', KEY_BYTES))
  const signingKey = rawPublicKey(signing)
  return {
    signing,
    signingKeyHex: Buffer.from(signingKey).toString('hex'),
    agreement,
    agreementKeyHex: Buffer.from(rawPublicKey(agreement)).toString('hex'),
    keyId: keyIdOf(signingKey),
    paper: paperKeyFrom(hkdfSha256(seed, NO_SALT, 'samnum/v1/person-paper', PAPER_KEY_SEED_BYTES)),
  }
}

/** The id of a signing key: the first 16 bytes of a SHA-256 over a context and the raw key. */
export function keyIdOf(signingKey: Uint8Array): KeyId {
  return sha256Hex(KEY_ID_CONTEXT, signingKey).slice(0, 32) as KeyId
}
