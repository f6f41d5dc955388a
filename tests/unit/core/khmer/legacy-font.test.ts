import { describe, expect, it } from 'vitest'
import { looksLikeLegacyFont, readLimon } from '../../../../src/core/khmer/legacy-font.ts'

// Words as the letterheads and papers of that time have them, and one of a public program that draws with Limon S1.
const WORDS: readonly (readonly [drawn: string, written: string])[] = [
  ['RBHraCaNacRkkm<úCa', 'ព្រះរាជាណាចក្រកម្ពុជា'],
  ['Cati sasna RBHmhakSRt', 'ជាតិ សាសនា ព្រះមហាក្សត្រ'],
  ['snøwkebo', 'សន្លឹកបៀ'],
  ['PñMeBj', 'ភ្នំពេញ'],
  ['eQµaH', 'ឈ្មោះ'],
  ['suxsb,ay', 'សុខសប្បាយ'],
  ['eKal', 'គោល'],
  ['eFVI', 'ធ្វើ'],
  ['eTA', 'ទៅ'],
  ['eron', 'រៀន'],
  ['2026', '២០២៦'],
  [')an', 'បាន'],
  ['h‘an', 'ហ៊ាន'],
]

describe('text of Limon S1', () => {
  it.each(WORDS)('%s is %s', (drawn, written) => {
    expect(readLimon(drawn)).toEqual({ ok: true, text: written })
  })

  it('reads ុ under an upper vowel as the shifter that the consonant takes', () => {
    expect(readLimon('sIu')).toEqual({ ok: true, text: 'ស៊ី' })
    expect(readLimon('mIu')).toEqual({ ok: true, text: 'ម៉ី' })
  })

  it('refuses what the font has no letter for, and names it', () => {
    expect(readLimon('kaÿ')).toEqual({ ok: false, character: 'ÿ', offset: 2 })
    expect(readLimon('អក្សរ')).toMatchObject({ ok: false, offset: 0 })
  })

  it('is told from Unicode, from Latin names and from numbers', () => {
    for (const drawn of ['RBHraCaNacRkkm<úCa', 'PñMeBj']) expect(looksLikeLegacyFont(drawn), drawn).toBe(true)
    for (const text of [
      'ភ្នំពេញ',
      'Sok Sophea',
      'Café Sông',
      'Müller',
      '012 345 678',
      'iPhone',
      'FT-2026/11',
      '',
    ])
      expect(looksLikeLegacyFont(text), text).toBe(false)
  })
})
