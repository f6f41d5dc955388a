import process from 'node:process'
import type { CaseId } from '#core/ids.ts'
import { soundKeysOf } from '#core/khmer/romanise.ts'
import { indexText, SEARCH_WORDS_VERSION } from '#core/search/search-words.ts'
import type { VaultDatabase } from '../sqlite/vault-database.ts'

/** Words cut by another dictionary are other words: an index of another version than this is made again. */
export const WORD_INDEX_VERSION = `${SEARCH_WORDS_VERSION}/icu-${process.versions.icu ?? 'none'}`
/** Texts of one transaction: some ten milliseconds. */
const TEXTS_AT_ONCE = 200
/** Words whose sounds are remembered as long as the database is open; then all are forgotten, which costs time and nothing else. */
const MOST_WORDS_REMEMBERED = 8192

/**
 * The texts after a row. They are read where FTS5 keeps the rows themselves (its documentation, section 9.2): asked for rows after one, FTS5 reads all
 * of them from the first, and a million texts would take hours.
 */
export const NEXT_TEXTS =
  'SELECT id AS rowid, c0 AS text FROM search_content WHERE id > ? ORDER BY id LIMIT ?'

type TextRow = { readonly rowid: number; readonly text: string }

/**
 * The index of words over the rows of `search`. It runs behind them: rows are taken in when somebody searches and in the background,
 * so that filling the tables does not wait for cutting words, and an index of an older segmenter is made again while the parts of
 * words (the index of trigrams) answer alone.
 */
export type WordIndex = {
  /** Takes in some texts and answers how many rows are left. */
  readonly takeIn: () => number
  readonly remaining: () => number
}

/** Prepares the index of words of one person's database. */
export function makeWordIndex(database: VaultDatabase, version = WORD_INDEX_VERSION): WordIndex {
  const next = database.prepare(NEXT_TEXTS)
  const insert = database.prepare('INSERT INTO search_word (rowid, words, sounds) VALUES (?, ?, ?)')
  const last = lastRow(database)
  const state = database.prepare('SELECT version, done FROM search_words')
  const note = database.prepare('INSERT OR REPLACE INTO search_words (one, version, done) VALUES (1, ?, ?)')
  const clear = database.prepare("INSERT INTO search_word (search_word) VALUES ('delete-all')")

  function done(): number | null {
    const noted = state.get() as { version: string; done: number } | undefined
    return noted?.version === version ? noted.done : null
  }

  const keysOf = rememberSounds()
  const takeIn = database.transaction((): number => {
    let from = done()
    if (from === null) {
      clear.run()
      note.run(version, 0)
      from = 0
    }
    const rows = next.all(from, TEXTS_AT_ONCE) as readonly TextRow[]
    for (const { rowid, text } of rows) {
      const { words, sounds } = indexText(text, keysOf)
      insert.run(rowid, words, sounds)
    }
    const end = rows.at(-1)?.rowid ?? from
    if (end !== from) note.run(version, end)
    return Math.max(0, last() - end)
  })

  return { takeIn, remaining: () => Math.max(0, last() - (done() ?? 0)) }
}

/** Takes the rows of a case out of the index of words; call it before they leave `search`, and then {@link closeGap}. */
export function makeWordForgetter(database: VaultDatabase): (caseId: CaseId) => void {
  const state = database.prepare('SELECT version, done FROM search_words')
  const rowsOf = database.prepare('SELECT rowid, text FROM search WHERE case_id = ? AND rowid <= ?')
  const forget = database.prepare(
    "INSERT INTO search_word (search_word, rowid, words, sounds) VALUES ('delete', ?, ?, ?)",
  )
  const clear = database.prepare("INSERT INTO search_word (search_word) VALUES ('delete-all')")
  const restart = database.prepare('DELETE FROM search_words')
  return (caseId) => {
    const noted = state.get() as { version: string; done: number } | undefined
    if (noted === undefined) return
    if (noted.version !== WORD_INDEX_VERSION) {
      // What another segmenter cut cannot be named any more.
      clear.run()
      restart.run()
      return
    }
    for (const { rowid, text } of rowsOf.all(caseId, noted.done) as readonly TextRow[]) {
      const { words, sounds } = indexText(text)
      forget.run(rowid, words, sounds)
    }
  }
}

/** Prepares what follows after rows left `search`: numbers of rows at the end are given again, so the index ends before them. */
export function makeGapCloser(database: VaultDatabase): () => void {
  const last = lastRow(database)
  const close = database.prepare('UPDATE search_words SET done = min(done, ?)')
  return () => void close.run(last())
}

/** People have the same names and places the same words: working out their sounds is most of cutting words. */
function rememberSounds(): typeof soundKeysOf {
  const known = new Map<string, readonly string[]>()
  return (word) => {
    const remembered = known.get(word)
    if (remembered !== undefined) return remembered
    const keys = soundKeysOf(word)
    if (known.size >= MOST_WORDS_REMEMBERED) known.clear()
    known.set(word, keys)
    return keys
  }
}

function lastRow(database: VaultDatabase): () => number {
  const select = database.prepare('SELECT rowid FROM search ORDER BY rowid DESC LIMIT 1').pluck()
  return () => (select.get() as number | undefined) ?? 0
}
