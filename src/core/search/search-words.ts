import { soundKeysOf } from '../khmer/romanise.ts'

/**
 * What stands in the index of words for one text, and what of a query is looked up in it.
 *
 * Khmer is cut into words by the runtime's dictionary, which differs between ICU versions: what this answers belongs to an index that
 * is tagged with the version and made again when it differs, and never into the ledger or a package.
 */

/** Raised whenever what is written here comes out differently. */
export const SEARCH_WORDS_VERSION = 1

/** Lines that are longer are stories, whose words are found as written and not by their sound: a story has no names to itself. */
const LONGEST_NAME_LINE = 100
/** Most words of one text whose sounds are kept. */
const MOST_SOUNDED_WORDS = 200
/** Longest word that has sounds, and longest word that is indexed; what is longer is found by its parts. */
const LONGEST_SOUNDED = 24
const LONGEST_WORD = 64

const WORD = /[\u1780-\u17d3\u17dc\u17dd]+|[\p{L}\p{N}\p{M}]+/gu
const KHMER = /^[\u1780-\u17d3\u17dc\u17dd]+$/
const NUMBER = /[+(]?[0-9][0-9 .,()/–-]{2,}[0-9]/g

const khmerWords = new Intl.Segmenter('km', { granularity: 'word' })

/** The two columns of the index for one text, folded line by line: words as written, and the keys of their sounds. */
export type IndexedText = { readonly words: string; readonly sounds: string }

/**
 * Makes what the index holds of a text that was folded for searching, line by line. `keysOf` answers as `soundKeysOf` does; whoever
 * indexes many texts passes one that remembers.
 */
export function indexText(folded: string, keysOf = soundKeysOf): IndexedText {
  const words = new Set<string>()
  const sounds = new Set<string>()
  let sounded = 0
  for (const line of folded.split('\n')) {
    const runs = cutRuns(line)
    for (const { run, parts } of runs) for (const word of parts ?? [run]) words.add(word)
    for (const number of numbersIn(line)) words.add(number)
    if ([...line].length > LONGEST_NAME_LINE) continue
    for (const word of runs.flatMap(soundedWordsIn)) {
      if (sounded >= MOST_SOUNDED_WORDS) break
      sounded += 1
      for (const key of keysOf(word)) sounds.add(key)
    }
  }
  return { words: [...words].join(' '), sounds: [...sounds].join(' ') }
}

/** The words of a folded text in their order: Khmer cut by the dictionary, everything else at what is neither letter nor digit. */
export function wordsIn(folded: string): string[] {
  return cutRuns(folded).flatMap(({ run, parts }) => parts ?? [run])
}

/** The keys of sound that a word of a query is looked up by. */
export function soundsOfQuery(word: string): readonly string[] {
  return [...word].length > LONGEST_SOUNDED ? [] : soundKeysOf(word)
}

/** Numbers with separators, written without them, and amounts as the ledger writes them: 012 345 678, 1,500.00 and 1,250.50. */
export function numbersIn(folded: string): string[] {
  return [...folded.matchAll(NUMBER)].flatMap(([number]) => {
    const plain = number.replace(/[^0-9]/g, '')
    const amount = amountDigits(number)
    return [plain, ...(amount === null || amount === plain ? [] : [amount])].filter(
      (digits) => digits.length <= LONGEST_WORD,
    )
  })
}

// Without the zeros at the end of decimals, which the ledger does not keep.
function amountDigits(number: string): string | null {
  if (!/^[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?$|^[0-9]+\.[0-9]+$/.test(number)) return null
  const [whole = '', decimals = ''] = number.replaceAll(',', '').split('.')
  return whole + decimals.replace(/0+$/, '')
}

function runsIn(text: string): string[] {
  return [...text.matchAll(WORD)]
    .map(([run]) => run)
    .filter((run) => KHMER.test(run) || run.length <= LONGEST_WORD)
}

/** A run of letters, and for one of Khmer the words that the dictionary cuts it into. */
type CutRun = { readonly run: string; readonly parts: readonly string[] | null }

function cutRuns(text: string): readonly CutRun[] {
  return runsIn(text).map((run) => ({ run, parts: KHMER.test(run) ? segments(run) : null }))
}

function segments(run: string): string[] {
  return [...khmerWords.segment(run)]
    .map(({ segment }) => segment)
    .filter((word) => word.length <= LONGEST_WORD)
}

// A name that the dictionary does not know comes in pieces, or whole where the writer left a space.
function soundedWordsIn({ run, parts }: CutRun): string[] {
  if (/[0-9]/.test(run)) return []
  if (parts === null) return run.length <= LONGEST_SOUNDED ? [run] : []
  const pairs = parts.slice(1).map((part, index) => `${parts[index] ?? ''}${part}`)
  const all = [...new Set([...(run.length <= LONGEST_SOUNDED ? [run] : []), ...parts, ...pairs])]
  return all.filter((word) => word.length > 1 && word.length <= LONGEST_SOUNDED)
}
