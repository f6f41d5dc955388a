import { useState } from 'react'
import type { HeadquartersOutput } from '#contract/headquarters-operations.ts'
import { areRolesApart, HUB_ROLES, type HubRole } from '#core/hub/analyst.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { TextInput } from '../parts/inputs.tsx'
import { RoleChoices } from '../screens/role-choices.tsx'
import { useCommandForm } from '../screens/use-command-form.ts'
import { useTongue } from '../text/text-context.tsx'
import { useHeadquartersPlace } from './place.ts'
import { QuestionDialog } from './question-dialog.tsx'

type Invitation = HeadquartersOutput<'headquarters.addPerson'>

/** Somebody with an account. */
export type Account = HeadquartersOutput<'headquarters.people'>['people'][number]

/** What is asked about people. */
export type PersonQuestion =
  | { readonly what: 'add' }
  | { readonly what: 'roles' | 'reset' | 'suspend'; readonly person: Account }

type PersonDialogProps = {
  readonly question: PersonQuestion
  readonly onClose: () => void
  readonly onDone: () => void
}

type Asked = { readonly onClose: () => void; readonly onInvited: (name: string, made: Invitation) => void }

/** Whichever question about people is asked; a code that was made is shown after it. */
export function PersonDialog({ question, onClose, onDone }: PersonDialogProps) {
  const [made, setMade] = useState<(Invitation & { readonly name: string }) | null>(null)
  const done = () => {
    onDone()
    onClose()
  }
  const onInvited = (name: string, invitation: Invitation) => {
    onDone()
    setMade({ ...invitation, name })
  }
  if (made !== null) return <CodeDialog made={made} onClose={onClose} />
  switch (question.what) {
    case 'add':
      return <AddDialog onClose={onClose} onInvited={onInvited} />
    case 'reset':
      return <ResetDialog person={question.person} onClose={onClose} onInvited={onInvited} />
    case 'roles':
      return <RolesDialog person={question.person} onClose={onClose} onDone={done} />
    case 'suspend':
      return <SuspendDialog person={question.person} onClose={onClose} onDone={done} />
  }
}

function AddDialog({ onClose, onInvited }: Asked) {
  const { client } = useHeadquartersPlace()
  const { text } = useTongue()
  const words = text.desk.people
  const [logInName, setLogInName] = useState('')
  const [name, setName] = useState('')
  const [roles, setRoles] = useState<readonly HubRole[]>(['analyst'])
  const form = useCommandForm({
    problems: {
      logInName: /^[\p{L}\p{M}\p{N}.-]{1,64}$/u.test(logInName.trim()) ? undefined : words.logInNameWrong,
      name: name.trim() === '' ? text.entry.nameMissing : undefined,
      roles: rolesProblem(roles, text.people.rolesMissing, words.rolesApart),
    },
    run: () =>
      client.call('headquarters.addPerson', {
        logInName: logInName.trim(),
        name: name.trim(),
        roles: [...roles],
      }),
    onDone: (made) => onInvited(name.trim(), made),
  })
  return (
    <QuestionDialog
      form={form}
      title={words.add}
      words={words.addWords}
      submitLabel={words.add}
      onClose={onClose}
    >
      <TextInput
        label={words.name}
        hint={words.nameHint}
        value={name}
        onChange={setName}
        problem={form.problem('name')}
        isFirst
      />
      <TextInput
        label={words.logInName}
        hint={words.logInNameHint}
        value={logInName}
        onChange={setLogInName}
        problem={form.problem('logInName')}
        isMono
      />
      <HubRoles roles={roles} onChange={setRoles} problem={form.problem('roles')} />
    </QuestionDialog>
  )
}

type OfPerson = { readonly person: Account; readonly onClose: () => void; readonly onDone: () => void }

function RolesDialog({ person, onClose, onDone }: OfPerson) {
  const { client } = useHeadquartersPlace()
  const { text } = useTongue()
  const words = text.desk.people
  const [roles, setRoles] = useState<readonly HubRole[]>(person.roles)
  const form = useCommandForm({
    problems: { roles: rolesProblem(roles, text.people.rolesMissing, words.rolesApart) },
    run: () => client.call('headquarters.setRoles', { personId: person.personId, roles: [...roles] }),
    onDone,
  })
  return (
    <QuestionDialog
      form={form}
      title={text.people.rolesTitle(person.name)}
      words={words.rolesWords}
      submitLabel={text.people.changeRolesNow}
      onClose={onClose}
    >
      <HubRoles roles={roles} onChange={setRoles} problem={form.problem('roles')} />
    </QuestionDialog>
  )
}

function SuspendDialog({ person, onClose, onDone }: OfPerson) {
  const { client } = useHeadquartersPlace()
  const { text } = useTongue()
  const form = useCommandForm({
    problems: {},
    run: () => client.call('headquarters.suspend', { personId: person.personId }),
    onDone,
  })
  return (
    <QuestionDialog
      form={form}
      title={text.people.suspendTitle(person.name)}
      words={text.desk.people.suspendWords}
      submitLabel={text.people.suspendNow}
      submitKind="danger"
      onClose={onClose}
    />
  )
}

function ResetDialog({ person, onClose, onInvited }: Asked & { readonly person: Account }) {
  const { client } = useHeadquartersPlace()
  const { text } = useTongue()
  const words = text.desk.people
  const form = useCommandForm({
    problems: {},
    run: () => client.call('headquarters.reset', { personId: person.personId }),
    onDone: (made) => onInvited(person.name, made),
  })
  return (
    <QuestionDialog
      form={form}
      title={words.resetTitle(person.name)}
      words={words.resetWords}
      submitLabel={words.resetNow}
      onClose={onClose}
    />
  )
}

type CodeDialogProps = {
  readonly made: Invitation & { readonly name: string }
  readonly onClose: () => void
}

function CodeDialog({ made, onClose }: CodeDialogProps) {
  const { text, format } = useTongue()
  const words = text.desk.people
  return (
    <Dialog title={words.codeTitle(made.name)} closeLabel={text.window.close} onClose={onClose}>
      <div className="stack">
        <p className="soft">{words.codeWords}</p>
        <p className="mono secret-letters">{made.code}</p>
        <p className="small">{words.until(format.instant(made.untilMs))}</p>
        <div className="dialog-acts">
          <Button kind="primary" onPress={onClose} isFirst>
            {text.window.close}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

type HubRolesProps = {
  readonly roles: readonly HubRole[]
  readonly onChange: (roles: readonly HubRole[]) => void
  readonly problem: string | undefined
}

function HubRoles(props: HubRolesProps) {
  const { text } = useTongue()
  const { roles, people } = text.desk
  return <RoleChoices all={HUB_ROLES} labels={roles} hint={people.rolesApart} {...props} />
}

function rolesProblem(roles: readonly HubRole[], missing: string, apart: string): string | undefined {
  if (roles.length === 0) return missing
  return areRolesApart(roles) ? undefined : apart
}
