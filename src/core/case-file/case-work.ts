import type { CaseOutcome, CaseStateName } from '../casework/case-work-vocabularies.ts'
import type { CaseId, NoteId, TaskId } from '../ids.ts'
import type { EventBody, EventData } from '../ledger/event-body.ts'
import type { VerifiedEvent } from './verified-event.ts'

/** When something was said in a case, and who said it, by the name they had then. */
type Said = { readonly seq: number; readonly atMs: number; readonly by: string }

/** A note as the notebook has it. */
export type NoteView = Said & {
  readonly noteId: NoteId
  readonly number: number
  readonly text: string
  readonly happened?: { readonly atMs: number; readonly zone: string }
  /** The number of the note that this one corrects. */
  readonly corrects?: number
  /** Numbers of the notes that correct this one. */
  readonly correctedBy: readonly number[]
}

/** A task as it stands. */
export type TaskView = Said &
  Omit<EventData<'task-set'>, 'setBy'> & {
    readonly state: 'open' | 'done' | 'cancelled'
    /** What ended it; `note` says what came of it, or why it was cancelled. */
    readonly end?: Said & { readonly note?: string }
  }

/** How another case belongs to this one beside links. */
export type RelativeAs = 'parent' | 'child' | 'split-from' | 'split-into' | 'merged-into' | 'merged-from'
/** Another case that this one is part of, came from, or the reverse. */
export type RelativeView = Said & {
  readonly caseId: CaseId
  readonly number: string
  readonly as: RelativeAs
  readonly reason: string
}

/** A step of a playbook that was done, or left out with a reason. */
export type StepView = Said & {
  readonly playbookId: string
  readonly version: number
  readonly stepId: string
  readonly state: 'done' | 'skipped'
  readonly note?: string
}

type Link = EventData<'case-linked'>

/** What the events of a case say of the work on it. */
export type WorkView = {
  readonly state: {
    readonly name: CaseStateName
    readonly since?: Said
    readonly outcome?: CaseOutcome
    readonly reason?: string
    /** The station that a case was transferred to, or the number of the case that it was merged into. */
    readonly to?: string
  }
  readonly notes: readonly NoteView[]
  readonly tasks: readonly TaskView[]
  readonly decisions: readonly (Said & { readonly decision: string; readonly reason: string })[]
  readonly reviews: readonly (Said & Pick<EventData<'review-made'>, 'outcome' | 'text' | 'nextAtMs'>)[]
  readonly links: readonly (Said & Link['other'] & Pick<Link, 'relation' | 'reason'>)[]
  readonly relatives: readonly RelativeView[]
  readonly hearings: readonly (Said & Omit<EventData<'hearing-set'>, 'setBy'>)[]
  readonly counsel: readonly (Said & Omit<EventData<'counsel-set'>, 'setBy'>)[]
  /** The last word on each step. */
  readonly steps: readonly StepView[]
}

/** The same, grown in place in the order of the ledger. */
export type WorkBook = {
  -readonly [Name in keyof WorkView]: WorkView[Name] extends readonly (infer Item)[] ? Item[] : WorkView[Name]
}

/** A case on which nothing was done yet. */
export function emptyWorkBook(): WorkBook {
  return {
    state: { name: 'open' },
    notes: [],
    tasks: [],
    decisions: [],
    reviews: [],
    links: [],
    relatives: [],
    hearings: [],
    counsel: [],
    steps: [],
  }
}

/** Takes in what a verified event says of the work on its case; other kinds change nothing. */
export function takeWork(book: WorkBook, { body, seq, time }: VerifiedEvent): void {
  const at = { seq, atMs: time.wallMs }
  switch (body.kind) {
    case 'note-written':
      takeNote(book, body.data, { ...at, by: body.data.writtenBy.name })
      return
    case 'task-set': {
      const { setBy, ...task } = body.data
      const earlier = book.tasks.find(({ taskId }) => taskId === task.taskId)
      put(book.tasks, { ...at, by: setBy.name, ...task, state: 'open' }, earlier)
      return
    }
    case 'task-done':
      endTask(book, body.data.taskId, 'done', { ...at, by: body.data.doneBy.name }, body.data.note)
      return
    case 'task-cancelled':
      endTask(
        book,
        body.data.taskId,
        'cancelled',
        { ...at, by: body.data.cancelledBy.name },
        body.data.reason,
      )
      return
    case 'decision-made': {
      const { decision, reason, decidedBy } = body.data
      book.decisions.push({ ...at, by: decidedBy.name, decision, reason })
      return
    }
    case 'review-made': {
      const { outcome, text, nextAtMs, reviewedBy } = body.data
      const next = nextAtMs === undefined ? {} : { nextAtMs }
      book.reviews.push({ ...at, by: reviewedBy.name, outcome, text, ...next })
      return
    }
    case 'hearing-set': {
      const { setBy, ...hearing } = body.data
      const earlier = book.hearings.find(({ hearingId }) => hearingId === hearing.hearingId)
      put(book.hearings, { ...at, by: setBy.name, ...hearing }, earlier)
      return
    }
    case 'counsel-set': {
      const { setBy, ...counsel } = body.data
      const earlier = book.counsel.find(({ counselId }) => counselId === counsel.counselId)
      put(book.counsel, { ...at, by: setBy.name, ...counsel }, earlier)
      return
    }
    case 'playbook-step-done': {
      const { doneBy, note, ...step } = body.data
      putStep(book, { ...at, by: doneBy.name, ...step, state: 'done', ...(note !== undefined && { note }) })
      return
    }
    case 'playbook-step-skipped': {
      const { skippedBy, reason, ...step } = body.data
      putStep(book, { ...at, by: skippedBy.name, ...step, state: 'skipped', note: reason })
      return
    }
    default:
      takeLinks(book, body, at)
      takeState(book, body, at)
  }
}

type At = Omit<Said, 'by'>

function takeNote(book: WorkBook, data: EventData<'note-written'>, said: Said): void {
  const { noteId, number, text, happened, corrects } = data
  const corrected = book.notes.findIndex((note) => note.noteId === corrects)
  const wrong = book.notes[corrected]
  if (wrong !== undefined) book.notes[corrected] = { ...wrong, correctedBy: [...wrong.correctedBy, number] }
  book.notes.push({
    ...said,
    noteId,
    number,
    text,
    correctedBy: [],
    ...(happened !== undefined && { happened }),
    ...(wrong !== undefined && { corrects: wrong.number }),
  })
}

function endTask(
  { tasks }: WorkBook,
  id: TaskId,
  state: 'done' | 'cancelled',
  said: Said,
  note: string | undefined,
): void {
  const task = tasks.find(({ taskId }) => taskId === id)
  if (task === undefined) return
  put(tasks, { ...task, state, end: { ...said, ...(note !== undefined && { note }) } }, task)
}

function putStep({ steps }: WorkBook, step: StepView): void {
  const earlier = steps.find(
    ({ playbookId, stepId }) => playbookId === step.playbookId && stepId === step.stepId,
  )
  put(steps, step, earlier)
}

function put<Item>(items: Item[], item: Item, inPlaceOf: Item | undefined): void {
  if (inPlaceOf === undefined) items.push(item)
  else items[items.indexOf(inPlaceOf)] = item
}

function takeLinks(book: WorkBook, body: EventBody, at: At): void {
  switch (body.kind) {
    case 'case-linked': {
      const { other, relation, reason, linkedBy } = body.data
      book.links.push({ ...at, by: linkedBy.name, ...other, relation, reason })
      return
    }
    case 'case-unlinked': {
      const { other, relation } = body.data
      book.links = book.links.filter((link) => link.caseId !== other.caseId || link.relation !== relation)
      return
    }
    case 'case-parent-set': {
      const { other, side, isPart, reason, setBy } = body.data
      const as = side === 'child' ? 'parent' : 'child'
      book.relatives = book.relatives.filter((each) => each.caseId !== other.caseId || each.as !== as)
      if (isPart) book.relatives.push({ ...at, by: setBy.name, ...other, as, reason })
      return
    }
    case 'case-split': {
      const { other, side, what, splitBy } = body.data
      const as = side === 'origin' ? 'split-into' : 'split-from'
      book.relatives.push({ ...at, by: splitBy.name, ...other, as, reason: what })
      return
    }
    case 'case-merged': {
      const { other, side, reason, mergedBy } = body.data
      const as = side === 'merged' ? 'merged-into' : 'merged-from'
      book.relatives.push({ ...at, by: mergedBy.name, ...other, as, reason })
      return
    }
  }
}

function takeState(book: WorkBook, body: EventBody, at: At): void {
  switch (body.kind) {
    case 'case-merged': {
      const { side, other, reason, mergedBy } = body.data
      if (side === 'kept') return
      book.state = { name: 'merged', since: { ...at, by: mergedBy.name }, reason, to: other.number }
      return
    }
    case 'case-transferred': {
      const { to, reason, transferredBy } = body.data
      book.state = { name: 'transferred', since: { ...at, by: transferredBy.name }, reason, to }
      return
    }
    case 'case-closed': {
      const { outcome, reason, closedBy } = body.data
      book.state = { name: 'closed', since: { ...at, by: closedBy.name }, outcome, reason }
      return
    }
    case 'case-reopened': {
      const { reason, reopenedBy } = body.data
      book.state = { name: 'open', since: { ...at, by: reopenedBy.name }, reason }
      return
    }
  }
}
