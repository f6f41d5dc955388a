import * as z from 'zod'
import { TYPOLOGIES, WISHES } from '../casework/vocabularies.ts'
import { IDENTIFIER_KINDS } from '../identifiers/identifier.ts'
import { RECORD_KINDS } from '../law/law-pack.ts'
import { LETTER_KINDS } from '../letters/letter.ts'
import { isCurrencyCode } from '../money/currency.ts'

const NAME = /^[a-z][a-z0-9-]{0,63}$/
const phrase = z.strictObject({ km: z.string().min(1).max(4000), en: z.string().min(1).max(4000) })

/** A schema of an exercise: an invented case, and what a good officer has in the file at the end. */
export const exerciseShape = z.strictObject({
  v: z.literal(1),
  exerciseId: z.string().regex(NAME),
  version: z.number().int().min(1),
  /** The playbook whose steps are marked. */
  playbookId: z.string().regex(NAME),
  /** Kinds of crime; the complaint must name one of them. */
  typologies: z.array(z.enum(TYPOLOGIES)).min(1),
  title: phrase,
  /** What is told across the desk, to be read aloud or read. */
  story: phrase,
  expected: z.strictObject({
    wish: z.enum(WISHES),
    identifiers: z.array(z.strictObject({ kind: z.enum(IDENTIFIER_KINDS), value: z.string().min(1) })),
    /** Money that left the victim, one sum a currency. */
    losses: z.array(
      z.strictObject({ currency: z.string().refine(isCurrencyCode), amount: z.string().regex(/^[0-9.]+$/) }),
    ),
    letters: z.array(z.enum(LETTER_KINDS)),
    records: z.array(z.enum(RECORD_KINDS)),
  }),
})

/** An invented case with what is expected of whoever works on it. */
export type Exercise = z.output<typeof exerciseShape>

/**
 * Reads the exercises that ship with the program.
 *
 * @throws when they are not whole.
 */
export function readExercises(value: unknown): readonly Exercise[] {
  return z.array(exerciseShape).parse(value)
}
