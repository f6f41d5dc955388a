import { expect, test } from 'vitest'
import { sumLosses } from '#core/case-file/loss-totals.ts'

const paid = { state: 'paid', level: 'claimed', currency: 'KHR', amount: '1000000' } as const

test('lines of one currency, state and level are added, exactly', () => {
  const usdt = { ...paid, currency: 'USDT' }
  expect(
    sumLosses(
      [],
      [
        { ...usdt, amount: '0.1' },
        { ...usdt, amount: '0.2' },
        { ...usdt, amount: '999999999999999' },
      ],
    ),
  ).toEqual([{ ...usdt, amount: '999999999999999.3', lines: 3 }])
})

test('what differs in currency, state or level is never added, and stands in the order of its first line', () => {
  const lines = [
    paid,
    { ...paid, currency: 'USD' },
    { ...paid, state: 'attempted' },
    { ...paid, level: 'confirmed' },
    paid,
  ] as const
  expect(
    sumLosses(
      [],
      lines.map((line) => ({ ...line })),
    ),
  ).toEqual([
    { ...paid, amount: '2000000', lines: 2 },
    { ...lines[1], lines: 1 },
    { ...lines[2], lines: 1 },
    { ...lines[3], lines: 1 },
  ])
})

test('totals that exist are gone on with, and left as they were', () => {
  const before = sumLosses([], [{ ...paid }])
  expect(sumLosses(before, [{ ...paid, amount: '1' }])).toEqual([{ ...paid, amount: '1000001', lines: 2 }])
  expect(before).toEqual([{ ...paid, lines: 1 }])
})

test('a currency that the ledger does not admit is a bug', () => {
  expect(() => sumLosses([], [{ ...paid, currency: 'XYZ' }])).toThrow(/unknown currency/)
})
