import { parseIdentifier } from '#core/identifiers/identifier.ts'
import type { IdentifierKind } from '#core/identifiers/normal-form.ts'
import { smallestPartsOf } from '#core/money/money.ts'
import type { ColumnMap } from '#core/parsing/column-map.ts'
import { type MappedRow, mapRow } from '#core/parsing/map-row.ts'
import type { FoundParty, FoundTime, Position } from '#core/parsing/parsed-evidence.ts'
import { type BalanceRow, checkRunningBalance } from '#core/parsing/running-balance.ts'
import type { TableRow } from '#core/parsing/suggest-columns.ts'
import type { ParserTask } from '../parser.ts'
import { rowPosition, tablePosition } from './row-position.ts'
import type { SourceTable } from './table-source.ts'

const SETTLE_EVERY = 1_000
const MAX_RAW_CHARACTERS = 2_000
/** Breaks of the balance that are named one by one. */
const MAX_BREAKS = 1_000

/** Yields a table's rows as transactions or calls. A row that cannot be read becomes a warning that names it and carries its text. */
export async function yieldRows(task: ParserTask, table: SourceTable, map: ColumnMap): Promise<void> {
  const seen = new Set<string>()
  const balances: BalanceRow[] = []
  let count = 0
  for (const row of table.rows) {
    if (row.row <= map.headerRow) continue
    count += 1
    if (count % SETTLE_EVERY === 0) await task.out.settle()
    const mapped = mapRow(map, row.cells)
    if (mapped.row === null) {
      warnRow(task, table, row, mapped.faults[0]?.role, map)
      continue
    }
    const position = rowPosition(table, row.row)
    if (map.content === 'calls') yieldCall(task, position, mapped.row, map)
    else yieldPayment(task, position, mapped.row, map, balances, row.row)
    yieldIdentifiers(task, position, mapped.row, seen)
  }
  if (map.content === 'statement') noteBalance(task, table, balances)
}

function yieldPayment(
  task: ParserTask,
  position: Position,
  row: MappedRow,
  map: ColumnMap,
  balances: BalanceRow[],
  rowNumber: number,
): void {
  const { texts, amount, balance, direction } = row
  balances.push({
    row: rowNumber,
    ...(amount === undefined ? {} : { amount }),
    ...(direction === undefined ? {} : { direction }),
    ...(balance === undefined ? {} : { balance }),
    ...(texts.account === undefined ? {} : { account: texts.account }),
  })
  if (amount === undefined) {
    task.out.add('facts', {
      position,
      name: 'table/balance-only',
      label: texts.description,
      value: texts.balance ?? '',
      time: timeOf(row, map),
    })
    return
  }
  const owner = partyOf(undefined, texts.account)
  const other = partyOf(texts.counterparty, texts['counterparty-account'] ?? texts.phone)
  const parts = direction === 'out' ? -smallestPartsOf(amount) : smallestPartsOf(amount)
  const isExact = parts <= BigInt(Number.MAX_SAFE_INTEGER) && parts >= BigInt(Number.MIN_SAFE_INTEGER)
  task.out.add('transactions', {
    position,
    at: timeOf(row, map),
    amountRaw: texts.amount ?? texts.debit ?? texts.credit ?? '',
    // A side that nobody states is not guessed: without it there is no sign to give.
    minorUnits: isExact && direction !== undefined ? Number(parts) : undefined,
    currency: amount.currency,
    payer: direction === 'in' ? other : direction === 'out' ? owner : undefined,
    payee: direction === 'in' ? owner : direction === 'out' ? other : undefined,
    reference: texts.reference,
    description: direction === undefined ? withParty(texts.description, other) : texts.description,
    balanceRaw: texts.balance,
  })
  if (direction === undefined) task.out.warn('table/direction-unknown', { position })
}

function yieldCall(task: ParserTask, position: Position, row: MappedRow, map: ColumnMap): void {
  const { texts, direction } = row
  const own = partyOf(undefined, texts.account)
  const other = partyOf(texts.counterparty, texts.phone)
  const at = timeOf(row, map)
  task.out.add('messages', {
    position,
    kind: 'call',
    at,
    // Where no column says who called, records list the caller first.
    sender: direction === 'in' ? other : own,
    recipients: [direction === 'in' ? own : other].flatMap((party) => party ?? []),
    direction: direction === undefined ? undefined : direction === 'in' ? 'incoming' : 'outgoing',
    body: [texts.direction, texts.description].filter((text) => text !== undefined).join(' · ') || undefined,
    durationSeconds: row.durationS,
  })
  if (texts.cell !== undefined) task.out.add('places', { position, raw: texts.cell, at })
}

function yieldIdentifiers(task: ParserTask, position: Position, row: MappedRow, seen: Set<string>): void {
  const { texts } = row
  const isCall = row.amount === undefined && row.balance === undefined
  const found: readonly (readonly [IdentifierKind, string | undefined])[] = [
    ['phone', texts.phone],
    [isCall ? 'phone' : 'bank-account', texts.account],
    [texts['counterparty-account']?.includes('@') ? 'bakong' : 'bank-account', texts['counterparty-account']],
    ['imei', texts.imei],
  ]
  for (const [kind, raw] of found) {
    const identifier = raw === undefined ? null : parseIdentifier(kind, raw.trim())
    if (raw === undefined || !identifier?.ok) continue
    const key = `${kind} ${identifier.value.normalised}`
    if (seen.has(key)) continue
    seen.add(key)
    task.out.add('identifiers', { position, kind, raw, normalised: identifier.value.normalised })
  }
}

function noteBalance(task: ParserTask, table: SourceTable, balances: readonly BalanceRow[]): void {
  const check = checkRunningBalance(balances)
  if (check.checkedRows === 0) return
  const position = tablePosition(table)
  task.out.add('facts', { position, name: 'table/balance-checked', value: String(check.checkedRows) })
  task.out.add('facts', { position, name: 'table/row-order', value: check.order })
  for (const { row, expected, found } of check.breaks.slice(0, MAX_BREAKS)) {
    task.out.warn('table/balance-breaks', {
      position: rowPosition(table, row),
      raw: `${expected.amount} ≠ ${found.amount} ${found.currency}`,
    })
  }
  if (check.breaks.length > MAX_BREAKS)
    task.out.warn('table/balance-breaks', { position, count: check.breaks.length - MAX_BREAKS })
}

function warnRow(
  task: ParserTask,
  table: SourceTable,
  row: TableRow,
  role: string | undefined,
  map: ColumnMap,
): void {
  const column = map.columns.find((known) => known.role === role)?.column
  task.out.warn('table/row-unreadable', {
    position: rowPosition(table, row.row, column),
    raw: row.cells.join(' | ').slice(0, MAX_RAW_CHARACTERS),
  })
}

function timeOf(row: MappedRow, map: ColumnMap): FoundTime {
  return { raw: row.rawTime, atMs: row.atMs, zone: map.zone, certainty: 'assumed-zone' }
}

function partyOf(name: string | undefined, account: string | undefined): FoundParty | undefined {
  if (name === undefined && account === undefined) return undefined
  return { ...(name === undefined ? {} : { name }), ...(account === undefined ? {} : { account }) }
}

function withParty(description: string | undefined, other: FoundParty | undefined): string | undefined {
  const texts = [description, other?.name, other?.account].filter((text) => text !== undefined)
  return texts.length === 0 ? undefined : texts.join(' · ')
}
