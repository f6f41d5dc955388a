import {
  createECDH,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign as nodeSign,
  verify as nodeVerify,
} from 'node:crypto'
import { p256 } from '@noble/curves/nist.js'
import type { PaperKey } from '#app/ports/paper-signer.ts'

/** Bytes a private key on P-256 is made from: eight more than it has, so that no key is likelier than another (FIPS 186-5, A.2.1). */
export const PAPER_KEY_SEED_BYTES = 40

/** Order of the group of P-256 (SP 800-186, 3.2.1.3). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

/**
 * Makes a key on P-256 from secret bytes. Ed25519, with which events are signed, is not read by most programs that check PDFs. The key is
 * built when it is first asked for: most sessions sign no paper.
 */
export function paperKeyFrom(seed: Uint8Array): PaperKey {
  let made: { readonly key: KeyObject; readonly point: Uint8Array } | null = null
  const make = () => {
    made ??= makeKey(seed)
    return made
  }
  return {
    get publicPoint() {
      return Uint8Array.from(make().point)
    },
    sign: (message) => nodeSign('sha256', message, { key: make().key, dsaEncoding: 'der' }),
    signSame: (message) => {
      // Node's library draws a new number for each signature and offers no other way.
      const secret = secretOf(seed)
      const signature = p256.sign(message, secret, { format: 'der' })
      secret.fill(0)
      return signature
    },
  }
}

function secretOf(seed: Uint8Array): Buffer {
  if (seed.length !== PAPER_KEY_SEED_BYTES) throw new RangeError('a paper key is made from 40 bytes')
  const number = (BigInt(`0x${Buffer.from(seed).toString('hex')}`) % (ORDER - 1n)) + 1n
  return Buffer.from(number.toString(16).padStart(64, '0'), 'hex')
}

/** The private key of {@link paperKeyFrom} as TLS takes it: PKCS #8 in PEM. */
export function paperKeyPem(seed: Uint8Array): string {
  return makeKey(seed).key.export({ type: 'pkcs8', format: 'pem' }).toString()
}

function makeKey(seed: Uint8Array): { readonly key: KeyObject; readonly point: Uint8Array } {
  const secret = secretOf(seed)
  const exchange = createECDH('prime256v1')
  exchange.setPrivateKey(secret)
  const point = exchange.getPublicKey()
  const text = (part: Uint8Array) => Buffer.from(part).toString('base64url')
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: text(point.subarray(1, 33)),
    y: text(point.subarray(33)),
    d: text(secret),
  }
  const key = createPrivateKey({ key: jwk, format: 'jwk' })
  secret.fill(0)
  return { key, point }
}

/** Verifies a signature of a key for papers under its uncompressed point in hex; a point that is none verifies nothing. */
export function verifyPaperSignature(
  publicKeyHex: string,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const point = Buffer.from(publicKeyHex, 'hex')
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')]
  try {
    const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
    return nodeVerify('sha256', message, { key, dsaEncoding: 'der' }, signature)
  } catch {
    return false
  }
}
