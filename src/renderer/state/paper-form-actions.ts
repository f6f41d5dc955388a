import type { Envelope } from '#contract/envelope.ts'
import type { Problem } from '#contract/failures.ts'
import type { OutputOf } from '#contract/operations.ts'
import { forgetDraft, keepDraft, loadDraft } from './keep-draft.ts'
import { editOfContent, editPathOf, formOfRecord, letterContentOf, recordContentOf } from './paper-content.ts'
import { emptyEdit, type PaperEdit, paperDraft, readPaperDraft } from './paper-edit.ts'
import { isLetterForm, type PaperForm } from './paper-forms.ts'
import { changePapers } from './papers-actions.ts'
import type { FormDesk } from './papers-state.ts'
import type { Keeping } from './raid-desk.ts'
import { refusalOf } from './remote.ts'
import type { Workplace } from './workplace.ts'

/** The name under which a new paper of a case is written. */
export function newTarget(caseId: string, form: PaperForm): string {
  return `new/${caseId}/${form}`
}

/** Begins a new paper, with what was typed where it was never saved. `known` fills what is not typed yet. */
export async function beginPaper(
  at: Workplace,
  { caseId, form }: { readonly caseId: string; readonly form: PaperForm },
): Promise<void> {
  const officer = at.store.getState().session.person.name
  await openDesk(at, {
    target: newTarget(caseId, form),
    caseId,
    form,
    edit: emptyEdit(form, officer),
    basedOn: 'new',
  })
}

/** Goes on with a record that was begun. */
export async function resumeRecord(at: Workplace, caseId: string): Promise<void> {
  const { record } = at.store.getState().papers
  if (record?.remote.status !== 'ready' || record.remote.value.record.state !== 'draft') return
  const { content } = record.remote.value
  const form = formOfRecord(content)
  await openDesk(at, {
    target: record.key,
    caseId,
    form,
    edit: editOfContent(form, content.data),
    basedOn: String(record.remote.value.record.changedAtMs),
  })
}

/** Changes what is written, and keeps it. */
export function editPaper(at: Workplace, move: (edit: PaperEdit) => PaperEdit): void {
  changeDesk(at, (desk) => ({ ...desk, edit: move(desk.edit), isChanged: true }))
  const desk = at.store.getState().papers.formDesk
  if (desk === null) return
  const { target, caseId } = desk
  const show = (keeping: Keeping) =>
    changeDesk(at, (now) => (now.target === target ? { ...now, keeping } : now))
  void keepDraft(at, draftName(target), paperDraft(desk.edit, desk.basedOn), show, caseId)
}

/** Goes on with what is written in this window, where another one keeps a draft of the same. */
export async function keepPaperHere(at: Workplace): Promise<void> {
  const desk = at.store.getState().papers.formDesk
  if (desk === null) return
  await loadDraft(at, draftName(desk.target))
  editPaper(at, (edit) => edit)
}

/** Takes what another window kept in place of what is written here. */
export async function takePaperThere(at: Workplace): Promise<void> {
  const desk = at.store.getState().papers.formDesk
  if (desk === null) return
  changePapers(at, () => ({ formDesk: null }))
  if (desk.basedOn === 'new') await beginPaper(at, desk)
  else await resumeRecord(at, desk.caseId)
}

/** Throws away what was typed since the record was last saved. */
export async function dropEdits(at: Workplace): Promise<void> {
  const desk = await forgetPaper(at)
  if (desk === null) return
  if (desk.basedOn === 'new') await beginPaper(at, desk)
  else await resumeRecord(at, desk.caseId)
}

/** Forgets what is being written; answers what it was. */
export async function forgetPaper(at: Workplace): Promise<FormDesk | null> {
  const desk = at.store.getState().papers.formDesk
  if (desk === null) return null
  await forgetDraft(at, draftName(desk.target))
  changePapers(at, () => ({ formDesk: null }))
  return desk
}

/** Saves the record that is written into the ledger. Answers its id, or `null` when it was refused. */
export async function saveRecord(at: Workplace): Promise<string | null> {
  const desk = at.store.getState().papers.formDesk
  if (desk === null || isLetterForm(desk.form) || desk.saving === 'saving') return null
  const { target, caseId, form, edit, basedOn } = desk
  const content = recordContentOf(form, edit)
  const saved = await sendPaper<{ readonly recordId: string }>(at, async () => {
    const { client } = at.desk
    if (basedOn === 'new') return await client.call('record.draft', { case: caseId, content })
    const answer = await client.call('record.change', { case: caseId, record: target, content })
    return answer.outcome === 'done' ? { outcome: 'done', value: { recordId: target } } : answer
  })
  return saved?.recordId ?? null
}

/** Issues the letter that is written. Answers its id and number, or `null` when it was refused. */
export async function issueLetter(at: Workplace): Promise<OutputOf<'letter.issue'> | null> {
  const desk = at.store.getState().papers.formDesk
  if (desk === null || !isLetterForm(desk.form) || desk.saving === 'saving') return null
  const { caseId, form, edit } = desk
  const content = letterContentOf(form, edit)
  return await sendPaper(at, () => at.desk.client.call('letter.issue', { case: caseId, content }))
}

async function sendPaper<Value>(at: Workplace, send: () => Promise<Envelope<Value>>): Promise<Value | null> {
  const desk = at.store.getState().papers.formDesk
  if (desk === null) return null
  changeDesk(at, (now) => ({ ...now, saving: 'saving', problems: {} }))
  const answer = await send()
  const refusal = refusalOf(answer)
  if (answer.outcome !== 'done') {
    const problems = problemsAt(desk, answer)
    changeDesk(at, (now) => ({ ...now, saving: refusal ?? 'no', problems }))
    return null
  }
  await forgetDraft(at, draftName(desk.target))
  // The next look at it begins from what the ledger has.
  changePapers(at, ({ formDesk }) => (formDesk?.target === desk.target ? { formDesk: null } : {}))
  return answer.value
}

/** What the engine found wrong, by the field of the edit. */
function problemsAt({ form, edit }: FormDesk, answer: Envelope<unknown>): { [path: string]: Problem } {
  const found = answer.outcome === 'failed' ? (answer.failure.problems ?? []) : []
  return Object.fromEntries(found.map((problem) => [editPathOf(form, edit, problem.field), problem]))
}

async function openDesk(
  at: Workplace,
  begun: Pick<FormDesk, 'target' | 'caseId' | 'form' | 'edit' | 'basedOn'>,
): Promise<void> {
  const held = at.store.getState().papers.formDesk
  if (held?.target === begun.target) {
    // What is on its way into the ledger is what changed it.
    if (held.basedOn === begun.basedOn || held.saving === 'saving') return
    if (held.isChanged) {
      changeDesk(at, (desk) => ({ ...desk, isOutdated: true }))
      return
    }
  }
  const kept = await loadDraft(at, draftName(begun.target))
  const read = kept === null ? null : readPaperDraft(kept)
  const restored = read?.edit ?? null
  changePapers(at, () => ({
    formDesk: {
      ...begun,
      edit: restored ?? begun.edit,
      keeping: { status: 'kept' },
      wasRestored: restored !== null,
      isOutdated: read !== null && read.basedOn !== begun.basedOn,
      isChanged: restored !== null,
      saving: 'no',
      problems: {},
    },
  }))
}

function changeDesk(at: Workplace, move: (desk: FormDesk) => FormDesk): void {
  changePapers(at, ({ formDesk }) => (formDesk === null ? {} : { formDesk: move(formDesk) }))
}

function draftName(target: string): string {
  return `paper/${target}`
}
