import type { DigestHex } from '../ids.ts'
import { sayExactTime, sayInstant, sayLunarDay } from './date-phrases.ts'
import {
  type Block,
  type Content,
  type DocumentLanguages,
  type DocumentTree,
  type Inline,
  type Phrase,
  type Signer,
  type Table,
  type TableRow,
  toLines,
} from './document-tree.ts'
import { RECEIPT_SIGNERS, sayItemCount, RECEIPT_TEXT as TEXT } from './receipt-text.ts'
import { writeCount } from './record-parts.ts'

/** What a receipt is for: things were taken from somebody, or went from one hand to another. */
export type ReceiptKind = 'seizure' | 'hand-over'

/** One thing on a receipt. */
export type ReceiptItem = {
  readonly number: string
  readonly kind: Phrase
  readonly name: string
  readonly description?: string | undefined
  /** Marks by which it is told from others, amounts, contents: label and value. */
  readonly marks: readonly { readonly label: Phrase; readonly value: Content }[]
  /** Number of the seal it bears. */
  readonly sealNumber?: string | undefined
  readonly sealState: Phrase
  /** SHA-256 of a digital exhibit. */
  readonly digestHex?: DigestHex | undefined
}

/** Somebody who gave or received, by name and by what they are or act for. */
export type ReceiptParty = { readonly name: string; readonly capacity?: Content | undefined }

/** An event of the ledger that a receipt rests on. */
export type ReceiptEvent = {
  readonly seq: number
  readonly hashHex: DigestHex
  readonly atMs: number
  readonly by: string
}

/** Everything a receipt states; times are milliseconds since 1970. */
export type ReceiptFacts = {
  readonly kind: ReceiptKind
  readonly caseNumber: string
  readonly caseTitle: string
  readonly items: readonly ReceiptItem[]
  readonly from: ReceiptParty
  readonly to: ReceiptParty
  readonly atMs: number
  readonly where: string
  readonly purpose?: Phrase | undefined
  readonly reason?: string | undefined
  readonly authority?: string | undefined
  /** The order on which things are returned, disposed of or destroyed. */
  readonly order?:
    | { readonly reference: string; readonly authority: string; readonly orderedOn: Phrase }
    | undefined
  readonly condition?: string | undefined
  readonly explanation?: string | undefined
  /** Where the chain of custody is not whole: sentences, shown in a box. */
  readonly findings: readonly Phrase[]
  /** The events that record the seizure or the hand-over, in their order. */
  readonly events: readonly [ReceiptEvent, ...ReceiptEvent[]]
  /** How the receiver confirmed: by an event of their own, not yet, or on this paper alone. */
  readonly confirmation: ReceiptEvent | 'awaited' | 'on-paper'
  readonly head: { readonly seq: number; readonly hashHex: DigestHex; readonly atMs: number }
}

/** What a receipt says besides its facts. */
export type ReceiptOptions = {
  readonly languages: DocumentLanguages
  /** Program and version that make it: `Samnum 0.1.0`. */
  readonly software: string
}

/**
 * Writes the receipt of a seizure or of a hand-over: who gave and who received what, when, where, on what authority,
 * under which seals, with room for signatures and thumb-prints, and the events of the ledger that it rests on.
 *
 * A function of verified facts: no clock, and no name of whoever prints it.
 */
export function buildReceipt(facts: ReceiptFacts, options: ReceiptOptions): DocumentTree {
  const { kind, caseNumber, caseTitle, head, findings } = facts
  const { languages, software } = options
  const title = kind === 'seizure' ? TEXT.seizureTitle : TEXT.handOverTitle
  const named = languages === 'km+en' ? `${title.km} · ${title.en}` : title[languages]
  return {
    languages,
    info: { title: `${named} ${caseNumber}`, creator: software, createdAtMs: head.atMs },
    foot: { caseNumber, ledgerHeadHex: head.hashHex, stateAsOf: sayInstant(head.atMs) },
    blocks: [
      { kind: 'letterhead', institution: [TEXT.unit], reference: [TEXT.place] },
      { kind: 'title', text: title, about: sayReceiptNumber(facts) },
      {
        kind: 'key-values',
        rows: [{ label: TEXT.case, value: `${caseNumber} · ${caseTitle}` }, ...sayTransfer(facts)],
      },
      ...findings.map(
        (finding): Block => ({ kind: 'notice', tone: 'caution', heading: TEXT.finding, text: [finding] }),
      ),
      { ...listItems(facts.items, facts.items.length > 1), summary: TEXT.items },
      listHands(facts),
      { kind: 'signatures', intro: sayIntro(facts), signers: signersOf(facts) },
    ],
  }
}

/** The receipt's number and, of a hand-over, what it was for. */
function sayReceiptNumber({ caseNumber, events, purpose }: ReceiptFacts): Phrase {
  const number = `${caseNumber}/${events[0].seq}`
  const say = (language: 'km' | 'en') =>
    `${TEXT.number[language]} ${number}${purpose === undefined ? '' : ` · ${purpose[language]}`}`
  return { km: say('km'), en: say('en') }
}

type Row = { readonly label: Phrase; readonly value: Content }

function sayTransfer(facts: ReceiptFacts): Row[] {
  const { atMs, where, reason, authority, order, condition, explanation } = facts
  return keepKnown([
    [TEXT.when, [sayInstant(atMs), ...sayLunarDay(atMs)]],
    [TEXT.where, where],
    [TEXT.reason, reason],
    [TEXT.authority, authority],
    [TEXT.order, order && [order.reference, order.authority, order.orderedOn]],
    [TEXT.condition, condition],
    [TEXT.explanation, explanation],
  ])
}

/**
 * Both sides beside each other, each with the event that vouches for it, and the hash of what was recorded: low enough for the receipt
 * of a few things to stand on one page with its signatures.
 */
function listHands(facts: ReceiptFacts): Table {
  const { kind, from, to, events, confirmation } = facts
  const last = events.at(-1) ?? events[0]
  const seizure = kind === 'seizure'
  const recorded = sayEvent(events[0], last, seizure ? to : from)
  const confirmed = sayConfirmation(confirmation, to)
  return {
    kind: 'table',
    columns: [
      { heading: seizure ? TEXT.takenFrom : TEXT.givenBy, width: { share: 1 } },
      { heading: seizure ? TEXT.takenBy : TEXT.receivedBy, width: { share: 1 } },
    ],
    rows: [
      {
        cells: [
          [...sayParty(from), seizure ? confirmed : recorded],
          [...sayParty(to), seizure ? recorded : confirmed],
        ],
        beneath: [{ label: TEXT.eventHash, value: { digestHex: last.hashHex } }],
      },
    ],
    whenEmpty: TEXT.ledger,
    summary: TEXT.ledger,
  }
}

function sayParty({ name, capacity }: ReceiptParty): Inline[] {
  return [...(name === '' ? [] : [name]), ...(capacity === undefined ? [] : toLines(capacity))]
}

/** Lists things that were taken or handed over, with their seals, marks and, where it is not said elsewhere, how many they are. */
export function listItems(items: readonly ReceiptItem[], isTotalled = true): Table {
  return {
    kind: 'table',
    columns: [
      { heading: TEXT.row, width: { millimetres: 11 }, align: 'right' },
      { heading: TEXT.itemNumber, width: { millimetres: 34 } },
      { heading: TEXT.itemName, width: { share: 1 } },
      { heading: TEXT.seal, width: { millimetres: 40 } },
    ],
    rows: [...items.map(listItem), ...(isTotalled ? [totalOf(items)] : [])],
    whenEmpty: TEXT.noItems,
  }
}

function listItem(item: ReceiptItem, index: number): TableRow {
  const { number, kind, name, description, marks, sealNumber, sealState, digestHex } = item
  return {
    cells: [
      writeCount(index + 1),
      number,
      [kind, name],
      sealNumber === undefined ? sealState : [{ code: sealNumber }, sealState],
    ],
    beneath: [
      ...(description === undefined ? [] : [{ label: TEXT.description, value: description }]),
      ...marks,
      ...(digestHex === undefined ? [] : [{ label: TEXT.digest, value: { digestHex } }]),
    ],
  }
}

function totalOf(items: readonly ReceiptItem[]): TableRow {
  return {
    cells: ['', TEXT.total, sayCount(items), ''],
    tone: 'total',
  }
}

/** Numbers, the last one's time, and who recorded it where that is not the side beside which it stands. */
function sayEvent(first: ReceiptEvent, last: ReceiptEvent, side: ReceiptParty): Phrase {
  const numbers = first.seq === last.seq ? String(first.seq) : `${first.seq}–${last.seq}`
  const time = sayExactTime(last.atMs)
  const by = last.by === side.name ? '' : ` · ${last.by}`
  const say = (language: 'km' | 'en') => `${TEXT.event[language]} ${numbers} · ${time[language]}${by}`
  return { km: say('km'), en: say('en') }
}

function sayConfirmation(confirmation: ReceiptFacts['confirmation'], side: ReceiptParty): Phrase {
  if (confirmation === 'awaited') return TEXT.confirmationAwaited
  if (confirmation === 'on-paper') return TEXT.confirmationOnPaper
  return sayEvent(confirmation, confirmation, side)
}

/** Says above the signatures how many things they are for. */
function sayIntro({ kind, items }: ReceiptFacts): Phrase {
  const intro = kind === 'seizure' ? TEXT.seizureIntro : TEXT.handOverIntro
  const count = sayCount(items)
  const say = (language: 'km' | 'en') =>
    `${TEXT.items[language]}${TEXT.colon[language]} ${count[language]}${TEXT.stop[language]} ${intro[language]}`
  return { km: say('km'), en: say('en') }
}

function sayCount({ length }: readonly ReceiptItem[]): Phrase {
  return sayItemCount(writeCount(length), length === 1)
}

function signersOf({ kind, from, to }: ReceiptFacts): Signer[] {
  return RECEIPT_SIGNERS[kind].map(({ role, side, mark }) => {
    const name = side === 'from' ? from.name : side === 'to' ? to.name : ''
    return { role, mark, ...(name !== '' && { name }) }
  })
}

function keepKnown(rows: readonly (readonly [label: Phrase, value: Content | undefined])[]): Row[] {
  return rows.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [{ label, value }]))
}
