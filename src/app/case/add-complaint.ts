import type { Handler } from '#contract/dispatcher.ts'
import type { Complaint } from '#core/casework/complaint.ts'
import { recordComplaint } from '#core/casework/record-complaint.ts'
import { formatSortableDate } from '#core/dates/format-date.ts'
import { type Result, succeed } from '#core/result.ts'
import { appendEvents, type EventDraft } from '../ledger/append-events.ts'
import {
  type FoundCase,
  findCase,
  lockedFailure,
  type SessionSource,
  type VaultSession,
} from '../vault-session.ts'
import { type CaseOpening, prepareCase } from './open-case.ts'

/** `complaint.add`. A complaint and the case opened for it enter the ledger together or not at all. */
export function addComplaint(session: SessionSource): Handler<'complaint.add'> {
  return async ({ complaint, case: name }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const target: Result<
      FoundCase | CaseOpening,
      Exclude<ReturnType<typeof findCase>, { ok: true }>['failure']
    > = name === undefined ? prepareCase(vault, complaint.summary) : findCase(vault, name)
    if (!target.ok) return target
    const opening = 'drafts' in target.value ? target.value.drafts : []
    const taken = draftOf(vault, target.value, complaint)
    const appended = appendEvents(vault, [...opening, taken.draft])
    if (!appended.ok) return appended
    const { caseId, number, key } = target.value
    vault.caseKeys.set(caseId, key)
    return succeed({ complaintId: taken.complaintId, caseId, number })
  }
}

function draftOf(
  vault: VaultSession,
  { caseId, key }: FoundCase,
  complaint: Complaint,
): { readonly complaintId: string; readonly draft: EventDraft } {
  const complaintId = vault.crypto.newId()
  const { userId, name } = vault.person
  const record = recordComplaint(complaint, formatSortableDate(vault.clock.nowMs()))
  return {
    complaintId,
    draft: {
      key,
      body: {
        kind: 'complaint-taken',
        scope: caseId,
        data: { complaintId, takenBy: { userId, name }, complaint: record },
      },
    },
  }
}
