import type { CaseId } from '../ids.ts'
import type { CASE_KINDS } from '../ledger/case-kinds.ts'
import type { EventData } from '../ledger/event-body.ts'
import { CASE_WORK_RULES } from './case-work-rules.ts'
import { areDigital, CUSTODY_RULES, holding, isNewItem } from './custody-rules.ts'
import { EXHIBIT_RULES } from './exhibit-rules.ts'
import { inOpenCase, isOpen, openCaseOf } from './open-case.ts'
import { PARTY_RULES } from './party-rules.ts'
import { RAID_RULES } from './raid-rules.ts'
import { RECORD_RULES } from './record-rules.ts'
import { holdsCase } from './register-state.ts'
import {
  demand,
  judgeConfirmation,
  NOT_ALLOWED,
  type Standing,
  type StandingFailure,
  saidBy,
} from './standing.ts'

type CaseKind = keyof typeof CASE_KINDS | 'event-confirmed'

/**
 * For each kind of event of a case: who may say it, and what must hold before it. The roles are the least ones of the operations
 * that append them.
 */
export const CASE_RULES: {
  readonly [Kind in CaseKind]: (standing: Standing, data: EventData<Kind>) => StandingFailure | null
} = {
  'case-opened': (standing, { caseId, number, openedBy }) => {
    const { event, state } = standing
    const granted = state.cases.get(caseId)
    const isGranted = granted === undefined ? state.hasGap : granted.number === number && !granted.isOpened
    return saidBy(standing, openedBy.userId, 'officer') ?? demand(caseId === event.body.scope && isGranted)
  },
  'complaint-taken': (standing, { complaintId, takenBy }) =>
    inOpenCase(standing, takenBy.userId) ?? demand(!standing.state.usedIds.has(complaintId)),
  'exhibit-sealed': (standing, { exhibitId, number, object, sealedBy }) => {
    const { usedIds } = standing.state
    return (
      inOpenCase(standing, sealedBy.userId, 'handler') ??
      demand(isNewItem(standing, exhibitId, number) && !usedIds.has(object.objectId))
    )
  },
  'exhibit-extracted': (standing, { exhibitId, extractedBy }) =>
    inOpenCase(standing, extractedBy.userId) ??
    holding(standing, ({ book }) => areDigital(book, [exhibitId])),
  'report-saved': (standing, { savedBy }) => inOpenCase(standing, savedBy.userId, 'handler'),
  'report-signed': (standing, { signedBy }) => inOpenCase(standing, signedBy.userId, 'handler'),
  'case-disclosed': (standing, { disclosedBy }) => inOpenCase(standing, disclosedBy.userId),
  'case-exported': (standing, { exportedBy }) => inOpenCase(standing, exportedBy.userId),
  ...EXHIBIT_RULES,
  ...CUSTODY_RULES,
  ...RAID_RULES,
  ...RECORD_RULES,
  ...PARTY_RULES,
  ...CASE_WORK_RULES,
  'event-confirmed': (standing, data) =>
    isOpen(standing) ?? judgeConfirmation(standing, data) ?? judgeReceipt(standing, data),
}

// Only whoever was to receive signs for what waits for them.
function judgeReceipt(
  { event, state }: Standing,
  { seq, purpose, confirmedBy }: EventData<'event-confirmed'>,
): StandingFailure | null {
  const book = openCaseOf(state, event.body.scope)?.facts?.book
  if (purpose !== 'hand-over' || book === undefined || state.hasGap) return null
  return demand(
    book.awaiting(seq).every((itemId) => book.item(itemId)?.awaited?.receiverId === confirmedBy.userId),
  )
}

/** Whether whoever signs in a case holds its key: who does not cannot have written what it says. */
export function judgeHolding({ by, state, event }: Standing): StandingFailure | null {
  if (by.kind !== 'person') return NOT_ALLOWED
  const holds = holdsCase(state, event.body.scope as CaseId, by.person.userId)
  // Their grant may be among what a salvage lost.
  return holds || state.hasGap ? null : NOT_ALLOWED
}
