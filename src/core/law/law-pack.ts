import * as z from 'zod'
import { parseIsoDate } from '../dates/civil-date.ts'
import { fail, type Result, succeed } from '../result.ts'
import { condition } from './condition.ts'

const phrase = z.strictObject({ km: z.string().min(1), en: z.string().min(1) })
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)

/** Records that a law pack may lay conditions on. */
export const RECORD_KINDS = ['search', 'seizure', 'interview'] as const

const rule = z.strictObject({
  ruleId: id,
  record: z.enum(RECORD_KINDS),
  /** As it is cited: `Code of Criminal Procedure, art. 91`. */
  article: phrase,
  /** What the law wants, in words that an officer can act on. */
  text: phrase,
  condition,
  /** Whether somebody checked the rule against the text of the law. Rules that nobody checked warn and never block. */
  verified: z.boolean(),
  /** Where the rule is taken from. */
  source: z.string().min(1),
})

/** Exceptions, offences and other lists that records choose from, by code. */
const choice = z.strictObject({ code: id, text: phrase, verified: z.boolean(), source: z.string().min(1) })

/**
 * A law pack: dated conditions that records must meet, as data. Packs never change; a law that changes is a new version.
 */
export const lawPack = z
  .strictObject({
    v: z.literal(1),
    packId: id,
    version: z.number().int().min(1),
    /** The day from which it is applied, `YYYY-MM-DD`. */
    dated: z
      .string()
      .regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/)
      .refine((text) => parseIsoDate(text).ok),
    jurisdiction: z.string().regex(/^[A-Z]{2}$/),
    title: phrase,
    source: z.string().min(1),
    rules: z.array(rule).min(1).max(500),
    choices: z.record(id, z.array(choice).min(1)).default({}),
  })
  .superRefine(({ rules }, context) => {
    const ids = rules.map(({ ruleId }) => ruleId)
    if (new Set(ids).size !== ids.length) context.addIssue({ code: 'custom', message: 'a rule occurs twice' })
  })

/** One parsed law pack. */
export type LawPack = z.output<typeof lawPack>
/** One rule of a law pack. */
export type LawRule = LawPack['rules'][number]
/** One of {@link RECORD_KINDS}. */
export type RecordKind = (typeof RECORD_KINDS)[number]

/** Reads a pack from what a JSON text held; anything but a whole pack of this version is refused. */
export function parseLawPack(input: unknown): Result<LawPack, { readonly code: 'law/malformed-pack' }> {
  const parsed = lawPack.safeParse(input)
  return parsed.success ? succeed(parsed.data) : fail({ code: 'law/malformed-pack' })
}
