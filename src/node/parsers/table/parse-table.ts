import { type ColumnMap, type DateOrder, findColumnMapFault } from '#core/parsing/column-map.ts'
import {
  columnMapOptions,
  DATE_ORDER_OPTIONS,
  readTableOptions,
  TABLE_OPTIONS,
  type TableOrder,
} from '#core/parsing/column-map-options.ts'
import { asExample, type ParseQuestion } from '#core/parsing/parse-question.ts'
import { type ColumnQuestion, suggestColumnMap } from '#core/parsing/suggest-columns.ts'
import { type Parser, type ParserTask, ParseStop } from '../parser.ts'
import { readCsvTable } from './read-csv-table.ts'
import { readXlsxTable } from './read-xlsx-table.ts'
import { rowPosition, tablePosition } from './row-position.ts'
import type { SourceTable, TableSource } from './table-source.ts'
import { yieldRows } from './yield-rows.ts'

/** A delimited text is held in memory as a whole. */
const MAX_TEXT_BYTES = 64 * 1_024 * 1_024
/** Formulas and hidden rows that are named one by one. */
const MAX_NAMED = 200

/** Reads statements of banks and records of calls from delimited texts and workbooks, through a map of their columns. */
export const tableParser: Parser = {
  name: 'table',
  version: '1',
  options: [...TABLE_OPTIONS],
  parse: parseTable,
}

async function parseTable(task: ParserTask): Promise<readonly ParseQuestion[] | undefined> {
  const told = readTableOptions(task.options)
  if ('wrong' in told) throw new ParseStop('parse/option-wrong', { option: told.wrong })
  const source = await readSource(task)
  const filled = source.tables.filter((table) => table.rows.length > 0)
  const table = chooseTable(filled, told.order)
  if (table === null) {
    if (filled.length === 0) throw new ParseStop('parse/not-this-kind')
    return [sheetQuestion(filled)]
  }
  const settled = settleMap(table, told.order)
  if ('question' in settled) return [toQuestion(settled.question)]
  noteSource(task, source, table)
  noteMap(task, table, settled.map, told.order.map === null)
  await yieldRows(task, table, settled.map)
  return undefined
}

async function readSource(task: ParserTask): Promise<TableSource> {
  const { evidence, limits } = task
  const head = await evidence.read(0, 8)
  // "PK" begins a ZIP archive, of which a workbook is one; "D0 CF 11 E0" a compound file, as workbooks before 2007 are.
  if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4)
    return readXlsxTable(evidence, limits.items)
  if (head[0] === 0xd0 && head[1] === 0xcf && head[2] === 0x11 && head[3] === 0xe0)
    throw new ParseStop('parse/not-this-kind')
  return readCsvTable(await evidence.readAll(MAX_TEXT_BYTES), limits.items)
}

/** The table that is asked for; else the only visible one, or the only one whose headers say what it holds. */
function chooseTable(filled: readonly SourceTable[], order: TableOrder): SourceTable | null {
  if (order.sheet !== undefined) {
    const named = filled.find((table) => table.sheet === null || table.sheet === order.sheet)
    if (named === undefined) throw new ParseStop('parse/option-wrong', { option: 'sheet' })
    return named
  }
  const visible = filled.filter((table) => table.state === 'visible')
  const candidates = visible.length > 0 ? visible : filled
  if (candidates.length === 1) return candidates[0] ?? null
  const headed = candidates.filter((table) => suggestColumnMap(table.rows, order.answers).map !== null)
  return headed.length === 1 ? (headed[0] ?? null) : null
}

function settleMap(
  table: SourceTable,
  order: TableOrder,
): { readonly map: ColumnMap } | { readonly question: ColumnQuestion } {
  if (order.map !== null) {
    if (findColumnMapFault(order.map) !== null)
      throw new ParseStop('parse/option-wrong', { option: 'columns' })
    return { map: order.map }
  }
  const suggestion = suggestColumnMap(table.rows, order.answers)
  return suggestion.question === null ? { map: suggestion.map } : { question: suggestion.question }
}

function sheetQuestion(tables: readonly SourceTable[]): ParseQuestion {
  return {
    code: 'sheet',
    option: 'sheet',
    choices: tables.slice(0, 200).map((table) => ({
      value: (table.sheet ?? '').slice(0, 1_000),
      example: asExample((table.rows[0]?.cells ?? []).join(' | ')),
    })),
    examples: [],
  }
}

function toQuestion(question: ColumnQuestion): ParseQuestion {
  return {
    code: question.code,
    option: question.code,
    choices: question.choices.map((value) => ({
      value: question.code === 'date-order' ? DATE_ORDER_OPTIONS[value as DateOrder] : value,
    })),
    examples: question.examples.slice(0, 20).map(asExample),
  }
}

function noteSource(task: ParserTask, source: TableSource, table: SourceTable): void {
  const { out } = task
  const whole = { kind: 'bytes', offset: 0, length: task.evidence.sizeBytes } as const
  for (const [name, value] of source.facts) out.add('facts', { position: whole, name, value })
  if (source.assumedEncoding !== null)
    out.warn('text/assumed-encoding', { position: whole, raw: source.assumedEncoding })
  for (const other of source.tables) {
    if (other.sheet === null) continue
    out.add('facts', {
      position: tablePosition(other),
      name: `table/sheet-${other.state === 'veryHidden' ? 'very-hidden' : other.state}`,
      label: other.sheet,
      value: String(other.rows.length),
    })
    if (other.state !== 'visible' && other.rows.length > 0)
      out.warn('table/sheet-hidden', { position: tablePosition(other), raw: other.sheet })
  }
  for (const line of table.openQuoteLines) out.warn('table/quote-open', { position: { kind: 'line', line } })
  if (table.cellsLeftOut > 0)
    out.warn('table/cells-left-out', { position: tablePosition(table), count: table.cellsLeftOut })
  for (const row of table.hiddenRows.slice(0, MAX_NAMED))
    out.warn('table/row-hidden', { position: rowPosition(table, row) })
  for (const { row, formula, value } of table.formulas.slice(0, MAX_NAMED)) {
    const position = rowPosition(table, row, formula.column)
    out.add('facts', {
      position,
      name: 'table/formula',
      value: formula.formula,
      label: value === '' ? undefined : value,
    })
  }
  if (table.formulas.length > 0)
    out.warn('table/formulas', { position: tablePosition(table), count: table.formulas.length })
}

function noteMap(task: ParserTask, table: SourceTable, map: ColumnMap, isSuggested: boolean): void {
  const position = tablePosition(table)
  for (const [name, value] of Object.entries(columnMapOptions(map)).sort())
    task.out.add('facts', { position, name: `table/map-${name}`, value: String(value) })
  if (isSuggested) task.out.warn('table/map-suggested', { position })
}
