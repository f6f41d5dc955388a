import { en } from '../en.ts'
import type { LanguageFile } from '../language-file.ts'

export const language: LanguageFile = {
  code: 'en',
  name: 'English',
  locale: 'en-GB',
  base: 'en',
  texts: en,
  failures: 'en',
}
