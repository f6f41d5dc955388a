import { issueLetter } from '#app/letters/issue-letter.ts'
import { listLetters, printLetter, showLetter } from '#app/letters/read-letters.ts'
import { changeRecord, draftRecord } from '#app/records/draft-record.ts'
import { finaliseRecord } from '#app/records/finalise-record.ts'
import { printRecord } from '#app/records/print-record.ts'
import { listLaw, listRecords, showRecord } from '#app/records/read-records.ts'
import type { Handlers } from '#contract/dispatcher.ts'
import { shippedCourtTexts } from '../../court-texts/shipped-court-texts.ts'
import type { EngineParts } from '../engine-parts.ts'

type RecordOperation =
  | 'record.draft'
  | 'record.change'
  | 'record.finalise'
  | 'record.list'
  | 'record.show'
  | 'record.print'
  | 'law.list'
  | 'letter.issue'
  | 'letter.list'
  | 'letter.show'
  | 'letter.print'

/** What operations on records, letters and law packs do. */
export function recordHandlers({
  current,
  printer,
  drawn,
  software,
}: EngineParts): Pick<Handlers, RecordOperation> {
  const texts = shippedCourtTexts()
  const drawing = { session: current, printer, drawn }
  return {
    'record.draft': draftRecord(current, texts),
    'record.change': changeRecord(current, texts),
    'record.finalise': finaliseRecord(current, texts),
    'record.list': listRecords(current),
    'record.show': showRecord(current, texts),
    'record.print': printRecord(drawing, texts, software),
    'law.list': listLaw(current, texts),
    'letter.issue': issueLetter(current),
    'letter.list': listLetters(current),
    'letter.show': showLetter(current),
    'letter.print': printLetter(drawing, texts, software),
  }
}
