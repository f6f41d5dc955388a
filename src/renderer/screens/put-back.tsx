import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../parts/button.tsx'
import { editDraft, recheckDraft } from '../state/complaint-actions.ts'
import { type IdentifierField, type LossField, putBackRow, type Row } from '../state/complaint-edit.ts'
import { useWorkplace } from '../state/places.tsx'
import { useTongue } from '../text/text-context.tsx'

type AnyRow = Row<IdentifierField> | Row<LossField>
type PutBackProps = {
  readonly target: string
  readonly list: 'identifiers' | 'losses'
  readonly rows: readonly AnyRow[]
}

/** Puts back the line of a complaint that was removed last, until another thing happens to the lines' number. */
export function PutBack({ target, list, rows }: PutBackProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const [before, setBefore] = useState(rows)
  const [removed, setRemoved] = useState<{ readonly row: AnyRow; readonly index: number } | null>(null)
  if (rows !== before) {
    setBefore(rows)
    if (rows.length !== before.length) {
      const index = before.findIndex(({ key }) => !rows.some((row) => row.key === key))
      const row = before[index]
      setRemoved(rows.length === before.length - 1 && row !== undefined ? { row, index } : null)
    }
  }
  if (removed === null) return null
  return (
    <Button
      size="small"
      onPress={() => {
        editDraft(at, target, (edit) => putBackRow(edit, list, removed.row, removed.index))
        recheckDraft(at, target)
      }}
    >
      <Undo2 size={16} aria-hidden />
      {text.complaint.putBack}
    </Button>
  )
}
