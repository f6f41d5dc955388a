import type { KeyboardEvent, Ref } from 'react'
import { Field, type FieldWords } from './field.tsx'

/**
 * Nothing that is typed may be kept by the browser: `autocomplete` off also keeps it out of the saved session, and
 * spell checking out of a service that checks elsewhere.
 */
const NOT_KEPT = {
  autoComplete: 'off',
  autoCorrect: 'off',
  autoCapitalize: 'off',
  spellCheck: false,
} as const

type TextInputProps = FieldWords & {
  readonly id?: string
  readonly className?: string
  readonly value: string
  readonly onChange: (text: string) => void
  readonly onLeave?: () => void
  readonly onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void
  readonly inputMode?: 'text' | 'decimal' | 'tel' | 'numeric'
  readonly isMono?: boolean
  readonly rows?: number
  readonly placeholder?: string
  readonly isDisabled?: boolean
  readonly inputRef?: Ref<HTMLInputElement>
  /** Takes the focus when a dialog opens. */
  readonly isFirst?: boolean
}

/** A field for one line of text, or for several when `rows` is given. */
export function TextInput(props: TextInputProps) {
  const {
    id,
    className,
    value,
    onChange,
    onLeave,
    onKeyDown,
    inputMode,
    isMono,
    rows,
    placeholder,
    ...rest
  } = props
  const { isDisabled, inputRef, isFirst, ...words } = rest
  const shared = {
    className: isMono ? 'input mono' : 'input',
    value,
    onChange: (event: { readonly target: { readonly value: string } }) => onChange(event.target.value),
    onBlur: onLeave,
    onKeyDown,
    placeholder,
    disabled: isDisabled,
    // Only where a dialog opens on purpose to type into this field.
    autoFocus: isFirst,
    ...NOT_KEPT,
  }
  return (
    <Field {...words} id={id} className={className}>
      {(ties) =>
        rows === undefined ? (
          <input type="text" inputMode={inputMode} ref={inputRef} {...shared} {...ties} />
        ) : (
          <textarea rows={rows} {...shared} {...ties} />
        )
      }
    </Field>
  )
}

/** One entry of a list to choose from. */
export type Choice = { readonly value: string; readonly label: string }

type SelectInputProps = FieldWords & {
  readonly id?: string
  readonly className?: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly choices: readonly Choice[]
  /** The words for choosing nothing; without them something is always chosen. */
  readonly none?: string
}

/** A field to choose one of many. */
export function SelectInput({ id, className, value, onChange, choices, none, ...words }: SelectInputProps) {
  const chosen = choices.find((choice) => choice.value === value)?.label ?? none
  return (
    <Field {...words} id={id} className={className}>
      {(ties) => (
        <select
          className="select"
          value={value}
          onChange={(event) => onChange(event.target.value)}
          autoComplete="off"
          {...ties}
        >
          {/* What stands in the closed field, so that it can give way to the arrow where it is long. */}
          <button type="button" tabIndex={-1} aria-hidden>
            <span className="select-chosen">{chosen}</span>
          </button>
          {none !== undefined && <option value="">{none}</option>}
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
