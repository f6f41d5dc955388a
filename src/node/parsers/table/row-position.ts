import type { Position } from '#core/parsing/parsed-evidence.ts'
import type { SourceTable } from './table-source.ts'

/** Where a row or one of its cells stands: a line of a text, a cell of a sheet. */
export function rowPosition(table: SourceTable, row: number, column?: number): Position {
  if (table.sheet === null) return { kind: 'line', line: row }
  return { kind: 'cell', sheet: table.sheet, row, ...(column === undefined ? {} : { column }) }
}

/** Where a table as a whole stands. */
export function tablePosition(table: SourceTable): Position {
  return rowPosition(table, table.rows[0]?.row ?? 1)
}
