/**
 * Keys under which a name is the same in Khmer letters and in each of its usual Latin spellings.
 *
 * Cambodian names have no one romanisation: សុភា is Sophea, Sopheap's brother is Sopha. A key keeps consonants by the place where they
 * are spoken (k kh g · c ch j · t th d · p ph b f) and vowels by three classes: 1 for a and ea, 2 for o, ou and u, 3 for e, i and y.
 * Where Khmer writing leaves a vowel or a silent ending open, a word has several keys. Keys are for finding only: they fold
 * many names into one and say nothing of which of them is meant.
 */

/** Most keys of one word; what is written more ambiguously is found by fewer of its spellings. */
const MAX_KEYS = 16

const CONSONANTS: { readonly [letters: string]: string } = {
  កខគឃ: 'k',
  ង: 'g',
  ចឆជឈ: 'c',
  ញណន: 'n',
  ដឋឌឍតថទធ: 't',
  បផពភ: 'p',
  ម: 'm',
  យ: 'y',
  រ: 'r',
  លឡ: 'l',
  វ: 'v',
  ឝឞស: 's',
  ហ: 'h',
  អ: '',
}
const CODE_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(CONSONANTS).flatMap(([letters, code]) =>
    [...letters].map((letter) => [letter, code] as const),
  ),
)

const VOWELS: { readonly [sign: string]: readonly string[] } = {
  '\u17b6': ['1'],
  '\u17b7': ['3'],
  '\u17b8': ['3'],
  '\u17b9': ['3'],
  '\u17ba': ['3'],
  '\u17bb': ['2'],
  '\u17bc': ['2'],
  '\u17bd': ['2'],
  '\u17be': ['3'],
  '\u17bf': ['3'],
  '\u17c0': ['3', '1'],
  '\u17c1': ['3'],
  '\u17c2': ['3'],
  '\u17c3': ['1', '3'],
  '\u17c4': ['2'],
  '\u17c5': ['2', '2v'],
}

const INDEPENDENT: { readonly [vowel: string]: readonly string[] } = {
  ឥ: ['3'],
  ឦ: ['3'],
  ឧ: ['2'],
  ឩ: ['2'],
  ឪ: ['2'],
  ឫ: ['r3'],
  ឬ: ['r3'],
  ឭ: ['l3'],
  ឮ: ['l3'],
  ឯ: ['3'],
  ឰ: ['1', '3'],
  ឱ: ['2'],
  ឲ: ['2'],
  ឳ: ['2'],
}

const NIKAHIT = '\u17c6'
const YUUKALEAPINTU = '\u17c8'
const TOANDAKHIAT = '\u17cd'
const SAMYOK = '\u17d0'
const UNIT =
  /([\u1780-\u17b3])((?:\u17d2[\u1780-\u17b3])*)([\u17b6-\u17d1\u17dd]*(?:\u17d2[\u1780-\u17b3])*[\u17b6-\u17d1\u17dd]*)/g

/** A consonant with what stands below and around it. */
type Unit = {
  readonly base: string
  readonly below: readonly string[]
  readonly vowel: string
  readonly signs: string
}

/**
 * The keys of one word, without repeats; none for what is neither Khmer nor Latin letters. The word is folded for searching
 * (`foldForSearch`) and has no spaces.
 */
export function soundKeysOf(word: string): readonly string[] {
  if (/^[a-z'’-]+$/.test(word)) {
    const key = latinKey(word.replace(/['’-]/g, ''))
    return key === '' ? [] : [key]
  }
  return /^[\u1780-\u17d3\u17dd]+$/.test(word) ? khmerKeys(word) : []
}

function khmerKeys(word: string): readonly string[] {
  const units = [...word.matchAll(UNIT)].map(([, base = '', first = '', rest = '']): Unit => {
    const below = [...(first + rest).matchAll(/\u17d2([\u1780-\u17b3])/g)].map(([, letter = '']) => letter)
    const signs = rest.replace(/\u17d2[\u1780-\u17b3]/g, '')
    return { base, below, vowel: /[\u17b6-\u17c5]/.exec(signs)?.[0] ?? '', signs }
  })
  let keys = ['']
  for (const [index] of units.entries()) {
    const sounds = soundsOf(units, index)
    keys = keys.flatMap((key) => sounds.map((sound) => key + sound)).slice(0, MAX_KEYS)
  }
  return [...new Set(keys.map(collapse).filter((key) => key !== ''))]
}

function soundsOf(units: readonly Unit[], index: number): readonly string[] {
  const unit = units[index]
  if (unit === undefined || unit.signs.includes(TOANDAKHIAT)) return ['']
  const free = INDEPENDENT[unit.base]
  if (free !== undefined) return free
  const isLast = index === units.length - 1
  const isBare = unit.vowel === '' && !/[\u17c6-\u17c8\u17d0]/.test(unit.signs)
  if (isBare && isLast && units.length > 1) return finals(unit)
  const onset = onsets(unit, index)
  const vowels = isBare ? inherent(units, index) : written(units, index)
  const all = onset.flatMap((start) => vowels.map((vowel) => start + vowel))
  // ជាតិ is Cheat, ពុទ្ធិ is Puth: a short vowel at the end of a word is often silent.
  const isSilent =
    isLast && index > 0 && (unit.vowel === '\u17b7' || unit.vowel === '\u17bb') && unit.signs.length === 1
  return isSilent ? [...all, ...onset] : all
}

function onsets({ base, below }: Unit, index: number): readonly string[] {
  const codes = below.map(codeOf).join('')
  // ហ only carries what is below it; ហ្វ is f.
  if (base === 'ហ' && below.length > 0) return [below[0] === 'វ' ? 'p' : codes]
  const start = codeOf(base) + codes
  // រស្មី is Rasmey and Reaksmey.
  return index > 0 && start === 'sm' ? [start, `k${start}`] : [start]
}

/** What a consonant without a vowel sounds like at the end of a word. */
function finals({ base, below }: Unit): readonly string[] {
  const code = base === 'រ' || base === 'យ' ? '' : codeOf(base)
  const alone = base === 'វ' ? ['v', ''] : [code]
  const second = below.map(codeOf).join('').replace(/[ry]$/, '')
  return second === '' || second === code ? alone : [...alone, code + second]
}

/** The vowel that a consonant has without any sign, where it has one. */
function inherent(units: readonly Unit[], index: number): readonly string[] {
  const next = units[index + 1]
  const isNextClosing = index + 2 === units.length && next?.signs.replace(/[\u17c9-\u17cb]/g, '') === ''
  return index === 0 || isNextClosing ? ['1', '2'] : ['', '1', '2']
}

function written(units: readonly Unit[], index: number): readonly string[] {
  const { vowel, signs } = units[index] ?? { vowel: '', signs: '' }
  const next = units[index + 1]
  if (signs.includes(SAMYOK)) return next?.base === 'យ' ? ['1', '3'] : ['1', '2']
  if (signs.includes(YUUKALEAPINTU)) return ['1', '1k']
  const vowels = VOWELS[vowel] ?? (signs.includes(NIKAHIT) ? ['2', '1'] : ['1'])
  // ាំង is ang: the nikahit only shortens.
  const hasM = signs.includes(NIKAHIT) && !(vowel === '\u17b6' && next?.base === 'ង')
  return hasM ? vowels.map((sound) => `${sound}m`) : vowels
}

function codeOf(letter: string): string {
  return CODE_OF.get(letter) ?? ''
}

// Longest first.
const LATIN: readonly (readonly [RegExp, string])[] = [
  [/^(?:tch|chh|ch|j)/, 'c'],
  [/^(?:ngh|ng)(?!y)/, 'g'],
  [/^(?:nh|gn|ny(?=[aeiou])|n)/, 'n'],
  [/^(?:kh|gh|ck|k|g|q|c)/, 'k'],
  [/^(?:th|dh|t|d)/, 't'],
  [/^(?:ph|bh|p|b|f)/, 'p'],
  [/^(?:sh|s|z|x)/, 's'],
  [/^(?:v|w)/, 'v'],
  [/^m/, 'm'],
  [/^l/, 'l'],
  [/^y(?=[aeiou])/, 'y'],
  [/^r(?=[aeiouy])/, 'r'],
  [/^r/, ''],
  [/^h(?=[aeiouy])/, 'h'],
  [/^h/, ''],
]
const LATIN_VOWEL = /^[aeiou]+(?:y(?![aeiou]))?|^y/

function latinKey(word: string): string {
  let key = ''
  for (let rest = word; rest !== ''; ) {
    const vowel = LATIN_VOWEL.exec(rest)?.[0]
    if (vowel !== undefined && !/^y[aeiou]/.test(rest)) {
      key += vowelClass(vowel, vowel.length === rest.length)
      rest = rest.slice(vowel.length)
      continue
    }
    const found = LATIN.find(([spelling]) => spelling.test(rest))
    const length = found === undefined ? 1 : (found[0].exec(rest)?.[0].length ?? 1)
    // An h after another consonant only breathes on it.
    if (!(found?.[1] === 'h' && /[a-z]$/.test(key))) key += found?.[1] ?? ''
    rest = rest.slice(length)
  }
  return collapse(key)
}

function vowelClass(vowel: string, isFinal: boolean): string {
  // Keo is កែវ.
  if (vowel === 'eo') return isFinal ? '3v' : '3'
  if (/^(?:ae|oe|ue|e(?!a)|i(?!a)|y)/.test(vowel)) return '3'
  return /^(?:ea|ia|a(?![ou]))/.test(vowel) ? '1' : '2'
}

function collapse(key: string): string {
  return key.replace(/(.)\1+/g, '$1')
}
