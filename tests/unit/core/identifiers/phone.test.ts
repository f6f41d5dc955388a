import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { propertyRuns } from '../../../support/property-runs.ts'
import { readAs } from './read-as.ts'

describe('a phone number', () => {
  it.each([
    ['012345678', '+85512345678 [country-assumed]'],
    ['012 345 678', '+85512345678 [country-assumed]'],
    ['0961234567', '+855961234567 [country-assumed]'],
    ['12345678', '+85512345678 [country-assumed]'],
    ['០៩៦ ១២៣ ៤៥៦៧', '+855961234567 [country-assumed]'],
    ['０９６１２３４５６７', '+855961234567 [country-assumed]'],
    ['+855 12 345 678', '+85512345678'],
    ['+855 (0)12 345 678', '+85512345678'],
    ['00855-12-345-678', '+85512345678'],
    ['85512345678', '+85512345678'],
    ['tel:+85512345678', '+85512345678'],
    ['\u202a+855\u00a012\u2011345\u00a0678\u202c', 'identifier/malformed'],
    ['\u202a+855\u00a012\u00a0345\u00a0678\u202c', '+85512345678 [invisible-removed]'],
    ['+66 81 234 5678', '+66812345678'],
    ['+84 912 345 678', '+84912345678'],
    ['0086 138 0013 8000', '+8613800138000'],
    ['+1 (202) 555-0143', '+12025550143'],
  ])('%j reads as %s', (raw, expected) => {
    expect(readAs('phone', raw)).toBe(expected)
  })

  it.each([
    ['seven national digits', '01234567'],
    ['ten national digits', '09612345678'],
    ['a national number that begins with 0', '0012345678x'],
    ['a country code that begins with 0', '+0123456789'],
    ['six digits abroad', '+123456'],
    ['sixteen digits abroad', '+1234567890123456'],
    ['a short code', '117'],
    ['letters', '012 345 67a'],
    ['two numbers', '012345678, 012345679'],
    ['a Thai number without its country', '66812345678'],
    ['Cambodian digits missing', '+855 12 345 67'],
    ['nothing but separators', '+()-'],
  ])('with %s is malformed', (_what, raw) => {
    expect(readAs('phone', raw)).toBe('identifier/malformed')
  })

  it('has eight or nine national digits, fifteen in all abroad', () => {
    expect(readAs('phone', '+85512345678')).toBe('+85512345678')
    expect(readAs('phone', '+855123456789')).toBe('+855123456789')
    expect(readAs('phone', '+1234567')).toBe('+1234567')
    expect(readAs('phone', '+123456789012345')).toBe('+123456789012345')
  })

  it('reads the same however its digits are grouped', () => {
    const national = fc.stringMatching(/^[1-9][0-9]{7,8}$/)
    const gaps = fc.array(fc.constantFrom('', ' ', '-', '.', '\u00a0'), { minLength: 9, maxLength: 9 })
    fc.assert(
      fc.property(national, gaps, (digits, between) => {
        const spaced = [...digits].map((digit, index) => digit + (between[index] ?? '')).join('')
        expect(readAs('phone', `0${spaced}`)).toBe(`+855${digits} [country-assumed]`)
        expect(readAs('phone', `+855 ${spaced}`)).toBe(`+855${digits}`)
      }),
      propertyRuns(),
    )
  })
})
