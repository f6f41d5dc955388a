import { useState } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import type { Envelope } from '#contract/envelope.ts'
import type { PaymentLine } from '#contract/money-operations.ts'
import { LOSS_LEVELS, LOSS_STATES, RAILS } from '#core/casework/vocabularies.ts'
import { LOSS_LEVEL_LABELS, LOSS_STATE_LABELS, RAIL_LABELS } from '#core/casework/vocabulary-labels.ts'
import { CURRENCY_CODES } from '#core/money/currency.ts'
import { paymentOfKhqr } from '#core/parties/fill-from.ts'
import { SelectInput, TextInput } from '../../parts/inputs.tsx'
import {
  EMPTY_PAYMENT,
  editOfPayment,
  fillFromCode,
  type PaymentEdit,
  paymentChangeOf,
  paymentContentOf,
} from '../../state/payment-edit.ts'
import { useWorkplace } from '../../state/places.tsx'
import { useTongue } from '../../text/text-context.tsx'
import { ChangedMeanwhile } from '../kept-elsewhere.tsx'
import { useCommandForm } from '../use-command-form.ts'
import { EntryPanel } from './entry-panel.tsx'

type PaymentFormProps = {
  readonly file: CaseFile
  readonly payment?: PaymentLine
  readonly onClose: () => void
  readonly onSaved: () => void
}

/** Enters a payment, or changes one; the text of a KHQR code fills in what it says. */
export function PaymentForm({ file, payment, onClose, onSaved }: PaymentFormProps) {
  const at = useWorkplace()
  const { language, text, format } = useTongue()
  const words = text.folk
  // What the form was opened on. What somebody else changes meanwhile is not what this person has seen.
  const [seen, setSeen] = useState(payment)
  const [edit, setEdit] = useState<PaymentEdit>(
    payment === undefined ? EMPTY_PAYMENT : editOfPayment(payment),
  )
  const [code, setCode] = useState<'none' | 'filled' | 'wrong-check' | 'no-code'>('none')
  const set = (change: Partial<PaymentEdit>) => setEdit((now) => ({ ...now, ...change }))
  const prefix = payment === undefined ? 'content' : 'set'
  const form = useCommandForm({
    problems: {
      [`${prefix}.money.amount`]: undefined,
      [`${prefix}.on`]: undefined,
      [`${prefix}.time.clock`]: undefined,
      [`${prefix}.payee.identifiers.0.value`]: undefined,
      [`${prefix}.payer.identifiers.0.value`]: undefined,
    },
    run: async (): Promise<Envelope<object>> => {
      const named = { case: file.caseId }
      const { client } = at.desk
      if (seen === undefined)
        return await client.call('payment.add', { ...named, content: paymentContentOf(edit) })
      const change = { ...paymentChangeOf(edit, seen), basedOnHex: seen.versionHex }
      return await client.call('payment.change', { ...named, payment: seen.paymentId, ...change })
    },
    onDone: onSaved,
  })
  const readCode = (khqr: string) => {
    if (khqr.trim() === '') setCode('none')
    const read = paymentOfKhqr(khqr)
    if (khqr.trim() !== '')
      setCode(read.ok ? 'filled' : read.failure.code === 'khqr/check-wrong' ? 'wrong-check' : 'no-code')
    setEdit((now) => (read.ok ? fillFromCode({ ...now, khqr }, read.value) : { ...now, khqr }))
  }
  const field = (name: 'reference' | 'payer' | 'payee' | 'institution' | 'note', span: string) => (
    <TextInput
      className={span}
      label={words.payment[name]}
      value={edit[name]}
      onChange={(value) => set({ [name]: value })}
    />
  )
  const told = file.complaints.flatMap(({ complaintId, complaint }) => [
    { value: complaintId, label: complaint.victim.name },
    ...complaint.losses.map((loss, index) => ({
      value: `${complaintId} ${index}`,
      label: `${complaint.victim.name} · ${format.money(loss.currency, loss.amount)}`,
    })),
  ])
  const title = payment === undefined ? words.addPayment : words.changePayment(payment.number)
  return (
    <EntryPanel form={form} title={title} submitLabel={words.save} onClose={onClose}>
      {payment !== undefined &&
        seen !== undefined &&
        payment.versionHex !== seen.versionHex &&
        !form.isRunning && (
          <ChangedMeanwhile
            words={text.window.elsewhere.merges}
            onRead={() => {
              setSeen(payment)
              setEdit(editOfPayment(payment))
            }}
          />
        )}
      <div className="form-grid">
        {payment === undefined && (
          <TextInput
            className="span-12"
            label={words.payment.khqr}
            value={edit.khqr}
            onChange={readCode}
            // A scanner ends with Enter, and what it filled in must be looked at first.
            onKeyDown={(event) => {
              if (event.key === 'Enter') event.preventDefault()
            }}
            hint={words.khqrHint}
            echo={code === 'filled' ? words.khqrFilled : undefined}
            problem={
              code === 'wrong-check' ? words.khqrWrong : code === 'no-code' ? words.khqrNone : undefined
            }
            isMono
            isFirst
          />
        )}
        <TextInput
          className="span-3"
          label={words.payment.amount}
          value={edit.amount}
          onChange={(amount) => set({ amount })}
          problem={form.problem(`${prefix}.money.amount`)}
          inputMode="decimal"
        />
        <SelectInput
          className="span-3"
          label={words.payment.currency}
          value={edit.currency}
          onChange={(currency) => set({ currency: currency as PaymentEdit['currency'] })}
          choices={CURRENCY_CODES.map((value) => ({ value, label: value }))}
        />
        <SelectInput
          className="span-3"
          label={words.payment.state}
          value={edit.state}
          onChange={(state) => set({ state: state as PaymentEdit['state'] })}
          choices={LOSS_STATES.map((value) => ({ value, label: LOSS_STATE_LABELS[value][language] }))}
        />
        <SelectInput
          className="span-3"
          label={words.payment.level}
          value={edit.level}
          onChange={(level) => set({ level: level as PaymentEdit['level'] })}
          choices={LOSS_LEVELS.map((value) => ({ value, label: LOSS_LEVEL_LABELS[value][language] }))}
        />
        <SelectInput
          className="span-3"
          label={words.payment.rail}
          value={edit.rail}
          onChange={(rail) => set({ rail: rail as PaymentEdit['rail'] })}
          none={words.notSaid}
          choices={RAILS.map((value) => ({ value, label: RAIL_LABELS[value][language] }))}
        />
        <TextInput
          className="span-3"
          label={words.payment.on}
          value={edit.on}
          onChange={(on) => set({ on })}
          problem={form.problem(`${prefix}.on`)}
          hint={words.dayHint}
        />
        <TextInput
          className="span-3"
          label={words.payment.clock}
          value={edit.clock}
          onChange={(clock) => set({ clock })}
          problem={form.problem(`${prefix}.time.clock`)}
          hint={words.clockHint}
        />
        {field('reference', 'span-3')}
        {field('payer', 'span-6')}
        <TextInput
          className="span-6"
          label={words.payment.payerAccount}
          value={edit.payerAccount}
          onChange={(payerAccount) => set({ payerAccount })}
          problem={form.problem(`${prefix}.payer.identifiers.0.value`)}
          isMono
        />
        {field('payee', 'span-4')}
        <TextInput
          className="span-4"
          label={words.payment.payeeAccount}
          value={edit.payeeAccount}
          onChange={(payeeAccount) => set({ payeeAccount })}
          problem={form.problem(`${prefix}.payee.identifiers.0.value`)}
          isMono
        />
        {field('institution', 'span-4')}
        <SelectInput
          className="span-6"
          label={words.payment.told}
          value={edit.told}
          onChange={(value) => set({ told: value })}
          none={words.notTold}
          choices={told}
        />
        {field('note', 'span-6')}
      </div>
    </EntryPanel>
  )
}
