import { useState } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import type { InputOf, OutputOf } from '#contract/operations.ts'
import { CONFIDENCE_LABELS } from '#core/parties/party-labels.ts'
import { CONFIDENCES } from '#core/parties/party-vocabularies.ts'
import { Button } from '../../parts/button.tsx'
import { SelectInput, TextInput } from '../../parts/inputs.tsx'
import {
  chosenOf,
  type IdentifierChoice,
  MOST_AT_ONCE,
  placesIn,
  seenInOf,
  toggleOffered,
} from '../../state/identifier-choice.ts'
import { useWorkplace } from '../../state/places.tsx'
import { type Refusal, refusalOf, shownOf } from '../../state/remote.ts'
import { useTongue } from '../../text/text-context.tsx'
import { useAsked } from './use-asked.ts'

type NoteProps = {
  readonly file: CaseFile
  readonly found: OutputOf<'identifier.recognise'>
  readonly choice: IdentifierChoice
  readonly onNoted: () => void
  /** Told why nothing more was noted, with what is left to be noted. */
  readonly onRefused: (refusal: Refusal | null, left: IdentifierChoice) => void
}

/** Where the identifiers of a text were seen, whose they are and how sure that is; and noting them. */
export function NoteFound({ file, found, choice, onNoted, onRefused }: NoteProps) {
  const at = useWorkplace()
  const { language, text } = useTongue()
  const words = text.folk
  const parties = shownOf(useAsked('party.list', file.caseId, file.head.seq).remote)?.parties ?? []
  const premises = shownOf(useAsked('premises.list', file.caseId, file.head.seq).remote)?.premises ?? []
  const [place, setPlace] = useState('')
  const [seen, setSeen] = useState('')
  const [party, setParty] = useState('')
  const [confidence, setConfidence] = useState<(typeof CONFIDENCES)[number]>('claimed')
  const [isRunning, setRunning] = useState(false)
  const chosen = chosenOf(found, choice)
  const note = async () => {
    setRunning(true)
    const said: Omit<InputOf<'identifier.note'>, 'identifiers'> = {
      case: file.caseId,
      seenIn: seenInOf(place, seen),
      confidence,
      ...(party !== '' && { party }),
    }
    let left = choice
    for (let from = 0; from < chosen.length; from += MOST_AT_ONCE) {
      const some = chosen.slice(from, from + MOST_AT_ONCE)
      const identifiers = some.map(({ kind, raw }) => ({ kind, value: raw }))
      const answer = await at.desk.client.call('identifier.note', { ...said, identifiers })
      if (answer.outcome !== 'done') {
        setRunning(false)
        return onRefused(refusalOf(answer), left)
      }
      // What is noted already is not noted twice when the rest is tried again.
      for (const { raw } of some) left = toggleOffered(left, raw)
    }
    setRunning(false)
    onNoted()
  }
  return (
    <div className="form-grid">
      <SelectInput
        className="span-6"
        label={words.seenPlace}
        value={place}
        onChange={setPlace}
        none={words.inWords}
        choices={placesIn(file, parties, premises).map(({ value, of, name }) => ({
          value,
          label: of === 'words' ? name : `${words.seenIn[of]} · ${name}`,
        }))}
      />
      {place === '' && (
        <TextInput
          className="span-6"
          label={words.seenWhere}
          hint={words.seenWhereHint}
          value={seen}
          onChange={setSeen}
        />
      )}
      <SelectInput
        className="span-6"
        label={words.belongsTo}
        value={party}
        onChange={setParty}
        none={words.notSaid}
        choices={parties.map(({ number, content }) => ({
          value: number,
          label: `${number} ${content.names?.[0]?.text ?? ''}`,
        }))}
      />
      <SelectInput
        className="span-6"
        label={words.confidence}
        value={confidence}
        onChange={(value) => setConfidence(CONFIDENCES.find((one) => one === value) ?? 'claimed')}
        choices={CONFIDENCES.map((value) => ({ value, label: CONFIDENCE_LABELS[value][language] }))}
      />
      <div className="span-12 row row-end">
        <Button
          kind="primary"
          isPending={isRunning}
          isDisabled={(place === '' && seen.trim() === '') || chosen.length === 0}
          onPress={() => void note()}
        >
          {words.noteFound(chosen.length)}
        </Button>
      </div>
    </div>
  )
}
