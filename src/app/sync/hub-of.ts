import type { Failure } from '#contract/failures.ts'
import type { HubBook, PinnedHub } from '#core/packages/hub-book.ts'
import { isRevoked } from '#core/packages/hub-book.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { findEventBySeq } from '../ledger/find-event.ts'
import { proveHub } from '../people/proven-people.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { VaultSession } from '../vault-session.ts'

/** The hub that the station is enrolled with, and what the ledger says of it. */
export type OwnHub = { readonly hub: PinnedHub; readonly book: HubBook }

/** Finds the hub that is pinned by the signed events. */
export function findHub(
  vault: VaultSession,
): Result<OwnHub, LedgerStoreFailure | Failure<'sync/not-enrolled' | 'sync/device-revoked'>> {
  const book = proveHub(vault)
  if (!book.ok) return book
  const { pinned } = book.value
  if (pinned === null) return fail({ code: 'sync/not-enrolled' })
  if (isRevoked(book.value, pinned.hubId, pinned.deviceKeyHex)) return fail({ code: 'sync/device-revoked' })
  return succeed({ hub: pinned, book: book.value })
}

/** Why this ledger is not the one that the hub gave receipts for. */
export type LedgerDiffers = Failure<'sync/ledger-forked' | 'sync/ledger-rolled-back'>

/**
 * Holds marks of the hub's receipts against this ledger: it must have each event, and the same one. The hash is computed from the
 * stored header, never taken from the store's note of it.
 */
export function compareWithLedger(
  { ledger, crypto }: Pick<VaultSession, 'ledger' | 'crypto'>,
  marks: Iterable<{ readonly seq: number; readonly headHex: string }>,
): Result<void, LedgerStoreFailure | LedgerDiffers> {
  for (const { seq, headHex } of marks) {
    const event = findEventBySeq(ledger, seq)
    if (!event.ok) return event
    const facts = { seq }
    if (event.value === null) {
      const head = ledger.head()
      if (!head.ok) return head
      const isPast = seq > (head.value?.seq ?? 0)
      return fail({ code: isPast ? 'sync/ledger-rolled-back' : 'sync/ledger-forked', facts })
    }
    if (crypto.digestHex(event.value.header) !== headHex) return fail({ code: 'sync/ledger-forked', facts })
  }
  return succeed(undefined)
}
