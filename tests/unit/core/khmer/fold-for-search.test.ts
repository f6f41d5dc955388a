import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldForSearch } from '#core/khmer/fold-for-search.ts'
import { anyText } from '../../../support/any-text.ts'
import { naughtyStrings } from '../../../support/naughty-strings.ts'
import { propertyRuns } from '../../../support/property-runs.ts'

describe('foldForSearch', () => {
  it.each([
    ['vowels in two pieces on one letter', `ក${'\u17c1\u17b6'.repeat(100_000)}`],
    ['marks out of order on one letter', `a${'\u0301\u0323'.repeat(100_000)}`],
    ['marks between which nothing is seen', `a${'\u0591\u200d\u05af'.repeat(60_000)}`],
  ])('comes to an end on %s without end', (_, text) => {
    const folded = foldForSearch(text)
    expect(folded.length).toBeLessThan(100)
    expect(foldForSearch(folded)).toBe(folded)
  })

  it.each([
    ['two spellings of a woman', 'ស\u17d2រ\u17d2តី', 'ស\u17d2ត\u17d2រី'],
    ['ឲ្យ and ឱ្យ', 'ឲ្យ', 'ឱ្យ'],
    ['words with and without zero-width spaces', 'ភ្នំ\u200bពេញ', 'ភ្នំពេញ'],
    ['a zero-width space inside a cluster', 'ភ\u200b\u17d2នំ', 'ភ្នំ'],
    ['Khmer and Latin digits', 'លេខ ០១២ ៣៤៥', 'លេខ 012 345'],
    ['capitals', 'SOK Dara', 'sok dara'],
    ['Vietnamese with and without its marks', 'Nguyễn Thị Đào', 'nguyen thi dao'],
    ['composed and decomposed letters', 'é', 'e\u0301'],
    ['full-width letters and digits', 'ＡＢＣ１２３', 'abc123'],
    ['ligatures', 'oﬃce', 'office'],
    ['German and Nordic letters', 'Straße Søren Łódź Æon', 'strasse soren lodz aeon'],
    ['Turkish capitals', 'İSTANBUL', 'istanbul'],
    ['Greek sigmas', 'ΟΔΟΣ', 'οδος'],
    ['white space of all kinds', '  a\t\u00a0\u3000b\r\nc ', 'a b c'],
    ['direction marks', '\u202a+855 12\u202c', '+855 12'],
    ['soft hyphens and selectors', 'co\u00adop\ufe0f', 'coop'],
  ])('unites %s', (_what, first, second) => {
    expect(foldForSearch(first)).toBe(foldForSearch(second))
    expect(foldForSearch(first)).not.toBe('')
  })

  it('keeps marks that other scripts need', () => {
    expect(foldForSearch('ที่')).not.toBe(foldForSearch('ท'))
    expect(foldForSearch('한글')).toBe('한글')
    expect(foldForSearch('網絡')).toBe('網絡')
  })

  it('folds plain Latin and Khmer the short way to what the long way gives', () => {
    const unit = fc.oneof(
      fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCodePoint(code)),
      fc.integer({ min: 0x1780, max: 0x17ff }).map((code) => String.fromCodePoint(code)),
      fc.constantFrom(' ', '\u17d2', '\u17dd', '\u17c1', 'ឲ', '\u17d2\u17dd\u17d2', '\u17b6'.repeat(33)),
    )
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 30 }), (text) => {
        // A space without width has no place on the short way, and nothing of it is left on the long one.
        expect(foldForSearch(text)).toBe(foldForSearch(`${text}\u200b`))
      }),
      propertyRuns(5_000),
    )
  })

  it('changes nothing more the second time', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        // Two halves of a surrogate pair with an invisible character between them become one character.
        fc.pre(!/\p{Cs}/u.test(text))
        const once = foldForSearch(text)
        expect(foldForSearch(once)).toBe(once)
      }),
      propertyRuns(2_000),
    )
  })

  it('folds every character of the basic plane to something stable', () => {
    for (let code = 0; code <= 0xffff; code += 1) {
      const once = foldForSearch(String.fromCharCode(code))
      if (foldForSearch(once) !== once) throw new Error(`U+${code.toString(16)} folds twice`)
    }
  })

  it('finds a part of a folded text where the part was typed', () => {
    const story = foldForSearch('ខ្ញុំបានផ្ទេរប្រាក់ទៅគណនី ១២៣៤៥៦ នៅភ្នំ\u200bពេញ')
    expect(story).toContain(foldForSearch('ភ្នំពេញ'))
    expect(story).toContain(foldForSearch('123456'))
  })

  it('survives the naughty strings', () => {
    for (const text of naughtyStrings()) expect(foldForSearch(foldForSearch(text))).toBe(foldForSearch(text))
  })
})
