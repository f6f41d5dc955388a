import type { Handler } from '#contract/dispatcher.ts'
import type { Failure } from '#contract/failures.ts'
import type { CaseView } from '#core/case-file/case-view.ts'
import type { RecordId } from '#core/ids.ts'
import type { Unmet } from '#core/law/check-record.ts'
import { nextRecordNumber } from '#core/records/record-book.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { namePacks, packsAt, unmetOf } from '../law/law-in-force.ts'
import { appendEvents } from '../ledger/append-events.ts'
import type { CourtTexts } from '../ports/court-texts.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'
import { findDraft, recordOf } from './find-record.ts'

/** `record.finalise`. What the law demands is asked of the draft as the ledger has it, and not of what a screen shows. */
export function finaliseRecord(session: SessionSource, texts: CourtTexts): Handler<'record.finalise'> {
  return async ({ hasSeenWarnings, corrects: correctedName, ...named }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const draft = findDraft(vault, named)
    if (!draft.ok) return draft
    const { record, view, found } = draft.value
    const corrected = findCorrected(view, correctedName)
    if (!corrected.ok) return corrected
    const packs = packsAt(vault, texts, { atMs: vault.clock.nowMs(), seq: Number.MAX_SAFE_INTEGER })
    if (!packs.ok) return packs
    const unmet = unmetOf(packs.value, record.content)
    const isAllowed = checkLaw(unmet, hasSeenWarnings)
    if (!isAllowed.ok) return isAllowed
    const { userId, name: officer } = vault.person
    const number = nextRecordNumber(found.number, 'PV', view)
    const data = {
      recordId: record.recordId,
      number,
      content: record.content,
      lawPacks: namePacks(packs.value),
      warnings: unmet.map(({ packId, ruleId }) => ({ packId, ruleId })),
      ...(corrected.value !== null && { corrects: corrected.value }),
      finalisedBy: { userId, name: officer },
    }
    const appended = appendEvents(vault, [
      { key: found.key, body: { kind: 'record-finalised', scope: found.caseId, data } },
    ])
    return appended.ok ? succeed({ number }) : appended
  }
}

function findCorrected(
  view: CaseView,
  name: string | undefined,
): Result<RecordId | null, Failure<'record/not-found' | 'record/is-draft'>> {
  if (name === undefined) return succeed(null)
  const corrected = recordOf(view, name)
  if (corrected === undefined) return fail({ code: 'record/not-found' })
  return corrected.final === null ? fail({ code: 'record/is-draft' }) : succeed(corrected.recordId)
}

function checkLaw(
  unmet: readonly Unmet[],
  hasSeenWarnings: boolean,
): Result<void, Failure<'record/law-not-met' | 'record/warnings-not-seen'>> {
  const blocking = unmet.filter(({ effect }) => effect === 'blocks')
  const [first] = blocking
  if (first !== undefined) {
    const { packId, ruleId } = first
    return fail({ code: 'record/law-not-met', facts: { count: blocking.length, packId, ruleId } })
  }
  if (unmet.length === 0 || hasSeenWarnings) return succeed(undefined)
  return fail({ code: 'record/warnings-not-seen', facts: { count: unmet.length } })
}
