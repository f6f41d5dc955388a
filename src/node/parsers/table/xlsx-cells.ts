import type { ZipEntry } from '../zip/open-zip.ts'
import type { Workbook } from './xlsx-workbook.ts'
import { visitXml } from './xlsx-xml.ts'

/** A cell that is computed: what it computes, as the workbook writes it. Its text is the value that was kept with it. */
export type SheetFormula = { readonly column: number; readonly formula: string }

/** A row of a sheet with something in it. Cells between others that the sheet leaves out are empty texts. */
export type SheetRow = {
  /** As the sheet numbers it, from 1. */
  readonly row: number
  readonly isHidden: boolean
  readonly cells: readonly string[]
  readonly formulas: readonly SheetFormula[]
}

/** How much of a sheet is read. Columns beyond `maxColumns` are counted and left out. */
export type SheetLimits = {
  readonly maxPartBytes: number
  readonly maxRows: number
  readonly maxColumns: number
  readonly maxCellCharacters: number
}

/** What of a sheet was left out, because of its limits. */
export type SheetRest = { readonly isCutShort: boolean; readonly cellsLeftOut: number }

type Cell = {
  column: number
  type: string
  style: number
  value: string
  formula: string | null
  isThere: boolean
}

const MS_PER_DAY = 86_400_000
// Days from 1970-01-01 back to 1899-12-30, from which day 61 (1900-03-01) is right; and to 1904-01-01.
const FROM_1900 = 25_569
const FROM_1904 = 24_107
/** Greatest day of a workbook: 9999-12-31. */
const MAX_DAY = 2_958_465

/**
 * Reads a sheet's rows in their order. Values become texts exactly as kept, but for numbers with a format of days, which become
 * `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS`, and numbers that a program wrote with more digits than it has: 15 are kept, as programs show
 * them.
 */
export async function readSheet(
  part: ZipEntry,
  workbook: Workbook,
  limits: SheetLimits,
  take: (row: SheetRow) => void,
): Promise<SheetRest> {
  const state = { row: 0, rows: 0, isHidden: false, cellsLeftOut: 0, isCutShort: false }
  let cells: Cell[] = []
  let cell: Cell | null = null
  let into: 'value' | 'formula' | null = null
  let nextColumn = 0
  await visitXml(
    part,
    limits.maxPartBytes,
    {
      open(name, attributes) {
        if (name === 'row') {
          state.row = rowNumber(attributes.r) ?? state.row + 1
          state.isHidden = ['1', 'true'].includes(attributes.hidden ?? '')
          cells = []
          nextColumn = 0
        } else if (name === 'c') {
          const column = columnOf(attributes.r) ?? nextColumn
          nextColumn = column + 1
          cell = {
            column,
            type: attributes.t ?? 'n',
            style: Number(attributes.s ?? 0),
            value: '',
            formula: null,
            isThere: false,
          }
        } else if (cell !== null && (name === 'v' || (name === 't' && cell.type === 'inlineStr'))) {
          into = 'value'
          cell.isThere = true
        } else if (cell !== null && name === 'f') {
          into = 'formula'
          cell.formula = ''
        }
      },
      text(text) {
        if (cell === null || into === null) return
        if (into === 'value' && cell.value.length < limits.maxCellCharacters) cell.value += text
        else if (into === 'formula' && (cell.formula?.length ?? 0) < limits.maxCellCharacters)
          cell.formula += text
      },
      close(name) {
        if (name === 'v' || name === 't' || name === 'f') into = null
        else if (name === 'c' && cell !== null) {
          if (cell.column < limits.maxColumns) cells.push(cell)
          else state.cellsLeftOut += 1
          cell = null
        } else if (name === 'row' && state.rows < limits.maxRows) {
          const row = makeRow(state, cells, workbook)
          if (row !== null) {
            state.rows += 1
            take(row)
          }
        } else if (name === 'row') state.isCutShort = true
      },
    },
    () => !state.isCutShort,
  )
  return state
}

/** Writes a day number of a workbook as a day, with its time of day where it has one; `null` where it is no day. */
export function dayNumberText(serial: number, countsFrom1904: boolean): string | null {
  if (!(serial >= 0 && serial <= MAX_DAY)) return null
  const isTimeOnly = serial < 1
  // Day 60 of 1900 never was: Lotus 1-2-3 took 1900 for a leap year, and days before it lie one off.
  const days = countsFrom1904 ? serial - FROM_1904 : serial - FROM_1900 + (serial < 60 ? 1 : 0)
  const atMs = Math.round(days * MS_PER_DAY)
  const iso = new Date(atMs).toISOString()
  const time = iso.slice(11, iso.endsWith('.000Z') ? 19 : 23)
  if (isTimeOnly && !countsFrom1904) return time
  return time === '00:00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${time}`
}

/** Writes a number as programs show it: at most 15 digits, never with an exponent. */
export function numberText(value: string): string {
  if (/^-?[0-9]{1,15}$/.test(value)) return value
  const number = Number(value)
  if (value.trim() === '' || !Number.isFinite(number)) return value
  const exact = Number(number.toPrecision(15))
  const text = String(exact)
  if (!/e/.test(text)) return text
  return Math.abs(exact) >= 1
    ? BigInt(Math.trunc(exact)).toString()
    : exact.toFixed(20).replace(/0+$/, '').replace(/\.$/, '')
}

function makeRow(
  state: { readonly row: number; readonly isHidden: boolean },
  cells: readonly Cell[],
  workbook: Workbook,
): SheetRow | null {
  const texts: string[] = []
  const formulas: SheetFormula[] = []
  for (const cell of cells) {
    const text = cellText(cell, workbook)
    while (texts.length < cell.column) texts.push('')
    texts[cell.column] = text
    if (cell.formula !== null) formulas.push({ column: cell.column, formula: `=${cell.formula}` })
  }
  if (texts.every((text) => text === '')) return null
  return { row: state.row, isHidden: state.isHidden, cells: texts, formulas }
}

function cellText(cell: Cell, workbook: Workbook): string {
  if (!cell.isThere) return cell.formula === null ? '' : `=${cell.formula}`
  if (cell.type === 's') return workbook.sharedStrings[Number(cell.value)] ?? ''
  if (cell.type === 'b') return cell.value === '1' ? 'TRUE' : 'FALSE'
  if (cell.type !== 'n') return cell.value
  const isDay = workbook.isDayFormat[cell.style] === true
  return (
    (isDay && cell.value !== '' ? dayNumberText(Number(cell.value), workbook.countsFrom1904) : null) ??
    numberText(cell.value)
  )
}

function rowNumber(text: string | undefined): number | null {
  return text !== undefined && /^[1-9][0-9]{0,6}$/.test(text) ? Number(text) : null
}

/** The column of a reference such as `AB12`, counted from 0. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^([A-Z]{1,3})[0-9]*$/.exec(reference ?? '')?.[1]
  if (letters === undefined) return null
  let column = 0
  for (const letter of letters) column = column * 26 + (letter.charCodeAt(0) - 64)
  return column - 1
}
