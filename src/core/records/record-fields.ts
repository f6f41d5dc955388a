import * as z from 'zod'
import { line, story } from '../casework/fields.ts'
import { SEXES } from '../casework/vocabularies.ts'
import { parseIsoDate } from '../dates/civil-date.ts'

/** How the pages of a record were marked by whoever it is about. */
export const PAGE_MARKS = ['signature', 'thumb-print', 'refused'] as const

/** Most people, questions and exhibits that one record lists. */
export const MAX_RECORD_LINES = 5000

const LOCAL_TIME = /^(.{10})T([01][0-9]|2[0-3]):[0-5][0-9]$/

/** The pieces that a record's shape is made of: with the limits of what may be entered now, or as the ledger keeps them for ever. */
export type RecordTexts = {
  readonly line: (maxLength: number) => z.ZodType<string, string>
  readonly story: (maxLength: number) => z.ZodType<string, string>
  /** A day that exists, `YYYY-MM-DD`. */
  readonly day: () => z.ZodType<string, string>
  /** A minute in the station's own time, `YYYY-MM-DDTHH:MM`, on a day that exists. */
  readonly localTime: () => z.ZodType<string, string>
}

/** What may be entered. */
export const ENTERED: RecordTexts = {
  line,
  story,
  day: () => dated((text) => text),
  localTime: () => dated((text) => LOCAL_TIME.exec(text)?.[1] ?? ''),
}

/** What the ledger keeps: limits of input may change, this shape may not. */
export const KEPT: RecordTexts = {
  line: () => z.string(),
  story: () => z.string(),
  day: () => z.string(),
  localTime: () => z.string(),
}

function dated(dayOf: (text: string) => string) {
  return z.string().superRefine((text, context) => {
    const date = parseIsoDate(dayOf(text))
    if (!date.ok) context.addIssue({ code: 'custom', params: { problem: date.failure.code } })
  })
}

/** Somebody a record names, as their identity document has it. */
export function namedPerson(text: RecordTexts) {
  return z.strictObject({
    name: text.line(400),
    latinName: text.line(400).optional(),
    sex: z.enum(SEXES).optional(),
    birthDate: text.day().optional(),
    nationality: text.line(100).optional(),
    occupation: text.line(200).optional(),
    address: text.line(1000).optional(),
    idDocument: text.line(200).optional(),
    phone: text.line(100).optional(),
  })
}

/** Officers who took part. */
export function officers(text: RecordTexts) {
  const officer = z.strictObject({
    name: text.line(400),
    rank: text.line(100).optional(),
    duty: text.line(200).optional(),
  })
  return z.array(officer).max(200)
}

/** Whose place it is, and who watched. */
export function presence(text: RecordTexts) {
  return {
    occupant: z.strictObject({
      isPresent: z.boolean(),
      name: text.line(400).optional(),
      idDocument: text.line(200).optional(),
      /** Owner, tenant, guard … */
      standing: text.line(200).optional(),
    }),
    witnesses: z
      .array(
        z.strictObject({
          name: text.line(400),
          idDocument: text.line(200).optional(),
          address: text.line(1000).optional(),
          isPoliceOfOperation: z.boolean(),
        }),
      )
      .max(100),
  }
}

/** How the pages were marked, and what was said where somebody would not. */
export function pageMarks(text: RecordTexts) {
  return { pagesMarked: z.enum(PAGE_MARKS).optional(), refusalNote: text.line(1000).optional() }
}

/** Refuses an end before its beginning. */
export function endsAfterStart(
  { startedAt, endedAt }: { readonly startedAt: string; readonly endedAt?: string | undefined },
  context: z.core.$RefinementCtx,
): void {
  if (endedAt === undefined || endedAt >= startedAt) return
  context.issues.push({
    code: 'custom',
    input: endedAt,
    path: ['endedAt'],
    params: { problem: 'date/order' },
  })
}
