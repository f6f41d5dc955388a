import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findLineBreaks, hasKhmer, mayBeginLine, splitHardLines } from '#core/khmer/line-break.ts'
import { anyText } from '../../../support/any-text.ts'
import { propertyRuns } from '../../../support/property-runs.ts'

/** Shows the pieces between the places where a line may end. */
function pieces(text: string): string[] {
  const edges = [0, ...findLineBreaks(text), text.length]
  return edges.slice(1).map((end, index) => text.slice(edges[index], end))
}

describe('line breaks', () => {
  it('fall between Khmer words, which no space separates', () => {
    expect(pieces('ខ្ញុំស្រឡាញ់ប្រទេសកម្ពុជា')).toEqual(['ខ្ញុំ', 'ស្រឡាញ់', 'ប្រទេស', 'កម្ពុជា'])
  })

  it('fall after spaces, which stay on the line they end', () => {
    expect(pieces('one  two\tthree')).toEqual(['one  ', 'two\t', 'three'])
    expect(pieces('រាជធានី ភ្នំពេញ')).toEqual(['រាជធានី ', 'ភ្នំពេញ'])
  })

  it('fall after a zero-width space and nowhere beside characters that forbid them', () => {
    expect(pieces('abc\u200bdef')).toEqual(['abc\u200b', 'def'])
    expect(pieces('10\u00a0000')).toEqual(['10\u00a0000'])
    expect(pieces('ខ្ញុំ\u2060ស្រឡាញ់')).toEqual(['ខ្ញុំ\u2060ស្រឡាញ់'])
  })

  it('never stand before what closes, even after a space', () => {
    for (const sign of ['។', '៕', '៖', 'ៗ', ')', '»', '”', ',', '?', '!']) {
      expect(pieces(`ប្រទេស${sign}`)).toEqual([`ប្រទេស${sign}`])
      expect(pieces(`ប្រទេស ${sign}`)).toEqual([`ប្រទេស ${sign}`])
    }
    expect(pieces('តម្លៃ ១០០ ៛')).toEqual(['តម្លៃ ', '១០០ ៛'])
  })

  it('never stand after what opens', () => {
    expect(pieces('ប្រទេស (កម្ពុជា) «ខ្មែរ»')).toEqual(['ប្រទេស ', '(កម្ពុជា) ', '«ខ្មែរ»'])
  })

  it('follow a Khmer stop that has no space behind it', () => {
    expect(pieces('បាន។ខ្ញុំ')).toEqual(['បាន។', 'ខ្ញុំ'])
    expect(pieces('ផ្សេងៗទៀត')).toEqual(['ផ្សេងៗ', 'ទៀត'])
  })

  it('separate Khmer from Latin words but not from digits', () => {
    expect(pieces('តាមFacebookនៅ')).toEqual(['តាម', 'Facebook', 'នៅ'])
    expect(pieces('មាត្រា៩១')).toEqual(['មាត្រា៩១'])
  })

  it('follow hyphens and strokes within words, never within numbers', () => {
    expect(pieces('well-known and/or')).toEqual(['well-', 'known ', 'and/', 'or'])
    expect(pieces('2026-11-21 012-345-678 -x')).toEqual(['2026-11-21 ', '012-345-678 ', '-x'])
  })

  it('never fall inside a Khmer cluster, whatever the text', () => {
    expect(pieces('ស្ត្រី')).toEqual(['ស្ត្រី'])
    expect(pieces('ក្A ក្ក')).toEqual(['ក្A ', 'ក្ក'])
    fc.assert(
      fc.property(anyText(40), (text) => {
        let last = 0
        for (const offset of findLineBreaks(text)) {
          expect(offset).toBeGreaterThan(last)
          expect(offset).toBeLessThan(text.length)
          const next = String.fromCodePoint(text.codePointAt(offset) ?? 0)
          expect(mayBeginLine(next)).toBe(true)
          expect(text[offset - 1]).not.toBe('\u17d2')
          expect(
            /[\ud800-\udbff]/.test(text[offset - 1] ?? '') && /[\udc00-\udfff]/.test(text[offset] ?? ''),
          ).toBe(false)
          last = offset
        }
      }),
      propertyRuns(),
    )
  })
})

describe('hard lines', () => {
  it('end where the writer ended them, in every system’s way', () => {
    const lines = (text: string) => splitHardLines(text).map(({ start, end }) => text.slice(start, end))
    expect(lines('a\nb\r\nc\rd\u0085e\u2028f\u2029g')).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g'])
    expect(lines('a\n\nb\n')).toEqual(['a', '', 'b', ''])
    expect(lines('')).toEqual([''])
  })
})

describe('Khmer in a text', () => {
  it('is seen by any character of its block', () => {
    expect(['ក', 'x១', '។', '៛', '\u19e0'].map(hasKhmer)).toEqual([true, true, true, true, true])
    expect(['', 'abc', '中', '\u200b'].map(hasKhmer)).toEqual([false, false, false, false])
  })
})
