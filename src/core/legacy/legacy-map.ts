import * as z from 'zod'
import { CHANNELS, TYPOLOGIES } from '../casework/vocabularies.ts'
import { CURRENCY_CODES, type CurrencyCode } from '../money/currency.ts'
import { DATE_ORDERS, MAX_COLUMNS } from '../parsing/column-map.ts'

/** What a column of a station's own old table may hold. */
export const LEGACY_FIELDS = [
  /** The number that the case had; without it nobody can tell whether a row was imported already. */
  'number',
  'title',
  /** The day on which the complaint was received then. */
  'receivedOn',
  'victimName',
  'victimLatinName',
  'victimPhone',
  'victimAddress',
  'victimDocument',
  'narrative',
  'place',
  'happenedOn',
  'suspectPhone',
  'bankAccount',
  'telegram',
  'facebook',
  'amount',
  'currency',
  'paidOn',
  'payee',
  'reference',
] as const

/** One of {@link LEGACY_FIELDS}. */
export type LegacyField = (typeof LEGACY_FIELDS)[number]

const column = z.number().int().min(1).max(MAX_COLUMNS)

/**
 * The file that `samnum import --map` reads: which column (counted from 1) of an old table holds what, and how it is written.
 * `legacyFont` says that the table's Khmer was typed for a font; without it such text is a problem of its row.
 */
export const legacyMap = z.strictObject({
  v: z.literal(1),
  sheet: z.string().max(200).optional(),
  /** Row of the headers, counted from 1; 0 where the table has none. */
  headerRow: z.number().int().min(0).max(1_000_000).default(1),
  columns: z.partialRecord(z.enum(LEGACY_FIELDS), column),
  dateOrder: z.enum(DATE_ORDERS),
  decimalSign: z.enum(['.', ',']).default('.'),
  /** The currency of amounts beside which no column says another. */
  currency: z.enum(CURRENCY_CODES as [CurrencyCode, ...CurrencyCode[]]).optional(),
  channel: z.enum(CHANNELS).default('walk-in'),
  typologies: z.array(z.enum(TYPOLOGIES)).max(TYPOLOGIES.length).default([]),
  legacyFont: z.enum(['limon-s1']).optional(),
})

/** How a station's old table is read. */
export type LegacyMap = z.output<typeof legacyMap>

/** The columns without which no row can become a case. */
export const NEEDED_FIELDS = [
  'number',
  'receivedOn',
  'victimName',
  'title',
] as const satisfies readonly LegacyField[]
