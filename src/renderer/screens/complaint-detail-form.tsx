import { useState } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import type { InputOf } from '#contract/operations.ts'
import { READ_BACK_WAYS } from '#core/casework/complaint-details.ts'
import { READ_BACK_LABELS } from '#core/casework/vocabulary-labels.ts'
import { SelectInput, TextInput } from '../parts/inputs.tsx'
import { differingMembers } from '../state/changed-meanwhile.ts'
import { readDayEntry, writeDayEntry } from '../state/day-entry.ts'
import { useWorkplace } from '../state/places.tsx'
import { readClockEntry } from '../state/time-entry.ts'
import { useTongue } from '../text/text-context.tsx'
import { yesNoChoices } from './complaint-sections.tsx'
import { EntryPanel } from './folk/entry-panel.tsx'
import { ChangedMeanwhile } from './kept-elsewhere.tsx'
import { useCommandForm } from './use-command-form.ts'

type View = CaseFile['complaints'][number]
type Details = InputOf<'complaint.detail'>['details']

type DetailFormProps = {
  readonly caseId: string
  readonly view: View
  readonly onClose: () => void
}

type Edit = {
  readonly wishReason: string
  readonly language: string
  readonly interpreter: string
  readonly interprets: string
  readonly isSworn: string
  readonly isIndependent: string
  readonly relation: string
  readonly contactOn: string
  readonly contactClock: string
  readonly foundOn: string
  readonly foundClock: string
  readonly how: string
  readonly isRight: string
  readonly note: string
}

const CLOCK = /^(?:[01]?[0-9]|2[0-3]):[0-5][0-9]$/

/** Tells more of a complaint that was taken: it stands beside it, and later words stand over earlier ones. */
export function ComplaintDetailForm({ caseId, view, onClose }: DetailFormProps) {
  const at = useWorkplace()
  const tongue = useTongue()
  const { language, text } = tongue
  const { fields, beside, none, sections } = text.complaint
  const [seen, setSeen] = useState(view.details)
  const begun = editOf(seen)
  const [edit, setEdit] = useState<Edit>(begun)
  const details = changedDetails(begun, edit)
  const momentProblem = (on: string, clock: string) =>
    clock.trim() === '' || on.trim() !== '' ? undefined : beside.dayMissing
  const clockProblem = (clock: string) =>
    clock.trim() === '' || CLOCK.test(readClockEntry(clock)) ? undefined : beside.clockWrong
  const hasOfInterpreter = [edit.interprets, edit.isSworn, edit.isIndependent, edit.relation].some(
    (said) => said.trim() !== '',
  )
  const isHalfChecked = (edit.how === '') !== (edit.isRight === '') || (edit.note !== '' && edit.how === '')
  const form = useCommandForm({
    problems: {
      'details.wishReason': Object.keys(details).length === 0 ? beside.nothing : undefined,
      'details.interpreter.name':
        hasOfInterpreter && edit.interpreter.trim() === '' ? beside.nameMissing : undefined,
      'details.firstContact.on': momentProblem(edit.contactOn, edit.contactClock),
      'details.firstContact.clock': clockProblem(edit.contactClock),
      'details.discovered.on': momentProblem(edit.foundOn, edit.foundClock),
      'details.discovered.clock': clockProblem(edit.foundClock),
      'details.readBack.how': isHalfChecked ? beside.howMissing : undefined,
    },
    run: () =>
      at.desk.client.call('complaint.detail', { case: caseId, complaintId: view.complaintId, details }),
    onDone: onClose,
  })
  const field = (name: keyof Edit, label: keyof typeof fields, span: string, isFirst = false) => (
    <TextInput
      className={span}
      label={fields[label]}
      value={edit[name]}
      onChange={(value) => setEdit({ ...edit, [name]: value })}
      problem={form.problem(label as Parameters<typeof form.problem>[0])}
      isFirst={isFirst}
    />
  )
  const choose = (name: keyof Edit, label: keyof typeof fields, span: string, choices: Choices) => (
    <SelectInput
      className={span}
      label={fields[label]}
      value={edit[name]}
      onChange={(value) => setEdit({ ...edit, [name]: value })}
      problem={form.problem(label as Parameters<typeof form.problem>[0])}
      none={none}
      choices={choices}
    />
  )
  const yesNo = yesNoChoices(tongue)
  const ways = READ_BACK_WAYS.map((value) => ({ value, label: READ_BACK_LABELS[value][language] }))
  return (
    <EntryPanel form={form} title={beside.title} submitLabel={beside.save} onClose={onClose}>
      {seen !== view.details && differingMembers(seen, view.details).length > 0 && !form.isRunning && (
        <ChangedMeanwhile
          words={text.window.elsewhere.replaces}
          onRead={() => {
            setSeen(view.details)
            setEdit(editOf(view.details))
          }}
        />
      )}
      <p className="small soft">{beside.lead}</p>
      <h3>{sections.story}</h3>
      <div className="form-grid">
        {field('contactOn', 'details.firstContact.on', 'span-3', true)}
        {field('contactClock', 'details.firstContact.clock', 'span-3')}
        {field('foundOn', 'details.discovered.on', 'span-3')}
        {field('foundClock', 'details.discovered.clock', 'span-3')}
      </div>
      <h3>{sections.reception}</h3>
      <div className="form-grid">
        {field('wishReason', 'details.wishReason', 'span-8')}
        {field('language', 'details.language', 'span-4')}
        {field('interpreter', 'details.interpreter.name', 'span-6')}
        {field('interprets', 'details.interpreter.language', 'span-6')}
        {choose('isSworn', 'details.interpreter.isSworn', 'span-3', yesNo)}
        {choose('isIndependent', 'details.interpreter.isIndependent', 'span-3', yesNo)}
        {field('relation', 'details.interpreter.relation', 'span-6')}
      </div>
      <h3>{sections.check}</h3>
      <div className="form-grid">
        {choose('how', 'details.readBack.how', 'span-6', ways)}
        {choose('isRight', 'details.readBack.isRight', 'span-6', yesNo)}
        {field('note', 'details.readBack.note', 'span-12')}
      </div>
    </EntryPanel>
  )
}

type Choices = readonly { readonly value: string; readonly label: string }[]

function editOf(details: View['details']): Edit {
  const { interpreter, firstContact, discovered, readBack } = details
  const said = (truth: boolean | undefined) => (truth === undefined ? '' : truth ? 'yes' : 'no')
  return {
    wishReason: details.wishReason ?? '',
    language: details.language ?? '',
    interpreter: interpreter?.name ?? '',
    interprets: interpreter?.language ?? '',
    isSworn: said(interpreter?.isSworn),
    isIndependent: said(interpreter?.isIndependent),
    relation: interpreter?.relation ?? '',
    contactOn: writeDayEntry(firstContact?.on ?? ''),
    contactClock: firstContact?.clock ?? '',
    foundOn: writeDayEntry(discovered?.on ?? ''),
    foundClock: discovered?.clock ?? '',
    how: readBack?.how ?? '',
    isRight: said(readBack?.isRight),
    note: readBack?.note ?? '',
  }
}

// A member is said whole: what of it did not change is said again with what did.
function changedDetails(before: Edit, now: Edit): Details {
  const differs = (...names: readonly (keyof Edit)[]) => names.some((name) => before[name] !== now[name])
  const kept = <Name extends string>(name: Name, typed: string) =>
    (typed.trim() === '' ? {} : { [name]: typed.trim() }) as { readonly [Key in Name]?: string }
  const moment = (on: string, clock: string) => ({
    on: readDayEntry(on),
    ...kept('clock', readClockEntry(clock)),
  })
  const way = READ_BACK_WAYS.find((each) => each === now.how)
  return {
    ...(differs('wishReason') && kept('wishReason', now.wishReason)),
    ...(differs('language') && kept('language', now.language)),
    ...(differs('interpreter', 'interprets', 'isSworn', 'isIndependent', 'relation') && {
      interpreter: {
        name: now.interpreter.trim(),
        isSworn: now.isSworn === 'yes',
        isIndependent: now.isIndependent === 'yes',
        ...kept('language', now.interprets),
        ...kept('relation', now.relation),
      },
    }),
    ...(differs('contactOn', 'contactClock') && { firstContact: moment(now.contactOn, now.contactClock) }),
    ...(differs('foundOn', 'foundClock') && { discovered: moment(now.foundOn, now.foundClock) }),
    ...(differs('how', 'isRight', 'note') &&
      way !== undefined && {
        readBack: { how: way, isRight: now.isRight === 'yes', ...kept('note', now.note) },
      }),
  }
}
