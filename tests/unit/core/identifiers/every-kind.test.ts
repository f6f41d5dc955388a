import { describe, expect, test } from 'vitest'
import { type NotedKind, parseNoted } from '#core/identifiers/noted-identifier.ts'
import { recogniseIdentifiers } from '#core/identifiers/recognise-identifiers.ts'

const HASH = 'a1'.repeat(32)
const BITCOIN = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'
const EVM = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'
const TRON = 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t'

describe('every kind that casework names', () => {
  test.each<readonly [NotedKind, string, string]>([
    ['phone', '012 345 678', '+85512345678'],
    ['telegram', '123456789', '123456789'],
    ['telegram', '@Fake_Seller', 'fake_seller'],
    ['wechat', 'wxid_abc12345', 'wxid_abc12345'],
    ['line', 'fake.seller', 'fake.seller'],
    ['email', 'A@Example.com', 'a@example.com'],
    ['bakong', 'sok_dara@aclb', 'sok_dara@aclb'],
    ['wallet', BITCOIN, BITCOIN],
    ['wallet', TRON, TRON],
    ['wallet', EVM, EVM.toLowerCase()],
    ['transaction', HASH, HASH],
    ['imsi', '456010123456789', '456010123456789'],
    ['iccid', '8985501234567890127', '8985501234567890127'],
    ['imei', '490154203237518', '490154203237518'],
    ['plate', '2AB-1234', '2AB1234'],
    ['connection', '203.0.113.5:443 2026-11-20 08:10 +07:00', '203.0.113.5:443 2026-11-20T01:10:00Z'],
  ])('%s is brought to one form: %s', (kind, raw, normalised) => {
    const read = parseNoted(kind, raw)
    expect(read).toMatchObject({ ok: true, value: { normalised: expect.any(String) } })
    if (read.ok) expect(read.value.normalised.toLowerCase()).toContain(normalised.toLowerCase())
  })

  test.each<readonly [NotedKind, string]>([
    ['wallet', `${BITCOIN.slice(0, -1)}b`],
    ['wallet', `${TRON.slice(0, -1)}u`],
    ['wallet', EVM.replace('aAeb', 'AAeb')],
    ['iccid', '8985501234567890124'],
    ['imei', '490154203237519'],
  ])('%s with wrong check digits is refused: %s', (kind, raw) => {
    expect(parseNoted(kind, raw).ok).toBe(false)
  })

  test('wallets, hashes and connections are told apart in a pasted text', () => {
    const text = `pay ${TRON}\nor ${BITCOIN}\ntx ${HASH}\n203.0.113.5:443 2026-11-20T08:10Z\nIMSI 456010123456789`
    expect(recogniseIdentifiers(text).identifiers.map(({ kind }) => kind)).toEqual([
      'wallet',
      'wallet',
      'transaction',
      'connection',
      'imsi',
    ])
  })
})
