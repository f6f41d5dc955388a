import { expect, test } from 'vitest'
import { nextPartyNumber } from '#core/parties/party-book.ts'

const next = (...numbers: readonly string[]) =>
  nextPartyNumber(
    '2026-0001',
    'P',
    numbers.map((number) => ({ number })),
  )

test('parties are numbered one after another', () => {
  expect(next()).toBe('2026-0001-P01')
  expect(next('2026-0001-P01', '2026-0001-P09', '2026-0001-A30')).toBe('2026-0001-P10')
})

test('a number that somebody signed by hand keeps nobody from the next free one', () => {
  const huge = '2026-0001-P9007199254740991'
  const first = next(huge)
  expect(first).toBe('2026-0001-P01')
  expect(next(huge, first)).toBe('2026-0001-P02')
  expect(next('2026-0001-P999999999', '2026-0001-P1000000000')).toBe('2026-0001-P1000000001')
  expect(next('2026-0001-P1e3', '2026-0001-P0x1F')).toBe('2026-0001-P01')
})
