import type { HubIdentity, HubTools } from '#app/ports/hub-tools.ts'
import type { DigestHex, HubId } from '#core/ids.ts'
import type { HubKeys } from '../crypto/hub-keys.ts'
import { makeNativeEventCrypto, makeScopeKey } from '../crypto/native-event-crypto.ts'
import { verifyPaperSignature } from '../crypto/paper-key.ts'
import { hmacSha256, NONCE_BYTES, openAesGcm, randomBytes, sealAesGcm } from '../crypto/primitives.ts'
import {
  openEnrolment,
  openWithIdentity,
  sealEnrolment,
  sealToRecipient,
  verifyDocument,
} from '../crypto/sync-keys.ts'
import { makePaperAuthority } from '../signatures/paper-authority.ts'
import { unpackEvents } from '../sync/chunk-file.ts'
import type { HubHeader } from './hub-header.ts'

/** What a secret in the store is bound to, so that nothing else passes for one. */
const MARK_CONTEXT = Buffer.from('samnum/v1/hub-mark\n', 'ascii')
const SECRET_CONTEXT = Buffer.from('samnum/v1/hub-secret\n', 'ascii')

/** What an open hub can do with its keys. */
export function makeHubTools(keys: HubKeys, { name }: Pick<HubHeader, 'name'>): HubTools {
  return {
    crypto: makeNativeEventCrypto(),
    verify: verifyDocument,
    signHex: keys.signer.signHex,
    authority: makePaperAuthority(keys.papers, name),
    verifyPaper: verifyPaperSignature,
    sealSecret(plaintext) {
      const nonce = randomBytes(NONCE_BYTES)
      return Buffer.concat([nonce, sealAesGcm(keys.secretsKey, nonce, plaintext, SECRET_CONTEXT)]).toString(
        'hex',
      )
    },
    openSecret(sealedHex) {
      const sealed = Buffer.from(sealedHex, 'hex')
      const nonce = sealed.subarray(0, NONCE_BYTES)
      return openAesGcm(keys.secretsKey, nonce, sealed.subarray(NONCE_BYTES), SECRET_CONTEXT)
    },
    mark: (text) =>
      Buffer.from(hmacSha256(keys.secretsKey, MARK_CONTEXT, Buffer.from(text, 'utf8'))).toString('hex'),
    sealTo: sealToRecipient,
    openKeys: (sealed) => openWithIdentity(keys.identity, sealed),
    sealEnrolment,
    openEnrolment,
    randomBytes,
    unpackEvents,
    scopeKeyOf: makeScopeKey,
  }
}

/** Who the hub of a header is. */
export function identityOf({ hubId, name, signingKeyHex, recipient, tlsPinHex }: HubHeader): HubIdentity {
  return {
    hubId: hubId as HubId,
    name,
    hubKeyHex: signingKeyHex,
    recipient,
    tlsPinHex: tlsPinHex as DigestHex,
  }
}
