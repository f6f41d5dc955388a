import { expect, test } from 'vitest'
import {
  firstParallelism,
  PARALLELISM,
  type Parallelism,
  stepParallelism,
} from '#core/network/parallelism.ts'

/** A window of ten seconds on a line whose rate, in kB a second, is a function of the connections. */
const windowAt = (rateOf: (lanes: number) => number, { lanes }: Parallelism, misses = 0) => ({
  acknowledgedBytes: rateOf(lanes) * 10_000,
  elapsedMs: 10_000,
  misses,
})

function settle(rateOf: (lanes: number) => number, windows: number, from = firstParallelism()): Parallelism {
  let now = from
  for (let at = 0; at < windows; at += 1) now = stepParallelism(now, windowAt(rateOf, now))
  return now
}

test('connections are added while each step carries more, and never more than the most', () => {
  expect(settle((lanes) => lanes * 10, 20).lanes).toBe(PARALLELISM.most)
})

test('a step that brought nothing is taken back and not tried again at once', () => {
  const full = settle((lanes) => Math.min(lanes, 8) * 10, 2)
  expect(full).toMatchObject({ lanes: 8, phase: 'holding' })
  expect(settle((lanes) => Math.min(lanes, 8) * 10, 5, full).lanes).toBe(8)
})

test('what is held is tried again later, because lines change', () => {
  const full = settle((lanes) => Math.min(lanes, 8) * 10, 2)
  expect(settle((lanes) => lanes * 10, PARALLELISM.holdWindows + 1, full).lanes).toBeGreaterThan(8)
})

test('deadlines that pass halve the connections, down to one and no further', () => {
  let now = firstParallelism(16)
  for (const lanes of [8, 4, 2, 1, 1]) {
    now = stepParallelism(
      now,
      windowAt(() => 10, now, 3),
    )
    expect(now.lanes).toBe(lanes)
  }
})
