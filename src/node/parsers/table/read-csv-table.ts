import { asFound } from '#core/parsing/found-text.ts'
import type { TableRow } from '#core/parsing/suggest-columns.ts'
import { ParseStop } from '../parser.ts'
import { decodeTableText } from './decode-table-text.ts'
import { type Delimiter, detectDelimiter, readCsv } from './read-csv.ts'
import { MAX_TABLE_COLUMNS, type TableSource } from './table-source.ts'

/** Empty lines count here and nowhere else. */
const MAX_LINES = 2_000_000

const NAMES: { readonly [delimiter in Delimiter]: string } = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'bar',
}

/** Reads a delimited text of any of the usual encodings and delimiters. */
export function readCsvTable(bytes: Uint8Array, maxRows: number): TableSource {
  const decoded = decodeTableText(bytes)
  const text = asFound(decoded.text)
  // One control character in a thousand is a slip; more is another kind of file.
  if (text.trim() === '' || countControls(text) > text.length / 1_000)
    throw new ParseStop('parse/not-this-kind')
  const delimiter = detectDelimiter(text)
  const { records, openQuoteLine } = readCsv(text, delimiter, MAX_LINES)
  const filled = records.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (filled.length > maxRows || records.length > MAX_LINES)
    throw new ParseStop('parse/too-many-entries', { max: Math.min(maxRows, MAX_LINES) })
  const rows = filled.map(
    ({ line, cells }): TableRow => ({ row: line, cells: cells.slice(0, MAX_TABLE_COLUMNS) }),
  )
  const cellsLeftOut = filled.reduce(
    (sum, { cells }) => sum + Math.max(0, cells.length - MAX_TABLE_COLUMNS),
    0,
  )
  const openQuoteLines = openQuoteLine === null ? [] : [openQuoteLine]
  return {
    tables: [
      { sheet: null, state: 'visible', rows, hiddenRows: [], formulas: [], openQuoteLines, cellsLeftOut },
    ],
    facts: [
      ['table/encoding', decoded.encoding],
      ['table/delimiter', NAMES[delimiter]],
    ],
    assumedEncoding: decoded.certainty === 'assumed' ? decoded.encoding : null,
  }
}

// Those that no text has: neither white space nor the escapes of old terminals' line ends.
function countControls(text: string): number {
  let count = 0
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit < 0x09 || (unit > 0x0d && unit < 0x20) || unit === 0x7f) count += 1
  }
  return count
}
