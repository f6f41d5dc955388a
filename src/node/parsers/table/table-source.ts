import type { TableRow } from '#core/parsing/suggest-columns.ts'
import type { SheetFormula } from './xlsx-cells.ts'

/** One table of an exhibit: a delimited text, or a sheet of a workbook. */
export type SourceTable = {
  /** The sheet's name; `null` for a delimited text. */
  readonly sheet: string | null
  readonly state: 'visible' | 'hidden' | 'veryHidden'
  readonly rows: readonly TableRow[]
  /** Rows that the sheet does not show. */
  readonly hiddenRows: readonly number[]
  readonly formulas: readonly {
    readonly row: number
    readonly formula: SheetFormula
    readonly value: string
  }[]
  /** Lines from which on quotes make no sense and were not read as such. */
  readonly openQuoteLines: readonly number[]
  /** Cells beyond the columns that are read. */
  readonly cellsLeftOut: number
}

/** What an exhibit holds of tables, and how it was read. Facts are names of this program with texts. */
export type TableSource = {
  readonly tables: readonly SourceTable[]
  readonly facts: readonly (readonly [name: string, value: string])[]
  /** The text's encoding where it had to be assumed. */
  readonly assumedEncoding: string | null
}

/** Columns beyond this are counted and left out. */
export const MAX_TABLE_COLUMNS = 256
