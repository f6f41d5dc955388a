import { explainProblem } from '#contract/failure-text.ts'
import { parseIsoDate } from '#core/dates/civil-date.ts'
import { type Choice, SelectInput, TextInput } from '../parts/inputs.tsx'
import { editDraft, recheckDraft } from '../state/complaint-actions.ts'
import { type TextField, writeField } from '../state/complaint-edit.ts'
import { readDayEntry } from '../state/day-entry.ts'
import { useSession, useWorkplace } from '../state/places.tsx'
import { type Tongue, useTongue } from '../text/text-context.tsx'

type DraftFieldProps = {
  readonly target: string
  readonly field: TextField
  readonly className: string
  readonly isRequired?: boolean
  readonly hint?: string
}

/** The id of the control of a field, by which problems lead to it. */
export function controlId(target: string, field: string): string {
  return `complaint-${target}-${field}`
}

/** What is wrong with a field of a draft, in a sentence. */
export function useDraftProblem(target: string, field: string): string | undefined {
  const { failureLanguage } = useTongue()
  const problem = useSession((state) => state.drafts[target]?.problems[field])
  return problem && explainProblem(problem, failureLanguage)
}

/** A field of a complaint for a line or, with `rows`, for a longer text; `isDay` for a day. */
export function DraftText({
  rows,
  isDay = false,
  inputMode,
  ...props
}: DraftFieldProps & { readonly rows?: number; readonly isDay?: boolean; readonly inputMode?: 'tel' }) {
  const at = useWorkplace()
  const tongue = useTongue()
  const { target, field, className, isRequired = false, hint } = props
  const value = useSession((state) => state.drafts[target]?.edit.texts[field] ?? '')
  const problem = useDraftProblem(target, field)
  return (
    <TextInput
      id={controlId(target, field)}
      className={className}
      label={tongue.text.complaint.fields[field]}
      required={isRequired ? tongue.text.window.required : undefined}
      hint={hint}
      value={value}
      onChange={(text) => editDraft(at, target, (edit) => writeField(edit, field, text))}
      onLeave={() => recheckDraft(at, target)}
      problem={problem}
      echo={isDay ? dayEcho(value, tongue) : undefined}
      {...(field.endsWith('.clock') && { placeholder: tongue.text.complaint.hints.clock })}
      {...(isDay && { placeholder: tongue.text.complaint.hints.day })}
      {...(rows !== undefined && { rows })}
      {...(inputMode !== undefined && { inputMode })}
    />
  )
}

/** A field of a complaint to choose one of several. */
export function DraftSelect({
  choices,
  none,
  ...props
}: DraftFieldProps & { readonly choices: readonly Choice[]; readonly none?: string }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const { target, field, className, isRequired = false, hint } = props
  const value = useSession((state) => state.drafts[target]?.edit.texts[field] ?? '')
  const problem = useDraftProblem(target, field)
  return (
    <SelectInput
      id={controlId(target, field)}
      className={className}
      label={text.complaint.fields[field]}
      required={isRequired ? text.window.required : undefined}
      hint={hint}
      value={value}
      onChange={(chosen) => editDraft(at, target, (edit) => writeField(edit, field, chosen))}
      problem={problem}
      choices={choices}
      {...(none !== undefined && { none })}
    />
  )
}

/** A typed day in words, once it is one. */
export function dayEcho(typed: string, { format }: Tongue): string | undefined {
  const iso = readDayEntry(typed)
  return parseIsoDate(iso).ok ? format.day(iso) : undefined
}

/** Choices of a vocabulary in the language of the screen, in the vocabulary's order. */
export function choicesOf<Entry extends string>(
  entries: readonly Entry[],
  labels: { readonly [Name in Entry]: { readonly km: string; readonly en: string } },
  { language }: Tongue,
): readonly Choice[] {
  return entries.map((value) => ({ value, label: labels[value][language] }))
}
