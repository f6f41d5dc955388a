import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { CaseId, UserId } from '#core/ids.ts'
import { makeNativeEventCrypto, makeScopeKey, makeSigner } from '#node/crypto/native-event-crypto.ts'
import { keyIdOf, personKeysFrom } from '#node/crypto/person-keys.ts'
import { randomBytes, signingPublicKey, verifyEd25519 } from '#node/crypto/primitives.ts'
import { CASE_ID, idOf } from '../../support/sample-events.ts'

const crypto = makeNativeEventCrypto()
const keys = personKeysFrom(new Uint8Array(32).fill(1))
const signer = makeSigner(keys)
const userId = idOf<UserId>('b0')

test('a person is one seed: the same seed gives the same keys, another seed others', () => {
  const again = personKeysFrom(new Uint8Array(32).fill(1))
  const other = personKeysFrom(new Uint8Array(32).fill(2))
  const publicPart = ({ signingKeyHex, agreementKeyHex, keyId }: typeof keys) => [
    signingKeyHex,
    agreementKeyHex,
    keyId,
  ]
  expect(publicPart(again)).toEqual(publicPart(keys))
  for (const [index, text] of publicPart(other).entries()) expect(text).not.toBe(publicPart(keys)[index])
  expect(keys.signingKeyHex).not.toBe(keys.agreementKeyHex)
})

test('a key id is bound to its key', () => {
  expect(keyIdOf(Buffer.from(keys.signingKeyHex, 'hex'))).toBe(keys.keyId)
  expect(crypto.keyIdOf(keys.agreementKeyHex)).not.toBe(keys.keyId)
})

describe('a signature', () => {
  const header = Buffer.from('{"v":1}')
  const signature = signer.signHeader(header)

  test('holds for its header under its key', () => {
    expect(crypto.verifyHeader(keys.signingKeyHex, header, signature)).toBe(true)
  })

  test('does not hold for another header, under another key, or changed', () => {
    expect(crypto.verifyHeader(keys.signingKeyHex, Buffer.from('{"v":2}'), signature)).toBe(false)
    expect(crypto.verifyHeader(personKeysFrom(randomBytes(32)).signingKeyHex, header, signature)).toBe(false)
    for (const length of [0, 63, 65]) {
      const resized = Buffer.alloc(length)
      resized.set(signature.subarray(0, length))
      expect(crypto.verifyHeader(keys.signingKeyHex, header, resized)).toBe(false)
    }
    for (let at = 0; at < 64; at += 1) {
      const changed = Uint8Array.from(signature)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(crypto.verifyHeader(keys.signingKeyHex, header, changed)).toBe(false)
    }
  })

  test('is not one of the bare header, so that it cannot be used for anything else', () => {
    const key = signingPublicKey(Buffer.from(keys.signingKeyHex, 'hex'))
    expect(key !== null && verifyEd25519(key, header, signature)).toBe(false)
  })

  test.each([
    ['of order 1', `01${'00'.repeat(31)}`],
    ['of order 1 with a sign', `01${'00'.repeat(30)}80`],
    ['of order 2', `ec${'ff'.repeat(30)}7f`],
    ['of order 4', '00'.repeat(32)],
    ['of order 4 with a sign', `${'00'.repeat(31)}80`],
    ['of order 8', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'],
    ['of order 8 with a sign', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85'],
    ['of order 8, the other', 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'],
    ['of order 1 in a second writing', `ee${'ff'.repeat(30)}7f`],
    ['of order 4 in a second writing', `ed${'ff'.repeat(30)}7f`],
    ['that is the greatest number', 'ff'.repeat(32)],
    ['of no bytes', ''],
    ['of 31 bytes', '01'.repeat(31)],
  ])('is not verified under a key %s', (_, keyHex) => {
    expect(signingPublicKey(Buffer.from(keyHex, 'hex'))).toBe(null)
    // R = the neutral point, S = 0: under a key of low order this fits every message that hashes well.
    const forged = Buffer.from(`01${'00'.repeat(63)}`, 'hex')
    for (let trial = 0; trial < 16; trial += 1) {
      expect(crypto.verifyHeader(keyHex, Buffer.from(`{"v":${trial}}`), forged)).toBe(false)
    }
  })
})

describe('a case key sealed to a person', () => {
  const key = crypto.newScopeKey()
  const sealedHex = signer.sealCaseKey(CASE_ID, userId, keys.agreementKeyHex, key)

  test('opens for that person and that case', () => {
    expect([...(signer.openCaseKey(CASE_ID, userId, sealedHex)?.bytes ?? [])]).toEqual([...key.bytes])
  })

  test('opens for nobody else and for no other case', () => {
    expect(makeSigner(personKeysFrom(randomBytes(32))).openCaseKey(CASE_ID, userId, sealedHex)).toBe(null)
    expect(signer.openCaseKey(idOf<CaseId>('c1'), userId, sealedHex)).toBe(null)
    expect(signer.openCaseKey(CASE_ID, idOf<UserId>('b1'), sealedHex)).toBe(null)
    for (const text of ['', '00', 'zz', sealedHex.slice(2)])
      expect(signer.openCaseKey(CASE_ID, userId, text)).toBe(null)
  })
})

test('a scope key shows its bytes to nobody who prints, lists or copies the object', () => {
  const key = makeScopeKey(Buffer.from('k'.repeat(32)))
  const hex = Buffer.from(key.bytes).toString('hex')
  const shown = [
    JSON.stringify(key),
    inspect(key),
    inspect(key, { showHidden: false }),
    String(key),
    Object.keys(key).join(),
  ]
  for (const text of [...shown, JSON.stringify({ ...key })]) {
    expect(text).not.toContain(hex)
    expect(text).not.toContain('kkkk')
    expect(text).not.toContain('107')
  }
})
