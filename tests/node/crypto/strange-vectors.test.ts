import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  agreementKeyFromBytes,
  agreeX25519,
  hkdfSha256,
  hmacSha256,
  NONCE_BYTES,
  openAesGcm,
  sealAesGcm,
  signingPublicKey,
  verifyEd25519,
} from '#node/crypto/primitives.ts'
import { findCorpus } from '../../support/corpora.ts'

type Vector = { readonly [name: string]: string } & {
  readonly tcId: number
  readonly size: number
  readonly flags: string[]
}
type Group = {
  readonly tests: readonly Vector[]
  readonly ivSize: number
  readonly keySize: number
  readonly tagSize: number
}

const folder = findCorpus('wycheproof')
const bytes = (hex: string | undefined) => Buffer.from(hex ?? '', 'hex')

function groupsOf(file: string): readonly (Group & { readonly publicKey: { readonly pk: string } })[] {
  return JSON.parse(readFileSync(join(folder ?? '', file), 'utf8')).testGroups
}

describe.skipIf(folder === null)('the vectors of Wycheproof', () => {
  test('AES-256-GCM as it is used here: 12-byte nonces, 16-byte tags', () => {
    let tried = 0
    for (const group of groupsOf('aes_gcm_test.json')) {
      if (group.keySize !== 256 || group.ivSize !== 8 * NONCE_BYTES || group.tagSize !== 128) continue
      for (const { tcId, key, iv, aad, msg, ct, tag, result } of group.tests) {
        const sealed = Buffer.concat([bytes(ct), bytes(tag)])
        const opened = openAesGcm(bytes(key), bytes(iv), sealed, bytes(aad))
        expect(opened === null ? null : Buffer.from(opened).toString('hex'), `case ${tcId}`).toBe(
          result === 'valid' ? msg : null,
        )
        if (result === 'valid')
          expect(Buffer.from(sealAesGcm(bytes(key), bytes(iv), bytes(msg), bytes(aad)))).toEqual(sealed)
        tried += 1
      }
    }
    expect(tried).toBeGreaterThan(50)
  })

  test('Ed25519, of which we refuse more keys and no good signature', () => {
    let tried = 0
    for (const group of groupsOf('ed25519_test.json')) {
      const key = signingPublicKey(bytes(group.publicKey.pk))
      for (const { tcId, msg, sig, result } of group.tests) {
        const holds = key !== null && verifyEd25519(key, bytes(msg), bytes(sig))
        expect(holds, `case ${tcId}`).toBe(result === 'valid')
        tried += 1
      }
    }
    expect(tried).toBeGreaterThan(100)
  })

  test('X25519, where a shared secret of zeros is refused', () => {
    let refused = 0
    for (const { tests } of groupsOf('x25519_test.json')) {
      for (const { tcId, flags, public: publicHex, private: privateHex, shared } of tests) {
        const agreed = agreeX25519(agreementKeyFromBytes(bytes(privateHex)), bytes(publicHex))
        const isZero = /^0*$/.test(shared ?? '')
        expect(agreed === null ? null : Buffer.from(agreed).toString('hex'), `case ${tcId} ${flags}`).toBe(
          isZero ? null : shared,
        )
        if (isZero) refused += 1
      }
    }
    expect(refused).toBeGreaterThan(10)
  })

  test('HKDF-SHA256', () => {
    let tried = 0
    for (const { tests } of groupsOf('hkdf_sha256_test.json')) {
      for (const { tcId, ikm, salt, info, size, okm, result } of tests) {
        // Here `info` is always ASCII, so vectors with other bytes in it are not ours to read.
        if (result !== 'valid' || bytes(info).some((byte) => byte > 0x7f)) continue
        const derived = hkdfSha256(bytes(ikm), bytes(salt), bytes(info).toString('ascii'), size)
        expect(Buffer.from(derived).toString('hex'), `case ${tcId}`).toBe(okm)
        tried += 1
      }
    }
    expect(tried).toBeGreaterThan(10)
  })

  test('HMAC-SHA256', () => {
    let tried = 0
    for (const { tests, tagSize } of groupsOf('hmac_sha256_test.json')) {
      if (tagSize !== 256) continue
      for (const { tcId, key, msg, tag, result } of tests) {
        const holds = Buffer.from(hmacSha256(bytes(key), bytes(msg))).toString('hex') === tag
        expect(holds, `case ${tcId}`).toBe(result === 'valid')
        tried += 1
      }
    }
    expect(tried).toBeGreaterThan(50)
  })
})
