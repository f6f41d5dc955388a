import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { DigestHex } from '#core/ids.ts'
import {
  isWholePack,
  MAX_PACK_CHARACTERS,
  packDigest,
  packText,
  readPackText,
} from '#core/law/adopted-pack.ts'

const VALUE: unknown = JSON.parse(readFileSync('resources/law/kh-criminal-procedure.json', 'utf8'))
const TEXT = packText(VALUE) ?? ''
const ADOPTED = { packId: 'kh-criminal-procedure', version: 1, digestHex: packDigest(TEXT), text: TEXT }

describe('an event that adopts a law pack', () => {
  test('carries it whole', () => {
    expect(isWholePack(ADOPTED)).toBe(true)
    expect(readPackText(TEXT)).toMatchObject({ ok: true, value: { digestHex: ADOPTED.digestHex } })
  })

  test('may carry a form of packs that this program does not know', () => {
    const text = '{"packId":"kh-later","v":2,"version":3}'
    expect(isWholePack({ packId: 'kh-later', version: 3, digestHex: packDigest(text), text })).toBe(true)
    expect(readPackText(text)).toMatchObject({ ok: false })
  })

  test.each<[string, Partial<typeof ADOPTED>]>([
    ['whose digest is another', { digestHex: 'ab'.repeat(32) as DigestHex }],
    ['that says another version', { version: 2 }],
    ['that says another pack', { packId: 'kh-other' }],
    ['whose text is not canonical', { text: `${TEXT} `, digestHex: packDigest(`${TEXT} `) }],
    ['whose text is no object', { text: '[]', digestHex: packDigest('[]') }],
    ['whose text is too long', { text: `"${'a'.repeat(MAX_PACK_CHARACTERS)}"` }],
  ])('%s is refused', (_, change) => {
    expect(isWholePack({ ...ADOPTED, ...change })).toBe(false)
  })
})

test.each([
  ['a fraction', { a: 0.5 }],
  ['half of a surrogate pair', { a: '\ud800' }],
])('a file with %s has no canonical text', (_, value) => {
  expect(packText(value)).toBe(null)
})
