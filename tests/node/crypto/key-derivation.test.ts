import { argon2id } from 'hash-wasm'
import { describe, expect, test } from 'vitest'
import {
  deriveFromPassphrase,
  keyDerivationSchema,
  MAX_MEMORY_KIB,
  MIN_MEMORY_KIB,
} from '#node/crypto/key-derivation.ts'
import { CHEAP_KDF } from '../../support/make-vault.ts'

const SALT = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex')
const derive = (passphrase: string, kdf = CHEAP_KDF) => deriveFromPassphrase(passphrase, SALT, kdf)

test('the native library gives what the other one would, so that either can open a vault', async () => {
  const kdf = { ...CHEAP_KDF, passes: 2, lanes: 2 }
  const other = await argon2id({
    password: 'ពាក្យសម្ងាត់',
    salt: SALT,
    memorySize: kdf.memoryKiB,
    iterations: kdf.passes,
    parallelism: kdf.lanes,
    hashLength: 32,
    outputType: 'hex',
  })
  expect(Buffer.from(await derive('ពាក្យសម្ងាត់', kdf)).toString('hex')).toBe(other)
})

test('it does not matter how a keyboard composes a letter', async () => {
  const [composed, decomposed, other] = await Promise.all([
    derive('mật khẩu é'),
    derive('mật khẩu é'.normalize('NFD')),
    derive('mat khau e'),
  ])
  expect(decomposed).toEqual(composed)
  expect(other).not.toEqual(composed)
})

test('passphrase, salt and every parameter count', async () => {
  const variants = await Promise.all([
    derive('a'),
    derive('b'),
    deriveFromPassphrase('a', SALT.subarray(0, 15), CHEAP_KDF),
    derive('a', { ...CHEAP_KDF, passes: 2 }),
    derive('a', { ...CHEAP_KDF, lanes: 2 }),
    derive('a', { ...CHEAP_KDF, memoryKiB: MIN_MEMORY_KIB + 1024 }),
  ])
  expect(new Set(variants.map((key) => Buffer.from(key).toString('hex'))).size).toBe(variants.length)
})

describe('parameters', () => {
  const kdf = { name: 'argon2id', memoryKiB: MIN_MEMORY_KIB, passes: 1, lanes: 1 }

  test.each([
    ['the least', kdf],
    ['the most', { ...kdf, memoryKiB: MAX_MEMORY_KIB, passes: 16, lanes: 4 }],
  ])('that are %s are accepted', (_, value) => {
    expect(keyDerivationSchema.safeParse(value).success).toBe(true)
  })

  test.each([
    ['less memory', { memoryKiB: MIN_MEMORY_KIB - 1 }],
    ['more memory', { memoryKiB: MAX_MEMORY_KIB + 1 }],
    ['100 GB of memory', { memoryKiB: 100 * 1024 * 1024 }],
    ['half a kibibyte', { memoryKiB: MIN_MEMORY_KIB + 0.5 }],
    ['no pass', { passes: 0 }],
    ['endless passes', { passes: 17 }],
    ['no lane', { lanes: 0 }],
    ['many lanes', { lanes: 5 }],
    ['another function', { name: 'argon2i' }],
    ['something else in it', { secret: 1 }],
  ])('of %s are refused', (_, change) => {
    expect(keyDerivationSchema.safeParse({ ...kdf, ...change }).success).toBe(false)
  })
})
