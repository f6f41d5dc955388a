import type { Language } from '#core/language.ts'
import { CLI_TEXT_EN, type CliText } from './cli-text-en.ts'
import { CLI_TEXT_KM } from './cli-text-km.ts'

/** The texts of both languages. */
export const CLI_TEXT: { readonly [language in Language]: CliText } = { km: CLI_TEXT_KM, en: CLI_TEXT_EN }
