import type { FailureLanguage } from '#contract/failure-text.ts'
import type { Language } from '#core/language.ts'
import type { Catalogue } from './catalogue.ts'

/** A language of the screens, as its one file in `languages/` gives it. */
export type LanguageFile = {
  /** Its tag after BCP 47; the file is named by it. */
  readonly code: string
  /** Its name in itself. */
  readonly name: string
  /** What the browser is told for reading aloud and for the order of fields. */
  readonly locale: string
  /** The language of court papers and vocabularies, of dates and of numbers, that stands beside its texts. */
  readonly base: Language
  /** Every text of the screens; one that is missing does not compile. */
  readonly texts: Catalogue
  /** The texts of failures, or the language in which they are said. */
  readonly failures: FailureLanguage
}
