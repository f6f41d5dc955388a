import type { EventCrypto, ScopeKey, Signer } from '#app/ports/event-crypto.ts'
import type { CaseId, DigestHex, HolderId, UserId } from '#core/ids.ts'
import { SIGNATURE_CONTEXT } from '#core/ledger/event-header.ts'
import {
  openBody,
  openBodyWith,
  openingOf,
  type ScopeSecrets,
  scopeRef,
  scopeRefKeyOf,
  scopeRefWith,
  scopeSecretsFrom,
  sealBody,
} from './event-seal.ts'
import { openWithKey, sealToKey } from './hpke.ts'
import { keyIdOf, type PersonKeys } from './person-keys.ts'
import {
  KEY_BYTES,
  randomBytes,
  sha256Hex,
  signEd25519,
  signingPublicKey,
  startSha256,
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
  // Keyed by the object, so that what was made ready goes when nobody has the key any more.
  const madeReady = new WeakMap<ScopeKey, ScopeSecrets>()
  const secretsOf = (key: ScopeKey): ScopeSecrets => {
    const known = isWiped(key) ? undefined : madeReady.get(key)
    if (known !== undefined) return known
    const secrets = scopeSecretsFrom(key.bytes)
    madeReady.set(key, secrets)
    return secrets
  }
  return {
    digestHex: (...parts) => sha256Hex(...parts) as DigestHex,
    startDigest() {
      const hash = startSha256()
      return { update: (bytes) => void hash.update(bytes), endHex: () => hash.digest('hex') as DigestHex }
    },
    sealBody(key, place, plaintext) {
      if (isWiped(key)) throw new Error('nothing is sealed under a key that was overwritten')
      return sealBody(secretsOf(key), place, plaintext)
    },
    openBody: (key, place, sealed) => openBody(secretsOf(key), place, sealed),
    scopeRef: (key, place) => scopeRef(secretsOf(key), place),
    openingOf: (key, sealed) => openingOf(key.bytes, sealed),
    openBodyWith,
    scopeRefKey: (key) => scopeRefKeyOf(key.bytes),
    scopeRefWith,
    verifyHeader(signingKeyHex, header, signature) {
      const key = publicKeyOf(signingKeyHex)
      return key !== null && verifyEd25519(key, Buffer.concat([CONTEXT, header]), signature)
    },
    keyIdOf: (signingKeyHex) => keyIdOf(Buffer.from(signingKeyHex, 'hex')),
    newId: () => Buffer.from(randomBytes(16)).toString('hex'),
    newScopeKey: () => makeScopeKey(randomBytes(KEY_BYTES)),
  }
}

/** Signing and sealing with the keys of a slot. */
export function makeSigner(keys: PersonKeys): Signer {
  return {
    keyId: keys.keyId,
    paper: keys.paper,
    signHeader: (header) => signEd25519(keys.signing, Buffer.concat([CONTEXT, header])),
    sealCaseKey(caseId, recipientId, agreementKeyHex, key) {
      const recipient = Buffer.from(agreementKeyHex, 'hex')
      const sealed = sealToKey(recipient, CASE_KEY_INFO, grantPlace(caseId, recipientId), key.bytes)
      return Buffer.from(sealed).toString('hex')
    },
    openCaseKey(caseId, recipientId, sealedKeyHex) {
      const sealed = Buffer.from(sealedKeyHex, 'hex')
      const bytes = openWithKey(keys.agreement, CASE_KEY_INFO, grantPlace(caseId, recipientId), sealed)
      return bytes === null ? null : makeScopeKey(bytes)
    },
  }
}

/** Wraps key bytes so that neither JSON nor an inspection of the object shows them. */
export function makeScopeKey(bytes: Uint8Array): ScopeKey {
  return Object.defineProperty({}, 'bytes', { value: bytes, enumerable: false }) as ScopeKey
}

// A key that was overwritten opens nothing any more, whatever was made of it before.
function isWiped({ bytes }: ScopeKey): boolean {
  // A loop ends at the first byte, and this is asked twice an event.
  for (let at = 0; at < bytes.length; at += 1) if (bytes[at] !== 0) return false
  return true
}

function grantPlace(caseId: CaseId, recipientId: UserId | HolderId): Uint8Array {
  return Buffer.concat([Buffer.from(caseId, 'hex'), Buffer.from(recipientId, 'hex')])
}
