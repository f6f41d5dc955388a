import type { CaseId, UserId } from '../ids.ts'
import type { CASE_KINDS } from '../ledger/case-kinds.ts'
import type { EventData } from '../ledger/event-body.ts'
import { type CaseState, holdsCase } from './register-state.ts'
import {
  demand,
  judgeConfirmation,
  NOT_ALLOWED,
  REFUSED,
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
  'exhibit-sealed': (standing, { exhibitId, object, sealedBy }) => {
    const { usedIds } = standing.state
    return (
      inOpenCase(standing, sealedBy.userId) ??
      demand(!usedIds.has(exhibitId) && !usedIds.has(object.objectId))
    )
  },
  'exhibit-extracted': (standing, { exhibitId, extractedBy }) =>
    inOpenCase(standing, extractedBy.userId) ??
    demand(standing.state.usedIds.has(exhibitId) || standing.state.hasGap),
  'report-saved': (standing, { savedBy }) => inOpenCase(standing, savedBy.userId),
  'case-disclosed': (standing, { disclosedBy }) => inOpenCase(standing, disclosedBy.userId),
  'event-confirmed': (standing, data) => isOpen(standing) ?? judgeConfirmation(standing, data),
}

/** Whether whoever signs in a case holds its key: who does not cannot have written what it says. */
export function judgeHolding({ by, state, event }: Standing): StandingFailure | null {
  if (by.kind !== 'person') return NOT_ALLOWED
  const holds = holdsCase(state, event.body.scope as CaseId, by.person.userId)
  // Their grant may be among what a salvage lost.
  return holds || state.hasGap ? null : NOT_ALLOWED
}

function inOpenCase(standing: Standing, saidToBe: UserId): StandingFailure | null {
  return saidBy(standing, saidToBe, 'officer') ?? isOpen(standing)
}

function isOpen({ event, state }: Standing): StandingFailure | null {
  const found: CaseState | undefined = state.cases.get(event.body.scope as CaseId)
  if (found?.isExpunged === true) return REFUSED
  return demand(found?.isOpened === true || state.hasGap)
}
