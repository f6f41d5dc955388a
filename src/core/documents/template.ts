import * as z from 'zod'
import { fail, type Result, succeed } from '../result.ts'
import type { Phrase } from './document-tree.ts'

/** The texts that a kind of document is written with: each key, and what a text of it may name as `{name}`. */
export type TemplateKeys = { readonly [key: string]: readonly string[] }

/** The wording of one kind of document, whole: every key has a text in both languages. */
export type Template<Keys extends TemplateKeys> = { readonly [Key in keyof Keys]: Phrase }

/** Why a wording is refused. Facts: the first `key` that is wrong. */
export type TemplateFailure = {
  readonly code:
    | 'template/malformed'
    | 'template/key-missing'
    | 'template/key-unknown'
    | 'template/placeholder-unknown'
  readonly facts?: { readonly key: string }
}

/** Most characters of a text, counted as whoever types them counts. */
const MAX_TEXT_LENGTH = 4_000
const text = z
  .string()
  .min(1)
  .refine((typed) => [...typed].length <= MAX_TEXT_LENGTH)
const phrase = z.strictObject({ km: text, en: text })
const templateFile = z.strictObject({ v: z.literal(1), phrases: z.record(z.string(), phrase) })

/**
 * Reads the wording of a kind of document from what a JSON text held. A key too few or too many is refused, and so is a placeholder
 * that the document does not fill: wording may be changed by a station, what a document states may not.
 */
export function parseTemplate<const Keys extends TemplateKeys>(
  keys: Keys,
  input: unknown,
): Result<Template<Keys>, TemplateFailure> {
  const parsed = templateFile.safeParse(input)
  if (!parsed.success) return fail({ code: 'template/malformed' })
  const { phrases } = parsed.data
  for (const key of Object.keys(phrases))
    if (!Object.hasOwn(keys, key)) return fail({ code: 'template/key-unknown', facts: { key } })
  for (const [key, names] of Object.entries(keys)) {
    const found = Object.hasOwn(phrases, key) ? phrases[key] : undefined
    if (found === undefined) return fail({ code: 'template/key-missing', facts: { key } })
    const asked = [...namesIn(found.km), ...namesIn(found.en)]
    if (asked.some((name) => !names.includes(name)))
      return fail({ code: 'template/placeholder-unknown', facts: { key } })
  }
  return succeed(phrases as Template<Keys>)
}

/** Fills values into a wording, in both languages; a value is never read as wording. */
export function fillPhrase(wording: Phrase, values: { readonly [name: string]: Phrase | string }): Phrase {
  return { km: fillText(wording.km, values, 'km'), en: fillText(wording.en, values, 'en') }
}

const PLACEHOLDER = /\{([a-z][A-Za-z0-9]*)\}/g

function fillText(
  text: string,
  values: { readonly [name: string]: Phrase | string },
  language: 'km' | 'en',
): string {
  return text.replace(PLACEHOLDER, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value === undefined) return whole
    return typeof value === 'string' ? value : value[language]
  })
}

/** The placeholders that a text names, in their order, each as often as it occurs. */
export function namesIn(text: string): readonly string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name]) => name ?? '')
}
