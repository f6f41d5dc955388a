import * as z from 'zod'
import { parseIsoDate } from '../dates/civil-date.ts'
import type { Result } from '../result.ts'
import { checkLine, checkStory } from '../text-safety/check-text.ts'

/** Fewest characters of a new passphrase; length is what resists guessing offline. */
export const MIN_PASSPHRASE_LENGTH = 10

type FieldFailure = { readonly code: string; readonly facts?: Readonly<Record<string, string | number>> }

/** A schema of one line of text, taken as it is, with the refusals of `checkLine`. */
export function line(maxLength: number) {
  return z
    .string()
    .meta(lengthsOf(maxLength))
    .transform(refusing((text) => checkLine(text, { maxLength })))
}

/** A schema of a text of many lines, with the refusals of `checkStory`. */
export function story(maxLength: number) {
  return z
    .string()
    .meta(lengthsOf(maxLength))
    .transform(refusing((text) => checkStory(text, { maxLength })))
}

/** A schema of a day that exists, `YYYY-MM-DD`. */
export function day() {
  return z.string().transform(
    refusing((text): Result<string, FieldFailure> => {
      const date = parseIsoDate(text)
      return date.ok ? { ok: true, value: text } : date
    }),
  )
}

/** A schema of a passphrase that is tried. */
export function passphrase() {
  return z.string().min(1).max(1000)
}

/** A schema of a passphrase that is set. */
export function newPassphrase() {
  return z
    .string()
    .max(1000)
    .superRefine((text, context) => {
      const length = [...text].length
      if (length >= MIN_PASSPHRASE_LENGTH) return
      const facts = { min: MIN_PASSPHRASE_LENGTH, length }
      context.addIssue({ code: 'custom', params: { problem: 'text/too-short', facts } })
    })
}

// Told to whoever prints the schema, and not checked by zod: it counts UTF-16 code units, JSON Schema and `checkLine` count code
// points (JSON Schema 2020-12, validation, section 6.3.1).
function lengthsOf(maxLength: number) {
  return { minLength: 1, maxLength }
}

function refusing(check: (text: string) => Result<string, FieldFailure>) {
  return (text: string, context: z.core.$RefinementCtx): string => {
    const checked = check(text)
    if (checked.ok) return checked.value
    context.issues.push({ code: 'custom', input: text, params: asProblem(checked.failure) })
    return z.NEVER
  }
}

/** The parameters of a schema's issue that carry a failure's code and facts to whoever explains it. */
export function asProblem({ code, facts }: FieldFailure): { problem: string; facts?: FieldFailure['facts'] } {
  return facts === undefined ? { problem: code } : { problem: code, facts }
}
