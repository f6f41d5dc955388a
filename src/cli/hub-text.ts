import type { Language } from '#core/language.ts'
import { HUB_TEXT_EN, type HubText } from './hub-text-en.ts'
import { HUB_TEXT_KM } from './hub-text-km.ts'

/** The texts about the hub of both languages. */
export const HUB_TEXT: { readonly [language in Language]: HubText } = { km: HUB_TEXT_KM, en: HUB_TEXT_EN }
