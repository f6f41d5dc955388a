import * as z from 'zod'
import { MAX_RECORD_LINES, namedPerson, officers, pageMarks, type RecordTexts } from './record-fields.ts'

/** As what somebody is heard. */
export const INTERVIEW_ROLES = ['victim', 'witness', 'suspect'] as const

/** How it stands with a witness's oath: taken, not demanded by law, or refused. */
export const OATHS = ['sworn', 'exempt', 'refused'] as const

/** Data of an interview record. Questions and answers stay in the words they were given in. */
export function interviewRecord(text: RecordTexts) {
  return z.strictObject({
    role: z.enum(INTERVIEW_ROLES),
    person: namedPerson(text),
    place: text.line(1000),
    startedAt: text.localTime(),
    endedAt: text.localTime().optional(),
    language: text.line(100),
    needsInterpreter: z.boolean(),
    interpreter: z
      .strictObject({
        name: text.line(400),
        language: text.line(100).optional(),
        isSworn: z.boolean(),
        isPolice: z.boolean(),
        isInvolved: z.boolean(),
      })
      .optional(),
    lawyer: text.line(400).optional(),
    /** What a suspect was told before the first question. */
    toldAccusation: z.boolean().optional(),
    toldMaySayNothing: z.boolean().optional(),
    toldMayHaveLawyer: z.boolean().optional(),
    /** Whether a witness took an oath. */
    oath: z.enum(OATHS).optional(),
    officers: officers(text),
    statement: text.story(500_000).optional(),
    questions: z
      .array(z.strictObject({ question: text.story(10_000), answer: text.story(100_000) }))
      .max(MAX_RECORD_LINES),
    readBack: z.enum(['read-by-person', 'read-aloud', 'not-read']).optional(),
    /** What the person had changed after it was read. */
    corrections: text.story(50_000).optional(),
    ...pageMarks(text),
  })
}
