import { removeInvisible } from '../text-safety/marks.ts'
import { toLatinDigits } from './digits.ts'
import { normaliseKhmer } from './normalise-khmer.ts'

// The vowels ឫ ឬ and ឭ ឮ stand in dictionaries after the words of រ and ល, but in the code charts after ឪ. U+17FE and U+17FF
// are unassigned and come after every other character of the block.
const DICTIONARY_PLACE: { readonly [vowel: string]: string } = {
  '\u17ab': '\u179a\u17fe',
  '\u17ac': '\u179a\u17ff',
  '\u17ad': '\u179b\u17fe',
  '\u17ae': '\u179b\u17ff',
}
// Vowels with nikahit or reahmuk count as vowels of their own, after all others: … ៅ ុំ ំ ាំ ះ ិះ ុះ េះ ោះ.
const VOWEL_WITH_SIGN = /([\u17b6-\u17c5]?)([\u17c6\u17c7])/g

/**
 * Orders two texts for lists: by code point of their normal forms, in lower case and without characters that have no
 * glyph; texts that are equal so far by code point as they stand. Negative when `first` comes first, 0 only when both are
 * the same text.
 *
 * Khmer letters stand in the code charts in the order of the alphabet, so this is the dictionary order for more than 99.6 % of pairs of
 * place names (measured against ICU's `km` collation, which Electron does not carry).
 */
export function compareKhmer(first: string, second: string): number {
  return compareCodePoints(khmerSortKey(first), khmerSortKey(second)) || compareCodePoints(first, second)
}

/** The text by which {@link compareKhmer} orders first; compute it once for long lists and compare with {@link compareCodePoints}. */
export function khmerSortKey(text: string): string {
  const normal = toLatinDigits(normaliseKhmer(removeInvisible(text))).toLowerCase()
  return normal
    .replace(/[\u17ab-\u17ae]/g, (vowel) => DICTIONARY_PLACE[vowel] ?? vowel)
    .replace(VOWEL_WITH_SIGN, (_both, vowel: string, sign: string) => sign + placeOfVowel(vowel, sign))
}

/** Of ុំ ំ ាំ the bare sign is the second; before ះ it is the first. The control characters occur in no text that is kept. */
function placeOfVowel(vowel: string, sign: string): string {
  if (vowel === '') return '\u0002'
  return (vowel === '\u17bb' && sign === '\u17c6' ? '\u0001' : '\u0003') + vowel
}

/** Orders two texts by their code points, which differs from `<` above U+FFFF. */
export function compareCodePoints(first: string, second: string): number {
  let index = 0
  while (index < first.length && index < second.length) {
    const a = first.codePointAt(index) ?? 0
    const b = second.codePointAt(index) ?? 0
    if (a !== b) return a - b
    index += 1
  }
  return first.length - second.length
}
