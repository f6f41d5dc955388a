import type { CurrencyCode } from '../money/currency.ts'
import { plainCell, readCellAmount, readCellCurrency, readCellDate } from './cell-values.ts'
import {
  type ColumnMap,
  type ColumnRole,
  DATE_ORDERS,
  type DateOrder,
  findColumnMapFault,
  MAX_COLUMNS,
} from './column-map.ts'
import { HEADER_WORDS } from './column-words.ts'

/** A row of a table as found: its number counted from 1, and its cells' texts. */
export type TableRow = { readonly row: number; readonly cells: readonly string[] }

/** What a table does not settle by itself: `choices` are what may be answered, `examples` are cells in question as found. */
export type ColumnQuestion = {
  readonly code: 'columns' | 'date-order' | 'decimal-sign' | 'currency'
  readonly choices: readonly string[]
  readonly examples: readonly string[]
}

/** What somebody has answered or settled beforehand; each stands above what the table suggests. */
export type ColumnAnswers = {
  readonly dateOrder?: DateOrder
  readonly decimalSign?: '.' | ','
  readonly currency?: CurrencyCode
  readonly zone?: string
}

/** A map made from a table's headers and cells, whole or with the first question that stands in the way. */
export type ColumnSuggestion =
  | { readonly map: ColumnMap; readonly question: null }
  | { readonly map: ColumnMap | null; readonly question: ColumnQuestion }

/** Rows among which the headers are looked for; forms put addresses and totals above them. */
const HEADER_DEPTH = 60
/** Rows whose cells are tried to find the order of days and the decimal sign. */
const SAMPLE_ROWS = 500
const EXAMPLES = 5
/** Cambodia's zone (see `station-time.ts`). */
const HOME_ZONE = '+07:00'

/** Suggests a map for a table of which nothing is known, from its headers in Khmer or English and from what stands below them. */
export function suggestColumnMap(rows: readonly TableRow[], answers: ColumnAnswers): ColumnSuggestion {
  const header = findHeader(rows)
  if (header === null) return { map: null, question: whichColumns(rows) }
  const data = rows.filter((row) => row.row > header.row.row).slice(0, SAMPLE_ROWS)
  const at = (role: ColumnRole) => header.columns.find((column) => column.role === role)?.column
  const currency =
    answers.currency ?? (at('currency') === undefined ? currencyAround(rows, header.row) : undefined)
  const dates = nonEmpty(data, at('date'))
  const amounts = (['amount', 'debit', 'credit', 'balance'] as const).flatMap((role) =>
    nonEmpty(data, at(role)),
  )
  const orders = answers.dateOrder === undefined ? fittingOrders(dates) : [answers.dateOrder]
  const signs =
    answers.decimalSign === undefined ? fittingSigns(amounts, currency ?? 'USD') : [answers.decimalSign]
  const map: ColumnMap = {
    v: 1,
    name: 'suggested',
    content: (at('amount') ?? at('debit') ?? at('credit') ?? at('balance')) ? 'statement' : 'calls',
    headerRow: header.row.row,
    columns: [...header.columns],
    dateOrder: orders[0] ?? 'day-month-year',
    decimalSign: signs[0] ?? '.',
    ...(currency === undefined ? {} : { currency }),
    zone: answers.zone ?? HOME_ZONE,
  }
  const question = findQuestion(map, orders, signs, { dates, amounts, rows })
  return question === null ? { map, question: null } : { map, question }
}

/** Finds the role that a header's words name, by the longest word of the list that it holds; `null` when it holds none. */
export function roleOfHeader(header: string): ColumnRole | null {
  const plain = ` ${headerWords(header)} `
  let best: { readonly role: ColumnRole; readonly length: number } | null = null
  for (const [role, words] of HEADER_WORDS) {
    for (const word of words) {
      const bare = headerWords(word)
      // Khmer is written without spaces between words.
      const isThere = /[\u1780-\u17ff]/.test(bare) ? plain.includes(bare) : plain.includes(` ${bare} `)
      if (isThere && bare.length > (best?.length ?? 0)) best = { role, length: bare.length }
    }
  }
  return best?.role ?? null
}

type MappedColumn = { column: number; role: ColumnRole; header: string }

function findHeader(rows: readonly TableRow[]): { row: TableRow; columns: readonly MappedColumn[] } | null {
  let best: { row: TableRow; columns: readonly MappedColumn[] } | null = null
  for (const row of rows.slice(0, HEADER_DEPTH)) {
    const columns = rolesOfRow(row)
    const hasDay = columns.some((column) => column.role === 'date')
    if (hasDay && columns.length >= 2 && columns.length > (best?.columns.length ?? 0)) best = { row, columns }
  }
  return best
}

function rolesOfRow(row: TableRow): readonly MappedColumn[] {
  const columns: MappedColumn[] = []
  for (const [column, cell] of row.cells.slice(0, MAX_COLUMNS).entries()) {
    const role = cell.length > 200 ? null : roleOfHeader(cell)
    if (role !== null && !columns.some((known) => known.role === role))
      columns.push({ column, role, header: cell })
  }
  // A lone "time" column holds day and time; so do tables of calls whose only instant is "start time".
  const time = columns.find((column) => column.role === 'time')
  if (time !== undefined && !columns.some((column) => column.role === 'date')) time.role = 'date'
  return columns
}

function headerWords(text: string): string {
  return plainCell(text.slice(0, 500))
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
}

function nonEmpty(rows: readonly TableRow[], column: number | undefined): readonly string[] {
  if (column === undefined) return []
  return rows.map((row) => row.cells[column] ?? '').filter((cell) => cell.trim() !== '')
}

/** The orders that read most of the days. Several remain when every day can be read in each and they differ. */
function fittingOrders(dates: readonly string[]): readonly DateOrder[] {
  const reads = DATE_ORDERS.map((order) => dates.map((text) => JSON.stringify(readCellDate(text, order))))
  const counts = reads.map((read) => read.filter((text) => text !== 'null').length)
  const most = Math.max(0, ...counts)
  const fitting = DATE_ORDERS.filter((_, index) => counts[index] === most)
  const readings = new Set(fitting.map((order) => reads[DATE_ORDERS.indexOf(order)]?.join(' ')))
  // Where the orders that fit read the same days, it does not matter which is taken.
  return readings.size === 1
    ? [fitting.includes('day-month-year') ? 'day-month-year' : (fitting[0] ?? 'day-month-year')]
    : fitting
}

function fittingSigns(amounts: readonly string[], currency: CurrencyCode): readonly ('.' | ',')[] {
  const signs = ['.', ','] as const
  const reads = signs.map((sign) =>
    amounts.map((text) => readCellAmount(text, currency, sign)?.money.amount ?? ''),
  )
  const [points, commas] = reads.map((read) => read.filter((text) => text !== '').length)
  if (points !== commas) return [(points ?? 0) > (commas ?? 0) ? '.' : ',']
  return reads[0]?.join(' ') === reads[1]?.join(' ') ? ['.'] : signs
}

/** A currency that stands in a header in brackets or above the headers, where only one is named. */
function currencyAround(rows: readonly TableRow[], header: TableRow): CurrencyCode | undefined {
  const texts = rows.filter((row) => row.row <= header.row).flatMap((row) => row.cells.slice(0, MAX_COLUMNS))
  const named = new Set(
    texts.flatMap((text) =>
      text
        .slice(0, 500)
        .split(/[\s()[\]:,;/]+/)
        .flatMap((word) => readCellCurrency(word) ?? []),
    ),
  )
  return named.size === 1 ? [...named][0] : undefined
}

function findQuestion(
  map: ColumnMap,
  orders: readonly DateOrder[],
  signs: readonly string[],
  found: {
    readonly dates: readonly string[]
    readonly amounts: readonly string[]
    readonly rows: readonly TableRow[]
  },
): ColumnQuestion | null {
  const fault = findColumnMapFault(map)
  if (fault?.code === 'column-map/role-missing' && fault.facts.roles.includes('currency'))
    return {
      code: 'currency',
      choices: ['KHR', 'USD', 'THB', 'VND', 'CNY'],
      examples: few(found.amounts),
    }
  if (fault !== null) return whichColumns(found.rows)
  if (orders.length > 1) return { code: 'date-order', choices: orders, examples: few(found.dates) }
  if (signs.length > 1) return { code: 'decimal-sign', choices: signs, examples: few(found.amounts) }
  return null
}

function whichColumns(rows: readonly TableRow[]): ColumnQuestion {
  const fullest = rows
    .slice(0, HEADER_DEPTH)
    .reduce<TableRow | null>(
      (best, row) =>
        row.cells.filter((cell) => cell !== '').length > (best?.cells.length ?? 0) ? row : best,
      null,
    )
  // Each cell in its own column, also where two say the same: the place of an example is the number of its column.
  return { code: 'columns', choices: [], examples: (fullest?.cells ?? []).slice(0, MAX_COLUMNS) }
}

function few(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].slice(0, EXAMPLES)
}
