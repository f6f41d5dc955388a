import { Plus, Trash2 } from 'lucide-react'
import type { CaseFile } from '#contract/case-operations.ts'
import { IDENTIFIER_KIND_LABELS } from '#core/casework/vocabulary-labels.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { Check } from '../../parts/choices.tsx'
import { SelectInput, TextInput } from '../../parts/inputs.tsx'
import {
  addPaperRow,
  type PaperEdit,
  type PaperRow,
  removePaperRow,
  rowsOf,
  writePaperRow,
  YES,
} from '../../state/paper-edit.ts'
import { FIELD_CHOICES, ROW_FIELDS, type RowField, type RowList } from '../../state/paper-fields.ts'
import { editPaper } from '../../state/paper-form-actions.ts'
import { useWorkplace } from '../../state/places.tsx'
import { useTongue } from '../../text/text-context.tsx'
import { useAddedRow } from '../use-added-row.ts'
import { fieldId, useFieldProblem } from './use-form-desk.ts'

type PaperRowsProps = { readonly list: RowList; readonly edit: PaperEdit; readonly file: CaseFile }

/** A list of a record or letter, a row each. */
export function PaperRows({ list, edit, file }: PaperRowsProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.papers.form
  const rows = rowsOf(edit, list)
  const focusOn = useAddedRow((key) => fieldId(`${list}.${key}.${ROW_FIELDS[list][0]}`))
  const add = () => {
    focusOn(edit.nextKey)
    editPaper(at, (now) => addPaperRow(now, list))
  }
  return (
    <div className="stack">
      {rows.length > 0 && (
        <ol className="lines">
          {rows.map((row, index) => (
            <RowLine key={row.key} list={list} row={row} place={index + 1} />
          ))}
        </ol>
      )}
      <div className="row">
        <Button size="small" id={fieldId(list)} onPress={add}>
          <Plus size={16} aria-hidden />
          {words.addRow[list]}
        </Button>
      </div>
      {list === 'accounts' && <KnownAccounts file={file} edit={edit} />}
    </div>
  )
}

type RowLineProps = { readonly list: RowList; readonly row: PaperRow; readonly place: number }

function RowLine({ list, row, place }: RowLineProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.papers.form
  const remove = () => {
    editPaper(at, (now) => removePaperRow(now, list, row.key))
    document.getElementById(fieldId(list))?.focus()
  }
  return (
    <li className="line" aria-label={words.rowPlace(words.rows[list], place)}>
      <div className="form-grid">
        {ROW_FIELDS[list].map((field) => (
          <RowFieldInput key={field} list={list} row={row} field={field} />
        ))}
      </div>
      <IconButton
        icon={<Trash2 size={16} aria-hidden />}
        label={words.removeRow(words.rows[list], place)}
        onPress={remove}
      />
    </li>
  )
}

const SPANS: { readonly [Name in RowField]?: string } = {
  question: 'span-12',
  answer: 'span-12',
  isPoliceOfOperation: 'span-12',
}
const LONG_FIELDS: readonly RowField[] = ['question', 'answer']

type RowFieldProps = { readonly list: RowList; readonly row: PaperRow; readonly field: RowField }

function RowFieldInput({ list, row, field }: RowFieldProps) {
  const at = useWorkplace()
  const { language, text } = useTongue()
  const path = `${list}.${row.key}.${field}`
  const problem = useFieldProblem(path)
  const value = row.texts[field] ?? ''
  const write = (typed: string) =>
    editPaper(at, (now) => writePaperRow(now, list, { key: row.key, field, text: typed }))
  const label = text.papers.form.rowFields[field]
  const className = SPANS[field] ?? 'span-4'
  if (field === 'isPoliceOfOperation')
    return (
      <div className={className}>
        <Check isChecked={value === YES} onChange={(isOn) => write(isOn ? YES : '')}>
          {label}
        </Check>
      </div>
    )
  const shared = { id: fieldId(path), className, label, value, onChange: write, problem }
  if (field === 'kind')
    return (
      <SelectInput
        {...shared}
        choices={FIELD_CHOICES.kind.map((kind) => ({
          value: kind,
          label: IDENTIFIER_KIND_LABELS[kind][language],
        }))}
      />
    )
  return <TextInput {...shared} {...(LONG_FIELDS.includes(field) && { rows: 2 })} />
}

const KNOWN_AT_ONCE = 30

/** Identifiers of the complaints, each to be taken over by one press. */
function KnownAccounts({ file, edit }: { readonly file: CaseFile; readonly edit: PaperEdit }) {
  const at = useWorkplace()
  const { language, text } = useTongue()
  const taken = new Set(rowsOf(edit, 'accounts').map(({ texts }) => texts.value))
  const known = new Map(
    file.complaints.flatMap(({ complaint }) =>
      complaint.identifiers.map((identifier) => [identifier.raw, identifier] as const),
    ),
  )
  const left = [...known.values()].filter(({ raw }) => !taken.has(raw)).slice(0, KNOWN_AT_ONCE)
  if (left.length === 0) return null
  return (
    <div className="row">
      <span className="small faint">{text.papers.form.picks.accounts}</span>
      {left.map(({ raw, kind }) => {
        const service = IDENTIFIER_KIND_LABELS[kind][language]
        return (
          <Button
            key={raw}
            size="small"
            onPress={() =>
              editPaper(at, (now) => addPaperRow(now, 'accounts', { service, kind, value: raw }))
            }
          >
            <Plus size={14} aria-hidden />
            {service} {raw}
          </Button>
        )
      })}
    </div>
  )
}
