import { linkKey, stepKey } from '../casework/work-facts.ts'
import type { CASE_WORK_KINDS } from '../ledger/case-work-kinds.ts'
import type { EventData } from '../ledger/event-body.ts'
import { holding } from './custody-rules.ts'
import { inOpenCase } from './open-case.ts'
import type { Standing, StandingFailure } from './standing.ts'

type CaseWorkKind = keyof typeof CASE_WORK_KINDS

/** Who may say what of the work on a case, and what must hold before it. */
export const CASE_WORK_RULES: {
  readonly [Kind in CaseWorkKind]: (standing: Standing, data: EventData<Kind>) => StandingFailure | null
} = {
  'note-written': (standing, { noteId, number, corrects, writtenBy }) =>
    inOpenCase(standing, writtenBy.userId) ??
    holding(
      standing,
      ({ work }, { usedIds }) =>
        !usedIds.has(noteId) &&
        number === work.notes.size + 1 &&
        (corrects === undefined || work.notes.has(corrects)),
    ),
  'task-set': (standing, { taskId, assignee, setBy }) =>
    inOpenCase(standing, setBy.userId) ??
    holding(standing, ({ work }, { usedIds, people }) => {
      const isFree = work.tasks.has(taskId) ? work.tasks.get(taskId) === 'open' : !usedIds.has(taskId)
      return (
        isFree &&
        work.state === 'open' &&
        (assignee === undefined || people.get(assignee.userId)?.state === 'active')
      )
    }),
  'task-done': (standing, { taskId, doneBy }) =>
    inOpenCase(standing, doneBy.userId) ?? holding(standing, ({ work }) => work.tasks.get(taskId) === 'open'),
  'task-cancelled': (standing, { taskId, cancelledBy }) =>
    inOpenCase(standing, cancelledBy.userId) ??
    holding(standing, ({ work }) => work.tasks.get(taskId) === 'open'),
  'decision-made': (standing, { decisionId, decidedBy }) =>
    inOpenCase(standing, decidedBy.userId) ?? holding(standing, (_, { usedIds }) => !usedIds.has(decisionId)),
  'review-made': (standing, { reviewId, reviewedBy }) =>
    inOpenCase(standing, reviewedBy.userId, 'commander') ??
    holding(standing, (_, { usedIds }) => !usedIds.has(reviewId)),
  'case-linked': (standing, link) =>
    inOpenCase(standing, link.linkedBy.userId) ??
    holding(standing, ({ work }) => isOther(standing, link) && !work.links.has(linkKey(link))),
  'case-unlinked': (standing, link) =>
    inOpenCase(standing, link.unlinkedBy.userId) ??
    holding(standing, ({ work }) => work.links.has(linkKey(link))),
  'case-merged': (standing, merged) =>
    inOpenCase(standing, merged.mergedBy.userId, 'commander') ??
    holding(standing, ({ work }) => isOther(standing, merged) && work.state === 'open'),
  'case-split': (standing, split) =>
    inOpenCase(standing, split.splitBy.userId) ??
    holding(standing, ({ work }) => isOther(standing, split) && work.state === 'open'),
  'case-parent-set': (standing, set) =>
    inOpenCase(standing, set.setBy.userId) ??
    holding(standing, ({ work }) => {
      const { caseId } = set.other
      const isPartNow = set.side === 'child' ? work.parent === caseId : work.children.has(caseId)
      const isFree = set.side === 'parent' || !set.isPart || work.parent === null
      return isOther(standing, set) && isPartNow !== set.isPart && isFree
    }),
  'case-transferred': (standing, { transferredBy }) =>
    inOpenCase(standing, transferredBy.userId, 'commander') ??
    holding(standing, ({ work }) => work.state === 'open'),
  'case-closed': (standing, { closedBy }) =>
    inOpenCase(standing, closedBy.userId, 'commander') ??
    holding(standing, ({ work }) => work.state === 'open'),
  'case-reopened': (standing, { reopenedBy }) =>
    inOpenCase(standing, reopenedBy.userId, 'commander') ??
    holding(standing, ({ work }) => work.state !== 'open'),
  'hearing-set': (standing, { hearingId, setBy }) =>
    inOpenCase(standing, setBy.userId) ??
    holding(standing, ({ work }, { usedIds }) => work.hearings.has(hearingId) || !usedIds.has(hearingId)),
  'counsel-set': (standing, { counselId, setBy }) =>
    inOpenCase(standing, setBy.userId) ??
    holding(standing, ({ work }, { usedIds }) => work.counsel.has(counselId) || !usedIds.has(counselId)),
  'playbook-step-done': (standing, step) =>
    inOpenCase(standing, step.doneBy.userId) ??
    holding(standing, ({ work }) => !work.stepsDone.has(stepKey(step))),
  'playbook-step-skipped': (standing, step) =>
    inOpenCase(standing, step.skippedBy.userId) ??
    holding(standing, ({ work }) => !work.stepsDone.has(stepKey(step))),
}

// A case that names itself would belong to itself.
function isOther({ event }: Standing, { other }: { readonly other: { readonly caseId: string } }): boolean {
  return other.caseId !== event.body.scope
}
