import { TextInput } from '../../parts/inputs.tsx'
import type { MoveEdit, MoveField } from '../../state/move-edit.ts'
import { useTongue } from '../../text/text-context.tsx'

/** What every part of the form of a hand-over is given. */
export type MoveParts = {
  readonly edit: MoveEdit
  readonly write: (field: MoveField) => (text: string) => void
  readonly problem: (field: MoveField) => string | undefined
}

type MoveTextProps = MoveParts & {
  readonly field: MoveField
  readonly className: string
  readonly hint?: string
  readonly isRequired?: boolean
}

/** A field of a hand-over for one line of text. */
export function MoveText({
  edit,
  write,
  problem,
  field,
  className,
  hint,
  isRequired = false,
}: MoveTextProps) {
  const { text } = useTongue()
  return (
    <TextInput
      className={className}
      label={text.custody.moveFields[field]}
      required={isRequired ? text.window.required : undefined}
      hint={hint}
      value={edit.texts[field]}
      onChange={write(field)}
      problem={problem(field)}
    />
  )
}
