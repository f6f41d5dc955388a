import { EventsAhead } from '#app/ledger/events-ahead.ts'
import { knownSigners } from '#app/ledger/known-signers.ts'
import type { LedgerStoreFailure, StoredEvent } from '#app/ports/ledger-store.ts'
import type { SignatureChecker } from '#app/ports/signature-checker.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { LedgerUnreadable, readOrThrow, type ViewSource } from './event-reader.ts'
import { EVENTS_AT_ONCE } from './view-fill.ts'

/** Events of any choice, read while the signatures of those that come next are verified elsewhere. */
export type ReadAhead = {
  /** The source in which verifying a signature takes the answer that is there. */
  readonly source: ViewSource
  /** Says which events; call it once, before the first {@link ReadAhead.next}. */
  read(events: Iterator<StoredEvent>): void
  /** The next events, or `null` after the last. */
  next(): Promise<readonly StoredEvent[] | null>
}

/** Prepares reading events whose signatures `checker` verifies; whoever started it closes it. */
export function readAhead(source: ViewSource, checker: SignatureChecker): ReadAhead {
  let upcoming: Iterator<StoredEvent> | null = null
  const ahead = new EventsAhead({
    ledger: { readAll: (_after, limit) => draw(upcoming, limit) },
    checker,
    signerOf: readOrThrow(knownSigners(source.register)).keyOf as (keyId: string) => string | null,
    eventsAtOnce: EVENTS_AT_ONCE,
  })
  return {
    source: { ...source, crypto: ahead.cryptoOver(source.crypto) },
    read(events) {
      upcoming = events
    },
    async next() {
      const batch = await ahead.next()
      if (batch === null) return null
      const events = readOrThrow(batch)
      return events.length === 0 ? null : events
    },
  }
}

function draw(
  events: Iterator<StoredEvent> | null,
  limit: number,
): Result<readonly StoredEvent[], LedgerStoreFailure> {
  const drawn: StoredEvent[] = []
  try {
    while (drawn.length < limit) {
      const next = events?.next()
      if (next === undefined || next.done === true) break
      drawn.push(next.value)
    }
    return succeed(drawn)
  } catch (error) {
    if (error instanceof LedgerUnreadable) return fail(error.failure)
    throw error
  }
}
