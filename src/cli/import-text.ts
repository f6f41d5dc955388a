import type { Language } from '#core/language.ts'
import { IMPORT_TEXT_EN } from './import-text-en.ts'
import { IMPORT_TEXT_KM } from './import-text-km.ts'

/** What the command line says about importing old cases, by language. */
export const IMPORT_TEXT: { readonly [language in Language]: typeof IMPORT_TEXT_EN } = {
  km: IMPORT_TEXT_KM,
  en: IMPORT_TEXT_EN,
}
