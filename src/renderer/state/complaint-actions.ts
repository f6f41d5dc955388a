import type { ProblemCode } from '#contract/failures.ts'
import type { OutputOf } from '#contract/operations.ts'
import { checkEdit, complaintOf, placeProblems } from './complaint-check.ts'
import { type ComplaintEdit, emptyEdit } from './complaint-edit.ts'
import { tell } from './notice-actions.ts'
import { refusalOf } from './remote.ts'
import type { Draft } from './session-state.ts'
import { change, type Workplace } from './workplace.ts'

const IS_STILL_EMPTY: ReadonlySet<ProblemCode> = new Set(['field/missing', 'text/empty'])

/** The key of the draft that goes into a case, or into a new one (`null`). */
export function draftTarget(caseId: string | null): string {
  return caseId ?? 'new'
}

/** A draft nobody has written in. */
export function emptyDraft(): Draft {
  return { edit: emptyEdit(), problems: {}, wasTried: false, saving: 'no' }
}

/** Begins a complaint, or goes on with the one that was begun for the same case. */
export function beginDraft(at: Workplace, target: string): void {
  change(at, ({ drafts }) => (target in drafts ? {} : { drafts: { ...drafts, [target]: emptyDraft() } }))
}

/** Writes into a draft. */
export function editDraft(at: Workplace, target: string, move: (edit: ComplaintEdit) => ComplaintEdit): void {
  changeDraft(at, target, (draft) => ({ ...draft, edit: move(draft.edit) }))
}

/** Finds what is wrong with a draft. What is still to be written is no problem before it was tried to be saved. */
export function recheckDraft(at: Workplace, target: string): void {
  changeDraft(at, target, (draft) => {
    const found = Object.entries(checkEdit(draft.edit))
    const problems = found.filter(([, { code }]) => draft.wasTried || !IS_STILL_EMPTY.has(code))
    return { ...draft, problems: Object.fromEntries(problems) }
  })
}

/** Throws a draft away. */
export function discardDraft(at: Workplace, target: string): void {
  change(at, ({ drafts }) => {
    const { [target]: _, ...others } = drafts
    return { drafts: others }
  })
}

/**
 * Checks a complaint and has it taken into the ledger. Answers what the engine said, or `null` when something in the form
 * must be mended first; the draft stays until it is saved.
 */
export async function saveDraft(
  at: Workplace,
  caseId: string | null,
): Promise<OutputOf<'complaint.add'> | null> {
  const target = draftTarget(caseId)
  const draft = at.store.getState().drafts[target]
  if (draft === undefined || draft.saving === 'saving') return null
  const problems = checkEdit(draft.edit)
  if (Object.keys(problems).length > 0) {
    changeDraft(at, target, (now) => ({ ...now, problems, wasTried: true, saving: 'no' }))
    return null
  }
  changeDraft(at, target, (now) => ({ ...now, problems, wasTried: true, saving: 'saving' }))
  const complaint = complaintOf(draft.edit)
  const input = caseId === null ? { complaint } : { complaint, case: caseId }
  const answer = await at.desk.client.call('complaint.add', input)
  if (answer.outcome === 'done') {
    discardDraft(at, target)
    tell(at, { what: 'complaint-saved', number: answer.value.number })
    return answer.value
  }
  const found = answer.outcome === 'failed' ? placeProblems(draft.edit, answer.failure.problems ?? []) : {}
  changeDraft(at, target, (now) => ({ ...now, problems: found, saving: refusalOf(answer) ?? 'no' }))
  return null
}

function changeDraft(at: Workplace, target: string, move: (draft: Draft) => Draft): void {
  change(at, ({ drafts }) => {
    const draft = drafts[target]
    return draft === undefined ? {} : { drafts: { ...drafts, [target]: move(draft) } }
  })
}
