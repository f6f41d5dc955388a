import { describe, expect, test } from 'vitest'
import { addressOfConnection } from '#core/identifiers/connection.ts'
import { type NotedKind, parseNoted } from '#core/identifiers/noted-identifier.ts'
import { recogniseIdentifiers } from '#core/identifiers/recognise-identifiers.ts'

const HASH = 'a1'.repeat(32)

test.each<readonly [NotedKind, string, string]>([
  ['imsi', 'IMSI: 456 01 0123456789', '456010123456789'],
  ['imsi', '៤៥៦០១០១២៣៤៥៦៧៨៩', '456010123456789'],
  ['iccid', '8985501234567890127', '8985501234567890127'],
  ['plate', 'ភ្នំពេញ 2AB-1234', 'ភ្នំពេញ2AB1234'],
  ['plate', '2ab 1234', '2AB1234'],
  ['transaction', `0x${HASH.toUpperCase()}`, HASH],
  ['transaction', `https://tronscan.org/#/transaction/${HASH}`, HASH],
  ['connection', '203.0.113.5:443 2026-11-20 08:10 +07:00', '203.0.113.5:443 2026-11-20T01:10:00Z'],
  ['connection', '[2001:DB8:0:0::1]:51820, 2026-11-20T08:10:05Z', '[2001:db8::1]:51820 2026-11-20T08:10:05Z'],
  ['document', 'n 0123456', 'N0123456'],
  ['phone', '012 345 678', '+85512345678'],
])('%s is read: %s', (kind, raw, normalised) => {
  expect(parseNoted(kind, raw)).toMatchObject({ ok: true, value: { kind, raw, normalised } })
})

test.each<readonly [NotedKind, string, string]>([
  ['imsi', '123456789012345', 'identifier/malformed'],
  ['imsi', '45601', 'identifier/malformed'],
  ['iccid', '8985501234567890124', 'identifier/check-digit-wrong'],
  ['plate', 'ភ្នំពេញ', 'identifier/malformed'],
  ['transaction', HASH.slice(1), 'identifier/malformed'],
  ['connection', '203.0.113.5:443 2026-11-20 08:10', 'identifier/malformed'],
  ['connection', '203.0.113.5:0 2026-11-20 08:10 Z', 'identifier/malformed'],
  ['connection', '203.0.113.256:80 2026-11-20 08:10 Z', 'identifier/malformed'],
  ['connection', '203.0.113.5:80 2026-02-30 08:10 Z', 'identifier/malformed'],
  ['document', '--', 'identifier/malformed'],
  ['plate', 'a\u0000 12', 'text/control-character'],
])('%s is refused: %s', (kind, raw, code) => {
  expect(parseNoted(kind, raw)).toMatchObject({ ok: false, failure: { code } })
})

test('an address with its port and time is also an address', () => {
  expect(addressOfConnection('203.0.113.5:443 2026-11-20T01:10:00Z')).toBe('203.0.113.5')
  expect(addressOfConnection('[2001:db8::1]:51820 2026-11-20T08:10:05Z')).toBe('2001:db8::1')
})

describe('what was pasted', () => {
  const kindsOf = (text: string) => recogniseIdentifiers(text).identifiers.map(({ kind }) => kind)

  test('finds them also where half a million characters stand in one line', () => {
    expect(kindsOf('IMSI 456011234567890 '.repeat(24_000))).toEqual(['imsi'])
    expect(kindsOf(`${'ab'.repeat(32)} `.repeat(8_000))).toEqual(['transaction'])
  })

  test('is recognised line by line, each identifier once', () => {
    const text = `Call 012 345 678 or @seller_kh\n+855 12 345 678\nTX ${HASH}\n203.0.113.5:443 2026-11-20T08:10Z\nផ្លាកលេខ៖ 2AB-1234`
    expect(kindsOf(text)).toEqual(['phone', 'telegram', 'transaction', 'connection', 'plate'])
  })

  test('gives back the lines in which nothing was recognised', () => {
    expect(recogniseIdentifiers('សួស្ដី\n\n---\n012 345 678\nhello there').unread).toEqual([
      'សួស្ដី',
      'hello there',
    ])
  })

  test('takes a name with dots for a domain only where it stands alone in its line', () => {
    expect(kindsOf('update-bank.example.com')).toEqual(['domain'])
    expect(kindsOf('  xn--e1afmkfd.xn--p1ai ')).toEqual(['domain'])
    expect(recogniseIdentifiers('he said it.then he left').identifiers).toEqual([])
    expect(recogniseIdentifiers('1.250.000').identifiers).toEqual([])
  })

  test('may be rubbish of any length', () => {
    const rubbish = `${'0x'.repeat(50_000)}${'a'.repeat(200_000)}\u202e\u200b${'89'.repeat(50_000)}`
    expect(recogniseIdentifiers(rubbish).identifiers).toEqual([])
  })
})
