import type { FoundIdentifier, SearchHit, SearchOrder, SearchWay } from '#app/ports/search-store.ts'
import { foldForSearch } from '#core/khmer/fold-for-search.ts'
import type { QueryPiece, SearchQuery } from '#core/search/read-query.ts'
import { soundsOfQuery, wordsIn } from '#core/search/search-words.ts'
import type { SearchKind } from '#core/search/searched.ts'
import type { VaultDatabase } from '../sqlite/vault-database.ts'

/** A row of `search` with the case it belongs to. */
export type HitRow = {
  readonly rowid: number
  readonly caseId: SearchHit['caseId']
  readonly caseNumber: string
  readonly caseTitle: string
  readonly kind: SearchKind
  readonly targetId: string | null
  readonly seq: number
  readonly atMs: number
  readonly label: string
  /** Whether its case is open, 1 or 0. */
  readonly isOpen: number
}

/** Most identifiers of one complaint that are compared with a query, and that a hit shows. */
const MOST_COMPARED = 200
const MOST_SHOWN = 3
/** Code points that a hit shows before and after what was found. */
const AROUND = 48

/** Reads what a row that was found shows. */
export type HitReader = {
  /** The row, or `null` where the filters leave it out. */
  readonly row: (rowid: number, order: SearchOrder) => HitRow | null
  readonly hit: (row: HitRow, query: SearchQuery, way: SearchWay) => SearchHit
}

/** Nobody finds what a draft said that was discarded. */
export const IS_SAID = `(search.kind <> 'record' OR NOT EXISTS (SELECT 1 FROM work_line WHERE work_line.case_id = search.case_id
  AND work_line.kind = 'record' AND work_line.about_id = search.target_id))`

/** Prepares reading rows that were found. */
export function makeHitReader(database: VaultDatabase): HitReader {
  const select = database.prepare(
    `SELECT search.rowid, search.case_id AS caseId, number AS caseNumber, case_file.title AS caseTitle, kind, target_id AS targetId,
       seq, at_ms AS atMs, label, coalesce((
         SELECT is_open FROM work_line WHERE work_line.case_id = search.case_id AND work_line.kind = 'state'
         ORDER BY work_line.seq DESC LIMIT 1
       ), 1) AS isOpen FROM search JOIN case_file ON case_file.case_id = search.case_id
       WHERE search.rowid = ? AND ${IS_SAID}`,
  )
  const textOf = database.prepare('SELECT text FROM search WHERE rowid = ?').pluck()
  const identifiersOf = database.prepare(
    'SELECT kind, raw, normalised FROM identifier WHERE case_id = ? AND seq = ? ORDER BY line LIMIT ?',
  )
  const casesWith = database
    .prepare('SELECT count(DISTINCT case_id) FROM identifier WHERE kind = ? AND normalised = ?')
    .pluck()

  function row(rowid: number, { kinds, fromMs, beforeMs, status }: SearchOrder): HitRow | null {
    const found = select.get(rowid) as HitRow | undefined
    if (found === undefined) return null
    const isKind = kinds.length === 0 || kinds.includes(found.kind) || kinds.includes('identifier')
    const isTime = (fromMs ?? -Infinity) <= found.atMs && found.atMs < (beforeMs ?? Infinity)
    const isStatus = status === 'any' || (status === 'open') === (found.isOpen === 1)
    return isKind && isTime && isStatus ? found : null
  }

  function identifiers({ caseId, seq }: HitRow, query: SearchQuery): readonly FoundIdentifier[] {
    const rows = identifiersOf.all(caseId, seq, MOST_COMPARED) as readonly Omit<FoundIdentifier, 'cases'>[]
    const found = rows.filter(({ raw, normalised }) => isNamed(raw, normalised, query)).slice(0, MOST_SHOWN)
    return found.map((line) => ({ ...line, cases: casesWith.get(line.kind, line.normalised) as number }))
  }

  return {
    row,
    hit(found, query, way) {
      const text = (textOf.get(found.rowid) as string | undefined) ?? ''
      const snippet = snippetOf(text, query.pieces, way)
      const { rowid: _row, isOpen: _open, ...shown } = found
      const isSaid = snippet === '' || foldForSearch(found.label).includes(snippet)
      return { ...shown, way, snippet: isSaid ? '' : snippet, identifiers: identifiers(found, query) }
    },
  }
}

function isNamed(raw: string, normalised: string, { pieces, numbers }: SearchQuery): boolean {
  const written = foldForSearch(`${raw} ${normalised}`)
  const plain = `${raw} ${normalised}`.replace(/[^0-9 ]/g, '')
  return (
    pieces.some(({ text }) => text.length > 2 && written.includes(text)) ||
    numbers.some((number) => plain.includes(number)) ||
    pieces.some(({ text }) => /^[0-9]{3,}$/.test(text) && plain.includes(text))
  )
}

// The line that holds what was typed, or, where it was found by its sound, the first line that sounds like it.
function snippetOf(text: string, pieces: readonly QueryPiece[], way: SearchWay): string {
  const lines = text.split('\n')
  for (const piece of pieces) {
    for (const needle of [piece.text, ...piece.words]) {
      const line = lines.find((candidate) => candidate.includes(needle))
      if (line !== undefined) return cutAround(line, line.indexOf(needle), needle.length)
    }
    if (way !== 'sound') continue
    const keys = new Set(piece.sounds)
    const line = lines
      .slice(0, MOST_COMPARED)
      .find((candidate) =>
        soundingWords(candidate).some((word) => soundsOfQuery(word).some((key) => keys.has(key))),
      )
    if (line !== undefined) return cutAround(line, 0, 0)
  }
  return ''
}

function soundingWords(line: string): readonly string[] {
  return [...line.slice(0, 200).split(' '), ...wordsIn(line.slice(0, 200))]
}

function cutAround(line: string, at: number, length: number): string {
  const start = Math.max(0, at - AROUND)
  const end = at + length + AROUND
  // Not in the middle of a cluster or a pair of surrogates.
  const head = line.slice(start, at).replace(start === 0 ? /^$/ : /^[\p{M}\udc00-\udfff]+/u, '')
  const tail = line.slice(at + length, end).replace(end < line.length ? /[\ud800-\udbff\u17d2]+$/ : /$^/, '')
  return `${start === 0 ? '' : '…'}${head}${line.slice(at, at + length)}${tail}${end < line.length ? '…' : ''}`
}
