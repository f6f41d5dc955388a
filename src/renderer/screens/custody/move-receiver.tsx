import type { ItemLine } from '#contract/custody-fields.ts'
import type { PersonLine } from '#contract/people-operations.ts'
import { SelectInput } from '../../parts/inputs.tsx'
import { useSession } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { useTongue } from '../../text/text-context.tsx'
import { type MoveParts, MoveText } from './move-text.tsx'

type MoveReceiverProps = MoveParts & {
  readonly people: readonly PersonLine[]
  readonly holder: ItemLine['holder'] | null
}

/** Who or what receives. */
export function MoveReceiver({ people, holder, ...parts }: MoveReceiverProps) {
  const { text } = useTongue()
  const words = text.custody
  const { edit, write, problem } = parts
  const places = useSession((state) => shownOf(state.custody.places)?.places) ?? []
  if (edit.receiver === 'outside') {
    return (
      <>
        <MoveText {...parts} field="to.name" className="span-4" isRequired />
        <MoveText {...parts} field="to.organisation" className="span-4" />
        <MoveText {...parts} field="to.document" className="span-4" />
      </>
    )
  }
  if (edit.receiver === 'place') {
    return (
      <SelectInput
        className="span-6"
        label={words.moveFields['to.place']}
        required={text.window.required}
        value={edit.texts['to.place']}
        onChange={write('to.place')}
        problem={problem('to.place')}
        hint={places.length === 0 ? words.noPlaces : undefined}
        none={words.choosePlace}
        choices={places
          .filter(
            ({ isInUse, placeId }) => isInUse && !(holder?.kind === 'place' && holder.placeId === placeId),
          )
          .map(({ placeId, code, name, room }) => ({ value: placeId, label: `${code} · ${name} · ${room}` }))}
      />
    )
  }
  return (
    <SelectInput
      className="span-6"
      label={words.moveFields['to.userId']}
      required={text.window.required}
      value={edit.texts['to.userId']}
      onChange={write('to.userId')}
      problem={problem('to.userId')}
      none={text.people.second.choose}
      choices={people
        .filter(
          ({ state, userId }) =>
            state === 'active' && !(holder?.kind === 'person' && holder.userId === userId),
        )
        .map(({ userId, number, name }) => ({
          value: userId,
          label: text.people.numberAndName(number, name),
        }))}
    />
  )
}
