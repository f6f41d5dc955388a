import { km } from '../km.ts'
import type { LanguageFile } from '../language-file.ts'

export const language: LanguageFile = {
  code: 'km',
  name: 'ខ្មែរ',
  locale: 'km-KH',
  base: 'km',
  texts: km,
  failures: 'km',
}
