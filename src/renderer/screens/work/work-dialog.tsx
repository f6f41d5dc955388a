import { useEffect, useState } from 'react'
import { isoDateText, parseIsoDate } from '#core/dates/civil-date.ts'
import { ManyChoices } from '../../parts/choices.tsx'
import { SelectInput, TextInput } from '../../parts/inputs.tsx'
import { asItStands } from '../../state/act-as-it-stands.ts'
import type { WorkAct } from '../../state/casework-state.ts'
import { remoteOf } from '../../state/custody-state.ts'
import { readDayEntry } from '../../state/day-entry.ts'
import { closeDialog } from '../../state/navigation.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { loadPeople } from '../../state/station-actions.ts'
import { parseTimeEntry, writeTimeEntry } from '../../state/time-entry.ts'
import { useTongue } from '../../text/text-context.tsx'
import { FormDialog } from '../form-dialog.tsx'
import { ChangedMeanwhile } from '../kept-elsewhere.tsx'
import { useCommandForm } from '../use-command-form.ts'
import { fieldsOf, sendForm, type Typed, type WorkField } from './work-forms.ts'

/** Whatever dialog about the work on a case is open. */
export function WorkDialog({ dialog }: { readonly dialog: WorkAct }) {
  const at = useWorkplace()
  const { text, format } = useTongue()
  const words = text.work.form
  const fields = fieldsOf(dialog)
  const writeInstant = (atMs: number) => writeTimeEntry(format.shortInstant(atMs))
  const [seen, setSeen] = useState(dialog)
  const work = useSession((state) => shownOf(remoteOf(state.casework.work, dialog.caseId)))
  const now = work === null ? seen : asItStands(seen, work)
  const [typed, setTyped] = useState<Typed>(() => beginOf(dialog, fields, writeInstant))
  const form = useCommandForm({
    problems: Object.fromEntries(
      fields.map((field) => [field.name, problemOf(field, typed[field.name] ?? '', words)]),
    ),
    run: () => sendForm(at, dialog, typed),
    onDone: () => closeDialog(at),
  })
  const about = 'title' in dialog ? dialog.title : ''
  return (
    <FormDialog
      form={form}
      title={`${words.titles[dialog.act]} · ${dialog.number}`}
      intro={
        <>
          {about !== '' && <p>{about}</p>}
          <p className="soft">{words.intros[dialog.act]}</p>
        </>
      }
      submitLabel={words.send}
      isWide={fields.length > 3}
    >
      {now !== seen && !form.isRunning && (
        <ChangedMeanwhile
          words={text.window.elsewhere.replaces}
          onRead={() => {
            setSeen(now)
            setTyped(beginOf(now, fieldsOf(now), writeInstant))
          }}
        />
      )}
      {fields.map((field, index) => (
        <WorkInput
          key={field.name}
          field={field}
          value={typed[field.name] ?? ''}
          onChange={(value) => setTyped({ ...typed, [field.name]: value })}
          problem={form.problem(field.name)}
          isFirst={index === 0}
        />
      ))}
    </FormDialog>
  )
}

type WorkInputProps = {
  readonly field: WorkField
  readonly value: string
  readonly onChange: (value: string) => void
  readonly problem: string | undefined
  readonly isFirst: boolean
}

function WorkInput({ field, value, onChange, problem, isFirst }: WorkInputProps) {
  const { text, language, format } = useTongue()
  const words = text.work.form.fields
  const { kind, label, hint, choices = {} } = field
  const shared = { label: words[label], value, onChange, problem }
  if (kind === 'person') return <PersonInput {...shared} none={words.nobody} />
  if (kind === 'choice')
    return (
      <SelectInput
        {...shared}
        choices={Object.entries(choices).map(([code, words]) => ({ value: code, label: words[language] }))}
      />
    )
  if (kind === 'many') {
    const chosen = value.split(' ').filter((one) => one !== '')
    const toggle = (one: string) =>
      chosen.includes(one) ? chosen.filter((each) => each !== one) : [...chosen, one]
    return (
      <ManyChoices
        legend={shared.label}
        {...(hint !== undefined && { hint: words[hint] })}
        chosen={chosen}
        onToggle={(one) => onChange(toggle(one).join(' '))}
        choices={Object.entries(choices).map(([code, words]) => ({ value: code, label: words[language] }))}
      />
    )
  }
  const at = kind === 'when' ? parseTimeEntry(value) : null
  const day = kind === 'day' ? parseIsoDate(readDayEntry(value)) : null
  return (
    <TextInput
      {...shared}
      hint={hint === undefined ? undefined : words[hint]}
      echo={
        at?.ok === true
          ? format.instant(at.value)
          : day?.ok === true
            ? format.day(isoDateText(day.value))
            : undefined
      }
      isFirst={isFirst}
      {...(kind === 'story' && { rows: 4 })}
      {...(kind === 'when' && { placeholder: '22/11/2026 14:30' })}
    />
  )
}

type PersonInputProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly problem: string | undefined
  readonly none: string
}

function PersonInput(props: PersonInputProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  useEffect(() => void loadPeople(at), [at])
  const people = useSession((state) => shownOf(state.people)?.people)
  const active = people?.filter(({ state }) => state === 'active') ?? []
  return (
    <SelectInput
      {...props}
      choices={active.map(({ userId, number, name }) => {
        return { value: userId, label: text.people.numberAndName(number, name) }
      })}
    />
  )
}

function beginOf(dialog: WorkAct, fields: readonly WorkField[], write: (atMs: number) => string): Typed {
  const begun = Object.fromEntries(fields.map(({ name, begin = '' }) => [name, begin]))
  if (dialog.act === 'set-task' && dialog.task?.dueAtMs !== undefined)
    return { ...begun, dueAtMs: write(dialog.task.dueAtMs) }
  if (dialog.act === 'hearing' && dialog.hearing !== undefined)
    return { ...begun, atMs: write(dialog.hearing.atMs) }
  return begun
}

function problemOf(
  { kind, isNeeded }: WorkField,
  typed: string,
  words: { readonly missing: string; readonly whenWrong: string },
): string | undefined {
  if (typed.trim() === '') return isNeeded ? words.missing : undefined
  return kind === 'when' && !parseTimeEntry(typed).ok ? words.whenWrong : undefined
}
