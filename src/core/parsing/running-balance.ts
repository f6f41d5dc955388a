import { type Money, moneyOfSmallestParts, smallestPartsOf } from '../money/money.ts'
import type { Direction } from './column-words.ts'

/** What of a row the running balance is checked with. `row` names it to people. */
export type BalanceRow = {
  readonly row: number
  /** What moved, not negative; absent in a row that only states a balance. */
  readonly amount?: Money
  readonly direction?: Direction
  /** The balance after the row. */
  readonly balance?: Money
  /** Rows of different accounts do not follow one another. */
  readonly account?: string
}

/** A row whose balance is not the one before with its amount. */
export type BalanceBreak = { readonly row: number; readonly expected: Money; readonly found: Money }

/** What following the balance through a statement found. */
export type BalanceCheck = {
  /** The order in which the statement lists its rows; the one that leaves fewer breaks. */
  readonly order: 'oldest-first' | 'newest-first'
  /** Rows whose balance could be held against another's. */
  readonly checkedRows: number
  readonly breaks: readonly BalanceBreak[]
}

/**
 * Follows the balance through a statement: each row's balance is the one before, more by what came in or less by what went out.
 * Statements that list the newest row first are recognised. Rows of each account and currency are followed by themselves; a row without
 * a balance is added to the next that has one, and a row whose direction nobody knows ends the comparison up to the next balance.
 */
export function checkRunningBalance(rows: readonly BalanceRow[]): BalanceCheck {
  const forward = follow(rows)
  const backward = follow([...rows].reverse())
  const isBackward = backward.breaks.length < forward.breaks.length
  const best = isBackward ? backward : forward
  return {
    order: isBackward ? 'newest-first' : 'oldest-first',
    checkedRows: best.checkedRows,
    breaks: [...best.breaks].sort((first, second) => first.row - second.row),
  }
}

function follow(rows: readonly BalanceRow[]): Omit<BalanceCheck, 'order'> {
  const balances = new Map<string, { readonly parts: bigint | null }>()
  const breaks: BalanceBreak[] = []
  let checkedRows = 0
  for (const row of rows) {
    const currency = row.amount?.currency ?? row.balance?.currency
    if (currency === undefined) continue
    const key = `${currency} ${row.account ?? ''}`
    const change = changeOf(row)
    const before = balances.get(key)?.parts ?? null
    const expected = before === null || change === null ? null : before + change
    if (row.balance === undefined) {
      balances.set(key, { parts: expected })
      continue
    }
    const found = smallestPartsOf(row.balance)
    if (expected !== null) {
      checkedRows += 1
      if (expected !== found)
        breaks.push({ row: row.row, expected: moneyOfSmallestParts(currency, expected), found: row.balance })
    }
    balances.set(key, { parts: found })
  }
  return { checkedRows, breaks }
}

/** By how much a row changes the balance, in smallest parts; `null` when its direction is not known. */
function changeOf(row: BalanceRow): bigint | null {
  if (row.amount === undefined) return 0n
  const parts = smallestPartsOf(row.amount)
  if (parts === 0n) return 0n
  if (row.direction === undefined) return null
  return row.direction === 'in' ? parts : -parts
}
