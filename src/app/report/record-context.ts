import type { CaseView } from '#core/case-file/case-view.ts'
import { CASE_REPORT_TEXT } from '#core/documents/case-report-text.ts'
import type { RecordContext } from '#core/documents/record-parts.ts'
import type { DigestHex } from '#core/ids.ts'

/** A place in the ledger that a document is made from. */
export type MadeFrom = { readonly seq: number; readonly hashHex: DigestHex; readonly atMs: number }

/** The place that a paper states: the event that made it final or issued it, or the case's head while it is a draft. */
export function placeOf(
  made: { readonly seq: number; readonly hashHex: DigestHex; readonly atMs: number } | null,
  { head }: CaseView,
): MadeFrom {
  const { seq, hashHex, atMs } = made ?? head
  return { seq, hashHex, atMs }
}

/** What a record or letter is told besides its own content. */
export function contextOf(
  view: CaseView,
  {
    madeFrom,
    software,
    number,
  }: { readonly madeFrom: MadeFrom; readonly software: string; readonly number: string | null },
): RecordContext {
  return {
    caseNumber: view.number,
    recordNumber: number,
    ledgerHeadHex: madeFrom.hashHex,
    madeAtMs: madeFrom.atMs,
    software,
    institution: [CASE_REPORT_TEXT.unit],
  }
}
