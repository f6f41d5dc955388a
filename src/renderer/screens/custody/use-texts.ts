import { useState } from 'react'

/** The texts of a small form by field, with what to hand to each input. */
export type Texts<Field extends string> = {
  readonly texts: { readonly [Name in Field]: string }
  /** Value and change of one field. */
  of(field: Field): { readonly value: string; readonly onChange: (text: string) => void }
  /** The text without spaces around it, or nothing. */
  kept(field: Field): string | undefined
}

/** Keeps the texts of a small form. */
export function useTexts<Field extends string>(first: { readonly [Name in Field]: string }): Texts<Field> {
  const [texts, setTexts] = useState(first)
  return {
    texts,
    of: (field) => ({
      value: texts[field],
      onChange: (text) => setTexts((now) => ({ ...now, [field]: text })),
    }),
    kept(field) {
      const text = texts[field].trim()
      return text === '' ? undefined : text
    },
  }
}
