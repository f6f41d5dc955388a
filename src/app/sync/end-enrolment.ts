import type { Handler } from '#contract/dispatcher.ts'
import { fail, succeed } from '#core/result.ts'
import { appendEvents } from '../ledger/append-events.ts'
import { proveHub } from '../people/proven-people.ts'
import { findCase, lockedFailure, type SessionSource } from '../vault-session.ts'

/** `sync.unpin`. Also a station whose device was revoked ends its enrolment so, and enrols anew with other keys. */
export function endEnrolment(session: SessionSource): Handler<'sync.unpin'> {
  return async ({ reason }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const book = proveHub(vault)
    if (!book.ok) return book
    const { pinned } = book.value
    if (pinned === null) return fail({ code: 'sync/not-enrolled' })
    const { userId, name } = vault.person
    const data = { hubId: pinned.hubId, reason, unpinnedBy: { userId, name } }
    const ended = appendEvents(vault, [
      { key: vault.registerKey, body: { kind: 'hub-unpinned', scope: vault.vaultId, data } },
    ])
    return ended.ok ? succeed({}) : ended
  }
}

/** `case.shareWithHub`. Whoever does not hold the case cannot share it: they could not even name it. */
export function shareWithHub(session: SessionSource): Handler<'case.shareWithHub'> {
  return async ({ case: caseName }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = findCase(vault, caseName)
    if (!found.ok) return found
    const book = proveHub(vault)
    if (!book.ok) return book
    const { pinned, sharedCases } = book.value
    if (pinned === null) return fail({ code: 'sync/not-enrolled' })
    const { caseId, number } = found.value
    if (sharedCases.has(caseId)) return fail({ code: 'sync/already-shared' })
    const { userId, name } = vault.person
    const data = { hubId: pinned.hubId, caseId, number, sharedBy: { userId, name } }
    const shared = appendEvents(vault, [
      { key: vault.registerKey, body: { kind: 'case-shared-with-hub', scope: vault.vaultId, data } },
    ])
    return shared.ok ? succeed({ caseId }) : shared
  }
}
