import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normaliseKhmer } from '#core/khmer/normalise-khmer.ts'
import { anyText } from '../../../support/any-text.ts'
import { naughtyStrings } from '../../../support/naughty-strings.ts'
import { propertyRuns } from '../../../support/property-runs.ts'

const khmerText = fc.string({
  unit: fc.oneof(
    {
      weight: 8,
      arbitrary: fc.integer({ min: 0x1780, max: 0x17dd }).map((code) => String.fromCharCode(code)),
    },
    {
      weight: 3,
      arbitrary: fc.constantFrom('\u17d2', '\u17d2\u179a', '\u17d2\u178a', '\u17bb', '\u17c1', '\u17b8'),
    },
    { weight: 1, arbitrary: fc.constantFrom('\u200b', '\u200c', '\u200d', ' ', 'a', '\u0301') },
  ),
  maxLength: 12,
})

describe('normaliseKhmer', () => {
  it.each([
    ['subscripts in either order', 'ស\u17d2រ\u17d2ត\u17b8', 'ស\u17d2ត\u17d2រ\u17b8'],
    ['a subscript typed after the vowel', 'ត\u17b6\u17d2មតលេង', 'ត\u17d2ម\u17b6តលេង'],
    ['a subscript typed after the sign', 'ពោធិ៍លំ\u17d2យុ', 'ពោធិ៍ល\u17d2យុំ'],
    ['a vowel and its sign in either order', 'ខ\u17c6\u17b6', 'ខ\u17b6\u17c6'],
    ['ំ and ុ in either order', 'ក\u17c6\u17bb', 'ក\u17bb\u17c6'],
    ['the subscripts DA and TA, which look the same', 'វត\u17d2ដ', 'វត\u17d2ត'],
    ['ើ typed as េ and ី', 'ក\u17c1\u17b8', 'ក\u17be'],
    ['ោ typed as េ and ា', 'ក\u17c1\u17b6', 'ក\u17c4'],
    ['ស៊ី typed with the vowel U', 'ស\u17bb\u17b8', 'ស\u17ca\u17b8'],
    ['ម៉ឺន typed with the vowel U', 'ម\u17bb\u17ba\u1793', 'ម\u17c9\u17ba\u1793'],
    ['ប៉ី typed with the vowel U', 'ប\u17bb\u17b8', 'ប\u17c9\u17b8'],
    ['ស៊ាំ typed with the vowel U', 'ស\u17bb\u17b6\u17c6', 'ស\u17ca\u17b6\u17c6'],
    ['a shifter typed after the vowel', 'ម\u17ba\u17c9', 'ម\u17c9\u17ba'],
    ['joiners inside a cluster', 'ក\u17d2\u200dខ\u200c\u17b6', 'ក\u17d2ខ\u17b6'],
    ['the obsolete vowels', '\u17a3\u17a4', '\u17a2\u17a2\u17b6'],
    ['the inherent vowels, which are not drawn', 'ក\u17b4\u17b5ក', 'កក'],
    ['nikahit typed as the sign of lunar dates', 'ក\u17d3', 'ក\u17c6'],
  ])('unites %s', (_what, typed, expected) => {
    expect(normaliseKhmer(typed)).toBe(expected)
    expect(normaliseKhmer(expected)).toBe(expected)
  })

  it.each([
    'ស្ត្រី',
    'ភ្នំពេញ',
    'ព្រះរាជាណាចក្រកម្ពុជា',
    'កិច្ចសន្យា',
    'ប៉ុន្តែ',
    'ស៊ុន',
    'អ៊ុំ',
    'លឺ',
    'នុ៎ះ',
    'ច័ន្ទ',
    'ពណ៌',
    'ធម៌',
    'ឲ្យ',
    'ឱ្យ',
    'ជាតិ​ខ្មែរ',
  ])('leaves %s, which is well written, as it is', (word) => {
    expect(normaliseKhmer(word)).toBe(word)
  })

  it('keeps words apart that look different', () => {
    const words = ['កុំ', 'កំ', 'គុំ', 'កូ', 'កួ', 'ស៊ី', 'សី', 'សុ', 'ប៉ា', 'បា', 'ក្រ', 'ក្ត', 'ពណ៌', 'ពណ']
    expect(new Set(words.map(normaliseKhmer)).size).toBe(words.length)
  })

  it('changes nothing more the second time', () => {
    fc.assert(
      fc.property(khmerText, (text) => {
        const once = normaliseKhmer(text)
        expect(normaliseKhmer(once)).toBe(once)
      }),
      propertyRuns(1_000),
    )
  })

  it('changes nothing more the second time where a stray subscript sign follows atthacan', () => {
    const once = normaliseKhmer('\u1780\u17dd\u17b8\u17d2')
    expect(once).toBe('\u1780\u17b8\u17d2\u17dd')
    expect(normaliseKhmer(once)).toBe(once)
  })

  it('only composes text without Khmer', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        fc.pre(!/[\u1780-\u17ff]/.test(text))
        expect(normaliseKhmer(text)).toBe(text.normalize('NFC'))
      }),
      propertyRuns(),
    )
  })

  it('survives the naughty strings', () => {
    for (const text of naughtyStrings())
      expect(normaliseKhmer(normaliseKhmer(text))).toBe(normaliseKhmer(text))
  })
})
