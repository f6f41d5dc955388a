import { readFileSync } from 'node:fs'
import { parseTemplate, type Template, type TemplateKeys } from '#core/documents/template.ts'

/** Reads a shipped wording. */
export function shippedTemplate<const Keys extends TemplateKeys>(name: string, keys: Keys): Template<Keys> {
  const parsed = parseTemplate(keys, JSON.parse(readFileSync(`resources/templates/${name}.json`, 'utf8')))
  if (!parsed.ok) throw new Error(`${name}: ${parsed.failure.code} ${parsed.failure.facts?.key ?? ''}`)
  return parsed.value
}

/** A wording in which each text is its key, with what it may name. */
export function keysAsWords<const Keys extends TemplateKeys>(keys: Keys): Template<Keys> {
  const entries = Object.entries(keys).map(([key, names]) => {
    const text = [key, ...names.map((name) => `{${name}}`)].join(' ')
    return [key, { km: text, en: text }]
  })
  return Object.fromEntries(entries) as Template<Keys>
}
