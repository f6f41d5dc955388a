import type { Handler } from '#contract/dispatcher.ts'
import type { ExhibitId } from '#core/ids.ts'
import { fail, succeed } from '#core/result.ts'
import { appendOfCase } from '../custody/append-of-case.ts'
import { sessionActor } from '../custody/occurrence.ts'
import { readFolk } from '../parties/read-folk.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'

/** `complaint.detail`. */
export function detailComplaint(session: SessionSource): Handler<'complaint.detail'> {
  return async ({ case: name, complaintId, details }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const read = readFolk(vault, name)
    if (!read.ok) return read
    const { found, folk } = read.value
    if (!folk.complaints.some((one) => one.complaintId === complaintId))
      return fail({ code: 'complaint/not-found' })
    const said = Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined))
    const data = { complaintId, details: said, notedBy: sessionActor(vault) }
    const appended = appendOfCase(vault, found, { kind: 'complaint-detailed', data })
    return appended.ok ? succeed({}) : appended
  }
}

/** `complaint.linkExhibits`. */
export function linkExhibits(session: SessionSource): Handler<'complaint.linkExhibits'> {
  return async ({ case: name, complaintId, exhibits }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const read = readFolk(vault, name)
    if (!read.ok) return read
    const { found, folk } = read.value
    if (!folk.complaints.some((one) => one.complaintId === complaintId))
      return fail({ code: 'complaint/not-found' })
    const exhibitIds = new Set<ExhibitId>()
    for (const exhibit of exhibits) {
      const row = vault.cases.findExhibit(exhibit)
      if (!row.ok) return row
      if (row.value === null || row.value.caseId !== found.caseId) return fail({ code: 'exhibit/not-found' })
      exhibitIds.add(row.value.exhibit.exhibitId)
    }
    const data = { complaintId, exhibitIds: [...exhibitIds], linkedBy: sessionActor(vault) }
    const appended = appendOfCase(vault, found, { kind: 'complaint-exhibits-linked', data })
    return appended.ok ? succeed({}) : appended
  }
}
