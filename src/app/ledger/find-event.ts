import { type Result, succeed } from '#core/result.ts'
import type { LedgerStore, LedgerStoreFailure, StoredEvent } from '../ports/ledger-store.ts'

/**
 * Finds an event by its number. Numbers never repeat in a vault and grow with the positions, but for gaps where a salvage lost
 * events, so the place is looked for by halves. Answers `null` for a number that no event has. Nothing in it is verified.
 */
export function findEventBySeq(
  ledger: Pick<LedgerStore, 'readAll' | 'count'>,
  seq: number,
): Result<StoredEvent | null, LedgerStoreFailure> {
  const count = ledger.count()
  if (!count.ok) return count
  let low = 1
  let high = count.value
  // In a ledger that was never salvaged the number is the position.
  for (let position = Math.min(seq, high); low <= high; position = (low + high) >> 1) {
    const found = ledger.readAll(position - 1, 1)
    if (!found.ok) return found
    const [event] = found.value
    if (event === undefined) return succeed(null)
    if (event.seq === seq) return succeed(event)
    if (event.seq < seq) low = position + 1
    else high = position - 1
  }
  return succeed(null)
}
