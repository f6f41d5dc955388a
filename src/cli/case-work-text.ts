import type { Language } from '#core/language.ts'
import { CASE_WORK_TEXT_EN, type CaseWorkText } from './case-work-text-en.ts'
import { CASE_WORK_TEXT_KM } from './case-work-text-km.ts'

/** What the command line says about the work on cases, by language. */
export const CASE_WORK_TEXT: { readonly [language in Language]: CaseWorkText } = {
  km: CASE_WORK_TEXT_KM,
  en: CASE_WORK_TEXT_EN,
}
