import { useState } from 'react'
import { RAID_PERSON_ROLE_LABELS } from '#core/custody/custody-labels.ts'
import { RAID_PERSON_ROLES, type RaidPersonRole } from '#core/custody/custody-vocabularies.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { SelectInput, TextInput } from '../../parts/inputs.tsx'
import type { CustodyDialog } from '../../state/custody-dialog-state.ts'
import { closeDialog } from '../../state/navigation.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { editEntry } from '../../state/raid-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { useCustodyDone } from '../custody/use-custody-done.ts'
import { useTexts } from '../custody/use-texts.ts'
import { FormDialog } from '../form-dialog.tsx'
import { useCommandForm } from '../use-command-form.ts'

type RaidName = { readonly caseId: string; readonly raidId: string }

/** Adds a room, in which the next things are then found. */
export function RoomDialog({ caseId, raidId }: RaidName) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.raid
  const { texts, of } = useTexts({ name: '' })
  const form = useCommandForm({
    problems: { name: texts.name.trim() === '' ? text.custody.missing : undefined },
    run: () => at.desk.client.call('raid.addRoom', { case: caseId, raid: raidId, name: texts.name }),
    onDone: ({ code }) => {
      editEntry(at, (entry) => ({ ...entry, room: code }))
      closeDialog(at)
    },
  })
  return (
    <FormDialog form={form} title={words.addRoom} intro={words.addRoomIntro} submitLabel={words.add}>
      <TextInput label={words.roomName} {...of('name')} problem={form.problem('name')} isFirst />
    </FormDialog>
  )
}

/** Adds a person who was found; what they are to the case may stay open. */
export function PersonDialog({ caseId, raidId }: RaidName) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.raid
  const room = useSession((state) => state.custody.raidDesk?.entry.room ?? '')
  const [role, setRole] = useState<RaidPersonRole>('undetermined')
  const { texts, of, kept } = useTexts({
    name: '',
    nationality: '',
    ageYears: '',
    document: '',
    languages: '',
    note: '',
  })
  const age = texts.ageYears.trim() === '' ? null : Number(texts.ageYears)
  const isAge = age === null || (Number.isInteger(age) && age >= 0 && age <= 150)
  const none = { name: undefined, nationality: undefined, document: undefined, languages: undefined }
  const form = useCommandForm({
    problems: { ...none, note: undefined, ageYears: isAge ? undefined : words.ageWrong },
    run: () => {
      const given = Object.fromEntries(
        (['name', 'nationality', 'document', 'languages', 'note'] as const).flatMap((field) => {
          const value = kept(field)
          return value === undefined ? [] : [[field, value]]
        }),
      )
      return at.desk.client.call('raid.addPerson', {
        case: caseId,
        raid: raidId,
        role,
        ...given,
        ...(age !== null && { ageYears: age }),
        ...(room !== '' && { room }),
      })
    },
    onDone: ({ code }) => {
      editEntry(at, (entry) => ({ ...entry, person: code }))
      closeDialog(at)
    },
  })
  return (
    <FormDialog
      form={form}
      title={words.addPerson}
      intro={words.addPersonIntro}
      submitLabel={words.add}
      isWide
    >
      <div className="form-grid">
        <RoleInput value={role} onChange={setRole} className="span-6" />
        <TextInput
          className="span-6"
          label={words.personName}
          {...of('name')}
          problem={form.problem('name')}
          isFirst
        />
        <TextInput
          className="span-4"
          label={words.nationality}
          {...of('nationality')}
          problem={form.problem('nationality')}
        />
        <TextInput
          className="span-4"
          label={words.age}
          inputMode="numeric"
          {...of('ageYears')}
          problem={form.problem('ageYears')}
        />
        <TextInput
          className="span-4"
          label={words.languages}
          {...of('languages')}
          problem={form.problem('languages')}
        />
        <TextInput
          className="span-6"
          label={words.document}
          {...of('document')}
          problem={form.problem('document')}
        />
        <TextInput className="span-6" label={words.note} {...of('note')} problem={form.problem('note')} />
      </div>
    </FormDialog>
  )
}

type ChangePersonProps = Extract<CustodyDialog, { act: 'raid-change-person' }>

/** Says what a person is to the case, once that is known. */
export function ChangePersonDialog({ caseId, raidId, person }: ChangePersonProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.raid
  const done = useCustodyDone()
  const [role, setRole] = useState<RaidPersonRole>(person.role)
  const { texts, of, kept } = useTexts({ name: person.name ?? '', reason: '' })
  const form = useCommandForm({
    problems: { name: undefined, reason: texts.reason.trim() === '' ? text.custody.missing : undefined },
    run: () => {
      const name = kept('name')
      return at.desk.client.call('raid.changePerson', {
        case: caseId,
        raid: raidId,
        person: person.code,
        role,
        reason: texts.reason,
        ...(name !== undefined && { name }),
      })
    },
    onDone: () => done('person-changed', person.code),
  })
  return (
    <FormDialog
      form={form}
      title={words.changePerson(person.code)}
      intro={words.changePersonIntro}
      submitLabel={words.change}
    >
      <RoleInput value={role} onChange={setRole} />
      <TextInput label={words.personName} {...of('name')} problem={form.problem('name')} />
      <TextInput
        label={text.custody.facts.reason}
        {...of('reason')}
        problem={form.problem('reason')}
        isFirst
      />
    </FormDialog>
  )
}

type RoleInputProps = {
  readonly value: RaidPersonRole
  readonly onChange: (role: RaidPersonRole) => void
  readonly className?: string
}

function RoleInput({ value, onChange, className = '' }: RoleInputProps) {
  const { language, text } = useTongue()
  return (
    <SelectInput
      className={className}
      label={text.raid.role}
      value={value}
      onChange={(role) => onChange(role as RaidPersonRole)}
      choices={RAID_PERSON_ROLES.map((role) => ({
        value: role,
        label: RAID_PERSON_ROLE_LABELS[role][language],
      }))}
    />
  )
}

/** What the line understands and which keys lead where. */
export function RaidHelp() {
  const at = useWorkplace()
  const { text } = useTongue()
  const { help } = text.raid
  return (
    <Dialog title={help.title} closeLabel={text.window.close} onClose={() => closeDialog(at)} isWide>
      <p className="soft">{help.intro}</p>
      <div className="shortcut-columns">
        <HelpTable rows={help.line} />
        <HelpTable rows={help.keys} />
      </div>
    </Dialog>
  )
}

function HelpTable({ rows }: { readonly rows: readonly (readonly [what: string, key: string])[] }) {
  return (
    <dl className="key-table">
      {rows.map(([what, key]) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd className="keys">
            <kbd>{key}</kbd>
          </dd>
        </div>
      ))}
    </dl>
  )
}
