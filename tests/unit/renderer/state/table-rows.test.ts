import { describe, expect, test } from 'vitest'
import {
  columnWidths,
  firstMissing,
  holdRows,
  rowsInPiece,
} from '../../../../src/renderer/state/table-rows.ts'

const rowsFrom = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => [`row ${from + at}`])

describe('the rows of a long table that a window holds', () => {
  test('are drawn in pieces of as many rows as their columns allow', () => {
    expect(rowsInPiece(5)).toBe(200)
    expect(rowsInPiece(48)).toBe(50)
    expect(rowsInPiece(256)).toBe(10)
    expect(rowsInPiece(0)).toBe(200)
  })

  test('stay few: those furthest from the last ones go, and are asked for again', () => {
    let held = holdRows(new Map(), 0, rowsFrom(0, 200))
    for (let from = 200; from < 100_000; from += 200) held = holdRows(held, from, rowsFrom(from, 200))
    expect(held.size).toBe(4_000)
    expect(held.get(99_999)).toEqual(['row 99999'])
    expect(firstMissing(held, 99_800, 100_000)).toBeNull()
    expect(firstMissing(held, 0, 200)).toBe(0)
  })

  test('name the first row that is missing also in the middle', () => {
    const held = holdRows(holdRows(new Map(), 0, rowsFrom(0, 3)), 5, rowsFrom(5, 2))
    expect(firstMissing(held, 0, 7)).toBe(3)
    expect(firstMissing(held, 5, 7)).toBeNull()
  })

  test('give each column the width of its longest line, within what a screen has', () => {
    expect(
      columnWidths(
        [
          ['a', 'x'.repeat(500)],
          ['abc\nabcdefgh', ''],
        ],
        3,
      ),
    ).toEqual([10, 40, 4])
  })
})
