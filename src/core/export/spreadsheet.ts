import { isInvisible } from '../text-safety/marks.ts'
import { wellFormed } from './export-text.ts'

/** A table of a package: the name of its file, and its text. */
export type CaseTable = { readonly name: string; readonly text: string }

/** What a cell may hold. `undefined` is an empty cell. */
export type Cell = string | number | undefined

/** Signs with which spreadsheets begin a formula, in both widths, and those that OWASP's "CSV Injection" adds. */
const FORMULA = /^[=+\-@\t\r\n|＝＋－＠]/u

const BYTE_ORDER_MARK = '\ufeff'

/**
 * Writes a table as CSV (RFC 4180) that a spreadsheet opens as text: every cell quoted, CRLF between rows, a byte-order mark because without
 * one Excel reads Khmer as Latin-1. A cell in which a spreadsheet would see a formula begins with an apostrophe, which such programs show or
 * hide and never run. Halves of surrogate pairs, which UTF-8 cannot hold, become U+FFFD.
 */
export function writeCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return BYTE_ORDER_MARK + [header, ...rows].map((row) => `${row.map(writeCell).join(',')}\r\n`).join('')
}

function writeCell(cell: Cell): string {
  if (cell === undefined) return '""'
  if (typeof cell === 'number') return `"${cell}"`
  const text = wellFormed(cell)
  return `"${(isFormula(text) ? `'${text}` : text).replaceAll('"', '""')}"`
}

// Programs that trim what they import would find the formula behind what nobody sees.
function isFormula(text: string): boolean {
  let at = 0
  for (const character of text) {
    const isBlank = character === ' ' || character === '\u00a0' || character === '\u3000'
    if (!isBlank && !isInvisible(character.codePointAt(0) ?? 0)) break
    at += character.length
  }
  return FORMULA.test(text) || FORMULA.test(text.slice(at))
}
