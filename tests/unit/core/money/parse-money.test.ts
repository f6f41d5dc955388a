import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CURRENCY_CODES, type CurrencyCode, currencyOf } from '#core/money/currency.ts'
import { formatMoney, formatMoneyWithCode } from '#core/money/format-money.ts'
import { isCanonicalAmount, MAX_UNITS, type Money, moneyOfSmallestParts } from '#core/money/money.ts'
import { parseMoney } from '#core/money/parse-money.ts'
import { anyText } from '../../../support/any-text.ts'
import { naughtyStrings } from '../../../support/naughty-strings.ts'
import { propertyRuns } from '../../../support/property-runs.ts'

const money: fc.Arbitrary<Money> = fc
  .constantFrom(...CURRENCY_CODES)
  .chain((currency) =>
    fc
      .bigInt({ min: 1n, max: MAX_UNITS * 10n ** BigInt(currencyOf(currency).decimals) })
      .map((parts) => moneyOfSmallestParts(currency, parts)),
  )

describe('parseMoney', () => {
  it.each<[CurrencyCode, string, string]>([
    ['KHR', '1500000', '1500000'],
    ['KHR', '1,500,000', '1500000'],
    ['KHR', '1.500.000', '1500000'],
    ['KHR', '1 500 000', '1500000'],
    ['KHR', '1\u00a0500\u202f000', '1500000'],
    ['KHR', "1'500'000", '1500000'],
    ['KHR', '១.៥០០.០០០៛', '1500000'],
    ['KHR', '១៥០០០០០ រៀល', '1500000'],
    ['KHR', '៛1,500', '1500'],
    ['KHR', '1.500', '1500'],
    ['KHR', '1234.00', '1234'],
    ['KHR', '+7', '7'],
    ['KHR', '007', '7'],
    ['USD', '12.5', '12.5'],
    ['USD', '12,50', '12.5'],
    ['USD', '12.00', '12'],
    ['USD', '$1,234.50', '1234.5'],
    ['USD', '1.234,50 $', '1234.5'],
    ['USD', '1 234,50', '1234.5'],
    ['USD', '១២,៥០', '12.5'],
    ['USD', '1,500', '1500'],
    ['USD', '1.500,00', '1500'],
    ['USD', 'USD 0.01', '0.01'],
    ['USD', '.5', '0.5'],
    ['USD', '12 usd', '12'],
    ['USD', '\u200b12\u202c', '12'],
    ['VND', '250.000₫', '250000'],
    ['BTC', '0.00000001', '0.00000001'],
    ['BTC', '1.125', '1.125'],
    ['BTC', '1,125', '1125'],
    ['ETH', '0.000000000000000001', '0.000000000000000001'],
    ['USDT', '1,500.250000', '1500.25'],
    ['USDT', '12.500 USDT', '12.5'],
  ])('reads %s %j as %s', (currency, typed, amount) => {
    expect(parseMoney(currency, typed)).toEqual({ ok: true, value: { currency, amount } })
  })

  it.each<[CurrencyCode, string, string]>([
    ['USD', '', 'empty'],
    ['USD', '  ', 'empty'],
    ['USD', '$', 'empty'],
    ['USD', 'twelve', 'not-a-number'],
    ['USD', '12.', 'not-a-number'],
    ['USD', '1e5', 'not-a-number'],
    ['USD', '0x10', 'not-a-number'],
    ['USD', '៛12', 'not-a-number'],
    ['USD', '12$$', 'not-a-number'],
    ['USD', '12-', 'not-a-number'],
    ['USD', '1/2', 'not-a-number'],
    ['USD', '1'.repeat(65), 'not-a-number'],
    ['USD', '1,23,456', 'grouping'],
    ['USD', '1,2345.00', 'grouping'],
    ['USD', '12.34.56', 'grouping'],
    ['USD', '0,123,456', 'grouping'],
    ['USD', '1,234.567,89', 'grouping'],
    ['USD', '1 23 456', 'grouping'],
    ['USD', '1.500', 'ambiguous'],
    ['USD', '1234.500', 'ambiguous'],
    ['KHR', '1.234,500', 'ambiguous'],
    ['BTC', '0,125', 'ambiguous'],
  ])('refuses %s %j as malformed: %s', (currency, typed, fault) => {
    expect(parseMoney(currency, typed)).toEqual({
      ok: false,
      failure: { code: 'money/malformed', facts: { fault } },
    })
  })

  it.each<[CurrencyCode, string, number]>([
    ['KHR', '100.5', 0],
    ['KHR', '100,25', 0],
    ['USD', '0.001', 2],
    ['USD', '1.2345', 2],
    ['BTC', '0.000000001', 8],
    ['USDT', '0.0000001', 6],
  ])('refuses %s %s for its decimals', (currency, typed, decimals) => {
    expect(parseMoney(currency, typed)).toEqual({
      ok: false,
      failure: { code: 'money/too-many-decimals', facts: { currency, decimals } },
    })
  })

  it.each(['0', '0.00', '-5', '-0.01', '០'])('refuses %s, which is not positive', (typed) => {
    expect(parseMoney('USD', typed)).toEqual({ ok: false, failure: { code: 'money/not-positive' } })
  })

  it('accepts 10¹⁵ units and refuses the least more', () => {
    for (const currency of CURRENCY_CODES) {
      expect(parseMoney(currency, '1000000000000000').ok, currency).toBe(true)
    }
    expect(parseMoney('KHR', '1000000000000001')).toEqual({
      ok: false,
      failure: { code: 'money/too-large', facts: { currency: 'KHR', maxUnits: '1000000000000000' } },
    })
    expect(parseMoney('USD', '1000000000000000.01')).toMatchObject({ failure: { code: 'money/too-large' } })
    expect(parseMoney('USD', '999999999999999.99').ok).toBe(true)
  })

  it.each(['EUR', 'usd', '', '__proto__', 'toString', 'constructor'])(
    'does not know the currency %j',
    (currency) => {
      expect(parseMoney(currency, '1')).toEqual({ ok: false, failure: { code: 'money/unknown-currency' } })
    },
  )

  it('reads back what formatMoney writes, in both languages and with both kinds of digits', () => {
    fc.assert(
      fc.property(
        money,
        fc.constantFrom('km' as const, 'en' as const),
        fc.constantFrom('khmer' as const, 'latin' as const),
        (value, language, digits) => {
          const style = { language, digits }
          expect(parseMoney(value.currency, formatMoney(value, style))).toEqual({ ok: true, value })
          expect(parseMoney(value.currency, formatMoneyWithCode(value, style))).toEqual({ ok: true, value })
        },
      ),
      propertyRuns(1_000),
    )
  })

  it('reads back its own canonical amounts', () => {
    fc.assert(
      fc.property(money, (value) => {
        // A bare canonical amount of three decimals after one to three digits may look grouped; only crypto-assets have it.
        expect(parseMoney(value.currency, value.amount)).toEqual({ ok: true, value })
      }),
      propertyRuns(1_000),
    )
  })

  it('gives a canonical, positive amount or a failure for any text', () => {
    const typed = fc.oneof(
      anyText(),
      fc.string({ unit: fc.constantFrom(..."0123456789.,' $៛១".split('')), maxLength: 14 }),
    )
    fc.assert(
      fc.property(fc.constantFrom(...CURRENCY_CODES), typed, (currency, text) => {
        const parsed = parseMoney(currency, text)
        if (!parsed.ok) return
        expect(isCanonicalAmount(currency, parsed.value.amount)).toBe(true)
        expect(parsed.value.amount).not.toMatch(/^(?:0$|-)/)
      }),
      propertyRuns(2_000),
    )
    for (const text of naughtyStrings()) expect(() => parseMoney('USD', text)).not.toThrow()
  })
})
