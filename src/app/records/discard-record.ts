import type { Handler } from '#contract/dispatcher.ts'
import { succeed } from '#core/result.ts'
import { appendEvents } from '../ledger/append-events.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'
import { findDraft } from './find-record.ts'

/** `record.discard`. */
export function discardRecord(session: SessionSource): Handler<'record.discard'> {
  return async ({ reason, ...named }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const draft = findDraft(vault, named)
    if (!draft.ok) return draft
    const { record, found } = draft.value
    const { recordId } = record
    const { userId, name: officer } = vault.person
    const data = { recordId, reason, discardedBy: { userId, name: officer } }
    const appended = appendEvents(vault, [
      { key: found.key, body: { kind: 'record-discarded', scope: found.caseId, data } },
    ])
    return appended.ok ? succeed({ recordId }) : appended
  }
}
