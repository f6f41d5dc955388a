import { type CivilDate, utcMidnightMs } from '../dates/civil-date.ts'
import type { CurrencyCode } from '../money/currency.ts'
import { type Money, smallestPartsOf } from '../money/money.ts'
import {
  readCellAmount,
  readCellCurrency,
  readCellDate,
  readCellDirection,
  readCellDuration,
  readCellTime,
  type TimeOfDay,
} from './cell-values.ts'
import type { ColumnMap, ColumnRole } from './column-map.ts'
import type { Direction } from './column-words.ts'

/** What stands in the way of a row: the role of the cell, and how it fails. `cell` is its text as found. */
export type RowFault = {
  readonly role: ColumnRole
  readonly code: 'cell/missing' | 'cell/unreadable' | 'cell/contradicts'
  readonly cell: string
}

/** A row read through a map. Texts are as found and absent where their cell is empty. */
export type MappedRow = {
  /** The instant, by the map's zone. Without a time of day it is the beginning of the day. */
  readonly atMs: number
  readonly hasTime: boolean
  readonly rawTime: string
  /** What moved, never negative; absent in rows that state a balance only, and in calls. */
  readonly amount?: Money
  readonly direction?: Direction
  readonly balance?: Money
  readonly durationS?: number
  readonly texts: { readonly [role in ColumnRole]?: string }
}

/** A row that was read, or everything that keeps it from being read; never both. */
export type RowOutcome =
  | { readonly row: MappedRow; readonly faults: readonly [] }
  | { readonly row: null; readonly faults: readonly RowFault[] }

const ZERO = '0'

/** Reads a row's cells through a map. Every cell that the map names and that cannot be read is named as a fault. */
export function mapRow(map: ColumnMap, cells: readonly string[]): RowOutcome {
  const faults: RowFault[] = []
  const texts: { [role in ColumnRole]?: string } = {}
  for (const { column, role } of map.columns) {
    const cell = cells[column] ?? ''
    if (cell.trim() !== '') texts[role] = cell
  }
  const instant = readInstant(map, texts, faults)
  const money = map.content === 'statement' ? readMoney(map, texts, faults) : {}
  const durationS = readOptional('duration', texts, readCellDuration, faults)
  const direction = money.direction ?? readDirection(texts)
  if (map.content === 'calls' && texts.phone === undefined) faults.push(missing('phone'))
  if (faults.length > 0 || instant === null) return { row: null, faults }
  const row: MappedRow = {
    ...instant,
    ...(money.amount === undefined ? {} : { amount: money.amount }),
    ...(direction === null ? {} : { direction }),
    ...(money.balance === undefined ? {} : { balance: money.balance }),
    ...(durationS === undefined ? {} : { durationS }),
    texts,
  }
  return { row, faults: [] }
}

type Texts = { readonly [role in ColumnRole]?: string }

function readInstant(
  map: ColumnMap,
  texts: Texts,
  faults: RowFault[],
): { atMs: number; hasTime: boolean; rawTime: string } | null {
  const { date: dayCell, time: timeCell } = texts
  if (dayCell === undefined) {
    faults.push(missing('date'))
    return null
  }
  const day = readCellDate(dayCell, map.dateOrder)
  if (day === null) {
    faults.push({ role: 'date', code: 'cell/unreadable', cell: dayCell })
    return null
  }
  const time = timeCell === undefined ? day.time : (readTimeCell(timeCell, map) ?? undefined)
  if (timeCell !== undefined && time === undefined) {
    faults.push({ role: 'time', code: 'cell/unreadable', cell: timeCell })
    return null
  }
  const rawTime = timeCell === undefined ? dayCell : `${dayCell} ${timeCell}`
  return { atMs: instantIn(map.zone, day.date, time), hasTime: time !== undefined, rawTime }
}

// A workbook keeps a time of day as an instant of its first day.
function readTimeCell(cell: string, map: ColumnMap): TimeOfDay | null {
  return readCellTime(cell) ?? readCellDate(cell, map.dateOrder)?.time ?? null
}

/** Finds the instant at which clocks of a zone (`+07:00`) show a date and a time. */
export function instantIn(zone: string, date: CivilDate, time: TimeOfDay | undefined): number {
  const sign = zone.startsWith('-') ? -1 : 1
  const offsetMs = sign * (Number(zone.slice(1, 3)) * 3_600_000 + Number(zone.slice(4, 6)) * 60_000)
  const ofDayMs =
    time === undefined
      ? 0
      : time.hour * 3_600_000 + time.minute * 60_000 + time.second * 1_000 + time.millisecond
  return utcMidnightMs(date) + ofDayMs - offsetMs
}

type RowMoney = { amount?: Money; direction?: Direction | null; balance?: Money }

function readMoney(map: ColumnMap, texts: Texts, faults: RowFault[]): RowMoney {
  const currency = currencyOfRow(map, texts, faults)
  if (currency === null) return {}
  const read = (role: ColumnRole) => readAmountCell(role, map, texts, currency, faults)
  const balance = read('balance')
  const signed =
    balance === undefined ? undefined : balance.side === 'out' ? negative(balance.money) : balance.money
  const balanced = signed === undefined ? {} : { balance: signed }
  const [amount, debit, credit] = [read('amount'), moved(read('debit')), moved(read('credit'))]
  if (debit !== undefined && credit !== undefined) {
    faults.push({ role: 'credit', code: 'cell/contradicts', cell: texts.credit ?? '' })
    return {}
  }
  const sided = debit ?? credit
  // A debit column may carry its own minus; the column says the side.
  if (sided !== undefined)
    return { amount: sided.money, direction: debit === undefined ? 'in' : 'out', ...balanced }
  if (amount !== undefined) {
    // Where neither a word nor a column tells the side, an amount without a sign came in only if others carry one: nobody knows.
    return { amount: amount.money, direction: amount.side ?? readDirection(texts), ...balanced }
  }
  if (signed === undefined && faults.length === 0) faults.push(missing(firstAmountRole(map)))
  return balanced
}

function currencyOfRow(map: ColumnMap, texts: Texts, faults: RowFault[]): CurrencyCode | null {
  if (texts.currency === undefined) {
    if (map.currency === undefined) faults.push(missing('currency'))
    return map.currency ?? null
  }
  const currency = readCellCurrency(texts.currency)
  if (currency === null) faults.push({ role: 'currency', code: 'cell/unreadable', cell: texts.currency })
  return currency
}

function readAmountCell(
  role: ColumnRole,
  map: ColumnMap,
  texts: Texts,
  currency: CurrencyCode,
  faults: RowFault[],
): { readonly money: Money; readonly side: Direction | null } | undefined {
  const cell = texts[role]
  // Forms print a dash where nothing moved.
  if (cell === undefined || /^[\s\-–—]+$/.test(cell)) return undefined
  const amount = readCellAmount(cell, currency, map.decimalSign)
  if (amount === null) faults.push({ role, code: 'cell/unreadable', cell })
  return amount ?? undefined
}

function moved<Amount extends { readonly money: Money }>(amount: Amount | undefined): Amount | undefined {
  return amount?.money.amount === ZERO ? undefined : amount
}

function readDirection(texts: Texts): Direction | null {
  return texts.direction === undefined ? null : readCellDirection(texts.direction)
}

function readOptional<Value>(
  role: ColumnRole,
  texts: Texts,
  read: (cell: string) => Value | null,
  faults: RowFault[],
): Value | undefined {
  const cell = texts[role]
  if (cell === undefined) return undefined
  const value = read(cell)
  if (value === null) faults.push({ role, code: 'cell/unreadable', cell })
  return value ?? undefined
}

function negative(money: Money): Money {
  return smallestPartsOf(money) === 0n ? money : { ...money, amount: `-${money.amount}` }
}

function firstAmountRole(map: ColumnMap): ColumnRole {
  return (
    map.columns.find(({ role }) => role === 'amount' || role === 'debit' || role === 'credit')?.role ??
    'amount'
  )
}

function missing(role: ColumnRole): RowFault {
  return { role, code: 'cell/missing', cell: '' }
}
