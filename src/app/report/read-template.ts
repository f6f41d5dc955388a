import { parseTemplate, type Template, type TemplateKeys } from '#core/documents/template.ts'
import type { CourtTexts } from '../ports/court-texts.ts'

/** Reads a shipped wording. @throws when it is not whole, which a test rules out. */
export function readTemplate<const Keys extends TemplateKeys>(
  texts: CourtTexts,
  name: string,
  keys: Keys,
): Template<Keys> {
  const parsed = parseTemplate(keys, texts.template(name))
  if (parsed.ok) return parsed.value
  throw new Error(
    `the wording ${name} does not fit: ${parsed.failure.code} ${parsed.failure.facts?.key ?? ''}`,
  )
}
