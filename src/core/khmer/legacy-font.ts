/**
 * Text that was typed for the font Limon S1, turned into Unicode.
 *
 * Before Unicode, Khmer was typed as Latin letters and drawn by a font whose letters look Khmer. The bytes are those of Windows-1252,
 * in the order in which they are drawn: a vowel to the left of its consonant comes first. The table is that of the public converters
 * for the Limon family (KhmerOS's, and `uni_limon.dart` of openqrx, which write it the other way round). A character of which the
 * table says nothing makes the text unreadable: it is refused and never guessed.
 *
 * Two glyphs are drawn for several letters: ្ត stands also for ្ដ, and ុ under an upper vowel is a register shifter. The second is read
 * by the consonant; the first stays ្ត. Whoever imports such a text sees it before it is kept.
 */

/** What a text comes to, or the first character that the font has no letter for. */
export type LegacyReading =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly character: string; readonly offset: number }

const PAIRS: { readonly [drawn: string]: string } = {
  'B§': 'ឰ',
  ']_': 'ឳ',
  ']u': 'ឩ',
  ']\u2018': 'ឨ',
  'B£': 'ឭ',
  'b£': 'ឫ',
  'B¤': 'ឮ',
  'b¤': 'ឬ',
}

/** Letters that stand on the line by themselves. */
const BASES: { readonly [drawn: string]: string } = {
  k: 'ក',
  x: 'ខ',
  K: 'គ',
  X: 'ឃ',
  g: 'ង',
  c: 'ច',
  q: 'ឆ',
  C: 'ជ',
  Q: 'ឈ',
  j: 'ញ',
  d: 'ដ',
  z: 'ឋ',
  D: 'ឌ',
  Z: 'ឍ',
  N: 'ណ',
  t: 'ត',
  f: 'ថ',
  T: 'ទ',
  F: 'ធ',
  n: 'ន',
  b: 'ប',
  p: 'ផ',
  B: 'ព',
  P: 'ភ',
  m: 'ម',
  y: 'យ',
  r: 'រ',
  l: 'ល',
  v: 'វ',
  s: 'ស',
  h: 'ហ',
  L: 'ឡ',
  G: 'អ',
  '\\': 'ឥ',
  '|': 'ឦ',
  ']': 'ឧ',
  '«': 'ឪ',
  É: 'ឯ',
  '»': 'ឱ',
}

const BELOW: { readonly [drawn: string]: string } = {
  ',': 'ប',
  '<': 'ព',
  J: 'ញ',
  R: 'រ',
  S: 'ស',
  V: 'វ',
  '¢': 'ជ',
  '§': 'ធ',
  '©': 'ច',
  '¥': 'អ',
  '®': 'រ',
  µ: 'ម',
  '¶': 'ង',
  Á: 'គ',
  Ä: 'ឈ',
  Æ: 'ឍ',
  Ç: 'ឃ',
  Ð: 'ឌ',
  Ñ: 'ណ',
  Ö: 'ភ',
  Ø: 'ញ',
  Þ: 'ទ',
  ß: 'ថ',
  á: 'ក',
  ä: 'ឆ',
  æ: 'ឋ',
  ç: 'ខ',
  ð: 'ហ',
  ñ: 'ន',
  ö: 'ផ',
  ø: 'ល',
  ü: 'យ',
  þ: 'ត',
}

const VOWELS: { readonly [drawn: string]: string } = {
  a: 'ា',
  A: 'ៅ',
  E: 'ែ',
  é: 'ៃ',
  e: 'េ',
  I: 'ី',
  Í: 'ី',
  O: 'ឿ',
  Ó: 'ឿ',
  o: 'ៀ',
  ó: 'ៀ',
  U: 'ូ',
  Ú: 'ូ',
  u: 'ុ',
  ú: 'ុ',
  W: 'ឺ',
  Å: 'ឺ',
  w: 'ឹ',
  å: 'ឹ',
  Y: 'ួ',
  Ü: 'ួ',
  i: 'ិ',
  í: 'ិ',
}
const BEFORE = new Set(['E', 'é', 'e'])

const SIGNS: { readonly [drawn: string]: string } = {
  M: 'ំ',
  '¿': 'ំ',
  H: 'ះ',
  _: '៍',
  '+': '៎',
  ';': '់',
  '¾': '៏',
  '½': '័',
  '\u2019': '៌',
  ':': '៉',
  '\u2018': '៊',
  '×': 'ិ៍',
}

const WHOLE: { readonly [drawn: string]: string } = {
  ...Object.fromEntries([...'0123456789'].map((digit, index) => [digit, '០១២៣៤៥៦៧៨៩'[index] ?? ''])),
  '!': '1',
  '@': '2',
  '#': '3',
  $: '4',
  '%': '5',
  '^': '6',
  '&': '7',
  '*': '8',
  '(': '9',
  '=': '=',
  '>': '.',
  '.': '។',
  '{': '“',
  '}': '”',
  '¡': '!',
  '²': 'ៗ',
  '³': '៖',
  '¹': '៛',
  '¦': ')',
  '¬': '(',
  '°': '%',
  '¼': '/',
  '÷': '+',
  '[': 'ឲ្យ',
  '´': 'ខ្ញុំ',
  ' ': ' ',
  '\u00a0': ' ',
  '\n': '\n',
  '\r': '\r',
  '\t': '\t',
  '-': '-',
  '/': '/',
  '?': '?',
  '"': '"',
}

/** Reads a text of Limon S1 as Unicode. */
export function readLimon(drawn: string): LegacyReading {
  // ប has its own drawing before ា and ៅ.
  const text = drawn.replace(/\)(?=[aA])/g, 'b')
  let written = ''
  for (let offset = 0; offset < text.length; ) {
    const pair = PAIRS[text.slice(offset, offset + 2)]
    if (pair !== undefined) {
      written += pair
      offset += 2
      continue
    }
    const cluster = readCluster(text, offset)
    if (cluster !== null) {
      written += cluster.letters
      offset = cluster.end
      continue
    }
    const character = text[offset] ?? ''
    const whole = WHOLE[character]
    if (whole === undefined) return { ok: false, character, offset }
    written += whole
    offset += 1
  }
  return { ok: true, text: written }
}

function readCluster(text: string, start: number): { readonly letters: string; readonly end: number } | null {
  let offset = start
  let before = ''
  let ro = ''
  for (; offset < text.length; offset += 1) {
    const drawn = text[offset] ?? ''
    if (before === '' && ro === '' && BEFORE.has(drawn)) before = VOWELS[drawn] ?? ''
    else if (ro === '' && (drawn === 'R' || drawn === '®')) ro = '្រ'
    else break
  }
  const base = BASES[text[offset] ?? '']
  if (base === undefined) return null
  offset += 1
  let below = ''
  let vowels = ''
  let signs = ''
  for (; offset < text.length; offset += 1) {
    const drawn = text[offset] ?? ''
    const isNext =
      BEFORE.has(drawn) || drawn === 'R' || drawn === '®' || PAIRS[text.slice(offset, offset + 2)]
    if (isNext) break
    if (BELOW[drawn] !== undefined) below += `្${BELOW[drawn]}`
    else if (VOWELS[drawn] !== undefined) vowels += VOWELS[drawn]
    else if (SIGNS[drawn] !== undefined) signs += SIGNS[drawn]
    else break
  }
  return { letters: base + arrange({ base, before, below: below + ro, vowels, signs }), end: offset }
}

type Drawn = {
  readonly base: string
  readonly before: string
  readonly below: string
  readonly vowels: string
  readonly signs: string
}

const SPLIT: { readonly [right: string]: string } = { 'ា': 'ោ', 'ៅ': 'ៅ', 'ី': 'ើ', 'ឿ': 'ឿ', 'ៀ': 'ៀ' }

// In the order of The Unicode Standard, 16.4: subscripts, shifter, vowel, signs.
function arrange({ base, before, below, vowels, signs }: Drawn): string {
  let vowel = vowels
  let shifter = /[៉៊]/.exec(signs)?.[0] ?? ''
  const rest = signs.replace(/[៉៊]/, '')
  if (vowel.includes('ុ') && (/[ិីឹឺ]/.test(vowel) || rest.includes('័'))) {
    vowel = vowel.replace('ុ', '')
    shifter = /[ងញមយរវន]/.test(base) ? '៉' : '៊'
  }
  const right = vowel.slice(-1)
  if (before === 'េ' && SPLIT[right] !== undefined)
    return below + shifter + vowel.slice(0, -1) + SPLIT[right] + rest
  return below + shifter + before + vowel + rest
}

/** Letters that the font uses often, and that Latin text of our languages has seldom. */
const TELLING = /[¢§©µ¶Á-ÖØ-öø-þ]|[a-z][A-Z][a-z]/g

/**
 * Tells whether a text looks as if it was typed for a legacy Khmer font: no Khmer of Unicode in it, and letters between which no Latin
 * spelling changes case or script so often.
 */
export function looksLikeLegacyFont(text: string): boolean {
  if (/[\u1780-\u17ff]/.test(text) || text.length < 3) return false
  const telling = (text.match(TELLING) ?? []).length
  if (telling === 0) return false
  const read = readLimon(text)
  return (
    read.ok && telling / text.length > 0.08 && !/^[A-Z]?[a-zà-öø-ÿ]+(?:[ '-][A-Z]?[a-zà-öø-ÿ]+)*$/.test(text)
  )
}
