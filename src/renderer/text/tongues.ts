/// <reference types="vite/client" />
import type { FailureLanguage } from '#contract/failure-text.ts'
import type { Language } from '#core/language.ts'
import type { Catalogue } from './catalogue.ts'
import { type Format, formatOf } from './format.ts'
import type { LanguageFile } from './language-file.ts'

/** A language of the screens with its texts and its way of writing numbers. */
export type Tongue = {
  /** What the person chose. */
  readonly code: string
  readonly name: string
  readonly locale: string
  /** The language of court papers and vocabularies that belongs to it. */
  readonly language: Language
  readonly failureLanguage: FailureLanguage
  readonly text: Catalogue
  readonly format: Format
}

/** The language that a window starts with. */
export const FIRST_LANGUAGE = 'km'

// Whatever file lies in the folder is a language of the screens: nothing else names it.
const files: { readonly [path: string]: LanguageFile } = import.meta.glob('./languages/*.ts', {
  eager: true,
  import: 'language',
})

/** The languages the screens speak: the first language, then the others by their tags. */
export const TONGUES: readonly Tongue[] = Object.values(files)
  .toSorted((one, other) => rankOf(one) - rankOf(other) || (one.code < other.code ? -1 : 1))
  .map(({ code, name, locale, base, texts, failures }) => ({
    code,
    name,
    locale,
    language: base,
    failureLanguage: failures,
    text: texts,
    format: formatOf(base),
  }))

/** The tongue of a tag; the first language where there is none. */
export function tongueOf(code: string): Tongue {
  const found = TONGUES.find((tongue) => tongue.code === code) ?? TONGUES[0]
  if (found === undefined) throw new Error('no language was built in')
  return found
}

function rankOf({ code }: LanguageFile): number {
  return code === FIRST_LANGUAGE ? 0 : 1
}
