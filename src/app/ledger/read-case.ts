import type { Failure } from '#contract/failures.ts'
import { type CaseView, foldCase, type VerifiedEvent } from '#core/case-file/case-view.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import { type FoundCase, findCase, type VaultSession } from '../vault-session.ts'
import { type EventFailure, openEvent, type SignerLookup, verifyHeader } from './open-event.ts'

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

function readScopeEvents(
  session: VaultSession,
  { caseId, key }: FoundCase,
): Result<readonly VerifiedEvent[], ReadCaseFailure> {
  const signers = signersOf(session)
  if (!signers.ok) return signers
  const events: VerifiedEvent[] = []
  for (let after = 0; ; ) {
    const batch = session.ledger.readScope(caseId, after, EVENTS_AT_ONCE)
    if (!batch.ok) return batch
    for (const stored of batch.value) {
      const header = verifyHeader(stored, session.crypto, signers.value)
      if (!header.ok) return header
      const event = openEvent(header.value, session.crypto, key)
      if (!event.ok) return event
      events.push(event.value)
      after = stored.position
    }
    if (batch.value.length < EVENTS_AT_ONCE) return succeed(events)
  }
}

function signersOf(session: VaultSession): Result<SignerLookup, LedgerStoreFailure> {
  const people = session.cases.people()
  if (!people.ok) return people
  const keys = new Map<string, string>(people.value.map(({ keyId, signingKeyHex }) => [keyId, signingKeyHex]))
  return succeed((keyId) => keys.get(keyId) ?? null)
}
