import { useState } from 'react'
import { CHANNELS, SEXES, TYPOLOGIES, WISHES } from '#core/casework/vocabularies.ts'
import { CHANNEL_LABELS, SEX_LABELS, TYPOLOGY_LABELS, WISH_LABELS } from '#core/casework/vocabulary-labels.ts'
import { ManyChoices } from '../parts/choices.tsx'
import type { Choice } from '../parts/inputs.tsx'
import { editDraft } from '../state/complaint-actions.ts'
import { toggleTypology, writeField } from '../state/complaint-edit.ts'
import { useSession, useWorkplace } from '../state/places.tsx'
import { type Tongue, useTongue } from '../text/text-context.tsx'
import { choicesOf, controlId, DraftSelect, DraftText } from './draft-field.tsx'
import { PlacePicker } from './folk/place-picker.tsx'

type SectionProps = { readonly target: string }

const NOTHING_CHOSEN: readonly (typeof TYPOLOGIES)[number][] = []
const STORY_ROWS = 9

/** How the complaint came. */
export function ReceptionSection({ target }: SectionProps) {
  const tongue = useTongue()
  const { hints, none } = tongue.text.complaint
  const yesNo = yesNoChoices(tongue)
  const wish = useSession((state) => state.drafts[target]?.edit.texts.wish)
  return (
    <div className="form-grid">
      <DraftSelect
        target={target}
        field="channel"
        className="span-4"
        choices={choicesOf(CHANNELS, CHANNEL_LABELS, tongue)}
      />
      <DraftSelect
        target={target}
        field="wish"
        className="span-4"
        choices={choicesOf(WISHES, WISH_LABELS, tongue)}
      />
      <DraftText target={target} field="receivedOn" className="span-4" isDay hint={hints.receivedOn} />
      <DraftText
        target={target}
        field="details.wishReason"
        isRequired={wish === 'decline'}
        className="span-8"
        hint={hints.wishReason}
      />
      <DraftText target={target} field="details.language" className="span-4" hint={hints.language} />
      <DraftText target={target} field="details.interpreter.name" className="span-6" />
      <DraftText target={target} field="details.interpreter.language" className="span-6" />
      <DraftSelect
        target={target}
        field="details.interpreter.isSworn"
        className="span-3"
        none={none}
        choices={yesNo}
      />
      <DraftSelect
        target={target}
        field="details.interpreter.isIndependent"
        className="span-3"
        none={none}
        choices={yesNo}
        hint={hints.independent}
      />
      <DraftText
        target={target}
        field="details.interpreter.relation"
        className="span-6"
        hint={hints.relation}
      />
    </div>
  )
}

/** Who reports. */
export function VictimSection({ target }: SectionProps) {
  const tongue = useTongue()
  const { hints, none } = tongue.text.complaint
  return (
    <div className="form-grid">
      <DraftText target={target} field="victim.name" isRequired className="span-6" />
      <DraftText target={target} field="victim.latinName" className="span-6" />
      <DraftSelect
        target={target}
        field="victim.sex"
        className="span-3"
        none={none}
        choices={choicesOf(SEXES, SEX_LABELS, tongue)}
      />
      <DraftText target={target} field="victim.birthDate" className="span-5" isDay />
      <DraftText target={target} field="victim.nationality" className="span-4" />
      <DraftText target={target} field="victim.phone" className="span-6" inputMode="tel" />
      <DraftText target={target} field="victim.idDocument" className="span-6" />
      <DraftPlace target={target} field="victim.address" />
      <DraftText target={target} field="victim.address" className="span-12" />
      <DraftText target={target} field="victim.safeContact" className="span-12" hint={hints.safeContact} />
    </div>
  )
}

/** What happened. */
export function StorySection({ target }: SectionProps) {
  const at = useWorkplace()
  const tongue = useTongue()
  const { complaint } = tongue.text
  const typologies = useSession((state) => state.drafts[target]?.edit.typologies ?? NOTHING_CHOSEN)
  return (
    <div className="form-grid">
      <DraftText
        target={target}
        field="summary"
        isRequired
        className="span-12"
        hint={complaint.hints.summary}
      />
      <div className="span-12">
        <ManyChoices
          id={controlId(target, 'typologies')}
          legend={complaint.typologies}
          hint={complaint.typologiesHint}
          chosen={typologies}
          choices={choicesOf(TYPOLOGIES, TYPOLOGY_LABELS, tongue)}
          onToggle={(value) => {
            const typology = TYPOLOGIES.find((known) => known === value)
            if (typology !== undefined) editDraft(at, target, (edit) => toggleTypology(edit, typology))
          }}
        />
      </div>
      <DraftText
        target={target}
        field="narrative"
        isRequired
        className="span-12"
        rows={STORY_ROWS}
        hint={complaint.hints.narrative}
      />
      <DraftText target={target} field="details.firstContact.on" className="span-3" isDay />
      <DraftText target={target} field="details.firstContact.clock" className="span-3" />
      <DraftText target={target} field="details.discovered.on" className="span-3" isDay />
      <DraftText target={target} field="details.discovered.clock" className="span-3" />
      <DraftText target={target} field="happenedFrom" className="span-6" isDay />
      <DraftText target={target} field="happenedTo" className="span-6" isDay />
      <DraftPlace target={target} field="place" />
      <DraftText target={target} field="place" className="span-12" />
    </div>
  )
}

/** Yes and no. */
export function yesNoChoices({ text }: Tongue): readonly Choice[] {
  const { yes, no } = text.complaint.yesNo
  return [
    { value: 'yes', label: yes },
    { value: 'no', label: no },
  ]
}

/** Writes a place of the gazetteer into a field, where house and street can be put before it. */
function DraftPlace({ target, field }: SectionProps & { readonly field: 'victim.address' | 'place' }) {
  const at = useWorkplace()
  const [chosen, setChosen] = useState({ code: '', address: '' })
  const choose = (code: string, address: string) => {
    setChosen({ code, address })
    editDraft(at, target, (edit) => {
      const before = edit.texts[field]
      // What was typed beside the place stays.
      const isFirst = chosen.address === '' || !before.includes(chosen.address)
      const text = isFirst
        ? [before.trim(), address].filter(Boolean).join(' ')
        : before.replace(chosen.address, address)
      return writeField(edit, field, text.trim())
    })
  }
  return <PlacePicker code={chosen.code} onChoose={choose} />
}
