import { CANCELLED, type Handler } from '#contract/dispatcher.ts'
import type { Failure } from '#contract/failures.ts'
import { recordComplaint, recordDetails } from '#core/casework/record-complaint.ts'
import { formatSortableDate } from '#core/dates/format-date.ts'
import type { ExhibitId } from '#core/ids.ts'
import type { EventBody, EventData } from '#core/ledger/event-body.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { sessionActor } from '../custody/occurrence.ts'
import { nextItemNumber } from '../exhibit/next-number.ts'
import { MAY_BE_WRITTEN, modifiedOf } from '../exhibit/record-exhibit.ts'
import { appendEvents, type EventDraft } from '../ledger/append-events.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import {
  type FoundCase,
  findCase,
  isStillHeld,
  lockedFailure,
  type SessionSource,
  type VaultSession,
} from '../vault-session.ts'
import { type CaseOpening, prepareCase } from './open-case.ts'
import { type SealedFile, sealDraftFiles } from './seal-draft-files.ts'

/**
 * `complaint.add`. The complaint, what is said beside it, the exhibits that came with it and the case opened for it enter the ledger
 * together or not at all. Objects are durable before the events that name them.
 */
export function addComplaint(session: SessionSource): Handler<'complaint.add'> {
  return async ({ complaint, case: name, filesOf }, context) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const target = findTarget(vault, complaint.summary, name)
    if (!target.ok) return target
    const sealed = filesOf === undefined ? null : await sealDraftFiles(vault, filesOf, target.value, context)
    if (sealed === CANCELLED) return sealed
    if (sealed !== null && !sealed.ok) return sealed
    const files = sealed === null ? [] : sealed.value
    const undo = async <Of>(result: Of): Promise<Of> => {
      for (const { sealed: object } of files) await vault.objects.remove(object.objectId)
      return result
    }
    if (session() !== vault) return await undo(lockedFailure())
    if ('drafts' in target.value) {
      // While files were sealed, another window may have opened a case under the number.
      const again = prepareCase(vault, complaint.summary, target.value)
      if (!again.ok) return await undo(again)
      return await take(vault, again.value, again.value.drafts)
    }
    if (!isStillHeld(vault, target.value)) return await undo(fail({ code: 'case/not-found' as const }))
    return await take(vault, target.value, [])

    async function take(at: VaultSession, found: FoundCase, opening: readonly EventDraft[]) {
      const complaintId = at.crypto.newId()
      const exhibits = exhibitsOf(at, found, files)
      if (!exhibits.ok) return await undo(exhibits)
      const takenBy = sessionActor(at)
      const record = recordComplaint(complaint, formatSortableDate(at.clock.nowMs()))
      const details = recordDetails(complaint)
      const bodies = [
        { kind: 'complaint-taken', data: { complaintId, takenBy, complaint: record } },
        ...(details === null
          ? []
          : [{ kind: 'complaint-detailed', data: { complaintId, details, notedBy: takenBy } }]),
        ...exhibits.value.map((data) => ({ kind: 'exhibit-sealed', data })),
        ...(exhibits.value.length === 0
          ? []
          : [{ kind: 'complaint-exhibits-linked', data: linkOf(complaintId, exhibits.value, takenBy) }]),
      ].map((body) => ({ key: found.key, body: { ...body, scope: found.caseId } as EventBody }))
      const appended = appendEvents(at, [...opening, ...bodies])
      if (!appended.ok) return MAY_BE_WRITTEN.has(appended.failure.code) ? appended : await undo(appended)
      at.caseKeys.set(found.caseId, found.key)
      // The complaint stands; a draft that could not be forgotten is offered once more and harms nothing.
      if (filesOf !== undefined) at.drafts.forget(filesOf)
      const { caseId, number } = found
      return succeed({ complaintId, caseId, number, exhibits: exhibits.value.map((each) => each.number) })
    }
  }
}

function findTarget(
  vault: VaultSession,
  title: string,
  name: string | undefined,
): Result<FoundCase | CaseOpening, LedgerStoreFailure | Failure<'case/not-found' | 'ledger/key-missing'>> {
  return name === undefined ? prepareCase(vault, title) : findCase(vault, name)
}

function exhibitsOf(
  vault: VaultSession,
  found: FoundCase,
  files: readonly SealedFile[],
): Result<EventData<'exhibit-sealed'>[], LedgerStoreFailure> {
  const all: EventData<'exhibit-sealed'>[] = []
  for (const [ahead, { file, sealed }] of files.entries()) {
    const number = nextItemNumber(vault, found, 'E', ahead)
    if (!number.ok) return number
    const { objectId, sizeBytes, segmentSizeBytes, digestHex, sealDigestHex } = sealed
    all.push({
      exhibitId: vault.crypto.newId() as ExhibitId,
      number: number.value,
      name: file.name,
      ...modifiedOf(file),
      sealedBy: sessionActor(vault),
      sizeBytes,
      digestHex,
      object: { objectId, segmentSizeBytes, sealDigestHex },
    })
  }
  return succeed(all)
}

function linkOf(
  complaintId: string,
  exhibits: readonly EventData<'exhibit-sealed'>[],
  linkedBy: EventData<'complaint-exhibits-linked'>['linkedBy'],
): EventData<'complaint-exhibits-linked'> {
  return { complaintId, exhibitIds: exhibits.map(({ exhibitId }) => exhibitId), linkedBy }
}
