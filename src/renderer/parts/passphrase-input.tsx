import { Eye, EyeOff } from 'lucide-react'
import { type Ref, useState } from 'react'
import { IconButton } from './button.tsx'
import { Field, type FieldWords } from './field.tsx'

type PassphraseInputProps = FieldWords & {
  readonly id?: string
  readonly value: string
  readonly onChange: (text: string) => void
  readonly showLabel: string
  readonly isNew?: boolean
  readonly isDisabled?: boolean
  readonly inputRef?: Ref<HTMLInputElement>
  /** Takes the focus when a dialog opens. */
  readonly isFirst?: boolean
}

/** A field for a passphrase, hidden until the person asks to see it. */
export function PassphraseInput({
  id,
  value,
  onChange,
  showLabel,
  isNew,
  isDisabled,
  inputRef,
  isFirst,
  ...words
}: PassphraseInputProps) {
  const [isShown, setShown] = useState(false)
  return (
    <Field {...words} id={id}>
      {(ties) => (
        <div className="affixed">
          <input
            className="input"
            type={isShown ? 'text' : 'password'}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            autoComplete={isNew ? 'new-password' : 'off'}
            spellCheck={false}
            disabled={isDisabled}
            ref={inputRef}
            // Only where a dialog opens on purpose to type into this field.
            {...(isFirst === true && { autoFocus: true })}
            {...ties}
          />
          <IconButton
            icon={isShown ? <EyeOff size={18} aria-hidden /> : <Eye size={18} aria-hidden />}
            label={showLabel}
            isPressed={isShown}
            onPress={() => setShown(!isShown)}
          />
        </div>
      )}
    </Field>
  )
}
