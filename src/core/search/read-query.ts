import { foldForSearch } from '../khmer/fold-for-search.ts'
import { wordsOneEditAway } from './one-edit.ts'
import { numbersIn, soundsOfQuery, wordsIn } from './search-words.ts'

/** Most pieces of a query that are looked at. */
const MOST_PIECES = 12
/** Shortest beginning of a word that is looked for while it is being typed. */
const SHORTEST_BEGINNING = 2
/** Shortest text that the index of parts finds. */
const SHORTEST_PART = 3

/** What a person typed between two spaces. */
export type QueryPiece = {
  readonly text: string
  /** Its words, where Khmer is written without spaces. */
  readonly words: readonly string[]
  readonly sounds: readonly string[]
  readonly isLast: boolean
}

/** A query as it is looked up. */
export type SearchQuery = {
  readonly text: string
  readonly pieces: readonly QueryPiece[]
  /** Numbers of the query written without what people put between digits. */
  readonly numbers: readonly string[]
}

/** Reads a query; one of nothing but signs has no pieces and finds nothing. */
export function readQuery(typed: string): SearchQuery {
  const text = foldForSearch(typed)
  const parts = text.split(/[\s\p{Cc}]+/u).filter((part) => part !== '')
  const kept = parts.slice(0, MOST_PIECES)
  const pieces = kept.map((part, index): QueryPiece => {
    return {
      text: part,
      words: wordsIn(part),
      sounds: soundsOfQuery(part),
      isLast: index === kept.length - 1,
    }
  })
  return { text, pieces: pieces.filter(({ words }) => words.length > 0), numbers: numbersIn(text) }
}

/** The query for words as they are written, the last one as the beginning of a word (FTS5 syntax); `null` for nothing. */
export function matchWords({ pieces, numbers }: SearchQuery): string | null {
  if (pieces.length === 0) return null
  const all = pieces.map(matchPiece).join(' AND ')
  const plain = numbers.map((number) => `${quoted(number)} *`)
  return `words : (${[`(${all})`, ...plain].join(' OR ')})`
}

/** The query for words that are written or sound like those typed; `null` where nothing sounds. */
export function matchSounds({ pieces }: SearchQuery): string | null {
  if (!pieces.some(({ sounds }) => sounds.length > 0)) return null
  return pieces.map((piece) => soundOrWord(piece)).join(' AND ')
}

/** The query for parts of words; `null` where every piece is too short for it. */
export function matchParts({ pieces, numbers }: SearchQuery): string | null {
  const long = pieces.filter(({ text }) => [...text].length >= SHORTEST_PART)
  if (long.length === 0) return null
  const all = long.map(({ text }) => quoted(text)).join(' AND ')
  const plain = numbers.filter((number) => number.length >= SHORTEST_PART).map(quoted)
  return [`(${all})`, ...plain].join(' OR ')
}

/**
 * The query that forgives one edit a word, by the words that are there; `null` where no word of the query is long enough, or no
 * neighbour of one exists.
 */
export function matchForgiving({ pieces }: SearchQuery, isThere: (word: string) => boolean): string | null {
  let hasForgiven = false
  const conditions = pieces.map((piece) => {
    const near = piece.words.length === 1 ? wordsOneEditAway(piece.words[0] ?? '').filter(isThere) : []
    if (near.length === 0) return `words : (${matchPiece(piece)})`
    hasForgiven = true
    return `words : (${[matchPiece(piece), ...near.map(quoted)].join(' OR ')})`
  })
  return hasForgiven ? conditions.join(' AND ') : null
}

/** The query for one piece alone, as written, as spoken or as a part. */
export function matchOnePiece(piece: QueryPiece): { readonly words: string; readonly parts: string | null } {
  const parts = [...piece.text].length >= SHORTEST_PART ? quoted(piece.text) : null
  return { words: soundOrWord(piece), parts }
}

function soundOrWord(piece: QueryPiece): string {
  const word = `words : (${matchPiece(piece)})`
  return piece.sounds.length === 0 ? word : `(${word} OR sounds : (${piece.sounds.map(quoted).join(' OR ')}))`
}

function matchPiece({ words, isLast }: QueryPiece): string {
  const all = words.map((word, index) => {
    const isBeginning = isLast && index === words.length - 1 && word.length >= SHORTEST_BEGINNING
    return isBeginning ? `${quoted(word)} *` : quoted(word)
  })
  return `(${all.join(' AND ')})`
}

function quoted(word: string): string {
  return `"${word.replaceAll('"', '""')}"`
}
