import { gcm } from '@noble/ciphers/aes.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { DigestHex, KeyId } from '#core/ids.ts'
import type { DisclosureCrypto } from '#core/ledger/disclosure-check.ts'
import { SIGNATURE_CONTEXT } from '#core/ledger/event-header.ts'

type Place = Parameters<DisclosureCrypto['scopeRefWith']>[1]

const BODY_INFO = utf8ToBytes('samnum/v1/event-body')
const BODY_CONTEXT = utf8ToBytes('samnum/v1/event-body\n')
const KEY_ID_CONTEXT = utf8ToBytes('samnum/v1/key-id\n')
const NONCE = new Uint8Array(12)
const SALT_BYTES = 32
const COMMITMENT_END = 64

/** The bytes that a signature is made of: the context, then the header. */
export function signedBytes(header: Uint8Array): Uint8Array {
  return concatBytes(utf8ToBytes(SIGNATURE_CONTEXT), header)
}

/**
 * What checking an extract of the ledger needs of cryptography, without Node (`docs/format-disclosure.md`). Signatures are asked of whoever
 * calls, because browsers check them in their own time.
 */
export function makePortableCrypto(verifyHeader: DisclosureCrypto['verifyHeader']): DisclosureCrypto {
  return {
    verifyHeader,
    digestHex: (...parts) => bytesToHex(sha256(concatBytes(...parts))) as DigestHex,
    scopeRefWith: (key, place) => bytesToHex(hmac(sha256, key, placeBytes(place)).subarray(0, 16)),
    keyIdOf: (signingKeyHex) =>
      bytesToHex(sha256(concatBytes(KEY_ID_CONTEXT, hexToBytes(signingKeyHex))).subarray(0, 16)) as KeyId,
    openBodyWith(opening, place, sealed) {
      if (sealed.length < COMMITMENT_END) return { state: 'damaged' }
      const key = hmac(sha256, opening, concatBytes(BODY_INFO, Uint8Array.of(1)))
      const commitment = hmac(sha256, opening, concatBytes(key, BODY_INFO, Uint8Array.of(2)))
      // Nothing here is secret: whoever has the file has the opening.
      if (bytesToHex(commitment) !== bytesToHex(sealed.subarray(SALT_BYTES, COMMITMENT_END)))
        return { state: 'wrong-key' }
      try {
        const associated = concatBytes(BODY_CONTEXT, placeBytes(place))
        return {
          state: 'open',
          plaintext: gcm(key, NONCE, associated).decrypt(sealed.subarray(COMMITMENT_END)),
        }
      } catch {
        return { state: 'damaged' }
      }
    },
  }
}

function placeBytes({ device, seq }: Place): Uint8Array {
  const bytes = new Uint8Array(24)
  bytes.set(hexToBytes(device))
  const view = new DataView(bytes.buffer)
  view.setUint32(16, Math.trunc(seq / 2 ** 32))
  view.setUint32(20, seq % 2 ** 32)
  return bytes
}
