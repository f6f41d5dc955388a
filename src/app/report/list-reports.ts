import type { Handler } from '#contract/dispatcher.ts'
import { REPORT_KINDS, REPORT_NEEDS, REPORT_TITLES } from '#contract/report-operations.ts'
import { foldCase } from '#core/case-file/case-view.ts'
import { namedPeople } from '#core/documents/person-facts.ts'
import { fail, succeed } from '#core/result.ts'
import { readScopeEvents } from '../ledger/read-case.ts'
import { findCase, lockedFailure, type SessionSource } from '../vault-session.ts'

/** `report.list`. */
export function listReports(session: SessionSource): Handler<'report.list'> {
  return async ({ case: name }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = findCase(vault, name)
    if (!found.ok) return found
    const events = readScopeEvents(vault, found.value)
    if (!events.ok) return events
    const view = foldCase(events.value)
    if (view === null) return fail({ code: 'case/not-found' })
    return succeed({
      kinds: REPORT_KINDS.map((kind) => ({ kind, title: REPORT_TITLES[kind], needs: REPORT_NEEDS[kind] })),
      complaints: view.complaints.map(({ complaintId, complaint: { victim, summary } }, index) => {
        return { complaintId, order: index + 1, victim: victim.name, summary }
      }),
      people: [...namedPeople(view, events.value)],
    })
  }
}
