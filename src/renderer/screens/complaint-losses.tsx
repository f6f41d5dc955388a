import { Plus, Trash2 } from 'lucide-react'
import { memo, useState } from 'react'
import { LOSS_LEVELS, LOSS_STATES, RAILS } from '#core/casework/vocabularies.ts'
import { LOSS_LEVEL_LABELS, LOSS_STATE_LABELS, RAIL_LABELS } from '#core/casework/vocabulary-labels.ts'
import { amountInWords } from '#core/money/amount-in-words.ts'
import { CURRENCIES, CURRENCY_CODES } from '#core/money/currency.ts'
import { parseMoney } from '#core/money/parse-money.ts'
import { Button, IconButton } from '../parts/button.tsx'
import { type Choice, SelectInput, TextInput } from '../parts/inputs.tsx'
import { editDraft, recheckDraft } from '../state/complaint-actions.ts'
import { addRow, type LossField, type Row, removeRow, writeRowField } from '../state/complaint-edit.ts'
import { useSession, useWorkplace } from '../state/places.tsx'
import { type Tongue, useTongue } from '../text/text-context.tsx'
import { choicesOf, controlId, dayEcho, useDraftProblem } from './draft-field.tsx'
import { PutBack } from './put-back.tsx'
import { useAddedRow } from './use-added-row.ts'

type LinesProps = { readonly target: string }

const LINES_AT_ONCE = 50
const NO_ROWS: readonly Row<LossField>[] = []

/** Payments, a line each. */
export function LossLines({ target }: LinesProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const rows = useSession((state) => state.drafts[target]?.edit.losses ?? NO_ROWS)
  const [shownCount, setShownCount] = useState(LINES_AT_ONCE)
  const addId = controlId(target, 'losses')
  const focusOn = useAddedRow((key) => controlId(target, `losses.${key}.amount`))
  const add = () => {
    focusOn(at.store.getState().drafts[target]?.edit.nextKey ?? 0)
    setShownCount((count) => Math.max(count, rows.length + 1))
    editDraft(at, target, (edit) => addRow(edit, 'losses'))
  }
  const left = rows.length - shownCount
  return (
    <div className="stack">
      <ol className="lines">
        {rows.slice(0, shownCount).map((row, index) => (
          <LossLine key={row.key} target={target} row={row} place={index + 1} addId={addId} />
        ))}
      </ol>
      <div className="row">
        {left > 0 && (
          <Button size="small" onPress={() => setShownCount(shownCount + LINES_AT_ONCE)}>
            {text.window.showMore(left)}
          </Button>
        )}
        <Button size="small" id={addId} onPress={add}>
          <Plus size={16} aria-hidden />
          {text.complaint.addLoss}
        </Button>
        <PutBack target={target} list="losses" rows={rows} />
      </div>
    </div>
  )
}

type LineProps = {
  readonly target: string
  readonly row: Row<LossField>
  readonly place: number
  readonly addId: string
}

const LossLine = memo(function LossLine({ target, row, place, addId }: LineProps) {
  const at = useWorkplace()
  const tongue = useTongue()
  const { complaint } = tongue.text
  const { key, texts } = row
  const remove = () => {
    editDraft(at, target, (edit) => removeRow(edit, 'losses', key))
    recheckDraft(at, target)
    document.getElementById(addId)?.focus()
  }
  const shared = { target, row }
  return (
    <li className="line" aria-label={complaint.lossPlace(place)}>
      <div className="form-grid">
        <LossText {...shared} field="amount" className="span-3" echo={amountEcho(texts, tongue)} />
        <LossSelect {...shared} field="currency" className="span-3" choices={currencyChoices(tongue)} />
        <LossSelect
          {...shared}
          field="state"
          className="span-3"
          choices={choicesOf(LOSS_STATES, LOSS_STATE_LABELS, tongue)}
        />
        <LossSelect
          {...shared}
          field="level"
          className="span-3"
          choices={choicesOf(LOSS_LEVELS, LOSS_LEVEL_LABELS, tongue)}
        />
        <LossText {...shared} field="on" className="span-3" echo={dayEcho(texts.on, tongue)} />
        <LossText {...shared} field="clock" className="span-3" />
        <LossSelect
          {...shared}
          field="rail"
          className="span-3"
          none={complaint.none}
          choices={choicesOf(RAILS, RAIL_LABELS, tongue)}
        />
        <LossText {...shared} field="reference" className="span-3" />
        <LossText {...shared} field="payee" className="span-6" />
        <LossText {...shared} field="payer" className="span-6" />
        <LossText {...shared} field="note" className="span-12" />
      </div>
      <IconButton
        icon={<Trash2 size={16} aria-hidden />}
        label={complaint.removeLoss(place)}
        onPress={remove}
      />
    </li>
  )
})

type LossControlProps = {
  readonly target: string
  readonly row: Row<LossField>
  readonly field: LossField
  readonly className: string
}

function LossText({
  target,
  row,
  field,
  className,
  echo,
}: LossControlProps & { readonly echo?: string | undefined }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const path = `losses.${row.key}.${field}`
  const problem = useDraftProblem(target, path)
  return (
    <TextInput
      id={controlId(target, path)}
      className={className}
      label={text.complaint.lossFields[field]}
      value={row.texts[field]}
      onChange={(typed) =>
        editDraft(at, target, (edit) => writeRowField(edit, 'losses', row.key, field, typed))
      }
      onLeave={() => recheckDraft(at, target)}
      {...(field === 'clock' && { placeholder: text.complaint.hints.clock })}
      {...(field === 'on' && { placeholder: text.complaint.hints.day })}
      {...(field === 'amount' && { inputMode: 'decimal' as const })}
      echo={echo}
      problem={problem}
    />
  )
}

function LossSelect({
  target,
  row,
  field,
  className,
  choices,
  none,
}: LossControlProps & { readonly choices: readonly Choice[]; readonly none?: string }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const path = `losses.${row.key}.${field}`
  const problem = useDraftProblem(target, path)
  return (
    <SelectInput
      id={controlId(target, path)}
      className={className}
      label={text.complaint.lossFields[field]}
      value={row.texts[field]}
      onChange={(value) => {
        editDraft(at, target, (edit) => writeRowField(edit, 'losses', row.key, field, value))
        recheckDraft(at, target)
      }}
      choices={choices}
      problem={problem}
      {...(none !== undefined && { none })}
    />
  )
}

function currencyChoices({ language }: Tongue): readonly Choice[] {
  return CURRENCY_CODES.map((value) => ({ value, label: CURRENCIES[value].names[language] }))
}

function amountEcho(texts: Row<LossField>['texts'], { language, format }: Tongue): string | undefined {
  const read = parseMoney(texts.currency, texts.amount)
  if (!read.ok) return undefined
  const written = format.money(read.value.currency, read.value.amount)
  const words = language === 'km' ? amountInWords(read.value) : null
  return words === null ? written : `${written} · ${words}`
}
