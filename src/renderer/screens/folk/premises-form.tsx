import { useState } from 'react'
import type { Envelope } from '#contract/envelope.ts'
import type { PartyLine, PremisesLine } from '#contract/party-operations.ts'
import { CURRENCY_CODES } from '#core/money/currency.ts'
import { PREMISES_KIND_LABELS, RENT_PERIOD_LABELS } from '#core/parties/party-labels.ts'
import { PREMISES_KINDS, RENT_PERIODS } from '#core/parties/party-vocabularies.ts'
import { SelectInput, TextInput } from '../../parts/inputs.tsx'
import { useWorkplace } from '../../state/places.tsx'
import {
  EMPTY_PREMISES,
  editOfPremises,
  type PremisesEdit,
  premisesChangeOf,
  premisesContentOf,
} from '../../state/premises-edit.ts'
import { useTongue } from '../../text/text-context.tsx'
import { ChangedMeanwhile } from '../kept-elsewhere.tsx'
import { useCommandForm } from '../use-command-form.ts'
import { EntryPanel } from './entry-panel.tsx'
import { PlacePicker } from './place-picker.tsx'

type FormProps = {
  readonly caseId: string
  readonly parties: readonly PartyLine[]
  /** The premises that are changed; new ones where it is left out. */
  readonly premises?: PremisesLine
  readonly onClose: () => void
  readonly onSaved: () => void
}

type Plain = 'name' | 'landlord' | 'internet' | 'address' | 'leaseFrom' | 'leaseUntil' | 'leaseTerms' | 'note'

/** Enters premises, or changes them. */
export function PremisesForm({ caseId, parties, premises, onClose, onSaved }: FormProps) {
  const at = useWorkplace()
  const { language, text } = useTongue()
  const words = text.folk
  // What the form was opened on. What somebody else changes meanwhile is not what this person has seen.
  const [seen, setSeen] = useState(premises)
  const [edit, setEdit] = useState<PremisesEdit>(
    premises === undefined ? EMPTY_PREMISES : editOfPremises(premises),
  )
  const set = (change: Partial<PremisesEdit>) => setEdit((now) => ({ ...now, ...change }))
  const isCount = /^\p{Nd}{0,6}$/u.test(edit.rooms.trim())
  const prefix = premises === undefined ? 'content' : 'set'
  const form = useCommandForm({
    problems: {
      [`${prefix}.rooms`]: isCount ? undefined : words.notANumber,
      [`${prefix}.rent.money.amount`]: undefined,
      [`${prefix}.lease.fromOn`]: undefined,
      [`${prefix}.lease.untilOn`]: undefined,
    },
    run: async (): Promise<Envelope<object>> => {
      const { client } = at.desk
      if (seen === undefined)
        return await client.call('premises.add', { case: caseId, content: premisesContentOf(edit) })
      const change = { ...premisesChangeOf(edit, seen), basedOnHex: seen.versionHex }
      return await client.call('premises.change', { case: caseId, premises: seen.premisesId, ...change })
    },
    onDone: onSaved,
  })
  const field = (name: Plain, span: string, more: { problem?: string | undefined; hint?: string } = {}) => (
    <TextInput
      className={span}
      label={words.premises[name]}
      value={edit[name]}
      onChange={(value) => set({ [name]: value })}
      isFirst={name === 'name'}
      {...more}
    />
  )
  const day = (name: 'leaseFrom' | 'leaseUntil', of: string) =>
    field(name, 'span-3', { problem: form.problem(`${prefix}.lease.${of}`), hint: words.dayHint })
  const title = premises === undefined ? words.addPremises : words.changePremises(premises.number)
  return (
    <EntryPanel form={form} title={title} submitLabel={words.save} onClose={onClose}>
      {premises !== undefined &&
        seen !== undefined &&
        premises.versionHex !== seen.versionHex &&
        !form.isRunning && (
          <ChangedMeanwhile
            words={text.window.elsewhere.merges}
            onRead={() => {
              setSeen(premises)
              setEdit(editOfPremises(premises))
            }}
          />
        )}
      <div className="form-grid">
        {field('name', 'span-6')}
        <SelectInput
          className="span-6"
          label={words.premises.kind}
          value={edit.kind}
          onChange={(kind) => set({ kind })}
          none={words.notSaid}
          choices={PREMISES_KINDS.map((value) => ({ value, label: PREMISES_KIND_LABELS[value][language] }))}
        />
        <PlacePicker code={edit.code} onChoose={(code, address) => set({ code, address })} />
        {field('address', 'span-12')}
        {field('landlord', 'span-6')}
        <SelectInput
          className="span-6"
          label={words.premises.landlordParty}
          value={edit.landlordParty}
          onChange={(landlordParty) => set({ landlordParty })}
          none={words.notSaid}
          choices={parties.map(({ partyId, number, content }) => ({
            value: partyId,
            label: `${number} ${content.names?.[0]?.text ?? ''}`,
          }))}
        />
        {day('leaseFrom', 'fromOn')}
        {day('leaseUntil', 'untilOn')}
        {field('leaseTerms', 'span-6')}
        <TextInput
          className="span-3"
          label={words.premises.rent}
          value={edit.rent}
          onChange={(rent) => set({ rent })}
          problem={form.problem(`${prefix}.rent.money.amount`)}
          inputMode="decimal"
        />
        <SelectInput
          className="span-3"
          label={words.payment.currency}
          value={edit.currency}
          onChange={(currency) => set({ currency })}
          choices={CURRENCY_CODES.map((value) => ({ value, label: value }))}
        />
        <SelectInput
          className="span-3"
          label={words.premises.per}
          value={edit.per}
          onChange={(per) => set({ per })}
          choices={RENT_PERIODS.map((value) => ({ value, label: RENT_PERIOD_LABELS[value][language] }))}
        />
        <TextInput
          className="span-3"
          label={words.premises.rooms}
          value={edit.rooms}
          onChange={(rooms) => set({ rooms })}
          problem={form.problem(`${prefix}.rooms`)}
          inputMode="numeric"
        />
        {field('internet', 'span-6')}
        {field('note', 'span-6')}
      </div>
    </EntryPanel>
  )
}
