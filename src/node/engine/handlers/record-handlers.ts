import { setImmediate } from 'node:timers/promises'
import { adoptLawPack, inspectLawPack, listLaw } from '#app/law/law-packs.ts'
import { issueFreeze } from '#app/letters/freeze-payment.ts'
import { issueLetter } from '#app/letters/issue-letter.ts'
import { listRecipients } from '#app/letters/list-recipients.ts'
import { listLetters, printLetter, showLetter, showLetterFile } from '#app/letters/read-letters.ts'
import { saveLetterFile } from '#app/letters/save-letter-file.ts'
import { discardRecord } from '#app/records/discard-record.ts'
import { changeRecord, draftRecord } from '#app/records/draft-record.ts'
import { finaliseRecord } from '#app/records/finalise-record.ts'
import { printRecord } from '#app/records/print-record.ts'
import { listRecordKinds, listRecords, showRecord } from '#app/records/read-records.ts'
import { listReports } from '#app/report/list-reports.ts'
import { makeReport } from '#app/report/make-report.ts'
import { makeStatistics } from '#app/report/make-statistics.ts'
import { listTemplates, previewTemplate, saveTemplate, showTemplate } from '#app/report/templates.ts'
import type { Handlers } from '#contract/dispatcher.ts'
import type { lawOperations } from '#contract/law-operations.ts'
import type { templateOperations } from '#contract/template-operations.ts'
import { shippedCourtTexts } from '../../court-texts/shipped-court-texts.ts'
import type { EngineParts } from '../engine-parts.ts'

type RecordOperation =
  | 'record.draft'
  | 'record.change'
  | 'record.finalise'
  | 'record.discard'
  | 'record.list'
  | 'record.show'
  | 'record.print'
  | 'record.kinds'
  | keyof typeof lawOperations
  | keyof typeof templateOperations
  | 'report.make'
  | 'report.list'
  | 'report.statistics'
  | 'letter.freezePayment'
  | 'letter.file'
  | 'letter.saveFile'
  | 'letter.issue'
  | 'letter.list'
  | 'letter.recipients'
  | 'letter.show'
  | 'letter.print'

/** What operations on records, letters and law packs do. */
export function recordHandlers({
  current,
  printer,
  drawn,
  openRoom,
  outlets,
  software,
}: EngineParts): Pick<Handlers, RecordOperation> {
  const texts = shippedCourtTexts()
  const drawing = { session: current, printer, drawn }
  return {
    'record.draft': draftRecord(current, texts),
    'record.change': changeRecord(current, texts),
    'record.finalise': finaliseRecord(current, texts),
    'record.discard': discardRecord(current),
    'record.list': listRecords(current),
    'record.show': showRecord(current, texts),
    'record.print': printRecord(drawing, texts, software),
    'record.kinds': listRecordKinds(current, texts),
    'law.list': listLaw(current, texts),
    'law.inspect': inspectLawPack(current),
    'law.adopt': adoptLawPack(current, texts),
    'template.list': listTemplates(current),
    'template.show': showTemplate(current, texts),
    'template.save': saveTemplate(current),
    'template.preview': previewTemplate(drawing, texts, software),
    'report.make': makeReport(drawing, texts, software, openRoom),
    'report.list': listReports(current),
    'report.statistics': makeStatistics(drawing, texts, software, () => setImmediate()),
    'letter.freezePayment': issueFreeze(current, texts),
    'letter.file': showLetterFile(current),
    'letter.saveFile': saveLetterFile(current, outlets),
    'letter.issue': issueLetter(current),
    'letter.list': listLetters(current),
    'letter.recipients': listRecipients(current),
    'letter.show': showLetter(current),
    'letter.print': printLetter(drawing, texts, software),
  }
}
