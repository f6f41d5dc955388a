import type { ProblemCode } from '#contract/failures.ts'
import type { OutputOf } from '#contract/operations.ts'
import { checkEdit, complaintOf, placeProblems } from './complaint-check.ts'
import { complaintDraft, readComplaintDraft } from './complaint-draft.ts'
import { type ComplaintEdit, emptyEdit } from './complaint-edit.ts'
import { loadDraftFiles } from './complaint-files.ts'
import { changeDraft, KEPT_PREFIX, keptName } from './draft-change.ts'
import { forgetDraft, keepDraft, loadDraft } from './keep-draft.ts'
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
  return {
    edit: emptyEdit(),
    problems: {},
    wasTried: false,
    saving: 'no',
    keeping: { status: 'kept' },
    files: [],
  }
}

/** Begins a complaint, or goes on with the one that was begun for the same case, also before the vault was last locked. */
export async function beginDraft(at: Workplace, target: string): Promise<void> {
  if (target in at.store.getState().drafts) return
  const kept = await loadDraft(at, keptName(target))
  const edit = kept === null ? null : readComplaintDraft(kept)
  change(at, ({ drafts }) =>
    target in drafts
      ? {}
      : { drafts: { ...drafts, [target]: { ...emptyDraft(), ...(edit !== null && { edit }) } } },
  )
  await loadDraftFiles(at, target)
}

/** Finds the complaints that this person had begun when the vault was locked or the machine stopped. */
export async function findKeptDrafts(at: Workplace): Promise<void> {
  const answer = await at.desk.client.call('draft.list', {})
  if (answer.outcome !== 'done') return
  for (const { name } of answer.value.drafts)
    if (name.startsWith(KEPT_PREFIX)) await beginDraft(at, name.slice(KEPT_PREFIX.length))
}

/** Writes into a draft, and keeps it. */
export function editDraft(at: Workplace, target: string, move: (edit: ComplaintEdit) => ComplaintEdit): void {
  changeDraft(at, target, (draft) => ({ ...draft, edit: move(draft.edit) }))
  const draft = at.store.getState().drafts[target]
  if (draft === undefined) return
  const show = (keeping: Draft['keeping']) => changeDraft(at, target, (now) => ({ ...now, keeping }))
  const caseId = target === 'new' ? undefined : target
  void keepDraft(at, keptName(target), complaintDraft(draft.edit), show, caseId)
}

/** Goes on with what is written in this window, where another one keeps a draft of the same. */
export async function keepDraftHere(at: Workplace, target: string): Promise<void> {
  await loadDraft(at, keptName(target))
  editDraft(at, target, (edit) => edit)
}

/** Takes what another window kept in place of what is written here; where that was entered or thrown away, an empty form. */
export async function takeDraftThere(at: Workplace, target: string): Promise<void> {
  change(at, ({ drafts }) => {
    const { [target]: _, ...others } = drafts
    return { drafts: others }
  })
  await beginDraft(at, target)
}

/** Finds what is wrong with a draft. What is still to be written is no problem before it was tried to be saved. */
export function recheckDraft(at: Workplace, target: string): void {
  changeDraft(at, target, (draft) => {
    const found = Object.entries(checkEdit(draft.edit))
    const problems = found.filter(([, { code }]) => draft.wasTried || !IS_STILL_EMPTY.has(code))
    return { ...draft, problems: Object.fromEntries(problems) }
  })
}

/** Throws a draft away, with its files. */
export function discardDraft(at: Workplace, target: string): void {
  void forgetDraft(at, keptName(target))
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
  const hasFiles = draft.files.some((file) => file.state.status === 'kept')
  const input = {
    complaint,
    ...(caseId !== null && { case: caseId }),
    ...(hasFiles && { filesOf: keptName(target) }),
  }
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
