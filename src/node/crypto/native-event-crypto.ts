import type { EventCrypto, ScopeKey, Signer } from '#app/ports/event-crypto.ts'
import type { CaseId, DigestHex, UserId } from '#core/ids.ts'
import { SIGNATURE_CONTEXT } from '#core/ledger/event-header.ts'
import { openBody, scopeRef, sealBody } from './event-seal.ts'
import { openWithKey, sealToKey } from './hpke.ts'
import { keyIdOf, type PersonKeys } from './person-keys.ts'
import {
  KEY_BYTES,
  randomBytes,
  sha256Hex,
  signEd25519,
  signingPublicKey,
  verifyEd25519,
} from './primitives.ts'

const CONTEXT = Buffer.from(SIGNATURE_CONTEXT, 'ascii')
const CASE_KEY_INFO = 'samnum/v1/case-key'

/** The ledger's cryptography on the system's library. */
export function makeNativeEventCrypto(): EventCrypto {
  const publicKeys = new Map<string, ReturnType<typeof signingPublicKey>>()
  const publicKeyOf = (signingKeyHex: string) => {
    const known = publicKeys.get(signingKeyHex)
    if (known !== undefined) return known
    const key = signingPublicKey(Buffer.from(signingKeyHex, 'hex'))
    publicKeys.set(signingKeyHex, key)
    return key
  }
  return {
    digestHex: (...parts) => sha256Hex(...parts) as DigestHex,
    sealBody: (key, place, plaintext) => sealBody(key.bytes, place, plaintext),
    openBody: (key, place, sealed) => openBody(key.bytes, place, sealed),
    scopeRef: (key, place) => scopeRef(key.bytes, place),
    verifyHeader(signingKeyHex, header, signature) {
      const key = publicKeyOf(signingKeyHex)
      return key !== null && verifyEd25519(key, Buffer.concat([CONTEXT, header]), signature)
    },
    keyIdOf: (signingKeyHex) => keyIdOf(Buffer.from(signingKeyHex, 'hex')),
    newId: () => Buffer.from(randomBytes(16)).toString('hex'),
    newScopeKey: () => makeScopeKey(randomBytes(KEY_BYTES)),
  }
}

/** A person's signing and sealing with the keys of their slot. */
export function makeSigner(keys: PersonKeys): Signer {
  return {
    keyId: keys.keyId,
    signHeader: (header) => signEd25519(keys.signing, Buffer.concat([CONTEXT, header])),
    sealCaseKey(caseId, userId, agreementKeyHex, key) {
      const recipient = Buffer.from(agreementKeyHex, 'hex')
      const sealed = sealToKey(recipient, CASE_KEY_INFO, grantPlace(caseId, userId), key.bytes)
      return Buffer.from(sealed).toString('hex')
    },
    openCaseKey(caseId, userId, sealedKeyHex) {
      const sealed = Buffer.from(sealedKeyHex, 'hex')
      const bytes = openWithKey(keys.agreement, CASE_KEY_INFO, grantPlace(caseId, userId), sealed)
      return bytes === null ? null : makeScopeKey(bytes)
    },
  }
}

/** Wraps key bytes so that neither JSON nor an inspection of the object shows them. */
export function makeScopeKey(bytes: Uint8Array): ScopeKey {
  return Object.defineProperty({}, 'bytes', { value: bytes, enumerable: false }) as ScopeKey
}

function grantPlace(caseId: CaseId, userId: UserId): Uint8Array {
  return Buffer.concat([Buffer.from(caseId, 'hex'), Buffer.from(userId, 'hex')])
}
