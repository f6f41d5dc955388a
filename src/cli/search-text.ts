import type { Language } from '#core/language.ts'
import { SEARCH_TEXT_EN } from './search-text-en.ts'
import { SEARCH_TEXT_KM } from './search-text-km.ts'

/** What the command line says about finding and counting, by language. */
export const SEARCH_TEXT: { readonly [language in Language]: typeof SEARCH_TEXT_EN } = {
  km: SEARCH_TEXT_KM,
  en: SEARCH_TEXT_EN,
}
