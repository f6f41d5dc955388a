import { type ReactNode, useId } from 'react'
import type { Choice } from './inputs.tsx'

type SegmentsProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly choices: readonly (Choice & {
    readonly lang?: string
    readonly icon?: ReactNode
    readonly name?: string
  })[]
}

/** A few choices side by side, one of them chosen. `name` says aloud what a short label means. */
export function Segments({ label, value, onChange, choices }: SegmentsProps) {
  const group = useId()
  return (
    <div className="segments" role="radiogroup" aria-label={label}>
      {choices.map((choice) => (
        <label key={choice.value} className="segment" lang={choice.lang} title={choice.name}>
          <input
            type="radio"
            name={group}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
            aria-label={choice.name}
            autoComplete="off"
          />
          {choice.icon}
          {choice.label !== '' && <span>{choice.label}</span>}
        </label>
      ))}
    </div>
  )
}

type ManyChoicesProps = {
  readonly legend: string
  readonly hint?: string
  readonly chosen: readonly string[]
  readonly onToggle: (value: string) => void
  readonly choices: readonly Choice[]
  readonly id?: string
}

/** Choices of which several may apply. */
export function ManyChoices({ legend, hint, chosen, onToggle, choices, id }: ManyChoicesProps) {
  return (
    <fieldset className="field" id={id} tabIndex={-1}>
      <legend className="field-label">{legend}</legend>
      {hint !== undefined && <p className="field-hint">{hint}</p>}
      <div className="row choice-row">
        {choices.map((choice) => (
          <label key={choice.value} className="choice">
            <input
              type="checkbox"
              checked={chosen.includes(choice.value)}
              onChange={() => onToggle(choice.value)}
              autoComplete="off"
            />
            <span>{choice.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

type CheckProps = {
  readonly isChecked: boolean
  readonly onChange: (isChecked: boolean) => void
  readonly children: ReactNode
}

/** One thing to agree to or to switch on. */
export function Check({ isChecked, onChange, children }: CheckProps) {
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={isChecked}
        onChange={(event) => onChange(event.target.checked)}
        autoComplete="off"
      />
      <span>{children}</span>
    </label>
  )
}
