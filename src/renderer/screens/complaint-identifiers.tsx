import { Plus, Trash2 } from 'lucide-react'
import { type ClipboardEvent, memo, useState } from 'react'
import type { IdentifierLine as IdentifierLineSeen } from '#contract/money-operations.ts'
import { IDENTIFIER_KIND_LABELS } from '#core/casework/vocabulary-labels.ts'
import { IDENTIFIER_KINDS, parseIdentifier } from '#core/identifiers/identifier.ts'
import { Button, IconButton } from '../parts/button.tsx'
import { SelectInput, TextInput } from '../parts/inputs.tsx'
import { editDraft, recheckDraft } from '../state/complaint-actions.ts'
import {
  addRow,
  type IdentifierField,
  pasteIdentifiers,
  type Row,
  removeRow,
  writeRowField,
} from '../state/complaint-edit.ts'
import { useSession, useWorkplace } from '../state/places.tsx'
import { type Tongue, useTongue } from '../text/text-context.tsx'
import { choicesOf, controlId, useDraftProblem } from './draft-field.tsx'
import { SeenElsewhere } from './folk/seen-elsewhere.tsx'
import { useSeen } from './folk/use-seen.ts'
import { PutBack } from './put-back.tsx'
import { useAddedRow } from './use-added-row.ts'

type LinesProps = { readonly target: string }

const LINES_AT_ONCE = 50
/** Most identifiers that one question names. */
const MOST_ASKED = 500
const NO_ROWS: readonly Row<IdentifierField>[] = []

/** Numbers, accounts and addresses that the offenders used, a line each. */
export function IdentifierLines({ target }: LinesProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const rows = useSession((state) => state.drafts[target]?.edit.identifiers ?? NO_ROWS)
  const [shownCount, setShownCount] = useState(LINES_AT_ONCE)
  const addId = controlId(target, 'identifiers')
  const focusOn = useAddedRow((key) => controlId(target, `identifiers.${key}.value`))
  const add = () => {
    focusOn(at.store.getState().drafts[target]?.edit.nextKey ?? 0)
    setShownCount((count) => Math.max(count, rows.length + 1))
    editDraft(at, target, (edit) => addRow(edit, 'identifiers'))
  }
  const left = rows.length - shownCount
  const read = rows.slice(0, shownCount).flatMap(({ key, texts }) => {
    const kind = IDENTIFIER_KINDS.find((known) => known === texts.kind)
    const parsed = kind === undefined || texts.value.trim() === '' ? null : parseIdentifier(kind, texts.value)
    return kind !== undefined && parsed?.ok === true
      ? [{ key, kind, normalised: parsed.value.normalised }]
      : []
  })
  const seen = useSeen(
    target === 'new' ? null : target,
    read.slice(0, MOST_ASKED).map(({ kind, normalised }) => ({ kind, normalised })),
  )
  const elsewhere = new Map(read.map(({ key }, index) => [key, seen[index]]))
  return (
    <div className="stack">
      <ol className="lines">
        {rows.slice(0, shownCount).map((row, index) => (
          <IdentifierLine
            key={row.key}
            target={target}
            row={row}
            place={index + 1}
            elsewhere={elsewhere.get(row.key)}
            onEnter={add}
            addId={addId}
          />
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
          {text.complaint.addIdentifier}
        </Button>
        <PutBack target={target} list="identifiers" rows={rows} />
        <kbd aria-hidden>{text.window.shortcuts.key.enter}</kbd>
      </div>
    </div>
  )
}

type LineProps = {
  readonly target: string
  readonly row: Row<IdentifierField>
  readonly place: number
  readonly onEnter: () => void
  readonly addId: string
  /** Other cases that know what stands in the line. */
  readonly elsewhere: IdentifierLineSeen['elsewhere'] | undefined
}

const IdentifierLine = memo(
  function IdentifierLine({ target, row, place, onEnter, addId, elsewhere }: LineProps) {
    const at = useWorkplace()
    const tongue = useTongue()
    const { complaint } = tongue.text
    const { key, texts } = row
    const path = `identifiers.${key}`
    const kindProblem = useDraftProblem(target, `${path}.kind`)
    const valueProblem = useDraftProblem(target, `${path}.value`)
    const noteProblem = useDraftProblem(target, `${path}.note`)
    const write = (field: IdentifierField) => (text: string) =>
      editDraft(at, target, (edit) => writeRowField(edit, 'identifiers', key, field, text))
    const check = () => recheckDraft(at, target)
    const paste = (event: ClipboardEvent) => {
      const pasted = event.clipboardData.getData('text/plain')
      if (!/[\r\n]/.test(pasted.trim())) return
      event.preventDefault()
      editDraft(at, target, (edit) => pasteIdentifiers(edit, key, pasted))
    }
    const remove = () => {
      editDraft(at, target, (edit) => removeRow(edit, 'identifiers', key))
      check()
      document.getElementById(addId)?.focus()
    }
    return (
      <li className="line" aria-label={complaint.identifierPlace(place)} onPaste={paste}>
        <div className="form-grid">
          <SelectInput
            id={controlId(target, `${path}.kind`)}
            className="span-4"
            label={complaint.identifierFields.kind}
            value={texts.kind}
            onChange={(value) => {
              write('kind')(value)
              check()
            }}
            choices={choicesOf(IDENTIFIER_KINDS, IDENTIFIER_KIND_LABELS, tongue)}
            problem={kindProblem}
          />
          <TextInput
            id={controlId(target, `${path}.value`)}
            className="span-5"
            label={complaint.identifierFields.value}
            value={texts.value}
            onChange={write('value')}
            onLeave={check}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.ctrlKey) onEnter()
            }}
            isMono
            echo={identifierEcho(texts.kind, texts.value, tongue)}
            problem={valueProblem}
          />
          <TextInput
            id={controlId(target, `${path}.note`)}
            className="span-3"
            label={complaint.identifierFields.note}
            value={texts.note}
            onChange={write('note')}
            onLeave={check}
            problem={noteProblem}
          />
          {elsewhere !== undefined && elsewhere.total > 0 && (
            <div className="span-12 small" role="status">
              <SeenElsewhere elsewhere={elsewhere} />
            </div>
          )}
        </div>
        <IconButton
          icon={<Trash2 size={16} aria-hidden />}
          label={complaint.removeIdentifier(place)}
          onPress={remove}
        />
      </li>
    )
  },
  (before, after) =>
    before.row === after.row &&
    before.place === after.place &&
    before.target === after.target &&
    before.elsewhere === after.elsewhere,
)

function identifierEcho(kind: string, value: string, { text: { complaint } }: Tongue): string | undefined {
  const known = IDENTIFIER_KINDS.find((entry) => entry === kind)
  if (known === undefined || known === 'other' || value.trim() === '') return undefined
  const read = parseIdentifier(known, value)
  if (!read.ok) return undefined
  const { normalised, note } = read.value
  const words = [
    normalised === value.trim() ? null : complaint.readAs(normalised),
    note === undefined ? null : complaint.identifierNotes[note],
  ].filter((word) => word !== null)
  return words.length === 0 ? undefined : words.join(' · ')
}
