import * as z from 'zod'
import { MAX_RECORD_LINES, officers, pageMarks, presence, type RecordTexts } from './record-fields.ts'

/**
 * Data of a search record. Only what a record cannot do without is demanded here; what the law demands is asked by its packs when the
 * record is to be finalised, so that half of it can be written down on the spot.
 */
export function searchRecord(text: RecordTexts) {
  return z.strictObject({
    place: text.line(1000),
    startedAt: text.localTime(),
    endedAt: text.localTime().optional(),
    authorisation: z
      .strictObject({
        by: text.line(400),
        form: z.enum(['written', 'verbal']),
        givenAt: text.localTime(),
        reference: text.line(200).optional(),
      })
      .optional(),
    /** The exception under which a search begins by night. */
    timeException: text.line(500).optional(),
    ...presence(text),
    officers: officers(text),
    /** What was done and found, in its order. */
    course: text.story(100_000).optional(),
    /** Numbers of the exhibits that were seized. */
    seized: z.array(text.line(60)).max(MAX_RECORD_LINES),
    /** What those present had to say. */
    remarks: text.story(20_000).optional(),
    ...pageMarks(text),
  })
}
