import { Plus } from 'lucide-react'
import { useState } from 'react'
import { PAPER_SIGNATURE_LABELS } from '#core/custody/custody-labels.ts'
import { PAPER_SIGNATURES, type PaperSignature } from '#core/custody/custody-vocabularies.ts'
import { Button } from '../../parts/button.tsx'
import { Check } from '../../parts/choices.tsx'
import { SelectInput, TextInput } from '../../parts/inputs.tsx'
import { remoteOf } from '../../state/custody-state.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { useTongue } from '../../text/text-context.tsx'
import { useCustodyDone } from '../custody/use-custody-done.ts'
import { FormDialog } from '../form-dialog.tsx'
import {
  NOBODY,
  SecondPersonFields,
  secondPersonInput,
  secondPersonProblems,
  useOthers,
} from '../second-person-fields.tsx'
import { useCommandForm } from '../use-command-form.ts'

type Witness = { readonly name: string; readonly capacity: string; readonly signed: PaperSignature }
const NO_WITNESS: Witness = { name: '', capacity: '', signed: 'signature' }

/** Signs the inventory as it stands: the officer, a second person with their own passphrase, and others on paper. */
export function SignDialog({ caseId, raidId }: { readonly caseId: string; readonly raidId: string }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.raid
  const done = useCustodyDone()
  const shown = useSession((state) => shownOf(remoteOf(state.custody.raid, raidId)))
  const [witnesses, setWitnesses] = useState<readonly Witness[]>([NO_WITNESS, NO_WITNESS])
  const [hasSecond, setHasSecond] = useState(false)
  const [second, setSecond] = useState(NOBODY)
  const others = useOthers()
  const form = useCommandForm({
    problems: hasSecond
      ? secondPersonProblems(second, text)
      : { 'secondPerson.userNumber': undefined, 'secondPerson.passphrase': undefined },
    run: () =>
      at.desk.client.call('raid.sign', {
        case: caseId,
        raid: raidId,
        inventoryDigestHex: shown?.inventoryDigestHex ?? '',
        witnesses: witnesses
          .filter(({ name }) => name.trim() !== '')
          .map(({ name, capacity, signed }) => ({
            name,
            signed,
            ...(capacity.trim() !== '' && { capacity }),
          })),
        ...(hasSecond && { secondPerson: secondPersonInput(second) }),
      }),
    onDone: () => done('inventory-signed', shown?.raid.number ?? ''),
  })
  const change = (place: number, part: Partial<Witness>) =>
    setWitnesses(witnesses.map((one, order) => (order === place ? { ...one, ...part } : one)))
  return (
    <FormDialog
      form={form}
      title={words.signTitle(shown?.raid.items ?? 0)}
      intro={words.signIntro}
      submitLabel={words.signNow}
      isImpossible={shown === null}
      isWide
    >
      <fieldset className="stack stack-tight">
        <legend className="field-label">{words.onPaper}</legend>
        {witnesses.map((witness, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are only added at the end
          <WitnessLine key={place} place={place} witness={witness} onChange={(part) => change(place, part)} />
        ))}
        <div className="row">
          <Button size="small" onPress={() => setWitnesses([...witnesses, NO_WITNESS])}>
            <Plus size={16} aria-hidden />
            {words.addWitness}
          </Button>
        </div>
      </fieldset>
      <Check isChecked={hasSecond} onChange={setHasSecond}>
        {words.secondSigns}
      </Check>
      {hasSecond && (
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

type WitnessLineProps = {
  readonly place: number
  readonly witness: Witness
  readonly onChange: (part: Partial<Witness>) => void
}

function WitnessLine({ place, witness, onChange }: WitnessLineProps) {
  const { language, text } = useTongue()
  const words = text.raid
  return (
    <div className="form-grid">
      <TextInput
        className="span-4"
        label={words.witness(place + 1)}
        value={witness.name}
        onChange={(name) => onChange({ name })}
        isFirst={place === 0}
      />
      <TextInput
        className="span-4"
        label={words.capacity}
        value={witness.capacity}
        onChange={(capacity) => onChange({ capacity })}
      />
      <SelectInput
        className="span-4"
        label={words.signedHow}
        value={witness.signed}
        onChange={(signed) => onChange({ signed: signed as PaperSignature })}
        choices={PAPER_SIGNATURES.map((value) => ({ value, label: PAPER_SIGNATURE_LABELS[value][language] }))}
      />
    </div>
  )
}
