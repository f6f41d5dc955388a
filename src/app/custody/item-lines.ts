import type { ItemLine } from '#contract/custody-fields.ts'
import type { ItemState } from '#core/custody/item-state.ts'
import type { CaseId, ContainerId, ItemId } from '#core/ids.ts'
import { type Result, succeed } from '#core/result.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { ItemRow } from '../ports/thing-store.ts'
import type { VaultSession } from '../vault-session.ts'

type Cases = Pick<VaultSession, 'cases'>

/** Items as lists show them; containers are named by their numbers. */
export function itemLines(vault: Cases, rows: readonly ItemRow[]): Result<ItemLine[], LedgerStoreFailure> {
  const numbers = new Map<ContainerId, string>()
  for (const { item } of rows) {
    const { containerId } = item
    if (containerId === undefined || numbers.has(containerId)) continue
    const container = vault.cases.findItem(containerId)
    if (!container.ok) return container
    if (container.value !== null) numbers.set(containerId, container.value.item.number)
  }
  return succeed(rows.map(({ caseId, item }) => lineOf(caseId, item, numbers)))
}

/** One item as lists show it, as it stands now. */
export function itemLineNow(vault: Cases, itemId: ItemId): Result<ItemLine, LedgerStoreFailure> {
  const row = vault.cases.findItem(itemId)
  if (!row.ok) return row
  const lines = itemLines(vault, row.value === null ? [] : [row.value])
  if (!lines.ok) return lines
  const [line] = lines.value
  if (line === undefined) throw new Error('an item that was just recorded is not there')
  return succeed(line)
}

function lineOf(caseId: CaseId, item: ItemState, numbers: ReadonlyMap<ContainerId, string>): ItemLine {
  const containerNumber = item.containerId === undefined ? undefined : numbers.get(item.containerId)
  return { ...item, caseId, ...(containerNumber !== undefined && { containerNumber }) }
}
