import type { CaseView } from '../case-file/case-view.ts'
import type { DigestHex } from '../ids.ts'
import type { HeldLedger } from '../packages/hub-book.ts'
import { sayInstant } from './date-phrases.ts'
import type { Phrase } from './document-tree.ts'
import type { RecordContext } from './record-parts.ts'
import type { HeldOfPaper, ReportContext } from './report-frame.ts'
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
    held,
  }: {
    readonly madeFrom: MadeFrom
    readonly software: string
    readonly number: string | null
    readonly wordings: Wordings
    /** How far headquarters held the ledger by what was known at the event that it is made from. */
    readonly held: HeldLedger | null
  },
): RecordContext {
  const letterhead = wordings.read('letterhead')
  const frame = wordings.read('report-frame')
  const made = fillPhrase(frame.madeFromLine, {
    case: view.number,
    sequence: String(madeFrom.seq),
    events: String(view.events.filter(({ seq }) => seq <= madeFrom.seq).length),
    software,
    wordings: sayWordings(wordings),
  })
  return {
    caseNumber: view.number,
    recordNumber: number,
    ledgerHeadHex: madeFrom.hashHex,
    madeAtMs: madeFrom.atMs,
    software,
    letterhead,
    madeFrom: held === null ? made : join(made, sayHeld(frame.madeFromHeld, held)),
  }
}

function sayHeld(wording: Phrase, { hubName: name, seq, receivedAtMs }: HeldLedger): Phrase {
  return fillPhrase(wording, { name, sequence: String(seq), time: sayInstant(receivedAtMs) })
}

function join(first: Phrase, second: Phrase): Phrase {
  return { km: `${first.km} ${second.km}`, en: `${first.en} ${second.en}` }
}

/** How far headquarters holds a paper that is made from these events; `undefined` where it gave no receipt. */
export function heldOfPaper(
  held: HeldLedger | null,
  events: readonly { readonly seq: number }[],
): HeldOfPaper | undefined {
  return held === null ? undefined : { ...held, missing: events.filter(({ seq }) => seq > held.seq).length }
}

/** What a report is told besides its own facts. Its own wording MUST have been read from `wordings` before. */
export function reportContextOf(
  view: Pick<CaseView, 'number' | 'head' | 'events'>,
  software: string,
  wordings: Wordings,
  held: HeldLedger | null = null,
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
    held: heldOfPaper(held, view.events),
  }
}

function sayWordings(wordings: Wordings): string {
  return wordings
    .used()
    .map(({ name, version }) => `${name} ${version}`)
    .join(', ')
}
