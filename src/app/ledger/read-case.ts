import type { Failure } from '#contract/failures.ts'
import { type CaseView, foldCase } from '#core/case-file/case-view.ts'
import type { VerifiedEvent } from '#core/case-file/verified-event.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { ScopeKey } from '../ports/event-crypto.ts'
import type { LedgerStoreFailure, StoredEvent } from '../ports/ledger-store.ts'
import { type FoundCase, findCase, type VaultSession } from '../vault-session.ts'
import { type KnownSigners, knownSigners } from './known-signers.ts'
import { type EventFailure, openEvent, verifyHeader } from './open-event.ts'

const EVENTS_AT_ONCE = 500

/** Why a case file cannot be read. */
export type ReadCaseFailure =
  | LedgerStoreFailure
  | EventFailure
  | Failure<'case/not-found' | 'ledger/key-missing'>

/** Reads a case file from its events; each is verified and opened before it counts. */
export function readCase(
  session: VaultSession,
  name: string,
): Result<{ readonly view: CaseView; readonly found: FoundCase }, ReadCaseFailure> {
  const found = findCase(session, name)
  if (!found.ok) return found
  const events = readScopeEvents(session, found.value)
  if (!events.ok) return events
  const view = foldCase(events.value)
  if (view === null) return fail({ code: 'ledger/event-refused', facts: { seq: events.value[0]?.seq ?? 0 } })
  return succeed({ view, found: found.value })
}

/** Reads what a case's events say, each verified, in their order. */
export function readScopeEvents(
  session: VaultSession,
  { caseId, key }: FoundCase,
): Result<readonly VerifiedEvent[], ReadCaseFailure> {
  const signers = knownSigners(session.register)
  if (!signers.ok) return signers
  const events: VerifiedEvent[] = []
  for (let after = 0; ; ) {
    const batch = session.ledger.readScope(caseId, after, EVENTS_AT_ONCE)
    if (!batch.ok) return batch
    for (const stored of batch.value) {
      const event = readCaseEvent(session, key, stored, signers.value)
      if (!event.ok) return event
      events.push(event.value)
      after = stored.position
    }
    if (batch.value.length < EVENTS_AT_ONCE) return succeed(events)
  }
}

/** Verifies one stored event of a case, opens it, and demands that its signer was active then. */
export function readCaseEvent(
  session: Pick<VaultSession, 'crypto'>,
  key: ScopeKey,
  stored: StoredEvent,
  signers: KnownSigners,
): Result<VerifiedEvent, EventFailure> {
  const verified = verifyHeader(stored, session.crypto, signers.keyOf)
  if (!verified.ok) return verified
  const { actor, seq } = verified.value.header
  if (!signers.wasActive(actor, seq)) return fail({ code: 'ledger/signer-not-active', facts: { seq } })
  return openEvent(verified.value, session.crypto, key)
}
