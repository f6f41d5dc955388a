import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkLine, checkStory } from '#core/text-safety/check-text.ts'
import { anyText } from '../../../support/any-text.ts'
import { naughtyStrings } from '../../../support/naughty-strings.ts'
import { propertyRuns } from '../../../support/property-runs.ts'

const limits = { maxLength: 100 }

describe('checkLine', () => {
  it.each(['សុខ ដារ៉ា', 'O’Brien', '👨‍👩‍👧', 'a\u00a0b', 'ខ្ញុំ\u200bបាន', '\u202eabc', '𠀀', '\ufffe'])(
    'accepts %j unchanged',
    (text) => {
      expect(checkLine(text, limits)).toEqual({ ok: true, value: text })
    },
  )

  it('refuses every C0 and C1 control character, DEL and the separators of lines and paragraphs', () => {
    const refused = [
      ...Array(0x20).keys(),
      ...Array.from({ length: 33 }, (_, index) => 0x7f + index),
      0x2028,
      0x2029,
    ]
    for (const codePoint of refused) {
      expect(checkLine(`a😀${String.fromCodePoint(codePoint)}`, limits)).toEqual({
        ok: false,
        failure: { code: 'text/control-character', facts: { position: 3, codePoint } },
      })
    }
    expect(checkLine('\u001f', limits).ok).toBe(false)
    expect(checkLine('a\u0020\u007e\u00a0', limits).ok).toBe(true)
  })

  it.each([
    ['a high surrogate at the end', 'ab\ud800', 2, 0xd800],
    ['a low surrogate at the start', '\udc00ab', 0, 0xdc00],
    ['surrogates in the wrong order', 'a\udc00\ud800', 1, 0xdc00],
  ])('refuses %s', (_what, text, position, codePoint) => {
    expect(checkLine(text, limits)).toEqual({
      ok: false,
      failure: { code: 'text/lone-surrogate', facts: { position, codePoint } },
    })
  })

  it('counts code points against the limit', () => {
    expect(checkLine('ក'.repeat(100), limits).ok).toBe(true)
    expect(checkLine('😀'.repeat(100), limits).ok).toBe(true)
    expect(checkLine('ក'.repeat(101), limits)).toEqual({
      ok: false,
      failure: { code: 'text/too-long', facts: { maxLength: 100, length: 101 } },
    })
  })

  it.each(['', ' ', '\u00a0\u3000', '\u200b', '\u202e \u200f', '\u3164', '\ufeff'])(
    'refuses %j as empty',
    (text) => {
      expect(checkLine(text, limits)).toEqual({ ok: false, failure: { code: 'text/empty' } })
      expect(checkLine(text, { ...limits, mayBeEmpty: true })).toEqual({ ok: true, value: text })
    },
  )
})

describe('checkStory', () => {
  it('accepts line feeds, tabs and separators', () => {
    const story = 'ថ្ងៃទី១\n\tថ្ងៃទី២\u2028\u2029.'
    expect(checkStory(story, limits)).toEqual({ ok: true, value: story })
  })

  it('refuses every other control character', () => {
    const refused = [...Array(0x20).keys(), ...Array.from({ length: 33 }, (_, index) => 0x7f + index)]
    for (const codePoint of refused.filter((code) => code !== 0x09 && code !== 0x0a)) {
      expect(checkStory(`a${String.fromCodePoint(codePoint)}`, limits)).toMatchObject({
        failure: { code: 'text/control-character', facts: { position: 1, codePoint } },
      })
    }
  })

  it('refuses a story of line feeds only', () => {
    expect(checkStory('\n\n\t', limits)).toEqual({ ok: false, failure: { code: 'text/empty' } })
  })
})

describe('any text', () => {
  it('is either refused or well-formed UTF-16 without control characters, and then unchanged', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const checked = checkLine(text, limits)
        if (!checked.ok) return
        expect(checked.value).toBe(text)
        expect(new TextDecoder().decode(new TextEncoder().encode(text)).replace(/^\ufeff/, '')).toBe(
          text.replace(/^\ufeff/, ''),
        )
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
        expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/)
      }),
      propertyRuns(1_000),
    )
  })

  it('among the naughty strings is refused by line only for control characters, emptiness or length', () => {
    for (const text of naughtyStrings()) {
      const checked = checkLine(text, { maxLength: 10_000 })
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
      const hasControl = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(text)
      expect(checked.ok || ['text/control-character', 'text/empty'].includes(checked.failure.code)).toBe(true)
      expect(checked.ok && hasControl, JSON.stringify(text)).toBe(false)
    }
  })
})
