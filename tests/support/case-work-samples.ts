import type { CaseId, CounselId, HearingId, NoteId, TaskId, UserId } from '#core/ids.ts'
import type { CASE_WORK_KINDS } from '#core/ledger/case-work-kinds.ts'
import type { EventData, EventKind } from '#core/ledger/event-body.ts'

const person = { userId: 'b0'.repeat(16) as UserId, name: 'សុខ សំណាង' }
const NOTE_ID = '60'.repeat(16) as NoteId
const TASK_ID = '61'.repeat(16) as TaskId
const HEARING_ID = '62'.repeat(16) as HearingId
const COUNSEL_ID = '63'.repeat(16) as CounselId
const other = { caseId: 'c9'.repeat(16) as CaseId, number: '2026-0009' }
const step = { playbookId: 'romance-scam', version: 1, stepId: 'freeze' }
const zone = '+07:00'

/** Data of each kind of event about the work on a case. */
export const CASE_WORK_SAMPLES: { readonly [Kind in keyof typeof CASE_WORK_KINDS]: EventData<Kind> } = {
  'note-written': {
    noteId: NOTE_ID,
    number: 2,
    text: 'បានទូរស័ព្ទទៅធនាគារ',
    happened: { atMs: 1_795_299_000_000, zone },
    corrects: '64'.repeat(16) as NoteId,
    writtenBy: person,
  },
  'task-set': {
    taskId: TASK_ID,
    title: 'សួរធនាគារ',
    detail: 'គណនីទី ២',
    dueAtMs: 1_795_400_000_000,
    assignee: { ...person },
    setBy: person,
  },
  'task-done': { taskId: TASK_ID, note: 'បានឆ្លើយ', doneBy: person },
  'task-cancelled': { taskId: TASK_ID, reason: 'លែងត្រូវការ', cancelledBy: person },
  'decision-made': {
    decisionId: '65'.repeat(16),
    decision: 'មិនឆែកឆេរ',
    reason: 'គ្មានភស្តុតាងគ្រប់គ្រាន់',
    decidedBy: person,
  },
  'review-made': {
    reviewId: '66'.repeat(16),
    outcome: 'instructions',
    text: 'សូមសួរធនាគារ',
    nextAtMs: 1_795_900_000_000,
    reviewedBy: person,
  },
  'case-linked': { other: { ...other }, relation: 'same-suspect', reason: 'លេខដដែល', linkedBy: person },
  'case-unlinked': { other: { ...other }, relation: 'same-suspect', reason: 'ច្រឡំ', unlinkedBy: person },
  'case-merged': { other: { ...other }, side: 'kept', reason: 'ស្ទួន', mergedBy: person },
  'case-split': {
    other: { ...other },
    side: 'origin',
    what: 'ជនសង្ស័យទីពីរ',
    reason: 'តុលាការផ្សេង',
    splitBy: person,
  },
  'case-parent-set': {
    other: { ...other },
    side: 'child',
    isPart: true,
    reason: 'ប្រតិបត្តិការតែមួយ',
    setBy: person,
  },
  'case-transferred': {
    to: 'ស្នងការដ្ឋាននគរបាលខេត្តកណ្ដាល',
    authority: 'ព្រះរាជអាជ្ញា',
    reason: 'សមត្ថកិច្ចដែនដី',
    transferredBy: person,
  },
  'case-closed': { outcome: 'sent-to-prosecutor', reason: 'បញ្ចប់', closedBy: person },
  'case-reopened': { reason: 'ភស្តុតាងថ្មី', reopenedBy: person },
  'hearing-set': {
    hearingId: HEARING_ID,
    court: 'សាលាដំបូងរាជធានីភ្នំពេញ',
    atMs: 1_796_000_000_000,
    zone,
    subject: 'ការស្ដាប់ចម្លើយ',
    state: 'planned',
    note: 'បន្ទប់ ៣',
    setBy: person,
  },
  'counsel-set': {
    counselId: COUNSEL_ID,
    role: 'defence',
    fullName: 'មេធាវី គំរូ',
    organisation: 'គណៈមេធាវី',
    contact: '012 000 000',
    represents: 'ជនសង្ស័យ',
    isActing: true,
    setBy: person,
  },
  'playbook-step-done': { ...step, note: 'ម៉ោង ០៩:៣០', doneBy: person },
  'playbook-step-skipped': { ...step, reason: 'គ្មានប្រាក់នៅសល់', skippedBy: person },
}

/** Members that these may leave out. */
export const CASE_WORK_MAY_MISS: { readonly [Kind in EventKind]?: readonly string[] } = {
  'note-written': ['happened', 'corrects'],
  'task-set': ['detail', 'dueAtMs', 'assignee'],
  'task-done': ['note'],
  'review-made': ['nextAtMs'],
  'case-transferred': ['authority'],
  'hearing-set': ['note'],
  'counsel-set': ['organisation', 'contact', 'represents'],
  'playbook-step-done': ['note'],
}
