import { CURRENCY_CODES, currencyOf } from '#core/money/currency.ts'
import { SelectInput } from '../../parts/inputs.tsx'
import { useTongue } from '../../text/text-context.tsx'

type CurrencyInputProps = {
  readonly value: string
  readonly onChange: (currency: string) => void
  readonly className?: string
}

/** A field to choose the currency of an amount. */
export function CurrencyInput({ value, onChange, className = 'span-4' }: CurrencyInputProps) {
  const { language, text } = useTongue()
  return (
    <SelectInput
      className={className}
      label={text.custody.thing.currency}
      value={value}
      onChange={onChange}
      choices={CURRENCY_CODES.map((code) => ({
        value: code,
        label: `${code} · ${currencyOf(code).names[language]}`,
      }))}
    />
  )
}
