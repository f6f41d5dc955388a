import * as z from 'zod'
import type { ParseFailure } from '#app/ports/evidence-parser.ts'
import { parseQuestion } from '#core/parsing/parse-question.ts'
import { ENTRY_LISTS, type EntryList, parserVersion } from '#core/parsing/parsed-evidence.ts'
import { type FromParser, readFrame } from './parser-frames.ts'

/** Failures that a parser's process may say of itself; the others are the engine's to say. */
const SAYABLE = [
  'parse/not-this-kind',
  'parse/malformed',
  'parse/container-damaged',
  'parse/encrypted',
  'parse/option-wrong',
  'parse/too-large',
  'parse/too-many-entries',
  'parse/too-deep',
  'parse/out-of-memory',
  'parse/crashed',
  'parse/broke-rules',
  'parse/not-started',
] as const satisfies readonly ParseFailure['code'][]

const MAX_FACTS = 6
const MAX_QUESTIONS = 20

const whole = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
// A fact names a limit, an option or a place; a sentence would be the evidence speaking.
const factText = z
  .string()
  .max(80)
  .regex(/^[\w./: -]*$/)

const fromParser = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('read'), id: whole.max(0xffff_ffff), offset: whole, length: whole }),
  z.strictObject({
    kind: z.literal('entries'),
    list: z.enum(ENTRY_LISTS as readonly [EntryList, ...EntryList[]]),
    entries: z.array(z.unknown()),
  }),
  z.strictObject({ kind: z.literal('asks'), questions: z.array(parseQuestion).min(1).max(MAX_QUESTIONS) }),
  z.strictObject({
    kind: z.literal('failed'),
    code: z.enum(SAYABLE),
    facts: z
      .record(z.string().regex(/^[a-zA-Z]{1,20}$/), z.union([z.number().int(), factText]))
      .refine((facts) => Object.keys(facts).length <= MAX_FACTS),
  }),
  z.strictObject({ kind: z.literal('done'), parserVersion }),
])

/** Reads what a parser's process says, or answers `null` for what no parser says. Entries are judged by whoever takes them. */
export function judgeFrame(frame: Uint8Array): FromParser | null {
  const read = readFrame(frame)
  if (read === null || !('json' in read)) return null
  const message = fromParser.safeParse(read.json)
  return message.success ? message.data : null
}
