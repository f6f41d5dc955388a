import type { CaseView } from '../case-file/case-view.ts'
import { reportComplaint, reportTotals } from './case-report-complaints.ts'
import { reportCustody } from './case-report-custody.ts'
import { listExhibits, reportExhibits } from './case-report-exhibits.ts'
import {
  CASE_REPORT_SIGNERS,
  EVENT_KIND_TEXT,
  sayContents,
  CASE_REPORT_TEXT as TEXT,
} from './case-report-text.ts'
import { sayInstant, sayLunarDay, sayTimeOfColumn } from './date-phrases.ts'
import type { Block, DocumentLanguages, DocumentTree, Heading, Phrase } from './document-tree.ts'
import { headPaper, type LETTERHEAD_KEYS } from './letterhead.ts'
import { gatherMoney } from './money-facts.ts'
import { tableOfLines } from './money-lines.ts'
import { writeCount } from './record-parts.ts'
import { type HeldOfPaper, heldRows, type ReportContext } from './report-frame.ts'
import type { Template } from './template.ts'

/** What the report says besides the case itself. */
export type CaseReportOptions = {
  readonly languages: DocumentLanguages
  /** Program and version that make the report: `Samnum 0.1.0`. */
  readonly software: string
  /** The station's letterhead; left out, lines to write on. */
  readonly letterhead?: Template<typeof LETTERHEAD_KEYS>
  /** How far headquarters holds the case, with its wording; left out where it gave no receipt. */
  readonly held?: { readonly frame: ReportContext['frame']; readonly of: HeldOfPaper } | undefined
}

/**
 * Writes down what a case file says, for a court.
 *
 * The report is a function of the case's verified events up to its head: no clock, no name of whoever prints it. It
 * states facts and keeps interpretation out; how a victim can be reached safely is left out. Amounts are never
 * converted. The digests of the exhibits travel inside as a list for `sha256sum -c`.
 */
export function buildCaseReport(view: CaseView, options: CaseReportOptions): DocumentTree {
  const { languages, software, held } = options
  const { head, number } = view
  return {
    languages,
    info: {
      title: `${nameIn(TEXT.title, languages)} ${number}`,
      subject: nameIn(TEXT.subject, languages),
      creator: software,
      createdAtMs: head.atMs,
    },
    foot: { caseNumber: number, ledgerHeadHex: head.hashHex, stateAsOf: sayInstant(head.atMs) },
    blocks: [
      options.letterhead === undefined
        ? { kind: 'letterhead', institution: [TEXT.unit], reference: [TEXT.place] }
        : headPaper(options.letterhead, { number, atMs: head.atMs }),
      { kind: 'title', text: TEXT.title, about: view.title },
      ...section(1, TEXT.general, [reportGeneral(view)]),
      ...section(2, TEXT.method, reportMethod()),
      ...section(3, TEXT.complaints, reportComplaints(view)),
      ...section(4, TEXT.totals, [reportTotals(view.totals), ...reportPayments(view)]),
      ...section(5, TEXT.exhibits, [reportExhibits(view.exhibits), ...reportCustody(view)]),
      ...section(6, TEXT.events, reportEvents(view, software, held)),
      ...section(7, TEXT.checking, reportChecking()),
      ...section(8, TEXT.signatures, [
        { kind: 'signatures', intro: TEXT.signingIntro, signers: CASE_REPORT_SIGNERS },
      ]),
    ],
    attachments: listExhibits(view),
  }
}

const PAYMENT_LABELS = {
  label: TEXT.order,
  amount: TEXT.amount,
  day: TEXT.paidOn,
  state: TEXT.lossState,
  level: TEXT.lossLevel,
  means: TEXT.rail,
  payer: TEXT.payer,
  payee: TEXT.payee,
  reference: TEXT.reference,
  note: TEXT.note,
  none: TEXT.noLosses,
}

function nameIn(phrase: Phrase, languages: DocumentLanguages): string {
  if (languages === 'km+en') return `${phrase.km} · ${phrase.en}`
  return phrase[languages]
}

function section(order: number, text: Phrase, blocks: readonly Block[]): Block[] {
  const heading: Heading = { kind: 'heading', level: 1, text, number: writeCount(order) }
  return [heading, ...blocks]
}

function reportGeneral(view: CaseView): Block {
  const { number, title, openedAtMs, openedBy, complaints, exhibits, head } = view
  return {
    kind: 'key-values',
    rows: [
      { label: TEXT.caseNumber, value: number },
      { label: TEXT.caseTitle, value: title },
      { label: TEXT.opened, value: [sayInstant(openedAtMs), ...sayLunarDay(openedAtMs)] },
      { label: TEXT.openedBy, value: openedBy },
      { label: TEXT.stateAsOf, value: [sayInstant(head.atMs), ...sayLunarDay(head.atMs)] },
      { label: TEXT.contents, value: sayContents(complaints.length, exhibits.length) },
      { label: TEXT.ledgerHead, value: { digestHex: head.hashHex } },
    ],
  }
}

function reportMethod(): Block[] {
  return [
    { kind: 'notice', tone: 'information', text: [TEXT.factsOnly] },
    { kind: 'heading', level: 2, text: TEXT.methodHeading },
    {
      kind: 'list',
      ordered: false,
      points: [TEXT.signaturesVerified, TEXT.digestsTaken, TEXT.sumsKept, TEXT.formsKept],
    },
    { kind: 'heading', level: 2, text: TEXT.limitsHeading },
    {
      kind: 'list',
      ordered: false,
      points: [
        TEXT.toldByVictims,
        TEXT.contentNotExamined,
        TEXT.clocks,
        TEXT.headOnly,
        TEXT.protectedContact,
        TEXT.boxedCharacters,
      ],
    },
  ]
}

function reportComplaints(view: CaseView): Block[] {
  if (view.complaints.length === 0) return [{ kind: 'paragraph', text: TEXT.noComplaints, tone: 'quiet' }]
  return view.complaints.flatMap((complaint, index) => reportComplaint(complaint, index + 1))
}

/** Payments that were recorded beside the complaints, and losses that are told and counted elsewhere: what the totals follow from. */
function reportPayments(view: CaseView): Block[] {
  const lines = gatherMoney(view).lines.filter(
    ({ from, notCounted }) => from.kind === 'payment' || notCounted !== undefined,
  )
  if (lines.length === 0) return []
  return [
    { kind: 'heading', level: 2, text: TEXT.recordedPayments },
    { kind: 'paragraph', text: TEXT.eachOnce },
    tableOfLines(lines, PAYMENT_LABELS, view.exhibits),
  ]
}

function reportEvents(view: CaseView, software: string, held: CaseReportOptions['held']): Block[] {
  const { events, head } = view
  return [
    {
      kind: 'table',
      columns: [
        { heading: TEXT.sequence, width: { millimetres: 20 }, align: 'right' },
        { heading: TEXT.time, width: { millimetres: 51 } },
        { heading: TEXT.kind, width: { millimetres: 36 } },
        { heading: TEXT.eventHash, width: { share: 1 } },
      ],
      rows: events.map((event) => ({
        cells: [
          String(event.seq),
          sayTimeOfColumn(event.atMs),
          EVENT_KIND_TEXT[event.kind],
          { digestHex: event.hashHex },
        ],
      })),
      whenEmpty: TEXT.noEvents,
    },
    {
      kind: 'key-values',
      rows: [
        { label: TEXT.eventCount, value: writeCount(events.length) },
        { label: TEXT.headSequence, value: String(head.seq) },
        { label: TEXT.ledgerHead, value: { digestHex: head.hashHex } },
        ...(held === undefined ? [] : heldRows(held.frame, held.of)),
        { label: TEXT.software, value: software },
      ],
    },
  ]
}

function reportChecking(): Block[] {
  return [
    {
      kind: 'list',
      ordered: true,
      points: [
        [TEXT.checkDigest, { code: 'sha256sum FILE' }, { code: 'certutil -hashfile FILE SHA256' }],
        [TEXT.checkList, { code: 'sha256sum -c SHA256SUMS' }],
        [TEXT.checkLedger, { code: 'samnum vault verify DIR' }],
      ],
    },
  ]
}
