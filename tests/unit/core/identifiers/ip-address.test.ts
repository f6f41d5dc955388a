import { isIP } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { propertyRuns } from '../../../support/property-runs.ts'
import { readAs } from './read-as.ts'

describe('an IP address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['255.255.255.255', '255.255.255.255'],
    ['0.0.0.0', '0.0.0.0'],
    ['192[.]0[.]2[.]1', '192.0.2.1'],
    ['១៩២.០.២.១', '192.0.2.1'],
    ['::', '::'],
    ['::1', '::1'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['2001:db8::1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8::', '2001:db8::'],
    ['::ffff:192.0.2.1', '::ffff:c000:201'],
    ['[2001:db8::1]', '2001:db8::1'],
  ])('%j reads as %s', (raw, expected) => {
    expect(readAs('ip', raw)).toBe(expected)
  })

  it.each([
    '256.0.0.1',
    '192.0.2',
    '192.0.2.1.1',
    '192.0.2.01',
    '0x7f.0.0.1',
    '192.0.2.1:80',
    '192.0.2.1/24',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '12345::',
    'g::',
    'fe80::1%eth0',
    '::192.0.2.256',
    '192.0.2.1::',
    ''.padEnd(3, '.'),
  ])('%j is malformed', (raw) => {
    expect(readAs('ip', raw)).toBe('identifier/malformed')
  })

  it('is accepted exactly when Node accepts it, zones aside', () => {
    const noise = fc.string({
      unit: fc.constantFrom('0', '1', 'a', 'f', ':', '::', '.', '25'),
      maxLength: 12,
    })
    fc.assert(
      fc.property(fc.oneof(fc.ipV6(), fc.ipV4(), noise), (text) => {
        fc.pre(text.trim() !== '' && !text.includes('%'))
        expect(readAs('ip', text) !== 'identifier/malformed').toBe(isIP(text) !== 0)
      }),
      propertyRuns(1_000),
    )
  })

  it('of version 6 is written as WHATWG writes hosts (RFC 5952)', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        expect(`[${readAs('ip', text)}]`).toBe(new URL(`http://[${text}]`).hostname)
      }),
      propertyRuns(),
    )
  })
})
