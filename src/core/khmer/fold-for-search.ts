import { removeInvisible } from '../text-safety/marks.ts'
import { toLatinDigits } from './digits.ts'
import { normaliseKhmer } from './normalise-khmer.ts'

const LATIN_MARK = /[\u0300-\u036f]/g
/** No script writes so many marks on one letter; putting a longer run in order takes time by the square of its length. */
const MARKS_WITHOUT_END = /(\p{M}{32})\p{M}+/gu
const WHITE_SPACE = /[\s\u0085]+/g

// What most texts are made of. All that folding does to it is done by lower case and the order of Khmer clusters: of these characters
// none has a compatibility form, an accent or no glyph, so that the long way comes to the same and takes five times as long.
const PLAIN_ASCII = /^[\x20-\x7e]*$/
const PLAIN_KHMER = /^[\x20-\x7e\u1780-\u17a2\u17a5-\u17b3\u17b6-\u17dd\u17e0-\u17e9]*$/
const LONG_RUN = /[\u17b6-\u17d3\u17dd]{33}/
const SPACES = / {2,}/g

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
 * single spaces and none at the ends; of marks on one letter the first 32 count. The result is for comparing only and never stored in place of the text.
 * Folding twice changes nothing more.
 */
export function foldForSearch(text: string): string {
  if (PLAIN_ASCII.test(text)) return text.toLowerCase().replace(SPACES, ' ').trim()
  const isPlain = PLAIN_KHMER.test(text) && !LONG_RUN.test(text)
  const plain = isPlain ? text.toLowerCase() : foldLetters(text)
  const khmer = normaliseKhmer(plain).replace(/\u17b2/g, '\u17b1')
  return toLatinDigits(khmer).replace(WHITE_SPACE, ' ').trim()
}

function foldLetters(text: string): string {
  const decomposed = cutMarks(text).normalize('NFKC').toLowerCase().normalize('NFKD')
  return cutMarks(removeInvisible(decomposed).replace(LATIN_MARK, ''))
    .replace(PLAIN_LETTER, (letter) => PLAIN[letter] ?? letter)
    .normalize('NFKC')
}

function cutMarks(text: string): string {
  return text.replace(MARKS_WITHOUT_END, '$1')
}
