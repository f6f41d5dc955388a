import type { Language } from '#core/language.ts'
import { EXPORT_TEXT_EN } from './export-text-en.ts'
import { EXPORT_TEXT_KM } from './export-text-km.ts'

/** What the command line says about packages, in both languages. */
export type ExportText = typeof EXPORT_TEXT_KM

/** What the command line says about packages, by language. */
export const EXPORT_TEXT: { readonly [language in Language]: ExportText } = {
  km: EXPORT_TEXT_KM,
  en: EXPORT_TEXT_EN,
}
