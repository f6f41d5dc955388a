import { IDENTIFIER_KIND_LABELS, RAIL_LABELS } from '../casework/vocabulary-labels.ts'
import type { Letter } from '../letters/letter.ts'
import { type NamedPayment, requestFile } from '../letters/request-file.ts'
import { sayDay } from './date-phrases.ts'
import type { Block, Content, DocumentLanguages, DocumentTree, Table } from './document-tree.ts'
import { sayAmountTwice } from './money-phrases.ts'
import {
  facts,
  frameOf,
  part,
  type RecordContext,
  row,
  sayLocalTime,
  sayOfficer,
  writeCount,
} from './record-parts.ts'
import { fillPhrase, type Template } from './template.ts'

/** The wording of a letter; each kind of letter has its own. */
export const LETTER_KEYS = {
  title: [],
  subject: [],
  to: [],
  department: [],
  address: [],
  contact: [],
  urgency: [],
  immediate: [],
  urgent: [],
  ordinary: [],
  request: ['case'],
  offence: [],
  authority: [],
  orderReference: [],
  answerBy: [],
  accounts: [],
  service: [],
  accountKind: [],
  account: [],
  noAccounts: [],
  period: [],
  from: [],
  until: [],
  zone: [],
  categories: [],
  subscriber: [],
  logInAddresses: [],
  traffic: [],
  content: [],
  paymentData: [],
  devices: [],
  linkedAccounts: [],
  payments: [],
  order: [],
  amount: [],
  paidOn: [],
  rail: [],
  payee: [],
  payer: [],
  reference: [],
  noPayments: [],
  recordsEnclosed: [],
  exhibitsEnclosed: [],
  search: [],
  seizure: [],
  interview: [],
  message: [],
  enclosed: [],
  closing: [],
  signer: [],
  signerContact: [],
} as const

type Say = Template<typeof LETTER_KEYS>

const CATEGORY_KEYS = {
  subscriber: 'subscriber',
  'log-in-addresses': 'logInAddresses',
  traffic: 'traffic',
  content: 'content',
  payments: 'paymentData',
  devices: 'devices',
  'linked-accounts': 'linkedAccounts',
} as const

/** What a letter is told of its case beside its own content. */
export type LetterFacts = {
  readonly payments: readonly NamedPayment[]
  /** What goes to the prosecutor with the case: final records and exhibits as they were when the letter was issued. */
  readonly enclosed: {
    readonly records: readonly {
      readonly number: string
      readonly kind: 'search' | 'seizure' | 'interview'
    }[]
    readonly exhibits: readonly { readonly number: string; readonly name: string }[]
  }
}

/** Name of the attached file that a recipient's software reads. */
const REQUEST_FILE = 'request.json'

/**
 * Writes a letter to a provider, a bank, the prosecutor or another country: whom it asks, what about, exactly which accounts, payments,
 * data and times. The same facts travel inside as a file that software reads.
 */
export function buildLetter(
  letter: Letter,
  { payments, enclosed }: LetterFacts,
  say: Say,
  context: RecordContext,
  languages: DocumentLanguages,
): DocumentTree {
  const { caseNumber, recordNumber, madeAtMs } = context
  const { letterhead, madeFrom, foot } = frameOf(context, [])
  return {
    languages,
    info: {
      title: [languages === 'en' ? say.title.en : say.title.km, context.recordNumber ?? ''].join(' ').trim(),
      subject: languages === 'en' ? say.subject.en : say.subject.km,
      creator: context.software,
      createdAtMs: madeAtMs,
    },
    foot,
    blocks: [
      letterhead,
      { kind: 'title', text: say.title, about: letter.recipient.name },
      ...urgencyNotice(letter, say),
      ...facts([
        ...row(say.to, letter.recipient.name),
        ...row(say.department, letter.recipient.department),
        ...row(say.address, letter.recipient.address),
        ...row(say.contact, letter.recipient.contact),
      ]),
      { kind: 'paragraph', text: fillPhrase(say.request, { case: caseNumber }) },
      ...facts([
        ...row(say.offence, letter.offence),
        ...row(say.authority, letter.authority),
        ...row(say.orderReference, letter.orderReference),
        ...row(say.answerBy, letter.answerBy && sayDay(letter.answerBy)),
      ]),
      ...part(say.payments, letter.payments.length === 0 ? [] : [paymentTable(payments, say)]),
      ...part(say.accounts, letter.accounts.length === 0 ? [] : [accountTable(letter, say)]),
      ...part(say.period, period(letter, say)),
      ...part(say.categories, categories(letter, say)),
      ...enclosures(letter, enclosed, say),
      ...part(say.message, letter.message === undefined ? [] : [{ kind: 'paragraph', text: letter.message }]),
      { kind: 'paragraph', text: say.enclosed, tone: 'quiet' },
      { kind: 'paragraph', text: say.closing },
      ...facts(row(say.signerContact, letter.signer.contact)),
      {
        kind: 'signatures',
        signers: [{ role: say.signer, name: signerName(letter), mark: 'signature-and-seal' }],
      },
      madeFrom,
    ],
    attachments: [
      {
        name: REQUEST_FILE,
        mediaType: 'application/json',
        relationship: 'Data',
        modifiedAtMs: madeAtMs,
        content: { text: requestFile(letter, { caseNumber, letterNumber: recordNumber ?? '' }, payments) },
      },
    ],
  }
}

function urgencyNotice({ urgency }: Letter, say: Say): Block[] {
  if (urgency === 'ordinary') return facts([{ label: say.urgency, value: say.ordinary }])
  return [{ kind: 'notice', tone: 'caution', heading: say.urgency, text: [say[urgency]] }]
}

function signerName({ signer: { name, rank, duty } }: Letter): string {
  const named = sayOfficer({ name, rank })
  return duty === undefined ? named : `${named}\n${duty}`
}

function paymentTable(payments: readonly NamedPayment[], say: Say): Table {
  return {
    kind: 'table',
    columns: [
      { heading: say.order, width: { millimetres: 11 }, align: 'right' },
      { heading: say.amount, width: { share: 4 }, align: 'right' },
      { heading: say.paidOn, width: { share: 3 } },
      { heading: say.rail, width: { share: 3 } },
      { heading: say.payee, width: { share: 5 } },
    ],
    rows: payments.map(({ payment }, index) => ({
      cells: [
        writeCount(index + 1),
        sayAmountTwice(payment),
        payment.on === undefined ? '' : sayDay(payment.on),
        payment.rail === undefined ? '' : RAIL_LABELS[payment.rail],
        payment.payee ?? '',
      ],
      beneath: [
        ...row(say.payer, payment.payer),
        ...row(say.reference, payment.reference === undefined ? undefined : { code: payment.reference }),
      ],
    })),
    whenEmpty: say.noPayments,
  }
}

function accountTable({ accounts }: Letter, say: Say): Table {
  return {
    kind: 'table',
    columns: [
      { heading: say.order, width: { millimetres: 11 }, align: 'right' },
      { heading: say.service, width: { share: 3 } },
      { heading: say.accountKind, width: { share: 3 } },
      { heading: say.account, width: { share: 6 } },
    ],
    rows: accounts.map(({ service, kind, value }, index) => ({
      cells: [writeCount(index + 1), service, IDENTIFIER_KIND_LABELS[kind], { code: value }],
    })),
    whenEmpty: say.noAccounts,
  }
}

/** Only the prosecutor gets the case; a bank or a provider learns of nothing that it is not asked about. */
function enclosures({ kind }: Letter, { records, exhibits }: LetterFacts['enclosed'], say: Say): Block[] {
  if (kind !== 'transmission') return []
  const list = (points: readonly Content[]): Block[] =>
    points.length === 0 ? [] : [{ kind: 'list', ordered: true, points }]
  return [
    ...part(say.recordsEnclosed, list(records.map((record) => [{ code: record.number }, say[record.kind]]))),
    ...part(say.exhibitsEnclosed, list(exhibits.map(({ number, name }) => [{ code: number }, name]))),
  ]
}

function period({ period: asked }: Letter, say: Say): Block[] {
  if (asked === undefined) return []
  return [
    { kind: 'paragraph', text: say.zone, tone: 'quiet' },
    ...facts([
      ...row(say.from, sayLocalTime(asked.from).slice(0, 1)),
      ...row(say.until, sayLocalTime(asked.to).slice(0, 1)),
    ]),
  ]
}

function categories({ categories: asked }: Letter, say: Say): Block[] {
  if (asked.length === 0) return []
  return [{ kind: 'list', ordered: true, points: asked.map((category) => say[CATEGORY_KEYS[category]]) }]
}
