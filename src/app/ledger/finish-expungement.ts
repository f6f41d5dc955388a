import type { ObjectId } from '#core/ids.ts'
import { parseHeader } from '#core/ledger/event-header.ts'
import { type Result, succeed } from '#core/result.ts'
import type { DiskFailure } from '../ports/disk-failure.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { VaultSession } from '../vault-session.ts'
import { findEventBySeq } from './find-event.ts'
import { openEvent } from './open-event.ts'

/** How many events an expungement appends: the order, and the second person's agreement. */
const EVENTS_OF_ONE = 2

/** Removes a case's objects once the ledger says that they are to go, and answers how many. Those already gone count too. */
export async function removeObjects(
  vault: VaultSession,
  objectIds: Iterable<ObjectId>,
  onRemoved: (done: number) => void = () => {},
): Promise<Result<number, DiskFailure>> {
  let removed = 0
  for (const objectId of objectIds) {
    const gone = await vault.objects.remove(objectId)
    if (!gone.ok) return gone
    removed += 1
    onRemoved(removed)
  }
  return succeed(removed)
}

/**
 * Finishes, when a vault was opened, what a crash left of the last expungement: an order that is in the ledger was not carried out as
 * long as anything of the case is on the disk. Called before anything else is appended.
 *
 * The objects are those that the order names. Projections of other people may still hold the case if the order is the ledger's last
 * word; they are dropped then, and filled again when their people unlock.
 */
export async function finishExpungement(
  vault: VaultSession,
): Promise<Result<void, LedgerStoreFailure | DiskFailure>> {
  const seq = vault.register.note('expunged-seq')
  if (!seq.ok) return seq
  if (seq.value === null) return succeed(undefined)
  const head = vault.ledger.head()
  if (!head.ok) return head
  if ((head.value?.seq ?? 0) < seq.value + EVENTS_OF_ONE) {
    const dropped = vault.cases.dropOthers()
    if (!dropped.ok) return dropped
  }
  const objectIds = objectsOfOrder(vault, seq.value)
  if (!objectIds.ok) return objectIds
  const removed = await removeObjects(vault, objectIds.value)
  return removed.ok ? succeed(undefined) : removed
}

function objectsOfOrder(vault: VaultSession, seq: number): Result<readonly ObjectId[], LedgerStoreFailure> {
  const stored = findEventBySeq(vault.ledger, seq)
  if (!stored.ok) return stored
  if (stored.value === null) return succeed([])
  const header = parseHeader(stored.value.header)
  if (!header.ok) return succeed([])
  // What does not hold is for verification to name; nothing is removed on its word.
  const event = openEvent({ header: header.value, stored: stored.value }, vault.crypto, vault.registerKey)
  if (!event.ok || event.value.body.kind !== 'case-expunged') return succeed([])
  return succeed(event.value.body.data.objects)
}
