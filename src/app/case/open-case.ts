import type { Handler } from '#contract/dispatcher.ts'
import { stationTimeAt } from '#core/dates/station-time.ts'
import type { CaseId } from '#core/ids.ts'
import { type Recipient, recipientsOfNewCase } from '#core/people/owed-grants.ts'
import { type Result, succeed } from '#core/result.ts'
import { appendEvents, type EventDraft } from '../ledger/append-events.ts'
import { provePeople } from '../people/proven-people.ts'
import { grantDraft } from '../people/settle-grants.ts'
import type { ScopeKey } from '../ports/event-crypto.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import { lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'

/** A case about to be opened: the events that open it, to be appended together. */
export type CaseOpening = {
  readonly caseId: CaseId
  readonly number: string
  readonly key: ScopeKey
  readonly drafts: readonly EventDraft[]
}

/** `case.open`. */
export function openCase(session: SessionSource): Handler<'case.open'> {
  return async ({ title }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const opening = prepareCase(vault, title)
    if (!opening.ok) return opening
    const { caseId, number, key, drafts } = opening.value
    const appended = appendEvents(vault, drafts)
    if (!appended.ok) return appended
    vault.caseKeys.set(caseId, key)
    return succeed({ caseId, number })
  }
}

/**
 * Prepares a case with a fresh key and the year's next number (`2026-0001`). The key is granted to the person of the session, then
 * to every active commander and to every recovery holder in force. `begun` is what was prepared before, under whose key something was
 * sealed already.
 */
export function prepareCase(
  vault: VaultSession,
  title: string,
  begun?: Pick<CaseOpening, 'caseId' | 'key'>,
): Result<CaseOpening, LedgerStoreFailure> {
  const { crypto, person, register } = vault
  const year = String(stationTimeAt(vault.clock.nowMs()).date.year).padStart(4, '0')
  const last = register.lastCaseNumber(`${year}-`)
  if (!last.ok) return last
  const recipients = recipientsOf(vault)
  if (!recipients.ok) return recipients
  const number = `${year}-${String(last.value + 1).padStart(4, '0')}`
  const caseId = begun?.caseId ?? (crypto.newId() as CaseId)
  const key = begun?.key ?? crypto.newScopeKey()
  const openedBy = { userId: person.userId, name: person.name }
  return succeed({
    caseId,
    number,
    key,
    drafts: [
      ...recipients.value.map((recipient) => grantDraft(vault, { caseId, number, key }, recipient)),
      { key, body: { kind: 'case-opened', scope: caseId, data: { caseId, number, title, openedBy } } },
    ],
  })
}

// The register's tables say whether there is anybody else at all; who they are, its signed events must prove.
function recipientsOf(vault: VaultSession): Result<readonly Recipient[], LedgerStoreFailure> {
  const { register, person } = vault
  const people = register.people()
  if (!people.ok) return people
  const holders = register.holders()
  if (!holders.ok) return holders
  const listed = recipientsOfNewCase(person, people.value, holders.value)
  if (listed.length === 1) return succeed(listed)
  const proven = provePeople(vault)
  if (!proven.ok) return proven
  return succeed(recipientsOfNewCase(person, proven.value.people, proven.value.holders))
}
