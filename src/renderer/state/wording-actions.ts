import type { OutputOf } from '#contract/operations.ts'
import { changePapers, loadWording, loadWordings } from './papers-actions.ts'
import type { WordingEdit, WordingName } from './papers-state.ts'
import { refusalOf } from './remote.ts'
import type { Workplace } from './workplace.ts'

/** Begins to change a wording from what the station says now; one that is being changed already goes on. */
export function beginWording(at: Workplace, template: WordingName): void {
  const { wording, wordingEdit } = at.store.getState().papers
  if (wording?.key !== template || wording.remote.status !== 'ready') return
  if (wordingEdit?.template === template) return
  const { version, texts } = wording.remote.value
  changePapers(at, () => ({
    wordingEdit: { template, basedOn: version, phrases: changedPhrases(texts), saving: 'no' },
  }))
}

function changedPhrases(texts: OutputOf<'template.show'>['texts']): WordingEdit['phrases'] {
  const changed = texts.flatMap(({ key, changed }) =>
    changed === undefined ? [] : [[key, changed] as const],
  )
  return Object.fromEntries(changed)
}

/** Says one text anew; the same as what ships is no change. */
export function writeWording(
  at: Workplace,
  text: { readonly key: string; readonly shipped: { readonly km: string; readonly en: string } },
  said: { readonly km: string; readonly en: string },
): void {
  changeEdit(at, (edit) => {
    const { [text.key]: _, ...others } = edit.phrases
    const isShipped = said.km === text.shipped.km && said.en === text.shipped.en
    return { ...edit, phrases: isShipped ? others : { ...others, [text.key]: said } }
  })
}

/** Saves the changed wording as the station's newest version. Answers its version, or `null` when it was refused. */
export async function saveWording(at: Workplace): Promise<number | null> {
  const edit = at.store.getState().papers.wordingEdit
  if (edit === null || edit.saving === 'saving') return null
  const { template, basedOn, phrases } = edit
  changeEdit(at, (now) => ({ ...now, saving: 'saving' }))
  const answer = await at.desk.client.call('template.save', { template, basedOn, phrases: { ...phrases } })
  if (answer.outcome !== 'done') {
    changeEdit(at, (now) => ({ ...now, saving: refusalOf(answer) ?? 'no' }))
    return null
  }
  await dropWording(at, template)
  await loadWordings(at)
  return answer.value.version
}

/** Takes up what the station said in an earlier version, or, as version 0, what ships: to be looked at, changed and saved as the newest. */
export async function takeUpWording(at: Workplace, template: WordingName, version: number): Promise<void> {
  const answer = await at.desk.client.call('template.show', { template, version })
  const { wordingEdit } = at.store.getState().papers
  if (wordingEdit?.template !== template) return
  if (answer.outcome !== 'done') {
    changeEdit(at, (edit) => ({ ...edit, saving: refusalOf(answer) ?? 'no' }))
    return
  }
  changeEdit(at, (edit) => ({ ...edit, phrases: changedPhrases(answer.value.texts), saving: 'no' }))
}

/** Throws the changes away that are not saved, and reads what the station says. */
export async function dropWording(at: Workplace, template: WordingName): Promise<void> {
  changePapers(at, () => ({ wordingEdit: null }))
  await loadWording(at, template)
  beginWording(at, template)
}

function changeEdit(at: Workplace, move: (edit: WordingEdit) => WordingEdit): void {
  changePapers(at, ({ wordingEdit }) => (wordingEdit === null ? {} : { wordingEdit: move(wordingEdit) }))
}
