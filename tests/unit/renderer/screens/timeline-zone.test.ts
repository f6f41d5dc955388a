import { expect, test } from 'vitest'
import { densityBetween } from '../../../../src/renderer/screens/work/timeline-zone.ts'

test('lines of one chart count on a common scale, and what happened last lies in the last span', () => {
  expect(densityBetween([0, 10, 50, 100], 0, 100, 4)).toEqual([2, 0, 1, 1])
  expect(densityBetween([100], 0, 100, 4)).toEqual([0, 0, 0, 1])
  expect(densityBetween([], 0, 100, 2)).toEqual([0, 0])
  expect(densityBetween([5, 5], 5, 5, 2)).toEqual([2, 0])
})
