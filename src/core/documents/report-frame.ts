import type { LedgerPosition } from '../case-file/case-view.ts'
import type { HeldLedger } from '../packages/hub-book.ts'
import { sayInstant, sayLunarDay } from './date-phrases.ts'
import type {
  Attachment,
  Block,
  Content,
  DocumentLanguages,
  DocumentTree,
  Phrase,
  Signer,
} from './document-tree.ts'
import { headPaper, type LETTERHEAD_KEYS } from './letterhead.ts'
import { row, writeCount } from './record-parts.ts'
import { fillPhrase, type Template } from './template.ts'

/** What every report is worded with beside its own wording. */
export const FRAME_KEYS = {
  factsOnly: [],
  interpretation: [],
  noInterpretation: [],
  method: [],
  readFromLedger: [],
  limits: [],
  headOnly: [],
  clocks: [],
  boxedCharacters: [],
  madeFrom: [],
  case: [],
  ledgerHead: [],
  headSequence: [],
  stateAsOf: [],
  eventCount: [],
  software: [],
  wordings: [],
  headquarters: [],
  heldAll: ['name', 'sequence', 'time'],
  heldPart: ['name', 'sequence', 'time', 'missing'],
  madeFromLine: ['case', 'sequence', 'events', 'software', 'wordings'],
  madeFromHeld: ['name', 'sequence', 'time'],
  signatures: [],
  signingIntro: [],
  signerOfficer: [],
  signerCustodian: [],
  signerExaminer: [],
  signerHead: [],
} as const

/** A wording with the name and the version that reports state; version 0 is what ships with the program. */
export type NamedWording = { readonly name: string; readonly version: number }

/** What every report is told besides its own facts. */
export type ReportContext = {
  /** Number of the case; left out of what is made from many cases. */
  readonly caseNumber?: string
  readonly head: LedgerPosition
  readonly eventCount: number
  /** Program and version that make the report: `Samnum 0.1.0`. */
  readonly software: string
  readonly letterhead: Template<typeof LETTERHEAD_KEYS>
  readonly frame: Template<typeof FRAME_KEYS>
  readonly wordings: readonly NamedWording[]
  /** What headquarters holds of it, by a receipt that stands; left out where none does. */
  readonly held?: HeldOfPaper | undefined
}

/** How far headquarters holds the ledger, and how many events of the paper it does not hold yet. */
export type HeldOfPaper = HeldLedger & { readonly missing: number }

/** What one kind of report adds to the frame. */
export type ReportBody = {
  readonly title: Phrase
  readonly subject: Phrase
  readonly about?: Content
  /** Number of this paper, where it has one of its own. */
  readonly number?: string
  /** What stands before the first part. */
  readonly opening?: readonly Block[]
  /** Parts under numbered headings; one without content is left out. */
  readonly parts: readonly { readonly heading: Phrase; readonly blocks: readonly Block[] }[]
  /** Room for interpretation, apart from the facts; left out, the report says that it holds none. */
  readonly interpretation?: readonly Block[]
  readonly method: readonly Phrase[]
  readonly limits: readonly Phrase[]
  readonly signers: readonly Signer[]
  readonly everyPageSigners?: readonly Phrase[]
  readonly attachments?: readonly Attachment[]
}

/** Puts a report together: its facts first, then what is no fact, how it was made, what it does not establish, and from what. */
export function composeReport(
  body: ReportBody,
  context: ReportContext,
  languages: DocumentLanguages,
): DocumentTree {
  const { frame, head, caseNumber, software } = context
  const number = body.number ?? caseNumber
  const parts = body.parts.filter(({ blocks }) => blocks.length > 0)
  const closing = [
    { heading: frame.interpretation, blocks: body.interpretation ?? [said(frame.noInterpretation)] },
    { heading: frame.method, blocks: [points([frame.readFromLedger, ...body.method])] },
    {
      heading: frame.limits,
      blocks: [points([...body.limits, frame.headOnly, frame.clocks, frame.boxedCharacters])],
    },
    { heading: frame.madeFrom, blocks: [madeFrom(context)] },
  ]
  const sections = [...parts, ...closing].flatMap(({ heading, blocks }, index): Block[] => [
    { kind: 'heading', level: 1, text: heading, number: writeCount(index + 1) },
    ...blocks,
  ])
  const title = languages === 'en' ? body.title.en : body.title.km
  return {
    languages,
    info: {
      title: [title, number].filter((text) => text !== undefined).join(' '),
      subject: languages === 'en' ? body.subject.en : body.subject.km,
      creator: software,
      createdAtMs: head.atMs,
    },
    foot: {
      ...(caseNumber !== undefined && { caseNumber }),
      ...(body.number !== undefined && { documentNumber: body.number }),
      ledgerHeadHex: head.hashHex,
      stateAsOf: sayInstant(head.atMs),
      ...(body.everyPageSigners !== undefined && { everyPageSigners: body.everyPageSigners }),
    },
    blocks: [
      headPaper(context.letterhead, { number, atMs: head.atMs }),
      { kind: 'title', text: body.title, ...(body.about !== undefined && { about: body.about }) },
      ...(body.opening ?? []),
      { kind: 'notice', tone: 'information', text: [frame.factsOnly] },
      ...sections,
      ...signatures(body, frame),
    ],
    ...(body.attachments !== undefined && { attachments: body.attachments }),
  }
}

/** States what a report was made from: the case, the head, how many events, the program and the wordings. */
function madeFrom(context: ReportContext): Block {
  const { caseNumber, frame, head, eventCount, software, wordings, held } = context
  return {
    kind: 'key-values',
    rows: [
      ...row(frame.case, caseNumber),
      { label: frame.stateAsOf, value: [sayInstant(head.atMs), ...sayLunarDay(head.atMs)] },
      { label: frame.ledgerHead, value: { digestHex: head.hashHex } },
      { label: frame.headSequence, value: String(head.seq) },
      { label: frame.eventCount, value: writeCount(eventCount) },
      ...heldRows(frame, held),
      { label: frame.software, value: software },
      { label: frame.wordings, value: wordings.map(({ name, version }) => `${name} ${version}`).join(', ') },
    ],
  }
}

/** Says how far headquarters holds what a paper was made from, where a receipt of it stands. */
export function heldRows(
  frame: Pick<ReportContext['frame'], 'headquarters' | 'heldAll' | 'heldPart'>,
  held: HeldOfPaper | undefined,
): ReturnType<typeof row> {
  if (held === undefined) return []
  const { hubName: name, seq, receivedAtMs, missing } = held
  const facts = { name, sequence: String(seq), time: sayInstant(receivedAtMs) }
  return row(
    frame.headquarters,
    missing === 0
      ? fillPhrase(frame.heldAll, facts)
      : fillPhrase(frame.heldPart, { ...facts, missing: writeCount(missing) }),
  )
}

function signatures({ signers }: ReportBody, frame: ReportContext['frame']): Block[] {
  if (signers.length === 0) return []
  return [
    { kind: 'heading', level: 1, text: frame.signatures },
    { kind: 'signatures', intro: frame.signingIntro, signers },
  ]
}

/** Who signs a report of the case: whoever is in charge of it, and the head of the unit. */
export function officerAndHead(frame: ReportContext['frame']): readonly Signer[] {
  return [
    { role: frame.signerOfficer, mark: 'signature' },
    { role: frame.signerHead, mark: 'signature-and-seal' },
  ]
}

/** One paragraph of words of the house. */
export function said(text: Content): Block {
  return { kind: 'paragraph', text }
}

/** Points without an order. */
export function points(list: readonly Content[]): Block {
  return { kind: 'list', ordered: false, points: list }
}
