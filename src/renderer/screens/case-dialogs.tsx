import { useEffect, useState } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import { Callout } from '../parts/callout.tsx'
import { SelectInput, TextInput } from '../parts/inputs.tsx'
import { expungeCase, loadReaders } from '../state/case-actions.ts'
import { readDayEntry } from '../state/day-entry.ts'
import { closeDialog } from '../state/navigation.ts'
import { tell } from '../state/notice-actions.ts'
import { useSession, useWorkplace } from '../state/places.tsx'
import { shownOf } from '../state/remote.ts'
import type { NamedCase, OpenDialog } from '../state/session-state.ts'
import { useTongue } from '../text/text-context.tsx'
import { dayEcho } from './draft-field.tsx'
import { FormDialog } from './form-dialog.tsx'
import {
  NOBODY,
  SecondPersonFields,
  secondPersonInput,
  secondPersonProblems,
  useOthers,
} from './second-person-fields.tsx'
import { useCommandForm } from './use-command-form.ts'
import { WorkProgress } from './work-progress.tsx'

/** The dialogs about one case. */
export type CaseDialogName = 'share-case' | 'confirm-event' | 'expunge-case'

type CaseDialogProps = { readonly dialog: Extract<OpenDialog, { readonly name: CaseDialogName }> }

/** Whichever dialog about a case is open. */
export function CaseDialog({ dialog }: CaseDialogProps) {
  switch (dialog.name) {
    case 'share-case':
      return <ShareDialog shared={dialog.case} />
    case 'confirm-event':
      return <ConfirmDialog of={dialog.case} event={dialog.event} />
    case 'expunge-case':
      return <ExpungeDialog expunged={dialog.case} />
  }
}

function ShareDialog({ shared }: { readonly shared: NamedCase }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.sharing
  const [userId, setUserId] = useState('')
  const readers = useKnownReaders(shared.caseId)
  const others = useOthers()?.filter(({ userId }) => readers?.has(userId) !== true)
  const form = useCommandForm({
    problems: { userId: userId === '' ? words.personMissing : undefined },
    run: () => at.desk.client.call('case.share', { case: shared.caseId, userId }),
    onDone: () => {
      const name = others?.find((person) => person.userId === userId)?.name ?? ''
      closeDialog(at)
      tell(at, { what: 'case-shared', name })
    },
  })
  return (
    <FormDialog
      form={form}
      title={words.shareTitle(shared.number)}
      intro={words.shareIntro}
      submitLabel={words.shareNow}
      isImpossible={others?.length === 0}
    >
      {others?.length === 0 ? (
        <Callout tone="note" role="status">
          <p>{words.nobodyLeft}</p>
        </Callout>
      ) : (
        <SelectInput
          label={words.shareWith}
          value={userId}
          onChange={setUserId}
          problem={form.problem('userId')}
          none={words.choose}
          choices={(others ?? []).map((person) => ({
            value: person.userId,
            label: text.people.numberAndName(person.number, person.name),
          }))}
        />
      )}
    </FormDialog>
  )
}

type ConfirmDialogProps = { readonly of: NamedCase; readonly event: CaseFile['events'][number] }

const PURPOSES = ['review', 'hand-over'] as const

function ConfirmDialog({ of, event }: ConfirmDialogProps) {
  const at = useWorkplace()
  const { text, format } = useTongue()
  const words = text.sharing
  const kinds: { readonly [kind: string]: string } = text.cases.eventKinds
  const [purpose, setPurpose] = useState<(typeof PURPOSES)[number]>('review')
  const [note, setNote] = useState('')
  const [second, setSecond] = useState(NOBODY)
  useEffect(() => void loadReaders(at, of.caseId), [at, of.caseId])
  const readers = useKnownReaders(of.caseId)
  // Who confirms has read it and did not do it; two people of one name are refused by the station.
  const others = useOthers()?.filter(
    ({ userId, name }) => name !== event.by && (readers === undefined || readers.has(userId)),
  )
  const form = useCommandForm({
    problems: { note: undefined, ...secondPersonProblems(second, text) },
    run: () =>
      at.desk.client.call('event.confirm', {
        case: of.caseId,
        seq: event.seq,
        hashHex: event.hashHex,
        purpose,
        ...(note.trim() !== '' && { note }),
        secondPerson: secondPersonInput(second),
      }),
    onDone: ({ confirmedBy }) => {
      closeDialog(at)
      tell(at, { what: 'event-confirmed', name: confirmedBy.name })
    },
  })
  return (
    <FormDialog
      form={form}
      title={words.confirmTitle(event.seq)}
      intro={words.confirmIntro}
      submitLabel={words.confirmNow}
      isImpossible={others?.length === 0}
      isWide
    >
      <dl className="facts">
        <dt>{text.cases.historyColumns.what}</dt>
        <dd>{kinds[event.kind] ?? event.kind}</dd>
        <dt>{text.cases.historyColumns.by}</dt>
        <dd>{event.by}</dd>
        <dt>{text.cases.historyColumns.when}</dt>
        <dd>{format.instant(event.atMs)}</dd>
      </dl>
      <SelectInput
        label={words.purpose}
        value={purpose}
        onChange={(chosen) => setPurpose(PURPOSES.find((known) => known === chosen) ?? 'review')}
        choices={PURPOSES.map((value) => ({ value, label: words.purposes[value] }))}
      />
      <TextInput label={words.note} value={note} onChange={setNote} problem={form.problem('note')} />
      <SecondPersonFields
        value={second}
        onChange={setSecond}
        problem={form.problem}
        others={others}
        isDisabled={form.isRunning}
      />
    </FormDialog>
  )
}

function ExpungeDialog({ expunged }: { readonly expunged: NamedCase }) {
  const at = useWorkplace()
  const tongue = useTongue()
  const { text } = tongue
  const words = text.sharing
  const [reference, setReference] = useState('')
  const [authority, setAuthority] = useState('')
  const [day, setDay] = useState('')
  const [number, setNumber] = useState('')
  const [second, setSecond] = useState(NOBODY)
  const others = useOthers()
  const work = useSession((state) => state.expunging)
  const form = useCommandForm({
    problems: {
      'order.reference': reference.trim() === '' ? words.referenceMissing : undefined,
      'order.authority': authority.trim() === '' ? words.authorityMissing : undefined,
      'order.orderedOn': dayEcho(day, tongue) === undefined ? words.orderedOnWrong : undefined,
      confirmNumber: number.trim() === expunged.number ? undefined : words.numberDiffers,
      ...secondPersonProblems(second, text),
    },
    run: () =>
      expungeCase(at, expunged, {
        case: expunged.caseId,
        confirmNumber: number.trim(),
        order: { reference, authority, orderedOn: readDayEntry(day) },
        secondPerson: secondPersonInput(second),
      }),
    onDone: () => {},
  })
  return (
    <FormDialog
      form={form}
      title={words.expungeTitle(expunged.number)}
      intro={
        <Callout tone="wrong" title={words.expungeWarning}>
          <p>{words.expungeIntro}</p>
        </Callout>
      }
      submitLabel={words.expungeNow}
      submitKind="danger"
      isImpossible={others?.length === 0}
      isWide
    >
      <TextInput
        label={words.reference}
        value={reference}
        onChange={setReference}
        problem={form.problem('order.reference')}
        isFirst
      />
      <TextInput
        label={words.authority}
        hint={words.authorityHint}
        value={authority}
        onChange={setAuthority}
        problem={form.problem('order.authority')}
      />
      <TextInput
        label={words.orderedOn}
        value={day}
        onChange={setDay}
        placeholder={text.complaint.hints.day}
        problem={form.problem('order.orderedOn')}
        echo={dayEcho(day, tongue)}
      />
      <TextInput
        label={words.typeNumber(expunged.number)}
        value={number}
        onChange={setNumber}
        problem={form.problem('confirmNumber')}
        isMono
      />
      <SecondPersonFields
        value={second}
        onChange={setSecond}
        problem={form.problem}
        others={others}
        isDisabled={form.isRunning}
      />
      <WorkProgress work={work} label={words.expunging} />
    </FormDialog>
  )
}

/** Who can read a case, as far as it is known. */
function useKnownReaders(caseId: string): ReadonlySet<string> | undefined {
  const list = useSession(({ readers }) => (readers?.caseId === caseId ? shownOf(readers.list) : null))
  if (list === null) return undefined
  return new Set(list.readers.flatMap((reader) => (reader.kind === 'person' ? [reader.userId] : [])))
}
