import { useState } from 'react'
import { RAID_PERSON_ROLE_LABELS } from '#core/custody/custody-labels.ts'
import { SelectInput, TextInput } from '../../parts/inputs.tsx'
import type { CustodyDialog } from '../../state/custody-dialog-state.ts'
import { remoteOf } from '../../state/custody-state.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { useTongue } from '../../text/text-context.tsx'
import { useCustodyDone } from '../custody/use-custody-done.ts'
import { useTexts } from '../custody/use-texts.ts'
import { FormDialog } from '../form-dialog.tsx'
import { useCommandForm } from '../use-command-form.ts'

type LinkItemProps = Extract<CustodyDialog, { act: 'raid-link-item' }>

/** Says anew in which room a thing was found, and with whom. */
export function LinkItemDialog({ caseId, raidId, item }: LinkItemProps) {
  const at = useWorkplace()
  const { language, text } = useTongue()
  const words = text.raid
  const done = useCustodyDone()
  const shown = useSession((state) => shownOf(remoteOf(state.custody.raid, raidId)))
  const rooms = shown?.rooms ?? []
  const people = shown?.people ?? []
  const [room, setRoom] = useState(rooms.find(({ roomId }) => roomId === item.roomId)?.code ?? '')
  const [person, setPerson] = useState(people.find(({ personId }) => personId === item.personId)?.code ?? '')
  const { of, kept } = useTexts({ reason: '' })
  const form = useCommandForm({
    problems: { reason: undefined },
    run: () => {
      const reason = kept('reason')
      return at.desk.client.call('raid.linkItem', {
        case: caseId,
        raid: raidId,
        item: item.itemId,
        ...(room !== '' && { room }),
        ...(person !== '' && { person }),
        ...(reason !== undefined && { reason }),
      })
    },
    onDone: () => done('item-linked', item.number),
  })
  return (
    <FormDialog
      form={form}
      title={words.linkItem(item.number)}
      intro={(shown?.signatures.length ?? 0) > 0 ? words.linkItemSigned : words.linkItemIntro}
      submitLabel={words.change}
    >
      <SelectInput
        label={words.room}
        value={room}
        onChange={setRoom}
        choices={[
          { value: '', label: words.noRoom },
          ...rooms.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` })),
        ]}
      />
      <SelectInput
        label={words.person}
        value={person}
        onChange={setPerson}
        choices={[
          { value: '', label: words.noPerson },
          ...people.map(({ code, name, role }) => ({
            value: code,
            label: `${code} · ${name ?? RAID_PERSON_ROLE_LABELS[role][language]}`,
          })),
        ]}
      />
      <TextInput label={text.custody.facts.reason} {...of('reason')} problem={form.problem('reason')} />
    </FormDialog>
  )
}
