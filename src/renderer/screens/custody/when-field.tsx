import { TextInput } from '../../parts/inputs.tsx'
import { parseTimeEntry } from '../../state/time-entry.ts'
import { useTongue } from '../../text/text-context.tsx'

type WhenFieldProps = {
  readonly value: string
  readonly onChange: (text: string) => void
  readonly problem?: string | undefined
  readonly className?: string
}

/** A field for the time at which something happened; left empty, it is now. */
export function WhenField({ value, onChange, problem, className }: WhenFieldProps) {
  const { text, format } = useTongue()
  const at = parseTimeEntry(value)
  return (
    <TextInput
      label={text.custody.when}
      hint={text.custody.whenHint}
      value={value}
      onChange={onChange}
      problem={problem}
      echo={at.ok ? format.instant(at.value) : undefined}
      placeholder="22/11/2026 14:30"
      {...(className !== undefined && { className })}
    />
  )
}

/** What is wrong with a typed time; nothing of an empty one. */
export function whenProblem(typed: string, words: string): string | undefined {
  return typed.trim() === '' || parseTimeEntry(typed).ok ? undefined : words
}

/** A typed time as the contract takes it: left out where nothing was typed. */
export function whenInput(typed: string): { readonly atMs?: number } {
  const at = parseTimeEntry(typed)
  return at.ok ? { atMs: at.value } : {}
}
