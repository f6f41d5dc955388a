import type { CaseId, CounselId, HearingId, NoteId, TaskId } from '../ids.ts'
import type { EventBody } from '../ledger/event-body.ts'
import type { CaseStateName } from './case-work-vocabularies.ts'

/** What the events of a case say of the work on it, as far as judging those that follow needs it. */
export type WorkFacts = {
  state: CaseStateName
  readonly notes: Set<NoteId>
  readonly tasks: Map<TaskId, 'open' | 'over'>
  readonly hearings: Set<HearingId>
  readonly counsel: Set<CounselId>
  /** Links that hold, by {@link linkKey}. */
  readonly links: Set<string>
  /** The greater case that this one is part of. */
  parent: CaseId | null
  /** Cases that are part of this one. */
  readonly children: Set<CaseId>
  /** Steps that were done, by {@link stepKey}. */
  readonly stepsDone: Set<string>
}

/** What is known of the work on a case before it began. */
export function emptyWork(): WorkFacts {
  return {
    state: 'open',
    notes: new Set(),
    tasks: new Map(),
    hearings: new Set(),
    counsel: new Set(),
    links: new Set(),
    parent: null,
    children: new Set(),
    stepsDone: new Set(),
  }
}

/** Under what a link to another case is known. */
export function linkKey({ other, relation }: Linked): string {
  return `${other.caseId} ${relation}`
}

/** Under what a step of a playbook is known, whatever the version. */
export function stepKey({ playbookId, stepId }: Stepped): string {
  return JSON.stringify([playbookId, stepId])
}

type Linked = { readonly other: { readonly caseId: CaseId }; readonly relation: string }
type Stepped = { readonly playbookId: string; readonly stepId: string }

/** Takes in what an event says of the work on its case; other kinds change nothing. */
export function takeWorkFacts(facts: WorkFacts, body: EventBody): void {
  switch (body.kind) {
    case 'note-written':
      facts.notes.add(body.data.noteId)
      return
    case 'task-set':
      facts.tasks.set(body.data.taskId, 'open')
      return
    case 'task-done':
    case 'task-cancelled':
      facts.tasks.set(body.data.taskId, 'over')
      return
    case 'hearing-set':
      facts.hearings.add(body.data.hearingId)
      return
    case 'counsel-set':
      facts.counsel.add(body.data.counselId)
      return
    case 'playbook-step-done':
      facts.stepsDone.add(stepKey(body.data))
      return
    default:
      takeStateAndLinks(facts, body)
  }
}

function takeStateAndLinks(facts: WorkFacts, body: EventBody): void {
  switch (body.kind) {
    case 'case-linked':
      facts.links.add(linkKey(body.data))
      return
    case 'case-unlinked':
      facts.links.delete(linkKey(body.data))
      return
    case 'case-parent-set': {
      const { other, side, isPart } = body.data
      if (side === 'child') facts.parent = isPart ? other.caseId : null
      else if (isPart) facts.children.add(other.caseId)
      else facts.children.delete(other.caseId)
      return
    }
    case 'case-merged':
      if (body.data.side === 'merged') facts.state = 'merged'
      return
    case 'case-transferred':
      facts.state = 'transferred'
      return
    case 'case-closed':
      facts.state = 'closed'
      return
    case 'case-reopened':
      facts.state = 'open'
      return
  }
}
