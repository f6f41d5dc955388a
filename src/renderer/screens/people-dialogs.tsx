import { useState } from 'react'
import type { PersonLine } from '#contract/people-operations.ts'
import { ROLES, type Role } from '#core/people/roles.ts'
import { TextInput } from '../parts/inputs.tsx'
import { closeDialog } from '../state/navigation.ts'
import { tell } from '../state/notice-actions.ts'
import { useSession, useWorkplace } from '../state/places.tsx'
import { shownOf } from '../state/remote.ts'
import type { OpenDialog } from '../state/session-state.ts'
import { useTongue } from '../text/text-context.tsx'
import { FormDialog } from './form-dialog.tsx'
import { NewPassphraseFields, NO_PASSPHRASE, newPassphraseProblems } from './new-passphrase.tsx'
import { RoleChoices } from './role-choices.tsx'
import {
  NOBODY,
  SecondPersonFields,
  secondPersonInput,
  secondPersonProblems,
  useOthers,
} from './second-person-fields.tsx'
import { type CommandForm, useCommandForm } from './use-command-form.ts'

/** The dialogs about the people of the station. */
export type PeopleDialogName =
  | 'add-person'
  | 'change-roles'
  | 'suspend-person'
  | 'reinstate-person'
  | 'reset-passphrase'

type PeopleDialogProps = { readonly dialog: Extract<OpenDialog, { readonly name: PeopleDialogName }> }

/** Whichever dialog about people is open. */
export function PeopleDialog({ dialog }: PeopleDialogProps) {
  switch (dialog.name) {
    case 'add-person':
      return <AddPersonDialog />
    case 'change-roles':
      return <ChangeRolesDialog person={dialog.person} />
    case 'suspend-person':
      return <SuspendDialog person={dialog.person} />
    case 'reinstate-person':
      return <ReinstateDialog person={dialog.person} />
    case 'reset-passphrase':
      return <ResetDialog person={dialog.person} />
  }
}

type PersonDialogProps = { readonly person: PersonLine }

function AddPersonDialog() {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.people
  const [name, setName] = useState('')
  const [roles, setRoles] = useState<readonly Role[]>(['officer'])
  const [chosen, setChosen] = useState(NO_PASSPHRASE)
  const form = useCommandForm({
    problems: {
      name: name.trim() === '' ? text.entry.nameMissing : undefined,
      roles: roles.length === 0 ? words.rolesMissing : undefined,
      ...newPassphraseProblems(chosen, text),
    },
    run: () => at.desk.client.call('people.add', { name, roles: [...roles], passphrase: chosen.passphrase }),
    onDone: ({ number }) => {
      closeDialog(at)
      tell(at, { what: 'person-added', name, number })
    },
  })
  return (
    <FormDialog form={form} title={words.addTitle} intro={words.addIntro} submitLabel={words.add} isWide>
      <TextInput
        label={words.name}
        hint={words.nameHint}
        value={name}
        onChange={setName}
        problem={form.problem('name')}
        isFirst
      />
      <StationRoles roles={roles} onChange={setRoles} problem={form.problem('roles')} />
      <NewPassphraseFields
        value={chosen}
        onChange={setChosen}
        problem={form.problem}
        isDisabled={form.isRunning}
      />
    </FormDialog>
  )
}

type StationRolesProps = {
  readonly roles: readonly Role[]
  readonly onChange: (roles: readonly Role[]) => void
  readonly problem: string | undefined
}

function StationRoles(props: StationRolesProps) {
  const { text } = useTongue()
  return <RoleChoices all={ROLES} labels={text.window.roles} hint={text.people.rolesHint} {...props} />
}

function ChangeRolesDialog({ person }: PersonDialogProps) {
  const { text } = useTongue()
  const words = text.people
  const at = useWorkplace()
  const [roles, setRoles] = useState<readonly Role[]>(person.roles)
  const form = useCommandForm({
    problems: { roles: roles.length === 0 ? words.rolesMissing : undefined },
    run: () => at.desk.client.call('people.changeRoles', { userId: person.userId, roles: [...roles] }),
    onDone: useChanged(person),
  })
  return (
    <FormDialog
      form={form}
      title={words.rolesTitle(person.name)}
      intro={words.rolesIntro}
      submitLabel={words.changeRolesNow}
    >
      <StationRoles roles={roles} onChange={setRoles} problem={form.problem('roles')} />
    </FormDialog>
  )
}

function SuspendDialog({ person }: PersonDialogProps) {
  const { text } = useTongue()
  const words = text.people
  const at = useWorkplace()
  const [reason, setReason] = useState('')
  const form = useCommandForm({
    problems: { reason: reason.trim() === '' ? words.reasonMissing : undefined },
    run: () => at.desk.client.call('people.suspend', { userId: person.userId, reason }),
    onDone: useChanged(person),
  })
  return (
    <FormDialog
      form={form}
      title={words.suspendTitle(person.name)}
      intro={words.suspendIntro}
      submitLabel={words.suspendNow}
      submitKind="danger"
    >
      <ReasonField value={reason} onChange={setReason} problem={form.problem('reason')} />
    </FormDialog>
  )
}

function ReinstateDialog({ person }: PersonDialogProps) {
  const { text } = useTongue()
  const words = text.people
  const at = useWorkplace()
  const entry = useNewEntry()
  const form = useCommandForm({
    problems: entry.problems,
    run: () => at.desk.client.call('people.reinstate', { userId: person.userId, ...entry.given }),
    onDone: useChanged(person),
  })
  return (
    <FormDialog
      form={form}
      title={words.reinstateTitle(person.name)}
      intro={words.reinstateIntro}
      submitLabel={words.reinstateNow}
    >
      <NewEntryFields entry={entry} form={form} />
    </FormDialog>
  )
}

function ResetDialog({ person }: PersonDialogProps) {
  const { text } = useTongue()
  const words = text.people
  const at = useWorkplace()
  const entry = useNewEntry()
  const [second, setSecond] = useState(NOBODY)
  const others = useOthers(person.userId)
  // Who could agree must: a third active person of the station.
  const needsSecond = useSession((state) => {
    const people = shownOf(state.people)?.people ?? []
    return people.filter((one) => one.state === 'active').length > 2
  })
  const form = useCommandForm({
    problems: {
      ...entry.problems,
      ...(needsSecond
        ? secondPersonProblems(second, text)
        : { 'secondPerson.userNumber': undefined, 'secondPerson.passphrase': undefined }),
    },
    run: () =>
      at.desk.client.call('people.resetPassphrase', {
        userId: person.userId,
        ...entry.given,
        ...(needsSecond && { secondPerson: secondPersonInput(second) }),
      }),
    onDone: useChanged(person),
  })
  return (
    <FormDialog
      form={form}
      title={words.resetTitle(person.name)}
      intro={words.resetIntro}
      submitLabel={words.resetNow}
      isWide
    >
      <NewEntryFields entry={entry} form={form} />
      {needsSecond && (
        <SecondPersonFields
          value={second}
          onChange={setSecond}
          problem={form.problem}
          others={others}
          isDisabled={form.isRunning}
        />
      )}
    </FormDialog>
  )
}

/** Why somebody is given a new way in, and its passphrase, as both are typed. */
function useNewEntry() {
  const { text } = useTongue()
  const [reason, setReason] = useState('')
  const [chosen, setChosen] = useState(NO_PASSPHRASE)
  return {
    given: { reason, passphrase: chosen.passphrase },
    problems: {
      reason: reason.trim() === '' ? text.people.reasonMissing : undefined,
      ...newPassphraseProblems(chosen, text),
    },
    chosen,
    setReason,
    setChosen,
  }
}

type NewEntryFieldsProps = {
  readonly entry: ReturnType<typeof useNewEntry>
  readonly form: Pick<CommandForm<'reason' | 'passphrase' | 'repeated'>, 'problem' | 'isRunning'>
}

function NewEntryFields({ entry, form }: NewEntryFieldsProps) {
  const { given, chosen, setReason, setChosen } = entry
  return (
    <>
      <ReasonField value={given.reason} onChange={setReason} problem={form.problem('reason')} />
      <NewPassphraseFields
        value={chosen}
        onChange={setChosen}
        problem={form.problem}
        isDisabled={form.isRunning}
      />
    </>
  )
}

type ReasonFieldProps = {
  readonly value: string
  readonly onChange: (reason: string) => void
  readonly problem: string | undefined
}

function ReasonField(props: ReasonFieldProps) {
  const { text } = useTongue()
  return <TextInput label={text.people.reason} hint={text.people.reasonHint} {...props} isFirst />
}

/** Closes the dialog and says that the person is changed. */
function useChanged(person: PersonLine): () => void {
  const at = useWorkplace()
  return () => {
    closeDialog(at)
    tell(at, { what: 'person-changed', name: person.name })
  }
}
