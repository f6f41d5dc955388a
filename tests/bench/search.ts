// How long a search over one person's tables takes: `npm run bench:search -- [--rows N]`. Made data: so many complaints with one
// identifier each. Only the ratio to looking for parts of words alone travels to another machine.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { SearchOrder } from '#app/ports/search-store.ts'
import { indexText } from '#core/search/search-words.ts'
import { migrate } from '#node/sqlite/migrate.ts'
import { openVaultDatabase, type VaultDatabase, VIEW_APPLICATION_ID } from '#node/sqlite/vault-database.ts'
import { makeSearchQueries } from '#node/views/search-queries.ts'
import { VIEW_MIGRATIONS } from '#node/views/view-schema.ts'
import { WORD_INDEX_VERSION } from '#node/views/word-index.ts'

const FAMILY = ['សុខ', 'ចាន់', 'កែវ', 'ហេង', 'លី', 'គឹម', 'ប៉ែន', 'ម៉ៅ', 'ទេព', 'អ៊ឹម']
const GIVEN = ['សុភា', 'វណ្ណា', 'ដារ៉ា', 'ពិសិដ្ឋ', 'រតនា', 'ធារី', 'វិចិត្រ', 'កុសល', 'មករា', 'លក្ខិណា']
const LATIN = [
  'Sophea',
  'Vanna',
  'Dara',
  'Piseth',
  'Ratana',
  'Theary',
  'Vichet',
  'Kosal',
  'Makara',
  'Leakhena',
]
const STORIES = ['ឆបោកតាមការទិញលក់អនឡាញ', 'លួចប្រើគណនីធនាគារ', 'lost money to a fake shop', 'លុយក្លែងក្លាយនៅផ្សារ']
/** One after another, each once: what people type, letter by letter and at once. */
const QUERIES = [
  ...['Sophea', 'Keo Dara', 'សុខ សុភា', 'ពិសិដ្ឋ', 'លក្ខិណា', 'Ratana', 'អនឡាញ', 'ធនាគារ', 'fake shop', 'shoop'],
  ...['012', '0123', '12345', '7654321', '៧៦៥៤', 'so', 'ch', 'សុ', 'ក្លែង', 'helicopter', '2026-000123'],
]
const ROWS_A_TRANSACTION = 20_000

const { values } = parseArgs({ options: { rows: { type: 'string', default: '500000' } } })
const rows = Number(values.rows)
const room = mkdtempSync(join(tmpdir(), 'samnum-bench-search-'))
try {
  const path = join(room, 'view.db')
  const database = openVaultDatabase(path, new Uint8Array(32).fill(7), false, 'nothing')
  fill(database)
  measure(database)
  database.close()
} finally {
  rmSync(room, { recursive: true })
}

function fill(database: VaultDatabase): void {
  migrate(database, VIEW_MIGRATIONS, VIEW_APPLICATION_ID)
  // As the tables of a person are filled anew.
  database.pragma('cache_size=-65536')
  for (const table of ['search', 'search_word'])
    for (const [name, value] of [
      ['hashsize', 33_554_432],
      ['automerge', 0],
    ])
      database.exec(`INSERT INTO ${table} (${table}, rank) VALUES ('${name}', ${value})`)
  const addCase = database.prepare('INSERT INTO case_file VALUES (?, ?, ?, 0, ?, 0, 1, 0)')
  const addIdentifier = database.prepare('INSERT INTO identifier VALUES (?, ?, 0, ?, ?, ?)')
  const addText = database.prepare(
    'INSERT INTO search (text, case_id, kind, target_id, seq, at_ms, label) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const addWords = database.prepare('INSERT INTO search_word (rowid, words, sounds) VALUES (?, ?, ?)')
  const start = performance.now()
  for (let first = 1; first <= rows; first += ROWS_A_TRANSACTION)
    database.transaction(() => {
      for (let row = first; row < first + ROWS_A_TRANSACTION && row <= rows; row += 1) {
        // Twenty-five complaints a case.
        const caseId = Math.floor(row / 25)
          .toString(16)
          .padStart(32, '0')
        const number = `2026-${String(Math.floor(row / 25)).padStart(6, '0')}`
        if (row % 25 === 0 || row === 1) addCase.run(caseId, number, 'x', 'x')
        const name = `${pick(FAMILY, row)} ${pick(row % 3 === 0 ? LATIN : GIVEN, row * 7)}`
        const digits = String(10_000_000 + ((row * 7_919) % 90_000_000))
        const text = `${name.toLowerCase()}\n${pick(STORIES, row * 3)}\n0${digits}\n+855${digits}`
        addIdentifier.run(caseId, row, 'phone', `0${digits}`, `+855${digits}`)
        const { lastInsertRowid } = addText.run(text, caseId, 'complaint', caseId, row, row, name)
        const { words, sounds } = indexText(text)
        addWords.run(lastInsertRowid, words, sounds)
      }
    })()
  database.prepare('INSERT INTO search_words VALUES (1, ?, ?)').run(WORD_INDEX_VERSION, rows)
  console.log(`${rows} identifiers and texts in ${((performance.now() - start) / 1_000).toFixed(0)} s`)
}

function measure(database: VaultDatabase): void {
  const { search } = makeSearchQueries(database)
  const parts = database.prepare('SELECT rowid FROM search WHERE search MATCH ? LIMIT 50')
  const order = { kinds: [], fromMs: null, beforeMs: null, status: 'any', limit: 50 } as const
  const times = QUERIES.map((text) => {
    const whole: SearchOrder = { ...order, text }
    const elapsedMs = timed(() => search(whole))
    console.log(`${elapsedMs.toFixed(1).padStart(8)} ms  ${text}`)
    return elapsedMs
  })
  const alone = QUERIES.filter((text) => text.length > 2).map((text) => timed(() => parts.all(`"${text}"`)))
  const ratio = p95(times) / Math.max(0.01, p95(alone))
  console.log(`p95 ${p95(times).toFixed(1)} ms, ${ratio.toFixed(1)} times looking for parts of words alone`)
}

/** The median of three: the first reads pages that the others find in memory. */
function timed(work: () => unknown): number {
  const times = [0, 1, 2].map(() => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
  return times.sort((first, second) => first - second)[1] ?? 0
}

function p95(times: readonly number[]): number {
  const sorted = [...times].sort((first, second) => first - second)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * 0.95) - 1)] ?? 0
}

function pick(list: readonly string[], at: number): string {
  return list[at % list.length] ?? ''
}
