import { asFound } from '#core/parsing/found-text.ts'
import type { TableRow } from '#core/parsing/suggest-columns.ts'
import { ParseStop } from '../parser.ts'
import {
  readZipEntries,
  type ZipBytes,
  ZipDamagedError,
  type ZipEntry,
  ZipLimitError,
} from '../zip/open-zip.ts'
import { MAX_TABLE_COLUMNS, type SourceTable, type TableSource } from './table-source.ts'
import { readSheet, type SheetRow } from './xlsx-cells.ts'
import { readWorkbook, type Workbook, type WorkbookSheet } from './xlsx-workbook.ts'
import { XmlBrokenError } from './xlsx-xml.ts'

const MIB = 1_024 * 1_024
/** The largest sheet of 400,000 rows of statements that was made for trial has 190 MiB of XML; a bomb has gigabytes. */
const MAX_PART_BYTES = 256 * MIB
/** Everything that is unpacked together. */
const MAX_UNPACKED_BYTES = 512 * MIB
/** XML of spreadsheets packs 10 to 40 times; a part that packs better and is large is no honest one. */
const MAX_RATIO = 250
const RATIO_FROM_BYTES = 16 * MIB
const MAX_PARTS = 10_000
/** Most characters that a cell may have (Excel specifications and limits). */
const MAX_CELL_CHARACTERS = 32_767
const MAX_FORMULAS = 1_000

/** Reads the sheets of a workbook (ECMA-376), hidden ones too. Macros and links to other files are not looked at. */
export async function readXlsxTable(bytes: ZipBytes, maxRows: number): Promise<TableSource> {
  try {
    const parts = await listParts(bytes)
    const limits = { maxPartBytes: MAX_PART_BYTES, maxStrings: maxRows * 16 }
    const workbook = await readWorkbook(parts, limits)
    if (workbook === null) throw new ParseStop('parse/not-this-kind')
    const tables: SourceTable[] = []
    for (const sheet of workbook.sheets) tables.push(await readTable(parts, workbook, sheet, maxRows))
    return { tables, facts: [['table/sheets', String(tables.length)]], assumedEncoding: null }
  } catch (cause) {
    if (cause instanceof ZipLimitError)
      throw new ParseStop('parse/too-large', { limit: 'entry', maxBytes: MAX_PART_BYTES })
    if (cause instanceof ZipDamagedError || cause instanceof XmlBrokenError)
      throw new ParseStop('parse/malformed')
    throw cause
  }
}

// Everything is held against the limits before anything is unpacked.
async function listParts(bytes: ZipBytes): Promise<ReadonlyMap<string, ZipEntry>> {
  const parts = new Map<string, ZipEntry>()
  let unpackedBytes = 0
  for await (const entry of readZipEntries(bytes)) {
    if (parts.size >= MAX_PARTS) throw new ParseStop('parse/too-many-entries', { max: MAX_PARTS })
    if (entry.isEncrypted) throw new ParseStop('parse/encrypted')
    if (!/\.(?:xml|rels)$/i.test(entry.path)) continue
    unpackedBytes += entry.sizeBytes
    const isBomb = entry.sizeBytes > RATIO_FROM_BYTES && entry.sizeBytes > entry.packedBytes * MAX_RATIO
    if (isBomb || unpackedBytes > MAX_UNPACKED_BYTES) throw new ZipLimitError('unpacks to too much')
    if (!parts.has(entry.path)) parts.set(entry.path, entry)
  }
  return parts
}

async function readTable(
  parts: ReadonlyMap<string, ZipEntry>,
  workbook: Workbook,
  sheet: WorkbookSheet,
  maxRows: number,
): Promise<SourceTable> {
  const rows: TableRow[] = []
  const hiddenRows: number[] = []
  const formulas: { row: number; formula: SheetRow['formulas'][number]; value: string }[] = []
  const part = parts.get(sheet.part)
  const limits = {
    maxPartBytes: MAX_PART_BYTES,
    maxRows,
    maxColumns: MAX_TABLE_COLUMNS,
    maxCellCharacters: MAX_CELL_CHARACTERS,
  }
  const take = (row: SheetRow) => {
    rows.push({ row: row.row, cells: row.cells.map(asFound) })
    if (row.isHidden) hiddenRows.push(row.row)
    for (const formula of row.formulas) {
      if (formulas.length < MAX_FORMULAS)
        formulas.push({ row: row.row, formula, value: row.cells[formula.column] ?? '' })
    }
  }
  const rest = part === undefined ? null : await readSheet(part, workbook, limits, take)
  if (rest?.isCutShort) throw new ParseStop('parse/too-many-entries', { max: maxRows })
  return {
    sheet: asFound(sheet.name),
    state: sheet.state,
    rows,
    hiddenRows,
    formulas,
    openQuoteLines: [],
    cellsLeftOut: rest?.cellsLeftOut ?? 0,
  }
}
