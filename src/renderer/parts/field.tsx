import { CircleAlert } from 'lucide-react'
import { type ReactNode, useId } from 'react'

/** What ties a control to its label, its hint and what is wrong with it. */
export type ControlTies = {
  readonly id: string
  readonly 'aria-describedby'?: string
  readonly 'aria-invalid'?: true
  readonly 'aria-required'?: true
}

/** What surrounds a control. */
export type FieldWords = {
  readonly label: string
  /** The word for a field that may not stay empty, where others beside it may. */
  readonly required?: string | undefined
  readonly hint?: string | undefined
  /** What is wrong, in a sentence. */
  readonly problem?: string | undefined
  /** What was understood of the entry. */
  readonly echo?: string | undefined
}

type FieldProps = FieldWords & {
  readonly id?: string | undefined
  readonly className?: string | undefined
  readonly children: (ties: ControlTies) => ReactNode
}

/** A labelled control with its hint and problem, tied together for those who hear the page. */
export function Field({ id, label, required, hint, problem, echo, className = '', children }: FieldProps) {
  const ownId = useId()
  const controlId = id ?? ownId
  // One note at a time: what is wrong, else what was understood, else what to write.
  const note =
    problem !== undefined ? 'problem' : echo !== undefined ? 'echo' : hint !== undefined ? 'hint' : null
  return (
    <div className={`field ${className}`}>
      <label className="field-label" htmlFor={controlId}>
        {label}
        {required !== undefined && (
          <span className="field-required" aria-hidden>
            {required}
          </span>
        )}
      </label>
      {children({
        id: controlId,
        ...(note !== null && { 'aria-describedby': `${controlId}-${note}` }),
        ...(problem !== undefined && { 'aria-invalid': true }),
        ...(required !== undefined && { 'aria-required': true }),
      })}
      {note === 'hint' && (
        <p className="field-hint" id={`${controlId}-hint`}>
          {hint}
        </p>
      )}
      {note === 'echo' && (
        <p className="field-echo" id={`${controlId}-echo`}>
          {echo}
        </p>
      )}
      {note === 'problem' && (
        <p className="field-problem" id={`${controlId}-problem`}>
          <CircleAlert size={16} aria-hidden />
          <span>{problem}</span>
        </p>
      )}
    </div>
  )
}
