import type { VerifiedEvent } from '#core/case-file/verified-event.ts'
import { chooseReceipts, writeReceiptFile } from '#core/export/receipt-file.ts'
import { DEPARTURE_KINDS } from '#core/ledger/event-body.ts'
import { type Result, succeed } from '#core/result.ts'
import { proveHub } from '../people/proven-people.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { VaultSession } from '../vault-session.ts'

/** The receipts of headquarters that a package of these events carries, as a text; `null` where headquarters gave none for any of them. */
export function receiptsText(
  vault: VaultSession,
  events: readonly VerifiedEvent[],
): Result<string | null, LedgerStoreFailure> {
  const book = proveHub(vault)
  if (!book.ok) return book
  const { pinned, receipts } = book.value
  const caseSeqs = events.filter(({ body }) => !DEPARTURE_KINDS.has(body.kind)).map(({ seq }) => seq)
  const chosen = chooseReceipts(receipts, caseSeqs)
  if (pinned === null || chosen.length === 0) return succeed(null)
  const { hubName, hubKeyHex } = pinned
  return succeed(writeReceiptFile({ hubName, hubKeyHex, receipts: [...chosen] }))
}
