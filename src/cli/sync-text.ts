import type { Language } from '#core/language.ts'
import { SYNC_TEXT_EN } from './sync-text-en.ts'
import { SYNC_TEXT_KM } from './sync-text-km.ts'

/** What the command line says about headquarters, in both languages. */
export type SyncText = typeof SYNC_TEXT_KM

/** What the command line says about headquarters, by language. */
export const SYNC_TEXT: { readonly [language in Language]: SyncText } = { km: SYNC_TEXT_KM, en: SYNC_TEXT_EN }
