import { parse } from 'csv-parse/sync'
import readXlsxFile from 'read-excel-file/node'
import type { Magic } from '#core/viewing/magic.ts'
import { NotReadable, type RoomBytes, readWhole } from './room-bytes.ts'
import { readText } from './text-rows.ts'

const MOST_WORKBOOK_BYTES = 32 * 1024 * 1024
const MOST_ROWS = 1_048_576
const MOST_COLUMNS = 256
const MOST_CELL_LENGTH = 4000
const DELIMITERS = [',', ';', '\t', '|'] as const

/** A sheet of a table: rows of cells, as they are written. */
export type Sheet = { readonly name: string; readonly rows: readonly (readonly string[])[] }

/** Opens a table. Formulas are not worked out: what the workbook last showed is shown. */
export async function openTable(bytes: RoomBytes, magic: Magic): Promise<readonly Sheet[]> {
  return magic === 'zip' ? await openWorkbook(bytes) : [await openSeparated(bytes)]
}

async function openSeparated(bytes: RoomBytes): Promise<Sheet> {
  const text = await readText(bytes)
  try {
    const rows = parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      to: MOST_ROWS,
    }) as string[][]
    return { name: '', rows: rows.map(shorten) }
  } catch {
    throw new NotReadable('not-readable')
  }
}

/** The sign that parts the first lines most often. */
function delimiterOf(text: string): string {
  const start = text.slice(0, 8000).split('\n').slice(0, 20).join('\n')
  const counted = DELIMITERS.map((sign) => ({ sign, count: start.split(sign).length }))
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).sign
}

async function openWorkbook(bytes: RoomBytes): Promise<readonly Sheet[]> {
  const file = await readWhole(bytes, MOST_WORKBOOK_BYTES)
  try {
    // Numbers stay as they are written: an account number of 18 digits is no floating-point number.
    const sheets = await readXlsxFile(Buffer.from(file), { trim: false, parseNumber: (written) => written })
    return sheets.map(({ sheet, data }) => ({
      name: sheet.slice(0, 200),
      rows: data.slice(0, MOST_ROWS).map((row) => shorten(row.map(writeCell))),
    }))
  } catch {
    throw new NotReadable('not-readable')
  }
}

function writeCell(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  return cell instanceof Date ? cell.toISOString().replace(/T00:00:00\.000Z$/, '') : String(cell)
}

function shorten(row: readonly string[]): readonly string[] {
  return row.slice(0, MOST_COLUMNS).map((cell) => cell.slice(0, MOST_CELL_LENGTH))
}
