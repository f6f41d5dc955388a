import { useEffect, useRef, useState } from 'react'
import type { Envelope } from '#contract/envelope.ts'
import type { PartyLine } from '#contract/party-operations.ts'
import { INDICATOR_LABELS, PARTY_ROLE_LABELS } from '#core/parties/party-labels.ts'
import { INDICATORS, type Indicator, PARTY_ROLES, type PartyRole } from '#core/parties/party-vocabularies.ts'
import { Button } from '../../parts/button.tsx'
import { ManyChoices } from '../../parts/choices.tsx'
import { SelectInput, TextInput } from '../../parts/inputs.tsx'
import { useWorkplace } from '../../state/places.tsx'
import { type Refusal, refusalOf } from '../../state/remote.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { useReturnFocus } from './use-return-focus.ts'

type PartyActsProps = {
  readonly caseId: string
  readonly party: PartyLine
  readonly others: readonly PartyLine[]
  readonly onClose: () => void
  readonly onSaid: () => void
}

/** What can be said of one party: its roles, what it is the same as, and signs of vulnerability and trafficking. */
export function PartyActs({ caseId, party, others, onClose, onSaid }: PartyActsProps) {
  const at = useWorkplace()
  const { language, text } = useTongue()
  const words = text.folk
  const panel = useRef<HTMLElement>(null)
  useReturnFocus()
  useEffect(() => panel.current?.querySelector('select')?.focus(), [])
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [role, setRole] = useState<PartyRole>('undetermined')
  const [into, setInto] = useState('')
  const [reason, setReason] = useState('')
  const [present, setPresent] = useState<readonly Indicator[]>(
    party.indicators.filter(({ isPresent }) => isPresent).map(({ indicator }) => indicator),
  )
  const named = { case: caseId, party: party.partyId }
  const { client } = at.desk
  const say = async (answer: Promise<Envelope<unknown>>) => {
    const said = await answer
    setRefusal(refusalOf(said))
    if (said.outcome === 'done') onSaid()
  }
  const isHeld = party.roles.some((held) => held.role === role)
  const targets = others.filter(({ partyId, mergedInto }) => partyId !== party.partyId && mergedInto === null)
  return (
    <section
      ref={panel}
      className="sheet"
      aria-labelledby="acts-title"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
      }}
    >
      <div className="sheet-head">
        <h2 id="acts-title">{words.actsOf(party.number)}</h2>
        <Button onPress={onClose}>{text.window.close}</Button>
      </div>
      <div className="sheet-body stack">
        {refusal !== null && <RefusalCallout refusal={refusal} />}
        <div className="form-grid">
          <SelectInput
            className="span-6"
            label={words.party.role}
            value={role}
            onChange={(value) => setRole(value as PartyRole)}
            choices={PARTY_ROLES.map((value) => ({ value, label: PARTY_ROLE_LABELS[value][language] }))}
          />
          <div className="span-6 row acts-beside">
            <Button
              onPress={() => void say(client.call('party.setRole', { ...named, role, isHeld: !isHeld }))}
            >
              {isHeld ? words.endRole : words.giveRole}
            </Button>
          </div>
          {party.mergedInto === null ? (
            <SelectInput
              className="span-6"
              label={words.sameAs}
              value={into}
              onChange={setInto}
              none={words.notSaid}
              choices={targets.map(({ partyId, number, content }) => ({
                value: partyId,
                label: `${number} ${content.names?.[0]?.text ?? ''}`,
              }))}
            />
          ) : (
            <p className="span-6">{words.isMerged}</p>
          )}
          <TextInput className="span-6" label={words.reason} value={reason} onChange={setReason} />
          <div className="span-12 row">
            {party.mergedInto === null ? (
              <Button
                isDisabled={into === '' || reason.trim() === ''}
                onPress={() => void say(client.call('party.merge', { ...named, into, reason }))}
              >
                {words.merge}
              </Button>
            ) : (
              <Button
                isDisabled={reason.trim() === ''}
                onPress={() => void say(client.call('party.unmerge', { ...named, reason }))}
              >
                {words.unmerge}
              </Button>
            )}
          </div>
        </div>
        {party.form === 'person' && (
          <>
            <ManyChoices
              legend={words.indicators}
              hint={words.indicatorsHint}
              chosen={present}
              onToggle={(value) => setPresent((now) => toggled(now, value as Indicator))}
              choices={INDICATORS.map((value) => ({ value, label: INDICATOR_LABELS[value][language] }))}
            />
            <div className="row">
              <Button
                kind="primary"
                onPress={() => {
                  const was = party.indicators
                    .filter(({ isPresent }) => isPresent)
                    .map(({ indicator }) => indicator)
                  const absent = was.filter((indicator) => !present.includes(indicator))
                  void say(client.call('party.noteIndicators', { ...named, present: [...present], absent }))
                }}
              >
                {words.noteIndicators}
              </Button>
            </div>
          </>
        )}
      </div>
    </section>
  )
}

function toggled(now: readonly Indicator[], value: Indicator): readonly Indicator[] {
  return now.includes(value) ? now.filter((one) => one !== value) : [...now, value]
}
