import { isCurrencyCode } from '../money/currency.ts'
import { type ColumnMap, type ColumnRole, columnMap, DATE_ORDERS, type DateOrder } from './column-map.ts'
import type { ParserOptions } from './parsed-evidence.ts'
import type { ColumnAnswers } from './suggest-columns.ts'

/** The options that a parser of tables knows; together they are a {@link ColumnMap} without its name and its headers. */
export const TABLE_OPTIONS = [
  'columns',
  'content',
  'currency',
  'date-order',
  'decimal-sign',
  'header-row',
  'sheet',
  'time-zone',
] as const

/** How the option `date-order` names each order, in this parser as in those of chats. */
export const DATE_ORDER_OPTIONS: { readonly [order in DateOrder]: string } = {
  'year-month-day': 'ymd',
  'day-month-year': 'dmy',
  'month-day-year': 'mdy',
}

/** Writes a map as options of a parser: `columns` as `0=date,3=amount`. */
export function columnMapOptions(map: ColumnMap): ParserOptions {
  return {
    columns: map.columns.map(({ column, role }) => `${column}=${role}`).join(','),
    content: map.content,
    ...(map.currency === undefined ? {} : { currency: map.currency }),
    'date-order': DATE_ORDER_OPTIONS[map.dateOrder],
    'decimal-sign': map.decimalSign,
    'header-row': String(map.headerRow),
    ...(map.sheet === undefined ? {} : { sheet: map.sheet }),
    'time-zone': map.zone,
  }
}

/** What a run of the parser of tables was told: a whole map, or answers beside which the rest is suggested. */
export type TableOrder = {
  readonly map: ColumnMap | null
  readonly answers: ColumnAnswers
  readonly sheet?: string
}

/** Reads the options of a run, or names the first that cannot be used. */
export function readTableOptions(
  options: ParserOptions,
): { readonly order: TableOrder } | { readonly wrong: string } {
  const unknown = Object.keys(options).find((name) => !TABLE_OPTIONS.some((known) => known === name))
  if (unknown !== undefined) return { wrong: unknown }
  const { 'date-order': dateOrder, 'decimal-sign': decimalSign, 'time-zone': zone, currency, sheet } = options
  const part = columnMap.partial().safeParse({
    ...(dateOrder === undefined ? {} : { dateOrder: orderOfOption(dateOrder) }),
    ...(decimalSign === undefined ? {} : { decimalSign }),
    ...(zone === undefined ? {} : { zone }),
  })
  if (!part.success) return { wrong: wrongOption(part.error.issues[0]?.path[0]) }
  if (currency !== undefined && !isCurrencyCode(currency)) return { wrong: 'currency' }
  const answers: ColumnAnswers = {
    ...(part.data.dateOrder === undefined ? {} : { dateOrder: part.data.dateOrder }),
    ...(part.data.decimalSign === undefined ? {} : { decimalSign: part.data.decimalSign }),
    ...(part.data.zone === undefined ? {} : { zone: part.data.zone }),
    ...(currency === undefined ? {} : { currency }),
  }
  const common = { answers, ...(sheet === undefined ? {} : { sheet }) }
  if (options.columns === undefined) return { order: { map: null, ...common } }
  const map = columnMap.safeParse({
    v: 1,
    name: 'given',
    content: options.content ?? 'statement',
    headerRow: Number(options['header-row'] ?? 1),
    columns: parseColumns(options.columns),
    dateOrder: answers.dateOrder ?? 'day-month-year',
    decimalSign: answers.decimalSign ?? '.',
    zone: answers.zone ?? '+07:00',
    ...(currency === undefined ? {} : { currency }),
    ...(sheet === undefined ? {} : { sheet }),
  })
  return map.success
    ? { order: { map: map.data, ...common } }
    : { wrong: wrongOption(map.error.issues[0]?.path[0]) }
}

// What is no order is refused by the schema.
function orderOfOption(option: string): DateOrder {
  return (DATE_ORDERS.find((order) => DATE_ORDER_OPTIONS[order] === option) ??
    option.slice(0, 3)) as DateOrder
}

function parseColumns(text: string): readonly { readonly column: number; readonly role: ColumnRole }[] {
  return text.split(',').map((pair) => {
    const [column = '', role = ''] = pair.split('=')
    // What is no role is refused by the schema.
    return { column: /^[0-9]{1,3}$/.test(column) ? Number(column) : -1, role: role as ColumnRole }
  })
}

const OPTION_OF: { readonly [field: string]: string } = {
  dateOrder: 'date-order',
  decimalSign: 'decimal-sign',
  headerRow: 'header-row',
  zone: 'time-zone',
}

function wrongOption(field: PropertyKey | undefined): string {
  return OPTION_OF[String(field)] ?? String(field)
}
