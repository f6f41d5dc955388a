import { useEffect } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import { DATA_CATEGORIES } from '#core/letters/letter.ts'
import { ManyChoices } from '../../parts/choices.tsx'
import type { Choice } from '../../parts/inputs.tsx'
import { loadItems } from '../../state/custody-actions.ts'
import { remoteOf } from '../../state/custody-state.ts'
import { type PaperEdit, togglePick } from '../../state/paper-edit.ts'
import type { PickList } from '../../state/paper-fields.ts'
import { editPaper } from '../../state/paper-form-actions.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { type Tongue, useTongue } from '../../text/text-context.tsx'
import { fieldId, useFieldProblem } from './use-form-desk.ts'

type PaperPicksProps = { readonly list: PickList; readonly edit: PaperEdit; readonly file: CaseFile }

/** What is picked from lists of the case: exhibits, kinds of data, or payments. */
export function PaperPicks({ list, edit, file }: PaperPicksProps) {
  const at = useWorkplace()
  const tongue = useTongue()
  const words = tongue.text.papers.form
  const problem = useFieldProblem(list)
  const exhibits = useExhibitChoices(list === 'seized' ? file.caseId : null)
  const choices = list === 'seized' ? exhibits : choicesOf(list, file, tongue)
  if (choices.length === 0)
    return <p className="soft">{list === 'seized' ? words.picks.seizedNone : words.picks.paymentsNone}</p>
  return (
    <div className="paper-picks">
      <ManyChoices
        id={fieldId(list)}
        legend={list === 'categories' ? words.categoriesLabel : words.picks[list]}
        chosen={edit.picks[list] ?? []}
        choices={choices}
        onToggle={(value) => editPaper(at, (now) => togglePick(now, list, value))}
      />
      {problem !== undefined && <p className="field-problem">{problem}</p>}
    </div>
  )
}

function choicesOf(list: PickList, file: CaseFile, { text, format }: Tongue): readonly Choice[] {
  if (list === 'categories')
    return DATA_CATEGORIES.map((value) => ({ value, label: text.papers.form.categories[value] }))
  return file.complaints.flatMap(({ complaintId, complaint }) =>
    complaint.losses.map(({ currency, amount, payee, on }, index) => ({
      value: `${complaintId}:${index}`,
      label: [format.money(currency, amount), payee, on].filter((part) => part !== undefined).join(' · '),
    })),
  )
}

/** Files and things of the case, by their numbers. */
function useExhibitChoices(caseId: string | null): readonly Choice[] {
  const at = useWorkplace()
  const items = useSession((state) =>
    caseId === null ? null : shownOf(remoteOf(state.custody.items, caseId)),
  )
  useEffect(() => {
    if (caseId !== null) void loadItems(at, caseId)
  }, [at, caseId])
  return (items?.items ?? [])
    .filter(({ kind }) => kind !== 'container')
    .map(({ number, name }) => ({ value: number, label: `${number} ${name}` }))
}
