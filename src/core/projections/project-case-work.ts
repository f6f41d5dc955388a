import type { CaseId } from '../ids.ts'
import { CASE_WORK_KINDS } from '../ledger/case-work-kinds.ts'
import type { EventBody, EventData } from '../ledger/event-body.ts'
import type { CaseChange, WorkLine } from './projection-changes.ts'

/** What says something of the work on a case. */
type CaseWorkBody = Extract<EventBody, { readonly kind: keyof typeof CASE_WORK_KINDS }>

/** Tells whether an event is about the work on a case. */
export function isCaseWorkBody(body: EventBody): body is CaseWorkBody {
  return Object.hasOwn(CASE_WORK_KINDS, body.kind)
}

/** What an event about the work on a case changes in the tables of one person. */
export function projectCaseWork(body: CaseWorkBody, seq: number, atMs: number): CaseChange[] {
  const caseId = body.scope as CaseId
  const line = workLineOf(body)
  const text = textsOf(body).filter((each) => each !== undefined && each !== '')
  return [
    { change: 'touch-case', caseId, changedAtMs: atMs, complaints: 0, exhibits: 0 },
    ...(line === null ? [] : [{ change: 'add-work-line', caseId, seq, ...line } as const]),
    ...(text.length === 0 ? [] : [{ change: 'add-search-text', caseId, text: text.join('\n') } as const]),
  ]
}

// The last line of what it is about says how that stands.
function workLineOf(body: CaseWorkBody): WorkLine | null {
  switch (body.kind) {
    case 'task-set': {
      const { taskId, title, dueAtMs = null, assignee } = body.data
      const assigneeId = assignee?.userId ?? null
      return { aboutId: taskId, kind: 'task', isOpen: true, atMs: dueAtMs, assigneeId, text: title }
    }
    case 'task-done':
    case 'task-cancelled':
      return { aboutId: body.data.taskId, kind: 'task', ...OVER }
    case 'hearing-set': {
      const { hearingId, court, subject, atMs, state } = body.data
      const isOpen = state === 'planned'
      const text = `${court} · ${subject}`
      return { aboutId: hearingId, kind: 'hearing', isOpen, atMs, assigneeId: null, text }
    }
    case 'review-made':
      // The next review of a case stands in the place of the last.
      return {
        ...{ aboutId: body.scope, kind: 'review', isOpen: body.data.nextAtMs !== undefined },
        ...{ atMs: body.data.nextAtMs ?? null, assigneeId: null, text: '' },
      }
    case 'case-closed':
    case 'case-transferred':
      return { aboutId: body.scope, kind: 'state', ...OVER }
    case 'case-merged':
      return body.data.side === 'merged' ? { aboutId: body.scope, kind: 'state', ...OVER } : null
    case 'case-reopened':
      return { aboutId: body.scope, kind: 'state', ...OVER, isOpen: true }
    case 'playbook-step-done':
    case 'playbook-step-skipped':
      return { aboutId: stepLineId(body.data), kind: 'step', ...OVER }
    default:
      return null
  }
}

/** Under what the line of a step of a playbook stands. */
export function stepLineId({ playbookId, stepId }: { readonly playbookId: string; readonly stepId: string }) {
  return `${playbookId}/${stepId}`
}

/** The line of a complaint: what kinds of crime it tells, and from when their clocks run. */
export function complaintLine(
  { complaintId, complaint }: EventData<'complaint-taken'>,
  atMs: number,
): WorkLine {
  const text = complaint.typologies.join(' ')
  return { aboutId: complaintId, kind: 'complaint', isOpen: false, atMs, assigneeId: null, text }
}

/** The line of a complaint that was moved: where it went no clock runs by it any more; where it came to, from when it was taken at first. */
export function movedLine({ complaintId, side, taken }: EventData<'complaint-moved'>): WorkLine {
  if (side === 'origin') return { aboutId: complaintId, kind: 'complaint', ...OVER }
  return { aboutId: complaintId, kind: 'taken', ...OVER, atMs: taken.atMs }
}

const OVER = { isOpen: false, atMs: null, assigneeId: null, text: '' } as const

function textsOf({ kind, data }: CaseWorkBody): readonly (string | undefined)[] {
  switch (kind) {
    case 'note-written':
      return [data.text]
    case 'task-set':
      return [data.title, data.detail]
    case 'task-done':
    case 'playbook-step-done':
      return [data.note]
    case 'decision-made':
      return [data.decision, data.reason]
    case 'review-made':
      return [data.text]
    case 'case-linked':
    case 'case-unlinked':
    case 'case-merged':
    case 'case-parent-set':
      return [data.other.number, data.reason]
    case 'case-split':
      return [data.other.number, data.what, data.reason]
    case 'case-transferred':
      return [data.to, data.authority, data.reason]
    case 'hearing-set':
      return [data.court, data.subject, data.note]
    case 'counsel-set':
      return [data.fullName, data.organisation, data.contact, data.represents]
    case 'task-cancelled':
    case 'case-closed':
    case 'case-reopened':
    case 'playbook-step-skipped':
      return [data.reason]
  }
}
