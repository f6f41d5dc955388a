import { expect, test } from 'vitest'
import { DEADLINES, deadlineMs, NO_ANSWERS, noteAnswer, noteMiss } from '#core/network/deadlines.ts'

test('before the first answer a deadline is patient, and each miss doubles it up to a most', () => {
  expect(deadlineMs(NO_ANSWERS, 8)).toBe(DEADLINES.firstMs)
  expect(deadlineMs(noteMiss(NO_ANSWERS), 8)).toBe(2 * DEADLINES.firstMs)
  let book = NO_ANSWERS
  for (let misses = 0; misses < 20; misses += 1) book = noteMiss(book)
  expect(deadlineMs(book, 8)).toBe(DEADLINES.mostMs)
})

test('a deadline follows what answers take and how many share the line', () => {
  let book = NO_ANSWERS
  for (let answers = 0; answers < 30; answers += 1) book = noteAnswer(book, { tookMs: 16_000, lanes: 8 })
  expect(deadlineMs(book, 8)).toBeGreaterThanOrEqual(16_000)
  expect(deadlineMs(book, 8)).toBeLessThan(20_000)
  expect(deadlineMs(book, 16)).toBeGreaterThan(30_000)
  expect(deadlineMs(book, 1)).toBe(DEADLINES.leastMs)
})

test('an answer ends the doubling', () => {
  const book = noteAnswer(noteMiss(noteMiss(NO_ANSWERS)), { tookMs: 1000, lanes: 1 })
  expect(book.misses).toBe(0)
})
