import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findMarks, isBidiControl, isInvisible, removeInvisible } from '#core/text-safety/marks.ts'
import { showEscaped, showEscapedStory } from '#core/text-safety/show-escaped.ts'
import { anyText } from '../../../support/any-text.ts'
import { naughtyStrings } from '../../../support/naughty-strings.ts'
import { propertyRuns } from '../../../support/property-runs.ts'

function codePointsOfPlane(): number[] {
  return Array.from({ length: 0x10000 }, (_, code) => code)
}

describe('showEscaped', () => {
  it.each([
    ['a direction override', 'invoice\u202efdp.exe', 'invoice⟨U+202E⟩fdp.exe'],
    ['a line feed', 'a\nb', 'a⟨U+000A⟩b'],
    ['an escape sequence', '\u001b[31m', '⟨U+001B⟩[31m'],
    ['a zero-width space in Khmer', 'ភ្នំ\u200bពេញ', 'ភ្នំ⟨U+200B⟩ពេញ'],
    ['a lone surrogate', '\ud83d.png', '⟨U+D83D⟩.png'],
    ['a noncharacter', 'a\uffff', 'a⟨U+FFFF⟩'],
    ['a tag character', 'a\u{e0041}', 'a⟨U+E0041⟩'],
    ['a byte-order mark', '\ufeffa', '⟨U+FEFF⟩a'],
    ['a line separator', 'a\u2028b', 'a⟨U+2028⟩b'],
    ['a C1 control', 'a\u0085b', 'a⟨U+0085⟩b'],
  ])('shows %s', (_what, text, shown) => {
    expect(showEscaped(text)).toBe(shown)
  })

  it.each(['', 'សុខ ដារ៉ា', 'Đặng', '😀', '網絡', 'a\u00a0b', '⟨U+202E⟩'])('leaves %j as it is', (text) => {
    expect(showEscaped(text)).toBe(text)
  })

  it('leaves nothing hidden', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const shown = showEscaped(text)
        expect(findMarks(shown)).toEqual([])
        expect(shown).not.toMatch(/\p{Cc}|\p{Cs}/u)
        expect(showEscaped(shown)).toBe(shown)
      }),
      propertyRuns(500),
    )
  })

  it('shows what is hidden in the naughty strings', () => {
    for (const text of naughtyStrings()) {
      expect(showEscaped(text)).not.toMatch(/\p{Cc}|\p{Cs}|[\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u)
    }
  })
})

describe('showEscapedStory', () => {
  it.each(['ខ្ញុំ\u200bបាន\u200bបង់', 'a\n\tb', '👨\u200d👩\u200d👧', '❤\ufe0f'])(
    'leaves %j as it is',
    (text) => {
      expect(showEscapedStory(text)).toBe(text)
    },
  )

  it.each([
    ['a zero-width space between Latin letters', 'pay\u200bpal', 'pay⟨U+200B⟩pal'],
    ['direction controls, in Khmer too', 'ខ្ញុំ\u202eបាន', 'ខ្ញុំ⟨U+202E⟩បាន'],
    ['a carriage return', 'a\rb', 'a⟨U+000D⟩b'],
    ['a joiner between letters', 'a\u200db', 'a⟨U+200D⟩b'],
    ['a selector after a letter', 'a\ufe0f', 'a⟨U+FE0F⟩'],
  ])('shows %s', (_what, text, shown) => {
    expect(showEscapedStory(text)).toBe(shown)
  })
})

describe('findMarks', () => {
  it('names kind, place and code point', () => {
    expect(findMarks('😀\u202ea\u200bក')).toEqual([
      { kind: 'bidi', position: 2, codePoint: 0x202e },
      { kind: 'invisible', position: 4, codePoint: 0x200b },
    ])
    expect(findMarks('សុខ ដារ៉ា')).toEqual([])
  })

  it('counts every format character of Unicode that shows nothing', () => {
    // Signs of Arabic, Syriac and Kaithi that enclose what follows, and of shorthand and notation that are drawn.
    const drawn = new Set([
      0x0600, 0x0601, 0x0602, 0x0603, 0x0604, 0x0605, 0x06dd, 0x070f, 0x0890, 0x0891, 0x08e2,
    ])
    const formats = codePointsOfPlane().filter(
      (code) => /\p{Cf}/u.test(String.fromCharCode(code)) && !drawn.has(code),
    )
    expect(formats.filter((code) => !isInvisible(code))).toEqual([])
    expect(formats.length).toBeGreaterThan(20)
  })

  it('counts every direction control, as such and among the invisible', () => {
    const controls = codePointsOfPlane().filter((code) => /\p{Bidi_Control}/u.test(String.fromCharCode(code)))
    expect(codePointsOfPlane().filter(isBidiControl)).toEqual(controls)
    expect(controls.every(isInvisible)).toBe(true)
    expect(controls.length).toBe(12)
  })
})

describe('removeInvisible', () => {
  it('removes exactly what findMarks finds', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        // Two halves of a surrogate pair with an invisible character between them become one character.
        fc.pre(!/\p{Cs}/u.test(text))
        expect(findMarks(removeInvisible(text))).toEqual([])
        expect([...text].length - [...removeInvisible(text)].length).toBe(findMarks(text).length)
      }),
      propertyRuns(500),
    )
    expect(removeInvisible('a\u{e0041}b')).toBe('ab')
  })
})
