import { describe, expect, test } from 'vitest'
import { columnOfShown, piecesOfRow, spanBetween } from '../../../../src/renderer/state/covered-runs.ts'

describe('a selection in a text that is shown', () => {
  test('leads back to the characters of the text, also behind a hidden one that is shown by its name', () => {
    const text = 'a\u202eb😀c'
    const shown = 'a⟨U+202E⟩b😀c'
    expect(columnOfShown(text, 0)).toBe(0)
    expect(columnOfShown(text, 1)).toBe(1)
    expect(columnOfShown(text, 4)).toBe(1)
    expect(columnOfShown(text, shown.indexOf('b'))).toBe(2)
    expect(columnOfShown(text, shown.indexOf('c'))).toBe(5)
    expect(columnOfShown(text, shown.length)).toBe(text.length)
  })

  test('is the same run whichever end it was begun at, and no run when it is empty', () => {
    const first = { line: 2, column: 5 }
    const second = { line: 1, column: 9 }
    expect(spanBetween(first, second)).toEqual({ fromLine: 1, fromColumn: 9, toLine: 2, toColumn: 5 })
    expect(spanBetween(second, first)).toEqual(spanBetween(first, second))
    expect(spanBetween(first, first)).toBeNull()
  })

  test('shows which characters of a row will be covered, the end not among them', () => {
    const span = { fromLine: 3, fromColumn: 2, toLine: 3, toColumn: 4 }
    expect(piecesOfRow({ line: 3, column: 0, text: 'abcdef' }, [span])).toEqual([
      { shown: 'ab', isCovered: false },
      { shown: 'cd', isCovered: true },
      { shown: 'ef', isCovered: false },
    ])
    expect(piecesOfRow({ line: 3, column: 4, text: 'ef' }, [span])).toEqual([
      { shown: 'ef', isCovered: false },
    ])
    expect(piecesOfRow({ line: 4, column: 0, text: 'ab' }, [span])).toEqual([
      { shown: 'ab', isCovered: false },
    ])
  })
})
