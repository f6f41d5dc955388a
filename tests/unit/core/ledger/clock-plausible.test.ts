import { expect, test } from 'vitest'
import {
  CLOCK_TOLERANCE_MS,
  EARLIEST_CLOCK_MS,
  isClockSetBack,
  isPlausibleClock,
  LATEST_CLOCK_MS,
} from '#core/ledger/clock-plausible.ts'

test('the bounds are the midnights that begin 2026 and 2090', () => {
  expect(EARLIEST_CLOCK_MS).toBe(Date.UTC(2026, 0, 1))
  expect(LATEST_CLOCK_MS).toBe(Date.UTC(2090, 0, 1))
})

test.each([
  [0, false],
  [Date.UTC(1970, 5, 1), false],
  [EARLIEST_CLOCK_MS - 1, false],
  [EARLIEST_CLOCK_MS, true],
  [Date.UTC(2026, 10, 22), true],
  [LATEST_CLOCK_MS - 1, true],
  [LATEST_CLOCK_MS, false],
  [Date.UTC(2099, 0, 1), false],
  [-1, false],
  [Number.NaN, false],
  [Number.POSITIVE_INFINITY, false],
])('a clock of %d is plausible: %s', (clockMs, isPlausible) => {
  expect(isPlausibleClock(clockMs)).toBe(isPlausible)
})

test.each([
  [0, false],
  [CLOCK_TOLERANCE_MS, false],
  [CLOCK_TOLERANCE_MS + 1, true],
  [-1, false],
])('a clock %d ms behind the event before was set back: %s', (behindMs, isSetBack) => {
  expect(isClockSetBack(EARLIEST_CLOCK_MS, EARLIEST_CLOCK_MS + behindMs)).toBe(isSetBack)
})
