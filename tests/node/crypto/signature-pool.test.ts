import { describe, expect, onTestFinished, test } from 'vitest'
import type { SignatureClaim } from '#app/ports/signature-checker.ts'
import { makeNativeEventCrypto } from '#node/crypto/native-event-crypto.ts'
import { personKeysFrom } from '#node/crypto/person-keys.ts'
import { signEd25519 } from '#node/crypto/primitives.ts'
import { SignaturePool, type SignaturePoolOptions } from '#node/crypto/signature-pool.ts'
import { signedMessage } from '#node/crypto/signature-task.ts'

const people = [1, 2].map((seed) => personKeysFrom(new Uint8Array(32).fill(seed)))

/** Claims of two people in turn, of headers of different lengths. */
function makeClaims(count: number): readonly SignatureClaim[] {
  return Array.from({ length: count }, (_, index) => {
    const keys = people[index % 2]
    if (keys === undefined) throw new Error('there are two people')
    const header = Buffer.from(`{"seq":${'9'.repeat(index % 40)}${index}}`)
    return {
      signingKeyHex: keys.signingKeyHex,
      header,
      signature: signEd25519(keys.signing, signedMessage(header)),
    }
  })
}

/** Every fifth claim made wrong in one of the ways in which it can be. */
function spoil(claims: readonly SignatureClaim[]): readonly SignatureClaim[] {
  return claims.map((claim, index) => {
    const { header, signature } = claim
    switch (index % 30) {
      case 0:
        return { ...claim, header: Buffer.concat([header, Buffer.from(' ')]) }
      case 5:
        return { ...claim, signature: Uint8Array.from(signature, (byte, at) => (at === 9 ? byte ^ 1 : byte)) }
      case 10:
        return { ...claim, signature: signature.subarray(1) }
      case 15:
        return { ...claim, signature: new Uint8Array(0) }
      case 20:
        // A point of low order, under which one signature fits many messages.
        return { ...claim, signingKeyHex: `01${'00'.repeat(31)}` }
      case 25:
        return { ...claim, signingKeyHex: 'no key at all' }
      default:
        return claim
    }
  })
}

function startPool(options: SignaturePoolOptions): SignaturePool {
  const pool = new SignaturePool(options)
  onTestFinished(() => pool.close())
  return pool
}

describe.each([
  ['on this thread', { firstOnThisThread: 1000 }],
  ['on one other thread', { firstOnThisThread: 0, threads: 1 }],
  ['on three other threads', { firstOnThisThread: 0, threads: 3 }],
])('signatures verified %s', (_, options) => {
  test('hold where they were made, each in its place', async () => {
    const pool = startPool(options)
    expect(await pool.check(makeClaims(100))).toEqual(Array.from({ length: 100 }, () => true))
    expect(await pool.check([])).toEqual([])
  })

  test('are judged as one by one, wherever something is wrong', async () => {
    const pool = startPool(options)
    const claims = spoil(makeClaims(120))
    const { verifyHeader } = makeNativeEventCrypto()
    const oneByOne = claims.map(({ signingKeyHex, header, signature }) =>
      verifyHeader(signingKeyHex, header, signature),
    )
    expect(oneByOne.filter((holds) => !holds)).toHaveLength(24)
    expect(await pool.check(claims)).toEqual(oneByOne)
  })

  test('are answered in their order however many are asked at once', async () => {
    const pool = startPool(options)
    const claims = makeClaims(60)
    const parts = claims.map((claim, index) =>
      pool.check(index % 7 === 0 ? [claim, ...spoil([claim])] : [claim]),
    )
    for (const [index, part] of parts.entries()) {
      expect(await part).toEqual(index % 7 === 0 ? [true, false] : [true])
    }
  })
})

test('a pool that is closed while it works answers that it does not know', async () => {
  const pool = startPool({ firstOnThisThread: 0, threads: 2 })
  const answers = [pool.check(makeClaims(200)), pool.check(makeClaims(200))]
  pool.close()
  pool.close()
  expect(await Promise.all(answers)).toEqual([null, null])
  expect(await pool.check(makeClaims(1))).toBe(null)
})

test('a pool whose thread breaks answers that it does not know, and goes on saying so', async () => {
  const pool = startPool({ firstOnThisThread: 0, threads: 1 })
  // What no claim is made of, so that the thread throws on it.
  const broken = { signingKeyHex: 7, header: new Uint8Array(1), signature: new Uint8Array(64) }
  expect(await pool.check([broken as unknown as SignatureClaim])).toBe(null)
  expect(await pool.check(makeClaims(1))).toBe(null)
})
