import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CURRENCIES, CURRENCY_CODES, isCryptoAsset, isCurrencyCode } from '#core/money/currency.ts'
import {
  addMoney,
  compareMoney,
  isCanonicalAmount,
  moneyOfSmallestParts,
  smallestPartsOf,
  subtractMoney,
  totalsByCurrency,
} from '#core/money/money.ts'
import { propertyRuns } from '../../../support/property-runs.ts'

const currency = fc.constantFrom(...CURRENCY_CODES)
const parts = fc.bigInt({ min: -(10n ** 34n), max: 10n ** 34n })

describe('the table of currencies', () => {
  it('names the codes of ISO 4217 and marks what is none', () => {
    const numeric = Object.fromEntries(CURRENCY_CODES.map((code) => [code, CURRENCIES[code].isoNumeric]))
    expect(numeric).toEqual({
      KHR: '116',
      USD: '840',
      THB: '764',
      VND: '704',
      CNY: '156',
      USDT: null,
      BTC: null,
      ETH: null,
    })
    expect(CURRENCY_CODES.filter(isCryptoAsset)).toEqual(['USDT', 'BTC', 'ETH'])
  })

  it('has the decimals of ISO 4217 as Node knows them, but none for the riel', () => {
    for (const code of CURRENCY_CODES.filter((candidate) => !isCryptoAsset(candidate))) {
      const iso = new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions()
      expect(CURRENCIES[code].decimals, code).toBe(code === 'KHR' ? 0 : iso.maximumFractionDigits)
    }
  })

  it('is closed', () => {
    expect(isCurrencyCode('KHR')).toBe(true)
    for (const text of ['khr', 'EUR', '', 'hasOwnProperty', '__proto__'])
      expect(isCurrencyCode(text)).toBe(false)
  })
})

describe('canonical amounts', () => {
  it.each(['0', '1', '10', '1.5', '0.01', '-1', '-0.5', '999999999999999999999.99'])(
    'of dollars include %s',
    (amount) => {
      expect(isCanonicalAmount('USD', amount)).toBe(true)
    },
  )

  it.each([
    '',
    '00',
    '01',
    '1.50',
    '1.',
    '.5',
    '-0',
    '+1',
    '1e3',
    '1,000',
    '1.234',
    '១',
    ' 1',
    '1\n',
    '0.0',
    '-0.0',
  ])('of dollars do not include %j', (amount) => {
    expect(isCanonicalAmount('USD', amount)).toBe(false)
    expect(() => smallestPartsOf({ currency: 'USD', amount })).toThrow('not a canonical amount')
  })

  it('come from smallest parts and go back to them', () => {
    fc.assert(
      fc.property(currency, parts, (code, count) => {
        const money = moneyOfSmallestParts(code, count)
        expect(isCanonicalAmount(code, money.amount)).toBe(true)
        expect(smallestPartsOf(money)).toBe(count)
      }),
      propertyRuns(500),
    )
  })

  it('of riel are whole', () => {
    expect(moneyOfSmallestParts('KHR', 1500n).amount).toBe('1500')
    expect(moneyOfSmallestParts('USD', 5n).amount).toBe('0.05')
    expect(moneyOfSmallestParts('USD', -5n).amount).toBe('-0.05')
  })
})

describe('sums', () => {
  it('are exact where binary fractions are not', () => {
    expect(addMoney({ currency: 'USD', amount: '0.1' }, { currency: 'USD', amount: '0.2' }).amount).toBe(
      '0.3',
    )
    expect(
      addMoney({ currency: 'ETH', amount: '0.000000000000000001' }, { currency: 'ETH', amount: '1000000' })
        .amount,
    ).toBe('1000000.000000000000000001')
    expect(subtractMoney({ currency: 'USD', amount: '1' }, { currency: 'USD', amount: '1.01' }).amount).toBe(
      '-0.01',
    )
  })

  it('of two currencies are a bug', () => {
    const riel = { currency: 'KHR', amount: '1' } as const
    const dollar = { currency: 'USD', amount: '1' } as const
    expect(() => addMoney(riel, dollar)).toThrow('cannot be combined')
    expect(() => subtractMoney(riel, dollar)).toThrow('cannot be combined')
    expect(() => compareMoney(riel, dollar)).toThrow('cannot be combined')
  })

  it('per currency stand in the order of the table and are never converted', () => {
    const totals = totalsByCurrency([
      { currency: 'USD', amount: '0.1' },
      { currency: 'KHR', amount: '4000' },
      { currency: 'USD', amount: '0.2' },
      { currency: 'BTC', amount: '0.5' },
    ])
    expect(totals).toEqual([
      { currency: 'KHR', amount: '4000' },
      { currency: 'USD', amount: '0.3' },
      { currency: 'BTC', amount: '0.5' },
    ])
    expect(totalsByCurrency([])).toEqual([])
  })

  it('do not depend on the order of the amounts', () => {
    const money = fc.tuple(currency, parts).map(([code, count]) => moneyOfSmallestParts(code, count))
    fc.assert(
      fc.property(fc.array(money, { maxLength: 8 }), (amounts) => {
        expect(totalsByCurrency(amounts)).toEqual(totalsByCurrency([...amounts].reverse()))
      }),
      propertyRuns(),
    )
  })

  it('compare by value, not by text', () => {
    const money = (amount: string) => ({ currency: 'USD', amount }) as const
    expect(compareMoney(money('9'), money('10'))).toBe(-1)
    expect(compareMoney(money('10'), money('9.99'))).toBe(1)
    expect(compareMoney(money('1.5'), money('1.5'))).toBe(0)
    expect(compareMoney(money('-1'), money('0'))).toBe(-1)
  })
})
