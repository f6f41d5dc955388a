import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasLuhnCheck } from '#core/identifiers/account-number.ts'
import { propertyRuns } from '../../../support/property-runs.ts'
import { readAs } from './read-as.ts'

describe('a bank account', () => {
  it.each([
    ['000 123 456', '000123456'],
    ['0001-234567-89', '000123456789'],
    ['០០០ ១២៣ ៤៥៦', '000123456'],
    ['123456', '123456'],
    ['1'.repeat(30), '1'.repeat(30)],
    ['GB82 WEST 1234 5698 7654 32', 'GB82WEST12345698765432 [iban]'],
    ['de89370400440532013000', 'DE89370400440532013000 [iban]'],
  ])('%j reads as %s', (raw, expected) => {
    expect(readAs('bank-account', raw)).toBe(expected)
  })

  it.each(['12345', '1'.repeat(31), 'ABA 000 123 456', '000 123 456 (ABA)', 'abc', '-'])(
    '%j is malformed',
    (raw) => {
      expect(readAs('bank-account', raw)).toBe('identifier/malformed')
    },
  )

  it('in the form of an IBAN must have fitting check digits', () => {
    expect(readAs('bank-account', 'GB83 WEST 1234 5698 7654 32')).toBe('identifier/check-digit-wrong')
  })
})

describe('a Bakong account', () => {
  it.each([
    ['Sok_Dara@ABAA', 'sok_dara@abaa'],
    ['855961234567@wing', '855961234567@wing'],
    [`${'a'.repeat(27)}@aclb`, `${'a'.repeat(27)}@aclb`],
  ])('%j reads as %s', (raw, expected) => {
    expect(readAs('bakong', raw)).toBe(expected)
  })

  it.each([
    'sok_dara',
    '@abaa',
    'sok@',
    'sok dara@abaa',
    'sok@dara@abaa',
    'sok@mail.example',
    `${'a'.repeat(28)}@aclb`,
  ])('%j is malformed', (raw) => {
    expect(readAs('bakong', raw)).toBe('identifier/malformed')
  })
})

describe('an IMEI', () => {
  it.each([
    ['490154203237518', '490154203237518'],
    ['49-015420-323751-8', '490154203237518'],
    ['IMEI: 49 015420 323751 8', '490154203237518'],
    ['IMEI2:490154203237518', '490154203237518'],
    ['490154203237518 / 01', '490154203237518'],
    ['៤៩០១៥៤២០៣២៣៧៥១៨', '490154203237518'],
  ])('%j reads as %s', (raw, expected) => {
    expect(readAs('imei', raw)).toBe(expected)
  })

  it.each(['49015420323751', '4901542032375180', '49015420323751A', 'IMEI'])('%j is malformed', (raw) => {
    expect(readAs('imei', raw)).toBe('identifier/malformed')
  })

  it('with any one digit changed has a wrong check digit', () => {
    const place = fc.integer({ min: 0, max: 14 })
    const shift = fc.integer({ min: 1, max: 9 })
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{14}$/), place, shift, (body, at, by) => {
        const check = [...'0123456789'].find((digit) => hasLuhnCheck(body + digit)) ?? ''
        const imei = body + check
        expect(readAs('imei', imei)).toBe(imei)
        const changed = imei.slice(0, at) + String((Number(imei[at]) + by) % 10) + imei.slice(at + 1)
        expect(readAs('imei', changed)).toBe('identifier/check-digit-wrong')
      }),
      propertyRuns(),
    )
  })
})
