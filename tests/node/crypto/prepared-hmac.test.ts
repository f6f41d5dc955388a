import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DIGEST_BYTES, hmacInto, prepareHmac, wipeHmac } from '#node/crypto/prepared-hmac.ts'
import { propertyRuns } from '../../support/property-runs.ts'

const hmacOf = (key: Uint8Array, ...parts: readonly Uint8Array[]) => {
  const out = Buffer.alloc(DIGEST_BYTES)
  hmacInto(out, prepareHmac(key), ...parts)
  return out.toString('hex')
}
const byLibrary = (key: Uint8Array, ...parts: readonly Uint8Array[]) =>
  parts.reduce((mac, part) => mac.update(part), createHmac('sha256', key)).digest('hex')

test('the HMACs of RFC 4231, test cases 1 to 3, come out as it says', () => {
  expect(hmacOf(Buffer.alloc(20, 0x0b), Buffer.from('Hi There'))).toBe(
    'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
  )
  expect(hmacOf(Buffer.from('Jefe'), Buffer.from('what do ya want for nothing?'))).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  )
  expect(hmacOf(Buffer.alloc(20, 0xaa), Buffer.alloc(50, 0xdd))).toBe(
    '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe',
  )
})

test('a message of every length up to several blocks has the HMAC that the library gives', () => {
  const key = Buffer.alloc(32, 0xa7)
  for (let length = 0; length <= 300; length += 1) {
    const message = Buffer.from(Array.from({ length }, (_, at) => (at * 31 + length) % 256))
    expect(hmacOf(key, message), `${length} bytes`).toBe(byLibrary(key, message))
  }
})

test('any key and any parts have the HMAC that the library gives', () => {
  const bytes = fc.uint8Array({ maxLength: 150 })
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 150 }), fc.array(bytes, { maxLength: 5 }), (key, parts) => {
      expect(hmacOf(key, ...parts)).toBe(byLibrary(key, ...parts))
    }),
    propertyRuns(1000),
  )
})

test('what is written may be a part of what is hashed', () => {
  const key = Buffer.alloc(32, 1)
  const bytes = Buffer.alloc(DIGEST_BYTES, 2)
  const expected = byLibrary(key, Buffer.from(bytes))
  hmacInto(bytes, prepareHmac(key), bytes)
  expect(bytes.toString('hex')).toBe(expected)
})

test('one key serves many messages, and none once it was wiped', () => {
  const key = prepareHmac(Buffer.alloc(100, 3))
  const out = Buffer.alloc(DIGEST_BYTES)
  for (const text of ['first', 'second']) {
    hmacInto(out, key, Buffer.from(text))
    expect(out.toString('hex')).toBe(byLibrary(Buffer.alloc(100, 3), Buffer.from(text)))
  }
  wipeHmac(key)
  expect(() => hmacInto(out, key, Buffer.from('third'))).toThrow()
})
