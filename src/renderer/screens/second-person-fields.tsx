import { useEffect } from 'react'
import type { InputOf } from '#contract/operations.ts'
import type { UserId } from '#core/ids.ts'
import { Callout } from '../parts/callout.tsx'
import { SelectInput } from '../parts/inputs.tsx'
import { PassphraseInput } from '../parts/passphrase-input.tsx'
import { useSession, useWorkplace } from '../state/places.tsx'
import { shownOf } from '../state/remote.ts'
import { loadPeople } from '../state/station-actions.ts'
import type { Catalogue } from '../text/catalogue.ts'
import { useTongue } from '../text/text-context.tsx'
import { type ChosenKeyFile, KeyFileInput, keyFileField } from './key-file-input.tsx'

/** What a second person enters. */
export type SecondPerson = {
  /** Their number as text; empty until somebody is chosen. */
  readonly number: string
  readonly passphrase: string
  readonly keyFile: ChosenKeyFile | null
}

/** Nobody yet. */
export const NOBODY: SecondPerson = { number: '', passphrase: '', keyFile: null }

/** What is missing of a second person, by field. */
export function secondPersonProblems({ number, passphrase }: SecondPerson, { people }: Catalogue) {
  return {
    'secondPerson.userNumber': number === '' ? people.second.missing : undefined,
    'secondPerson.passphrase': passphrase === '' ? people.second.passphraseMissing : undefined,
  }
}

/** A second person as the contract takes them. */
export function secondPersonInput({
  number,
  passphrase,
  keyFile,
}: SecondPerson): NonNullable<InputOf<'people.resetPassphrase'>['secondPerson']> {
  return { userNumber: Number(number), passphrase, ...keyFileField(keyFile) }
}

/** The active people who could agree with whoever is logged in. `without` is somebody whom it is about. */
export function useOthers(without?: UserId) {
  const at = useWorkplace()
  useEffect(() => void loadPeople(at), [at])
  const self = useSession((state) => state.session.person.userId)
  const people = useSession((state) => shownOf(state.people)?.people)
  return people?.filter(
    ({ userId, state, hasSlot }) => state === 'active' && hasSlot && userId !== self && userId !== without,
  )
}

type SecondPersonFieldsProps = {
  readonly value: SecondPerson
  readonly onChange: (value: SecondPerson) => void
  readonly problem: (field: 'secondPerson.userNumber' | 'secondPerson.passphrase') => string | undefined
  /** Who may agree; `undefined` until it is known. */
  readonly others: ReturnType<typeof useOthers>
  readonly isDisabled: boolean
}

/** Asks a second person for their passphrase, while the first stays logged in. */
export function SecondPersonFields(props: SecondPersonFieldsProps) {
  const { value, onChange, problem, others, isDisabled } = props
  const { text } = useTongue()
  const words = text.people.second
  if (others?.length === 0)
    return (
      <Callout tone="warning" role="status">
        <p>{words.nobody}</p>
      </Callout>
    )
  return (
    <fieldset className="second-person stack">
      <legend className="field-label">{words.title}</legend>
      <p className="field-hint">{words.intro}</p>
      <SelectInput
        label={words.who}
        value={value.number}
        onChange={(number) => onChange({ ...value, number })}
        problem={problem('secondPerson.userNumber')}
        none={words.choose}
        choices={(others ?? []).map(({ number, name }) => ({
          value: String(number),
          label: text.people.numberAndName(number, name),
        }))}
      />
      <PassphraseInput
        label={words.passphrase}
        showLabel={text.window.showPassphrase}
        value={value.passphrase}
        onChange={(passphrase) => onChange({ ...value, passphrase })}
        problem={problem('secondPerson.passphrase')}
        isDisabled={isDisabled}
      />
      <KeyFileInput
        value={value.keyFile}
        onChange={(keyFile) => onChange({ ...value, keyFile })}
        hint={text.keys.keyFileHint}
        isDisabled={isDisabled}
      />
    </fieldset>
  )
}
