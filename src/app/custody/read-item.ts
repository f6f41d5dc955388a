import type { Failure } from '#contract/failures.ts'
import type { VerifiedEvent } from '#core/case-file/verified-event.ts'
import { type ItemRecord, recordItems } from '#core/documents/item-record.ts'
import type { ItemId } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { findEventBySeq } from '../ledger/find-event.ts'
import { type KnownSigners, knownSigners } from '../ledger/known-signers.ts'
import { type ReadCaseFailure, readCaseEvent } from '../ledger/read-case.ts'
import type { FoundCase, VaultSession } from '../vault-session.ts'

/** Why what was said of an item cannot be read. */
export type ReadItemFailure = ReadCaseFailure | Failure<'custody/item-not-found'>

/**
 * Reads what was said of an item when it entered custody. Which events concern it the projections say; what they say is
 * verified event by event.
 */
export function readItemRecord(
  vault: VaultSession,
  found: FoundCase,
  itemId: ItemId,
): Result<ItemRecord, ReadItemFailure> {
  const signers = knownSigners(vault.register)
  if (!signers.ok) return signers
  const rows = vault.cases.itemEvents(itemId)
  if (!rows.ok) return rows
  const events: VerifiedEvent[] = []
  for (const { seq } of rows.value) {
    const event = readEvent(vault, found, seq, signers.value)
    if (!event.ok) return event
    events.push(event.value)
  }
  const record = recordItems(events).get(itemId)
  return record === undefined ? fail({ code: 'custody/item-not-found' }) : succeed(record)
}

function readEvent(
  vault: VaultSession,
  { key }: FoundCase,
  seq: number,
  signers: KnownSigners,
): Result<VerifiedEvent, ReadCaseFailure> {
  const stored = findEventBySeq(vault.ledger, seq)
  if (!stored.ok) return stored
  if (stored.value === null) return fail({ code: 'ledger/event-refused', facts: { seq } })
  return readCaseEvent(vault, key, stored.value, signers)
}
