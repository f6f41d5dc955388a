import { useState } from 'react'
import type { PlaceLine } from '#contract/place-operations.ts'
import { Check } from '../../parts/choices.tsx'
import { TextInput } from '../../parts/inputs.tsx'
import { useWorkplace } from '../../state/places.tsx'
import { useTongue } from '../../text/text-context.tsx'
import { FormDialog } from '../form-dialog.tsx'
import { type CommandForm, useCommandForm } from '../use-command-form.ts'
import { useCustodyDone } from './use-custody-done.ts'
import { type Texts, useTexts } from './use-texts.ts'

type PlaceField = 'code' | 'name' | 'room'

/** Adds a storage place of the station. */
export function AddPlaceDialog() {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.custody.place
  const done = useCustodyDone()
  const entry = useTexts({ code: '', name: '', room: '' })
  const form = useCommandForm({
    problems: useMissing(entry),
    run: () => at.desk.client.call('place.add', entry.texts),
    onDone: () => done('place-added', entry.texts.code),
  })
  return (
    <FormDialog form={form} title={words.add} intro={words.addIntro} submitLabel={words.addNow}>
      <PlaceFields entry={entry} form={form} />
    </FormDialog>
  )
}

/** Changes what a storage place says of itself, or closes it. */
export function ChangePlaceDialog({ place }: { readonly place: PlaceLine }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.custody.place
  const done = useCustodyDone()
  const { placeId, code, name, room } = place
  const entry = useTexts({ code, name, room })
  const [isInUse, setInUse] = useState(place.isInUse)
  const form = useCommandForm({
    problems: useMissing(entry),
    run: () => at.desk.client.call('place.change', { place: placeId, ...entry.texts, isInUse }),
    onDone: () => done('place-changed', entry.texts.code),
  })
  return (
    <FormDialog
      form={form}
      title={words.changeOf(code)}
      intro={words.changeIntro}
      submitLabel={words.changeNow}
    >
      <PlaceFields entry={entry} form={form} />
      <Check isChecked={isInUse} onChange={setInUse}>
        {words.inUse}
      </Check>
    </FormDialog>
  )
}

function useMissing({ texts }: Texts<PlaceField>) {
  const { text } = useTongue()
  const needed = (value: string) => (value.trim() === '' ? text.custody.missing : undefined)
  return { code: needed(texts.code), name: needed(texts.name), room: needed(texts.room) }
}

type PlaceFieldsProps = { readonly entry: Texts<PlaceField>; readonly form: CommandForm<PlaceField> }

function PlaceFields({ entry, form }: PlaceFieldsProps) {
  const { text } = useTongue()
  const words = text.custody.place
  return (
    <>
      <TextInput
        label={words.code}
        hint={words.codeHint}
        {...entry.of('code')}
        problem={form.problem('code')}
        isMono
        isFirst
      />
      <TextInput label={words.name} {...entry.of('name')} problem={form.problem('name')} />
      <TextInput label={words.room} {...entry.of('room')} problem={form.problem('room')} />
    </>
  )
}
