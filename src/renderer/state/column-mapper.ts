import { type ColumnMap, type ColumnRole, columnMap, findColumnMapFault } from '#core/parsing/column-map.ts'

/** A map of columns as it is being put together. */
export type MapDraft = {
  readonly name: string
  readonly content: ColumnMap['content']
  readonly headerRow: string
  /** The role of each column, by its place; empty for one that is not used. */
  readonly roles: readonly (ColumnRole | '')[]
  readonly dateOrder: ColumnMap['dateOrder']
  readonly decimalSign: ColumnMap['decimalSign']
  /** Empty where a column says it. */
  readonly currency: string
  readonly zone: string
}

/** What a map begins with, for a table of so many columns. */
export function newMapDraft(columns: number): MapDraft {
  return {
    name: '',
    content: 'statement',
    headerRow: '1',
    roles: Array.from({ length: columns }, () => ''),
    dateOrder: 'day-month-year',
    decimalSign: '.',
    currency: 'USD',
    zone: '+07:00',
  }
}

/** The map that a draft says, or `null` while rows cannot be read with it. `cells` are the headers as they stand in the table. */
export function mapOfDraft(draft: MapDraft, cells: readonly string[]): ColumnMap | null {
  const { name, content, headerRow, roles, dateOrder, decimalSign, currency, zone } = draft
  const read = columnMap.safeParse({
    v: 1,
    name: name.trim() === '' ? 'given' : name.trim(),
    content,
    headerRow: /^\d{1,7}$/.test(headerRow.trim()) ? Number(headerRow) : -1,
    columns: roles.flatMap((role, column) =>
      role === '' ? [] : [{ column, role, header: (cells[column] ?? '').slice(0, 500) }],
    ),
    dateOrder,
    decimalSign,
    ...(content === 'statement' && currency !== '' && { currency }),
    zone: zone.trim(),
  })
  return read.success && findColumnMapFault(read.data) === null ? read.data : null
}
