import type { SearchAnswer, SearchHit, SearchOrder, SearchWay } from '#app/ports/search-store.ts'
import {
  matchForgiving,
  matchOnePiece,
  matchParts,
  matchSounds,
  matchWords,
  readQuery,
  type SearchQuery,
} from '#core/search/read-query.ts'
import type { VaultDatabase } from '../sqlite/vault-database.ts'
import { type HitRow, IS_SAID, makeHitReader } from './search-hits.ts'
import { makeWordIndex } from './word-index.ts'

/** Rows that match are ranked by bm25 up to here; a word that more have is common, and the newest come first. */
const MOST_RANKED = 300
/** Most rows of one way of looking that are read where a filter may leave most of them out. */
const MOST_FILTERED = 5_000
/** With so many hits the slower ways of looking are left. */
const ENOUGH = 8
/** Most rows of a word of which the cases are compared with those of the other words. */
const MOST_OF_CASE = 2_000

/** The questions of a search store, without the failures that whoever keeps the database adds. */
export type SearchQueries = {
  readonly search: (order: SearchOrder) => SearchAnswer
  readonly indexWords: () => number
}

/**
 * Prepares searching one person's database: words as written first, then words that sound alike, parts of words, words with one letter
 * different, and words that stand apart in one case. Each way is gone only while there are few hits.
 */
export function makeSearchQueries(database: VaultDatabase): SearchQueries {
  const index = makeWordIndex(database)
  const reader = makeHitReader(database)
  const newest = database
    .prepare('SELECT rowid FROM search_word WHERE search_word MATCH ? ORDER BY rowid DESC LIMIT ?')
    .pluck()
  const ranked = database
    .prepare('SELECT rowid FROM search_word WHERE search_word MATCH ? ORDER BY bm25(search_word)')
    .pluck()
  const parts = database
    .prepare('SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?')
    .pluck()
  const isThere = database.prepare('SELECT 1 FROM search_word WHERE search_word MATCH ? LIMIT 1').pluck()
  const caseOf = database.prepare(`SELECT case_id FROM search WHERE rowid = ? AND ${IS_SAID}`).pluck()

  function rowsOf(match: string, most: number): readonly number[] {
    const rows = newest.all(match, most) as number[]
    // Ranking asks each row of a word: of a common one that takes seconds.
    return rows.length <= MOST_RANKED ? (ranked.all(match) as number[]) : rows
  }

  /** Rows of one case in which every piece stands somewhere: those that hold the first piece. */
  function apart({ pieces }: SearchQuery): readonly number[] {
    const rowsOfPieces = pieces.map((piece) => {
      const { words, parts: part } = matchOnePiece(piece)
      const byWord = newest.all(words, MOST_OF_CASE) as number[]
      return byWord.length > 0 || part === null ? byWord : (parts.all(part, MOST_OF_CASE) as number[])
    })
    const casesOf = rowsOfPieces.map((rows) => new Set(rows.map((row) => caseOf.get(row) as string)))
    return (rowsOfPieces[0] ?? []).filter((row) => {
      const caseId = caseOf.get(row) as string
      return casesOf.every((cases) => cases.has(caseId))
    })
  }

  function* waysOf(
    query: SearchQuery,
    most: number,
    found: () => number,
  ): Generator<[SearchWay, readonly number[]]> {
    const words = matchWords(query)
    if (words !== null) yield ['words', rowsOf(words, most)]
    if (found() >= ENOUGH) return
    const sounds = matchSounds(query)
    if (sounds !== null) yield ['sound', newest.all(sounds, most) as number[]]
    if (found() >= ENOUGH) return
    const part = matchParts(query)
    if (part !== null) yield ['part', parts.all(part, most) as number[]]
    if (found() > 0) return
    const forgiving = matchForgiving(query, (word) => isThere.get(`"${word}"`) !== undefined)
    if (forgiving !== null) yield ['near', rowsOf(forgiving, most)]
    if (found() === 0 && query.pieces.length > 1) yield ['case', apart(query)]
  }

  return {
    indexWords: index.takeIn,
    search(order) {
      const query = readQuery(order.text)
      const isFiltered =
        order.kinds.length > 0 || order.fromMs !== null || order.beforeMs !== null || order.status !== 'any'
      const most = isFiltered ? MOST_FILTERED : Math.max(MOST_RANKED, order.limit) + 1
      const hits = new Map<string, SearchHit>()
      for (const [way, rows] of waysOf(query, most, () => hits.size)) {
        for (const rowid of rows) {
          if (hits.size > order.limit) break
          const row = reader.row(rowid, order)
          const key = row === null ? null : thingOf(row)
          if (row === null || key === null || hits.has(key)) continue
          const hit = reader.hit(row, query, way)
          if (fits(hit, order)) hits.set(key, hit)
        }
      }
      const all = [...hits.values()]
      return {
        hits: all.slice(0, order.limit),
        isMore: all.length > order.limit,
        waiting: index.remaining(),
      }
    },
  }
}

/** A record that was changed has several texts and is one thing. */
function thingOf({ kind, caseId, targetId, seq }: HitRow): string {
  return `${kind} ${targetId ?? (kind === 'case' ? caseId : seq)}`
}

/** Whoever looks for identifiers is shown the complaints that were found by one of theirs. */
function fits(hit: SearchHit, { kinds }: SearchOrder): boolean {
  return kinds.length === 0 || kinds.includes(hit.kind) || hit.identifiers.length > 0
}
