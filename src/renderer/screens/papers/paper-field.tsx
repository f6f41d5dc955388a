import { parseIsoDate } from '#core/dates/civil-date.ts'
import { Check } from '../../parts/choices.tsx'
import { SelectInput, TextInput } from '../../parts/inputs.tsx'
import { readDayEntry } from '../../state/day-entry.ts'
import { type PaperEdit, writePaperField, YES } from '../../state/paper-edit.ts'
import { FIELD_CHOICES, type PaperField } from '../../state/paper-fields.ts'
import { editPaper } from '../../state/paper-form-actions.ts'
import { useWorkplace } from '../../state/places.tsx'
import { parseTimeEntry } from '../../state/time-entry.ts'
import { type Tongue, useTongue } from '../../text/text-context.tsx'
import { fieldId, useFieldProblem } from './use-form-desk.ts'

type PaperFieldProps = { readonly field: PaperField; readonly edit: PaperEdit; readonly hint?: string }

const STORY_ROWS = 6

/** One field of a record or letter. */
export function PaperFieldInput({ field, edit, hint }: PaperFieldProps) {
  const at = useWorkplace()
  const tongue = useTongue()
  const words = tongue.text.papers.form
  const problem = useFieldProblem(field.path)
  const value = edit.texts[field.path] ?? ''
  const write = (text: string) => editPaper(at, (now) => writePaperField(now, field.path, text))
  const shared = {
    id: fieldId(field.path),
    className: `span-${field.span}`,
    label: words.fields[field.path],
    value,
    onChange: write,
    problem,
    hint,
    required: field.isRequired ? tongue.text.window.required : undefined,
  }
  switch (field.as) {
    case 'flag':
      return (
        <div className={`span-${field.span}`}>
          <Check isChecked={value === YES} onChange={(isOn) => write(isOn ? YES : '')}>
            <span id={shared.id}>{shared.label}</span>
          </Check>
        </div>
      )
    case 'choice': {
      const labels: { readonly [code: string]: string } = words.choices[field.path]
      return (
        <SelectInput
          {...shared}
          choices={FIELD_CHOICES[field.path].map((code) => ({ value: code, label: labels[code] ?? code }))}
          {...(!field.isAlways && { none: words.noChoice })}
        />
      )
    }
    case 'story':
      return <TextInput {...shared} rows={STORY_ROWS} />
    case 'day':
      return <TextInput {...shared} placeholder={words.dayHint} echo={dayWords(value, tongue)} />
    case 'time':
      return <TextInput {...shared} placeholder={words.timeHint} echo={timeWords(value, tongue)} />
    case 'line':
      return <TextInput {...shared} />
  }
}

function dayWords(typed: string, { format }: Tongue): string | undefined {
  const iso = readDayEntry(typed)
  return parseIsoDate(iso).ok ? format.day(iso) : undefined
}

/** A typed minute in words, once it is one. */
function timeWords(typed: string, { format }: Tongue): string | undefined {
  const read = parseTimeEntry(typed)
  return read.ok ? format.instant(read.value) : undefined
}
