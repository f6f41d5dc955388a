import type { CaseView } from '../case-file/case-view.ts'
import type { DigestHex } from '../ids.ts'
import type { RecordContext } from './record-parts.ts'
import type { ReportContext } from './report-frame.ts'
import { fillPhrase } from './template.ts'
import type { Wordings } from './wordings.ts'

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

/** What a record or letter is told besides its own content. Its own wording MUST have been read from `wordings` before. */
export function contextOf(
  view: CaseView,
  {
    madeFrom,
    software,
    number,
    wordings,
  }: {
    readonly madeFrom: MadeFrom
    readonly software: string
    readonly number: string | null
    readonly wordings: Wordings
  },
): RecordContext {
  const letterhead = wordings.read('letterhead')
  const frame = wordings.read('report-frame')
  return {
    caseNumber: view.number,
    recordNumber: number,
    ledgerHeadHex: madeFrom.hashHex,
    madeAtMs: madeFrom.atMs,
    software,
    letterhead,
    madeFrom: fillPhrase(frame.madeFromLine, {
      case: view.number,
      sequence: String(madeFrom.seq),
      events: String(view.events.filter(({ seq }) => seq <= madeFrom.seq).length),
      software,
      wordings: sayWordings(wordings),
    }),
  }
}

/** What a report is told besides its own facts. Its own wording MUST have been read from `wordings` before. */
export function reportContextOf(
  view: Pick<CaseView, 'number' | 'head' | 'events'>,
  software: string,
  wordings: Wordings,
): ReportContext {
  const letterhead = wordings.read('letterhead')
  const frame = wordings.read('report-frame')
  return {
    caseNumber: view.number,
    head: view.head,
    eventCount: view.events.length,
    software,
    letterhead,
    frame,
    wordings: wordings.used(),
  }
}

function sayWordings(wordings: Wordings): string {
  return wordings
    .used()
    .map(({ name, version }) => `${name} ${version}`)
    .join(', ')
}
