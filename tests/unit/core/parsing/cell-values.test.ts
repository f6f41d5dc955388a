import { expect, test } from 'vitest'
import type { CurrencyCode } from '#core/money/currency.ts'
import {
  readCellAmount,
  readCellCurrency,
  readCellDate,
  readCellDirection,
  readCellDuration,
  readCellTime,
} from '#core/parsing/cell-values.ts'
import type { DateOrder } from '#core/parsing/column-map.ts'

const day = (year: number, month: number, dayOfMonth: number) => ({ year, month, day: dayOfMonth })
const at = (hour: number, minute: number, second = 0, millisecond = 0) => ({
  hour,
  minute,
  second,
  millisecond,
})

test.each<[string, DateOrder, object | null]>([
  ['05/03/2026', 'day-month-year', { date: day(2026, 3, 5) }],
  ['05/03/2026', 'month-day-year', { date: day(2026, 5, 3) }],
  ['2026-03-05', 'month-day-year', { date: day(2026, 3, 5) }],
  ['2026-03-05T14:05:06', 'day-month-year', { date: day(2026, 3, 5), time: at(14, 5, 6) }],
  ['05-Mar-26', 'month-day-year', { date: day(2026, 3, 5) }],
  ['Mar 5, 2026 2:05 PM', 'day-month-year', { date: day(2026, 3, 5), time: at(14, 5) }],
  ['០៥ មីនា ២០២៦', 'day-month-year', { date: day(2026, 3, 5) }],
  ['ថ្ងៃទី៥ មីនា ២០២៦', 'day-month-year', { date: day(2026, 3, 5) }],
  ['០៥/០៣/២០២៦ ០៨:៣០ ល្ងាច', 'day-month-year', { date: day(2026, 3, 5), time: at(20, 30) }],
  ['05.03.2026 08:30:15', 'day-month-year', { date: day(2026, 3, 5), time: at(8, 30, 15) }],
  ['20260305', 'year-month-day', { date: day(2026, 3, 5) }],
  ['05032026', 'day-month-year', { date: day(2026, 3, 5) }],
  ['31/02/2026', 'day-month-year', null],
  ['13/13/2026', 'day-month-year', null],
  ['05/03/2026 25:00', 'day-month-year', null],
  ['yesterday', 'day-month-year', null],
  ['', 'day-month-year', null],
  ['1/'.repeat(50_000), 'day-month-year', null],
])('the day %s in the order %s', (text, order, expected) => {
  expect(readCellDate(text, order)).toEqual(expected)
})

test.each<[string, object | null]>([
  ['14:05', at(14, 5)],
  ['2:05:09 pm', at(14, 5, 9)],
  ['12:00 AM', at(0, 0)],
  ['12:30 PM', at(12, 30)],
  ['08:30:15.250', at(8, 30, 15, 250)],
  ['១៤:០៥', at(14, 5)],
  ['14:60', null],
  ['13:00 pm', null],
])('the time %s', (text, expected) => {
  expect(readCellTime(text)).toEqual(expected)
})

test.each<[string, CurrencyCode, '.' | ',', string | null, 'in' | 'out' | null]>([
  ['1,234.50', 'USD', '.', '1234.5', null],
  ['1.234,50', 'USD', ',', '1234.5', null],
  ['1 234,50', 'USD', ',', '1234.5', null],
  ["1'234.50", 'USD', '.', '1234.5', null],
  ['-1,234.50', 'USD', '.', '1234.5', 'out'],
  ['(1,234.50)', 'USD', '.', '1234.5', 'out'],
  ['1,234.50-', 'USD', '.', '1234.5', 'out'],
  ['1,234.50 DR', 'USD', '.', '1234.5', 'out'],
  ['1,234.50 Cr', 'USD', '.', '1234.5', 'in'],
  ['$ 12.00', 'USD', '.', '12', null],
  ['-$12.00', 'USD', '.', '12', 'out'],
  ['USD 12.00', 'USD', '.', '12', null],
  ['៛១.៥០០.០០០', 'KHR', ',', '1500000', null],
  ['១.៥០០.០០០៛', 'KHR', ',', '1500000', null],
  ['1,500,000 KHR', 'KHR', '.', '1500000', null],
  ['1500000.00', 'KHR', '.', '1500000', null],
  ['.50', 'USD', '.', '0.5', null],
  ['0', 'USD', '.', '0', null],
  ['12.345', 'USD', '.', null, null],
  ['1,2,3', 'USD', '.', null, null],
  ['1.2.3', 'USD', '.', null, null],
  ['(12.00', 'USD', '.', null, null],
  ['=1+1', 'USD', '.', null, null],
  ['9'.repeat(70), 'KHR', '.', null, null],
  ['abc', 'USD', '.', null, null],
])('the amount %s of %s with the sign %s', (text, currency, sign, amount, side) => {
  const read = readCellAmount(text, currency, sign)
  expect(read).toEqual(amount === null ? null : { money: { currency, amount }, side })
})

test('currencies, directions and durations are read from codes and words of both languages', () => {
  expect(['usd', '៛', 'រៀល', '$', 'THB', 'moon'].map(readCellCurrency)).toEqual([
    'USD',
    'KHR',
    'KHR',
    'USD',
    'THB',
    null,
  ])
  expect(
    ['Incoming call', 'OUT', 'ហៅចេញ', 'CR', 'Debit card', 'sideways', ''].map(readCellDirection),
  ).toEqual(['in', 'out', 'out', 'in', 'out', null, null])
  expect(['75', '75s', '1:15', '00:01:15', '1m 15s', '1h', 'long', ''].map(readCellDuration)).toEqual([
    75,
    75,
    75,
    75,
    75,
    3_600,
    null,
    null,
  ])
})
