import * as z from 'zod'
import { CURRENCY_CODES, type CurrencyCode } from '../money/currency.ts'

/** What a column of a statement or of a call record holds. A role stands on at most one column. */
export const COLUMN_ROLES = [
  /** A day, alone or with the time of day behind it. */
  'date',
  'time',
  /** What moved; negative, in brackets or with DR where money left the account. */
  'amount',
  /** Money that left the account. */
  'debit',
  /** Money that came into the account. */
  'credit',
  /** Whether the amount came or left, or the call was made or received, in words. */
  'direction',
  'balance',
  'currency',
  'counterparty',
  'counterparty-account',
  /** The account or the phone that the table is about. */
  'account',
  /** The other side's phone. */
  'phone',
  'duration',
  'reference',
  'description',
  'imei',
  /** The cell of the network, in whatever form the operator gives it. */
  'cell',
] as const

/** One of {@link COLUMN_ROLES}. */
export type ColumnRole = (typeof COLUMN_ROLES)[number]

/** In which order a written day has its parts. Months may be words of English or Khmer. */
export const DATE_ORDERS = ['year-month-day', 'day-month-year', 'month-day-year'] as const

/** One of {@link DATE_ORDERS}. */
export type DateOrder = (typeof DATE_ORDERS)[number]

/** Most columns that a map may speak of; wider tables exist and are read as far as they are mapped. */
export const MAX_COLUMNS = 256

/** A zone's distance from UTC, `+07:00`. */
const zone = z.string().regex(/^[+-](?:0[0-9]|1[0-4]):[0-5][0-9]$/)

/** The schema of {@link ColumnMap}. */
export const columnMap = z.strictObject({
  v: z.literal(1),
  /** What the station calls this form, such as the bank's name. */
  name: z.string().min(1).max(200),
  content: z.enum(['statement', 'calls']),
  /** The sheet of a workbook; the first with rows where it is missing. */
  sheet: z.string().max(200).optional(),
  /** Row of the headers, counted from 1; 0 where the table has none. Everything up to it is not data. */
  headerRow: z.number().int().min(0).max(1_000_000),
  /** Column (counted from 0), role, and the header that stood there when the map was made. */
  columns: z
    .array(
      z.strictObject({
        column: z
          .number()
          .int()
          .min(0)
          .max(MAX_COLUMNS - 1),
        role: z.enum(COLUMN_ROLES),
        header: z.string().max(500).optional(),
      }),
    )
    .min(1)
    .max(COLUMN_ROLES.length),
  dateOrder: z.enum(DATE_ORDERS),
  decimalSign: z.enum(['.', ',']),
  /** The currency of every row; where it is missing, a column says it. */
  currency: z.enum(CURRENCY_CODES as [CurrencyCode, ...CurrencyCode[]]).optional(),
  /** The zone in which times are written, `+07:00`. */
  zone,
})

/**
 * Which column of a bank's or an operator's table holds what, and how days and amounts are written in it. A station keeps one for
 * each form it receives, so that the next table of that form is read the same way.
 */
export type ColumnMap = z.output<typeof columnMap>

/** What in a map contradicts itself or leaves out what no row can be read without. */
export type ColumnMapFault =
  | { readonly code: 'column-map/role-twice'; readonly facts: { readonly role: ColumnRole } }
  | { readonly code: 'column-map/column-twice'; readonly facts: { readonly column: number } }
  | { readonly code: 'column-map/role-missing'; readonly facts: { readonly roles: readonly ColumnRole[] } }

/**
 * Finds what is wrong with a map, first fault first; `null` when rows can be read with it. A statement needs a day and an amount
 * (or a debit or credit), and a currency; calls need a day and a phone.
 */
export function findColumnMapFault(map: ColumnMap): ColumnMapFault | null {
  const roles = new Set<ColumnRole>()
  const columns = new Set<number>()
  for (const { column, role } of map.columns) {
    if (roles.has(role)) return { code: 'column-map/role-twice', facts: { role } }
    if (columns.has(column)) return { code: 'column-map/column-twice', facts: { column } }
    roles.add(role)
    columns.add(column)
  }
  const needed: readonly (readonly ColumnRole[])[] =
    map.content === 'calls' ? [['date'], ['phone']] : [['date'], ['amount', 'debit', 'credit']]
  const missing = needed.find((choices) => !choices.some((role) => roles.has(role)))
  if (missing !== undefined) return { code: 'column-map/role-missing', facts: { roles: missing } }
  if (map.content === 'statement' && map.currency === undefined && !roles.has('currency'))
    return { code: 'column-map/role-missing', facts: { roles: ['currency'] } }
  return null
}
