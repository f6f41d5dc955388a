import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountInWords, khmerNumberWords } from '#core/money/amount-in-words.ts'
import { formatMoney, formatMoneyWithCode } from '#core/money/format-money.ts'
import { type Money, moneyOfSmallestParts } from '#core/money/money.ts'
import { propertyRuns } from '../../../support/property-runs.ts'

const en = { language: 'en' } as const
const km = { language: 'km' } as const

describe('formatMoney', () => {
  it.each<[Money, string, string]>([
    [{ currency: 'KHR', amount: '1500000' }, '៛1,500,000', '១.៥០០.០០០៛'],
    [{ currency: 'KHR', amount: '500' }, '៛500', '៥០០៛'],
    [{ currency: 'USD', amount: '1234.5' }, '$1,234.50', '១.២៣៤,៥០$'],
    [{ currency: 'USD', amount: '0.05' }, '$0.05', '០,០៥$'],
    [{ currency: 'USD', amount: '-12' }, '-$12.00', '-១២,០០$'],
    [{ currency: 'THB', amount: '100' }, '฿100.00', '១០០,០០฿'],
    [{ currency: 'VND', amount: '250000' }, '₫250,000', '២៥០.០០០₫'],
    [{ currency: 'CNY', amount: '88.8' }, '¥88.80', '៨៨,៨០¥'],
    [{ currency: 'USDT', amount: '1500.25' }, '1,500.25\u00a0USDT', '១,៥០០.២៥\u00a0USDT'],
    [{ currency: 'BTC', amount: '0.00000001' }, '0.00000001\u00a0BTC', '០.០០០០០០០១\u00a0BTC'],
  ])('writes %j', (money, english, khmer) => {
    expect(formatMoney(money, en)).toBe(english)
    expect(formatMoney(money, km)).toBe(khmer)
  })

  it('writes Khmer with Latin digits when asked, and then groups by commas', () => {
    expect(formatMoney({ currency: 'USD', amount: '1234.5' }, { ...km, digits: 'latin' })).toBe('1,234.50$')
    expect(formatMoney({ currency: 'KHR', amount: '1500000' }, { ...km, digits: 'latin' })).toBe('1,500,000៛')
  })

  it('groups and marks decimals as Node does for both languages and both kinds of digits', () => {
    const cents = fc.bigInt({ min: 0n, max: 10n ** 12n })
    fc.assert(
      fc.property(cents, (count) => {
        const money = moneyOfSmallestParts('USD', count)
        const value = Number(count) / 100
        const options = { minimumFractionDigits: 2, useGrouping: 'always' } as const
        const numberIn = (locale: string) => new Intl.NumberFormat(locale, options).format(value)
        expect(formatMoney(money, en)).toBe(`$${numberIn('en')}`)
        expect(formatMoney(money, km)).toBe(`${numberIn('km-u-nu-khmr')}$`)
        expect(formatMoney(money, { ...km, digits: 'latin' })).toBe(`${numberIn('km-u-nu-latn')}$`)
      }),
      propertyRuns(),
    )
  })
})

describe('formatMoneyWithCode', () => {
  it('writes the code instead of the symbol', () => {
    expect(formatMoneyWithCode({ currency: 'USD', amount: '1234.5' }, en)).toBe('1,234.50\u00a0USD')
    expect(formatMoneyWithCode({ currency: 'KHR', amount: '-1500' }, km)).toBe('-១.៥០០\u00a0KHR')
  })
})

describe('khmerNumberWords', () => {
  it.each([
    [0n, 'សូន្យ'],
    [1n, 'មួយ'],
    [6n, 'ប្រាំមួយ'],
    [10n, 'ដប់'],
    [11n, 'ដប់មួយ'],
    [19n, 'ដប់ប្រាំបួន'],
    [20n, 'ម្ភៃ'],
    [35n, 'សាមសិបប្រាំ'],
    [99n, 'កៅសិបប្រាំបួន'],
    [100n, 'មួយរយ'],
    [105n, 'មួយរយប្រាំ'],
    [1_000n, 'មួយពាន់'],
    [10_000n, 'មួយម៉ឺន'],
    [100_000n, 'មួយសែន'],
    [1_234_567n, 'មួយលានពីរសែនបីម៉ឺនបួនពាន់ប្រាំរយហុកសិបប្រាំពីរ'],
    [20_000_000n, 'ម្ភៃលាន'],
    [1_000_000_000n, 'មួយពាន់លាន'],
    [1_000_000_000_000n, 'មួយលានលាន'],
  ])('says %d', (number, words) => {
    expect(khmerNumberWords(number)).toBe(words)
  })

  it('says different numbers differently', () => {
    const numbers = Array.from({ length: 3_000 }, (_, index) => BigInt(index) * 337n + BigInt(index % 7))
    expect(new Set(numbers.map(khmerNumberWords)).size).toBe(new Set(numbers).size)
  })

  it('throws below zero', () => {
    expect(() => khmerNumberWords(-1n)).toThrow(RangeError)
  })
})

describe('amountInWords', () => {
  it('says riel and dollars', () => {
    expect(amountInWords({ currency: 'KHR', amount: '1500000' })).toBe('មួយលានប្រាំសែនរៀល')
    expect(amountInWords({ currency: 'USD', amount: '12.5' })).toBe('ដប់ពីរដុល្លារអាមេរិក និងហាសិបសេន')
    expect(amountInWords({ currency: 'USD', amount: '0.05' })).toBe('ប្រាំសេន')
    expect(amountInWords({ currency: 'USD', amount: '0' })).toBe('សូន្យដុល្លារអាមេរិក')
  })

  it('says nothing of other currencies and of negative amounts', () => {
    expect(amountInWords({ currency: 'THB', amount: '1' })).toBeNull()
    expect(amountInWords({ currency: 'USD', amount: '-1' })).toBeNull()
  })
})
