import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { COVER, coverText } from '#core/viewing/covering.ts'

describe('covering a text', () => {
  test('covers every occurrence of a word, overlapping ones too', () => {
    expect(coverText('aaa b aa', { spans: [], words: ['aa'] })).toEqual({ text: '███ b ██', coveredCount: 5 })
  })

  test('keeps line ends, whatever is covered', () => {
    const all = { fromLine: 0, fromColumn: 0, toLine: 9, toColumn: 0 }
    expect(coverText('a\r\nb\nc', { spans: [all], words: [] }).text).toBe('█\r\n█\n█')
  })

  test('ends a span at the end of its line when its column is past it', () => {
    const span = { fromLine: 0, fromColumn: 1, toLine: 0, toColumn: 99 }
    expect(coverText('abc\ndef', { spans: [span], words: [] }).text).toBe('a██\ndef')
  })

  test('leaves no half of a character standing', () => {
    const half = { fromLine: 0, fromColumn: 1, toLine: 0, toColumn: 2 }
    expect(coverText('😀x', { spans: [half], words: [] })).toEqual({ text: '█x', coveredCount: 1 })
  })

  test('covers nothing for an empty word or a span that ends before it begins', () => {
    const back = { fromLine: 0, fromColumn: 2, toLine: 0, toColumn: 1 }
    expect(coverText('abc', { spans: [back], words: [''] })).toEqual({ text: 'abc', coveredCount: 0 })
  })

  test('leaves no word that was to be covered, and as many characters as there were', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme', minLength: 1 }),
        (text, word) => {
          fc.pre(!word.includes(COVER) && !/[\r\n]/.test(word))
          const covered = coverText(`${text}${word}${text}`, { spans: [], words: [word] })
          expect(covered.text.includes(word)).toBe(false)
          expect([...covered.text].length).toBe([...`${text}${word}${text}`].length)
        },
      ),
    )
  })
})
