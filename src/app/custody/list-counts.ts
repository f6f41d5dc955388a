import type { Handler } from '#contract/dispatcher.ts'
import type { OutputOf } from '#contract/operations.ts'
import { MOST_COUNTED_ITEMS } from '#contract/place-operations.ts'
import type { ItemId } from '#core/ids.ts'
import { type Result, succeed } from '#core/result.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { ItemRow, PlaceCountRow } from '../ports/thing-store.ts'
import { lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'
import { findPlace } from './find-items.ts'
import { itemLines } from './item-lines.ts'

type CountLine = OutputOf<'audit.list'>['counts'][number]

/** `audit.list`. */
export function listCounts(session: SessionSource): Handler<'audit.list'> {
  return async ({ place: name, limit, offset }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const place = findPlace(vault, name)
    if (!place.ok) return place
    const rows = vault.cases.placeCounts(place.value.placeId, limit, offset)
    if (!rows.ok) return rows
    const counts: CountLine[] = []
    for (const row of rows.value.counts) {
      const line = lineOf(vault, row)
      if (!line.ok) return line
      if (line.value !== null) counts.push(line.value)
    }
    return succeed({ counts, total: rows.value.total })
  }
}

function lineOf(vault: VaultSession, { parts }: PlaceCountRow): Result<CountLine | null, LedgerStoreFailure> {
  const [first] = parts
  if (first === undefined) return succeed(null)
  const { auditId, countedAtMs, zone, countedBy, note } = first.data
  const missing = parts.flatMap(({ data }) => data.missing)
  const unexpected = parts.flatMap(({ data }) => data.unexpected)
  // Each case that a count concerns says them, so that each is told once.
  const unknown = [...new Set(parts.flatMap(({ data }) => data.unknownCodes ?? []))]
  const missingItems = firstItems(vault, missing)
  if (!missingItems.ok) return missingItems
  const unexpectedItems = firstItems(vault, unexpected)
  if (!unexpectedItems.ok) return unexpectedItems
  return succeed({
    auditId,
    countedAtMs,
    zone,
    countedBy,
    ...(note !== undefined && { note }),
    cases: new Set(parts.map(({ caseId }) => caseId)).size,
    found: parts.reduce((sum, { data }) => sum + data.found.length, 0),
    missing: missing.length,
    unexpected: unexpected.length,
    unknown: unknown.length,
    missingItems: missingItems.value,
    unexpectedItems: unexpectedItems.value,
    unknownCodes: unknown.slice(0, MOST_COUNTED_ITEMS),
  })
}

function firstItems(vault: VaultSession, ids: readonly ItemId[]) {
  const rows: ItemRow[] = []
  for (const itemId of ids.slice(0, MOST_COUNTED_ITEMS)) {
    const row = vault.cases.findItem(itemId)
    if (!row.ok) return row
    if (row.value !== null) rows.push(row.value)
  }
  return itemLines(vault, rows)
}
