import type { CaseCounts, CaseStore, ExhibitRow, SettledMark } from '#app/ports/case-store.ts'
import type { CaseLine } from '#contract/case-operations.ts'
import { type ExhibitCopy, type ExhibitView, viewOfCopy } from '#core/case-file/exhibit-view.ts'
import type { CaseId } from '#core/ids.ts'
import { foldForSearch } from '#core/khmer/fold-for-search.ts'
import type { Result } from '#core/result.ts'
import type { VaultDatabase } from '../sqlite/vault-database.ts'
import { makeCountQueries } from './count-queries.ts'
import { makePartyQueries } from './party-queries.ts'
import { IS_SAID } from './search-hits.ts'
import { makeSearchQueries } from './search-queries.ts'
import { makeThingQueries } from './thing-queries.ts'
import { makeWorkQueries } from './work-queries.ts'

/** Shortest text that the trigram index finds; shorter ones are looked for in every row. */
const TRIGRAM_LENGTH = 3
/** No word has a control character, and at U+0000 the index would take a query to end. */
const WORD_BREAKS = /[\s\p{Cc}]+/u
/** Digits with what people write between them. */
const SEPARATED_NUMBER = /^[+(]?[0-9][0-9.()/–-]*$/
/** Most words of a query that are looked at. */
const MAX_WORDS = 12

/** The condition that every case meets. */
const ALL = '1'

const CASE_COLUMNS = `case_id AS caseId, number, title, opened_at_ms AS openedAtMs, opened_by AS openedBy,
  changed_at_ms AS lastChangedAtMs, complaints, exhibits`

type ExhibitTableRow = { readonly case_id: string; readonly line: string }

type Answer<Read> = Read extends (...query: infer Query) => Result<infer Value, unknown>
  ? (...query: Query) => Value
  : never

/** What a case store answers, without the failures that whoever keeps the database adds. They throw what SQLite answers. */
export type CaseQueries = {
  readonly [Name in Exclude<keyof CaseStore, 'rebuild' | 'dropOthers'>]: Answer<CaseStore[Name]>
}

/** Prepares the questions that lists, look-ups and searches ask of one person's database. */
export function makeCaseQueries(database: VaultDatabase): CaseQueries {
  const selectCase = database.prepare(
    'SELECT case_id AS caseId, number FROM case_file WHERE case_id = @name OR number = @name',
  )
  const selectExhibit = database.prepare(
    'SELECT case_id, line FROM exhibit WHERE exhibit_id = @name OR number = @name',
  )
  const selectExhibitsOf = database.prepare(
    'SELECT case_id, line FROM exhibit WHERE case_id = ? ORDER BY length(number), number',
  )
  const selectCounts = database.prepare(
    `SELECT (SELECT count(*) FROM case_file) AS cases, (SELECT count(*) FROM exhibit) AS exhibits,
       (SELECT coalesce(sum(size_bytes), 0) FROM exhibit) + (SELECT coalesce(sum(size_bytes), 0) FROM part) AS objectBytes`,
  )
  const selectSkipped = database.prepare('SELECT count(*) FROM skipped').pluck()
  const selectSettled = database.prepare('SELECT mark FROM settled').pluck()
  const noteSettled = database.prepare('INSERT OR REPLACE INTO settled (one, mark) VALUES (1, ?)')

  // A copy's original is an earlier exhibit of the same case, and no copy itself unless its own original is earlier still.
  function toExhibitRow({ case_id, line }: ExhibitTableRow): ExhibitRow {
    const exhibit = JSON.parse(line) as ExhibitView | ExhibitCopy
    const caseId = case_id as CaseId
    if ('sizeBytes' in exhibit) return { caseId, exhibit }
    const original = selectExhibit.get({ name: exhibit.copyOf }) as ExhibitTableRow | undefined
    if (original === undefined) throw new Error('an exhibit is a copy of none')
    return { caseId, exhibit: viewOfCopy(exhibit, toExhibitRow(original).exhibit) }
  }

  function countCases(condition: string, parameters: readonly string[]): number {
    const counted = database.prepare(`SELECT count(*) FROM case_file WHERE ${condition}`).pluck()
    return counted.get(...parameters) as number
  }

  return {
    ...makeThingQueries(database),
    ...makePartyQueries(database),
    ...makeWorkQueries(database),
    ...makeSearchQueries(database),
    ...makeCountQueries(database),
    list({ text, limit, offset }) {
      const { condition, parameters } = searchCondition(text)
      const ofAll = condition === ALL ? countCases(condition, parameters) : null
      // What is found is looked for once: words that are everywhere take their time.
      const rows = database
        .prepare(
          `SELECT ${CASE_COLUMNS}, ${ofAll ?? 'count(*) OVER ()'} AS total FROM case_file WHERE ${condition}
           ORDER BY changed_at_ms DESC, number DESC LIMIT ? OFFSET ?`,
        )
        .all(...parameters, limit, offset) as (CaseLine & { readonly total: number })[]
      const isPastEnd = rows.length === 0 && offset > 0
      const total = rows[0]?.total ?? (isPastEnd ? countCases(condition, parameters) : 0)
      return { cases: rows.map(({ total: _, ...line }) => line), total }
    },
    findCase: (name) => (selectCase.get({ name }) as { caseId: CaseId; number: string } | undefined) ?? null,
    findExhibit(name) {
      const row = selectExhibit.get({ name }) as ExhibitTableRow | undefined
      return row === undefined ? null : toExhibitRow(row)
    },
    exhibitsOf: (caseId) =>
      (selectExhibitsOf.all(caseId) as ExhibitTableRow[]).map((row) => toExhibitRow(row).exhibit),
    counts: () => selectCounts.get() as CaseCounts,
    skipped: () => selectSkipped.get() as number,
    settledGrants() {
      const mark = selectSettled.get() as string | undefined
      return mark === undefined ? null : (JSON.parse(mark) as SettledMark)
    },
    noteSettledGrants: (mark) => void noteSettled.run(JSON.stringify(mark)),
  }
}

// Each word must occur somewhere in the case; which of the case's texts holds it does not matter.
function searchCondition(text: string): { condition: string; parameters: readonly string[] } {
  const words = foldForSearch(text)
    .split(WORD_BREAKS)
    .filter((word) => word !== '')
    .slice(0, MAX_WORDS)
  const conditions = words.map((word) =>
    isForIndex(word)
      ? `case_id IN (SELECT case_id FROM search WHERE search MATCH ? AND ${IS_SAID})`
      : `case_id IN (SELECT case_id FROM search WHERE text LIKE ? ESCAPE '\\' AND ${IS_SAID})`,
  )
  const parameters = words.map((word) =>
    isForIndex(word)
      ? writingsOf(word)
          .map((writing) => `"${writing.replaceAll('"', '""')}"`)
          .join(' OR ')
      : `%${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`,
  )
  return { condition: conditions.length === 0 ? ALL : conditions.join(' AND '), parameters }
}

function isForIndex(word: string): boolean {
  return [...word].length >= TRIGRAM_LENGTH
}

/** A number with separators is also looked for without them, as every number is in the index. */
function writingsOf(word: string): readonly string[] {
  const plain = SEPARATED_NUMBER.test(word) ? word.replace(/[^+0-9]/g, '') : word
  return plain !== word && isForIndex(plain) ? [word, plain] : [word]
}
