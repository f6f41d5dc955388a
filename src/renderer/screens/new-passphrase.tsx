import { MIN_PASSPHRASE_LENGTH } from '#core/casework/fields.ts'
import { PassphraseInput } from '../parts/passphrase-input.tsx'
import { type PassphraseStrength, passphraseStrength } from '../state/passphrase-strength.ts'
import type { Catalogue } from '../text/catalogue.ts'
import { useTongue } from '../text/text-context.tsx'

/** A new passphrase as it is typed, twice. */
export type NewPassphrase = { readonly passphrase: string; readonly repeated: string }

/** Nothing typed yet. */
export const NO_PASSPHRASE: NewPassphrase = { passphrase: '', repeated: '' }

/** What is wrong with a new passphrase, field by field. */
export function newPassphraseProblems({ passphrase, repeated }: NewPassphrase, { entry }: Catalogue) {
  const strength = passphraseStrength(passphrase)
  return {
    passphrase: strength.level === 'short' ? entry.strengths.short(strength.left) : undefined,
    repeated: repeated === passphrase ? undefined : entry.passphrasesDiffer,
  }
}

type NewPassphraseFieldsProps = {
  readonly value: NewPassphrase
  readonly onChange: (value: NewPassphrase) => void
  readonly problem: (field: 'passphrase' | 'repeated') => string | undefined
  readonly label?: string
  readonly isDisabled?: boolean
}

/** Two fields for a new passphrase and how strong it is. */
export function NewPassphraseFields(props: NewPassphraseFieldsProps) {
  const { value, onChange, problem, isDisabled = false } = props
  const { text } = useTongue()
  const { label = text.entry.newPassphrase } = props
  return (
    <>
      <div className="stack stack-tight">
        <PassphraseInput
          label={label}
          hint={text.entry.newPassphraseHint(MIN_PASSPHRASE_LENGTH)}
          showLabel={text.window.showPassphrase}
          value={value.passphrase}
          onChange={(passphrase) => onChange({ ...value, passphrase })}
          problem={problem('passphrase')}
          isNew
          isDisabled={isDisabled}
        />
        <StrengthMeter strength={passphraseStrength(value.passphrase)} isEmpty={value.passphrase === ''} />
      </div>
      <PassphraseInput
        label={text.entry.repeatPassphrase}
        showLabel={text.window.showPassphrase}
        value={value.repeated}
        onChange={(repeated) => onChange({ ...value, repeated })}
        problem={problem('repeated')}
        isNew
        isDisabled={isDisabled}
      />
    </>
  )
}

const LEVELS: readonly PassphraseStrength['level'][] = ['short', 'weak', 'fair', 'good', 'strong']

type StrengthMeterProps = { readonly strength: PassphraseStrength; readonly isEmpty: boolean }

function StrengthMeter({ strength, isEmpty }: StrengthMeterProps) {
  const { text } = useTongue()
  const level = isEmpty ? 0 : LEVELS.indexOf(strength.level)
  const words =
    strength.level === 'short'
      ? text.entry.strengths.short(strength.left)
      : text.entry.strengths[strength.level]
  return (
    <div className={`strength strength-${isEmpty ? 'none' : strength.level}`}>
      <div className="strength-bars" aria-hidden>
        {LEVELS.slice(1).map((bar, index) => (
          <span key={bar} className={index < level ? 'strength-bar strength-bar-on' : 'strength-bar'} />
        ))}
      </div>
      <p className="small" role="status">
        <span className="hidden-visually">{text.entry.strength} </span>
        {isEmpty ? '' : words}
      </p>
    </div>
  )
}
