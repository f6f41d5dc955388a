import { parseIdentifier } from '#core/identifiers/identifier.ts'
import { browserTime } from '#core/parsing/browser-times.ts'
import type { Position } from '#core/parsing/parsed-evidence.ts'
import { LOG_BYTES_OPTION } from '#core/parsing/parser-names.ts'
import { type Parser, type ParserTask, ParseStop } from '../parser.ts'
import { type HistoryFiles, readHistoryFiles } from './history-files.ts'
import { HISTORY_FORMS, type HistoryForm, type HistoryTable } from './history-tables.ts'
import { openPages, type SqlitePages } from './sqlite-pages.ts'
import { readRows, type SqliteValue, type TreeFaults } from './sqlite-rows.ts'
import { readTables, type SqliteTable } from './sqlite-schema.ts'
import { readWal } from './wal.ts'

const SETTLE_EVERY = 1_000
/** Hosts and searches named as identifiers; each once. */
const MAX_IDENTIFIERS = 20_000

/**
 * Reads the history of Chromium, its kin and Firefox from their SQLite databases, with the write-ahead log where it is there. The
 * database is read by its file format: no SQL runs, so nothing that the database holds can run either.
 */
export const browserHistoryParser: Parser = {
  name: 'browser-history',
  version: '2',
  options: [LOG_BYTES_OPTION],
  parse: parseHistory,
}

async function parseHistory(task: ParserTask): Promise<undefined> {
  const files = await readHistoryFiles(task)
  let known = 0
  for (const file of files) known += (await parseDatabase(task, file)) ? 1 : 0
  if (known === 0) throw new ParseStop('parse/not-this-kind')
}

async function parseDatabase(task: ParserTask, file: HistoryFiles): Promise<boolean> {
  const wal = file.wal === null ? null : readWal(file.wal)
  const pages = openPages(file.database, wal)
  if (pages === null) return false
  const faults: TreeFaults = { pages: 0, rows: 0 }
  const tables = readTables(pages, faults)
  const form = HISTORY_FORMS.find(({ pages: name }) => tables.some((table) => table.name === name))
  if (form === undefined) return false
  const position: Position =
    file.path === null
      ? { kind: 'bytes', offset: 0, length: task.evidence.sizeBytes }
      : { kind: 'entry', path: file.path }
  task.out.add('facts', { position, name: 'history/browser', value: form.browser })
  noteLog(task, file, wal, position)
  if (pages.isOtherLog) task.out.warn('history/wal-damaged', { position, count: wal?.frames ?? 0 })
  const withoutAddress = await yieldForm(task, pages, tables, form, file, faults)
  if (withoutAddress > 0) task.out.warn('history/address-missing', { position, count: withoutAddress })
  if (faults.pages + faults.rows > 0)
    task.out.warn('entry/unreadable', { position, count: faults.pages + faults.rows })
  return true
}

function noteLog(
  task: ParserTask,
  file: HistoryFiles,
  wal: ReturnType<typeof readWal>,
  position: Position,
): void {
  const { out } = task
  const usesLog = file.database[18] === 2
  if (file.wal === null) {
    // What a browser wrote last stands in the log, and the log was not given.
    if (usesLog) out.warn('history/wal-missing', { position })
    return
  }
  if (wal === null) {
    if (file.wal.length > 0) out.warn('history/wal-damaged', { position })
    return
  }
  out.add('facts', { position, name: 'history/log-frames', value: String(wal.frames) })
  out.add('facts', { position, name: 'history/log-pages', value: String(wal.pages.size) })
  if (wal.framesOlder > 0)
    out.add('facts', { position, name: 'history/log-older-frames', value: String(wal.framesOlder) })
  if (wal.framesLeftOut > 0) out.warn('history/wal-damaged', { position, count: wal.framesLeftOut })
}

async function yieldForm(
  task: ParserTask,
  pages: SqlitePages,
  tables: readonly SqliteTable[],
  form: HistoryForm,
  file: HistoryFiles,
  faults: TreeFaults,
): Promise<number> {
  const addresses = new Map<bigint, string>()
  let withoutAddress = 0
  const seen = new Set<string>()
  let count = 0
  for (const wanted of form.tables) {
    const table = tables.find(({ name }) => name === wanted.table)
    if (table === undefined) continue
    const name = file.path === null ? table.name : `${file.path}#${table.name}`
    if (table.isOdd)
      task.out.warn('history/table-odd', { position: { kind: 'entry', path: name }, raw: table.name })
    for (const { rowId, values } of readRows(pages, table.rootPage, faults)) {
      const cell = (column: string) => cellOf(table, rowId, values, column)
      const position = { kind: 'row', table: name, rowId: String(rowId) } as const
      if (!isRowOf(table, wanted, values, cell)) {
        faults.rows += 1
        continue
      }
      if (wanted.table === form.pages) keepAddress(addresses, rowId, cell(wanted.value))
      if (!yieldRow(task, wanted, cell, addresses, position, seen)) withoutAddress += 1
      count += 1
      if (count % SETTLE_EVERY === 0) await task.out.settle()
    }
  }
  return withoutAddress
}

/** Whether a row can be one of its table: what it is about must be of the kind that the browser writes. */
function isRowOf(
  table: SqliteTable,
  wanted: HistoryTable,
  values: readonly SqliteValue[],
  cell: (column: string) => SqliteValue,
): boolean {
  if (table.isOdd && (table.rootPage === 1 || values.length !== table.columns.length)) return false
  if (wanted.pageId === undefined) return typeof cell(wanted.value) === 'string'
  const pageId = cell(wanted.pageId)
  return pageId === null || typeof pageId === 'bigint'
}

function keepAddress(addresses: Map<bigint, string>, rowId: bigint, value: SqliteValue): void {
  if (typeof value === 'string') addresses.set(rowId, value)
}

/** Yields a row; answers whether the page that it names, where it names one, is known. */
function yieldRow(
  task: ParserTask,
  wanted: HistoryTable,
  cell: (column: string) => SqliteValue,
  addresses: ReadonlyMap<bigint, string>,
  position: Position,
  seen: Set<string>,
): boolean {
  const pageId = wanted.pageId === undefined ? null : cell(wanted.pageId)
  const address = typeof pageId === 'bigint' ? addresses.get(pageId) : undefined
  const isKnown = typeof pageId !== 'bigint' || address !== undefined
  const value = isKnown ? (address ?? textOf(cell(wanted.value))) : `#${pageId}`
  const timeCell = wanted.time === undefined ? null : cell(wanted.time)
  const more = wanted.more.flatMap((column) => {
    const text = textOf(cell(column))
    return text === '' || text === '0' ? [] : [`${column}=${text}`]
  })
  task.out.add('facts', {
    position,
    name: wanted.fact,
    label: wanted.label === undefined ? undefined : textOf(cell(wanted.label)) || undefined,
    value,
    raw: more.length === 0 ? undefined : more.join(' '),
    time: typeof timeCell === 'bigint' ? browserTime(timeCell, wanted.epoch) : undefined,
  })
  if (wanted.fact === 'history/page') yieldUrl(task, value, position, seen)
  return isKnown
}

function yieldUrl(task: ParserTask, raw: string, position: Position, seen: Set<string>): void {
  if (seen.size >= MAX_IDENTIFIERS) return
  const url = parseIdentifier('url', raw)
  if (!url.ok || seen.has(url.value.normalised)) return
  seen.add(url.value.normalised)
  task.out.add('identifiers', { position, kind: 'url', raw, normalised: url.value.normalised })
}

function cellOf(
  table: SqliteTable,
  rowId: bigint,
  values: readonly SqliteValue[],
  column: string,
): SqliteValue {
  const index = table.columns.indexOf(column)
  if (index < 0) return null
  return index === table.rowIdColumn ? rowId : (values[index] ?? null)
}

function textOf(value: SqliteValue): string {
  if (value === null) return ''
  return value instanceof Uint8Array ? Buffer.from(value.subarray(0, 4_096)).toString('hex') : String(value)
}
