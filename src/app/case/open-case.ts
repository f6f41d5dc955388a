import type { Handler } from '#contract/dispatcher.ts'
import { stationTimeAt } from '#core/dates/station-time.ts'
import type { CaseId } from '#core/ids.ts'
import { type Result, succeed } from '#core/result.ts'
import { appendEvents, type EventDraft } from '../ledger/append-events.ts'
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

/** Prepares a case with a fresh key, granted to the person of the session, and the year's next number (`2026-0001`). */
export function prepareCase(vault: VaultSession, title: string): Result<CaseOpening, LedgerStoreFailure> {
  const { crypto, person, signer, vaultId } = vault
  const year = String(stationTimeAt(vault.clock.nowMs()).date.year).padStart(4, '0')
  const last = vault.register.lastCaseNumber(`${year}-`)
  if (!last.ok) return last
  const number = `${year}-${String(last.value + 1).padStart(4, '0')}`
  const caseId = crypto.newId() as CaseId
  const key = crypto.newScopeKey()
  const { userId, agreementKeyHex, name } = person
  const sealedKeyHex = signer.sealCaseKey(caseId, userId, agreementKeyHex, key)
  return succeed({
    caseId,
    number,
    key,
    drafts: [
      {
        key: vault.registerKey,
        body: { kind: 'case-key-granted', scope: vaultId, data: { caseId, number, userId, sealedKeyHex } },
      },
      {
        key,
        body: {
          kind: 'case-opened',
          scope: caseId,
          data: { caseId, number, title, openedBy: { userId, name } },
        },
      },
    ],
  })
}
