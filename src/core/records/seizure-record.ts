import * as z from 'zod'
import { MAX_RECORD_LINES, officers, pageMarks, presence, type RecordTexts } from './record-fields.ts'

/** Data of a seizure record; its inventory names exhibits of the case by number and takes the rest from them. */
export function seizureRecord(text: RecordTexts) {
  return z.strictObject({
    place: text.line(1000),
    seizedAt: text.localTime(),
    /** Order or article on which things are taken. */
    authority: text.line(500).optional(),
    ...presence(text),
    officers: officers(text),
    seized: z.array(text.line(60)).max(MAX_RECORD_LINES),
    remarks: text.story(20_000).optional(),
    isCopyGiven: z.boolean().optional(),
    ...pageMarks(text),
  })
}
