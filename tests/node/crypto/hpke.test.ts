import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core'
import { describe, expect, test } from 'vitest'
import { openWithKey, sealToKey } from '#node/crypto/hpke.ts'
import { agreementKeyFromBytes, randomBytes, rawPublicKey } from '#node/crypto/primitives.ts'

const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
})
const INFO = 'samnum/v1/test'
const infoBytes = Buffer.from(INFO)
const associated = Buffer.from('vault and user')
const secret = Buffer.from('a key of thirty-two bytes ......')

function makePair() {
  const privateBytes = randomBytes(32)
  const privateKey = agreementKeyFromBytes(privateBytes)
  return { privateBytes, privateKey, publicBytes: rawPublicKey(privateKey) }
}

/** Points of order 1, 2, 4 and 8 on Curve25519 and its twist, and their second writings (RFC 7748, section 7; cr.yp.to/ecdh.html). */
const LOW_ORDER = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
].map((hex) => Buffer.from(hex, 'hex'))

describe('against a second implementation', () => {
  test('what we seal, it opens', async () => {
    const { privateBytes, publicBytes } = makePair()
    const sealed = sealToKey(publicBytes, INFO, associated, secret)
    const recipientKey = await suite.kem.importKey('raw', new Uint8Array(privateBytes).buffer, false)
    const opened = await suite.open(
      { recipientKey, enc: sealed.slice(0, 32), info: infoBytes },
      sealed.slice(32),
      associated,
    )
    expect(Buffer.from(opened).equals(secret)).toBe(true)
  })

  test('what it seals, we open', async () => {
    const { privateKey, publicBytes } = makePair()
    const recipientPublicKey = await suite.kem.importKey('raw', new Uint8Array(publicBytes).buffer, true)
    const { enc, ct } = await suite.seal({ recipientPublicKey, info: infoBytes }, secret, associated)
    const sealed = Buffer.concat([Buffer.from(enc), Buffer.from(ct)])
    expect(openWithKey(privateKey, INFO, associated, sealed)).toEqual(secret)
  })
})

describe('a sealed message', () => {
  const recipient = makePair()
  const sealed = sealToKey(recipient.publicBytes, INFO, associated, secret)

  test('opens for its recipient, for its purpose, where it belongs', () => {
    expect(sealed).toHaveLength(32 + secret.length + 16)
    expect(openWithKey(recipient.privateKey, INFO, associated, sealed)).toEqual(secret)
  })

  test('opens for nobody else, for no other purpose, nowhere else', () => {
    expect(openWithKey(makePair().privateKey, INFO, associated, sealed)).toBe(null)
    expect(openWithKey(recipient.privateKey, 'samnum/v1/other', associated, sealed)).toBe(null)
    expect(openWithKey(recipient.privateKey, INFO, Buffer.from('vault and other'), sealed)).toBe(null)
  })

  test('does not open with any bit of it changed, nor cut to any length', () => {
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      // The highest bit of an X25519 key is ignored by RFC 7748; HPKE binds the key as it was sent, so this is found too.
      const changed = Buffer.from(sealed)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(openWithKey(recipient.privateKey, INFO, associated, changed), `bit ${bit}`).toBe(null)
    }
    for (let length = 0; length < sealed.length; length += 1) {
      expect(openWithKey(recipient.privateKey, INFO, associated, sealed.subarray(0, length))).toBe(null)
    }
  })

  test('is another one each time', () => {
    const again = sealToKey(recipient.publicBytes, INFO, associated, secret)
    expect(Buffer.from(again).equals(sealed)).toBe(false)
  })
})

describe.each(LOW_ORDER.map((key) => [key.toString('hex'), key] as const))(
  'the low-order key %s',
  (_, key) => {
    test('is no recipient', () => {
      expect(() => sealToKey(key, INFO, associated, secret)).toThrow(/low order/)
      const withHighBit = Buffer.from(key)
      withHighBit[31] = (withHighBit[31] ?? 0) | 0x80
      expect(() => sealToKey(withHighBit, INFO, associated, secret)).toThrow(/low order/)
    })

    test('is no encapsulated key', () => {
      const { privateKey } = makePair()
      expect(openWithKey(privateKey, INFO, associated, Buffer.concat([key, randomBytes(48)]))).toBe(null)
    })
  },
)
