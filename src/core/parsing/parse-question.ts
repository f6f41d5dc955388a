import * as z from 'zod'
import { asFound, cutText } from './found-text.ts'

/** What a parser cannot settle by itself; each has a text in both languages. */
export const PARSE_QUESTIONS = [
  'date-order',
  'time-zone',
  'columns',
  'decimal-sign',
  'sheet',
  'currency',
  'encoding',
  'password',
] as const

/** One of {@link PARSE_QUESTIONS}. */
export type ParseQuestionCode = (typeof PARSE_QUESTIONS)[number]

const shown = z.string().max(500)

/**
 * Asked instead of guessing: the caller runs the parser again with `option` set to one of the choices, or to any text where there
 * are none.
 */
export const parseQuestion = z.strictObject({
  code: z.enum(PARSE_QUESTIONS),
  option: z.string().regex(/^[a-z][a-z0-9.-]{0,63}$/),
  choices: z.array(z.strictObject({ value: z.string().max(1000), example: shown.optional() })).max(200),
  /** Lines or cells of the evidence that show what is asked. */
  examples: z.array(shown).max(20),
})

/** What a parser cannot settle by itself. */
export type ParseQuestion = z.output<typeof parseQuestion>

/** A piece of evidence as a question may show it. */
export function asExample(text: string): string {
  return cutText(asFound(text), 500)
}
