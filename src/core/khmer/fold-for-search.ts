import { removeInvisible } from '../text-safety/marks.ts'
import { toLatinDigits } from './digits.ts'
import { normaliseKhmer } from './normalise-khmer.ts'

const LATIN_MARK = /[\u0300-\u036f]/g
const WHITE_SPACE = /[\s\u0085]+/g

// Letters that NFKD leaves whole though a searcher types them plain (đ is in every Vietnamese name list).
const PLAIN: { readonly [letter: string]: string } = {
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  ø: 'o',
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  þ: 'th',
  ς: 'σ',
}
const PLAIN_LETTER = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g')

/**
 * Folds a text for searching and matching: what an officer would call the same becomes the same text.
 *
 * Compatibility forms become plain (NFKC), letters lower-case without diacritics of the Latin, Greek and Cyrillic scripts,
 * Khmer digits Latin, Khmer clusters normal with ឲ read as ឱ; characters without a glyph vanish, white space shrinks to
 * single spaces and none at the ends. The result is for comparing only and never stored in place of the text.
 * Folding twice changes nothing more.
 */
export function foldForSearch(text: string): string {
  const plain = foldLetters(text)
  const khmer = normaliseKhmer(plain).replace(/\u17b2/g, '\u17b1')
  return toLatinDigits(khmer).replace(WHITE_SPACE, ' ').trim()
}

function foldLetters(text: string): string {
  return removeInvisible(text.normalize('NFKC').toLowerCase().normalize('NFKD'))
    .replace(LATIN_MARK, '')
    .replace(PLAIN_LETTER, (letter) => PLAIN[letter] ?? letter)
    .normalize('NFKC')
}
