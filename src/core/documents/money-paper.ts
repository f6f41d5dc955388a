import type { CaseView } from '../case-file/case-view.ts'
import { LOSS_LEVEL_LABELS, LOSS_STATE_LABELS, RAIL_LABELS } from '../casework/vocabulary-labels.ts'
import { formatSortableDate } from '../dates/format-date.ts'
import { reportTotals } from './case-report-complaints.ts'
import { sayDay } from './date-phrases.ts'
import type { Block, DocumentLanguages, DocumentTree, Table } from './document-tree.ts'
import { type Flow, gatherMoney, type MoneyFacts } from './money-facts.ts'
import { type MoneyLabels, tableOfLines } from './money-lines.ts'
import { sayAmount } from './money-phrases.ts'
import { facts, row, writeCount } from './record-parts.ts'
import { composeReport, officerAndHead, type ReportContext, said } from './report-frame.ts'
import { fillPhrase, type Template } from './template.ts'

/** The wording of a report on losses and the flow of money. */
export const MONEY_KEYS = {
  title: [],
  subject: [],
  totals: [],
  complaining: [],
  notComplaining: [],
  notComplainingPeople: [],
  payments: [],
  eachOnce: [],
  noPayments: [],
  complaint: [],
  amount: [],
  day: [],
  state: [],
  level: [],
  means: [],
  payer: [],
  payee: [],
  reference: [],
  note: [],
  flows: [],
  noFlows: [],
  lines: [],
  toldTwice: [],
  toldTwiceLine: ['reference', 'complaints'],
  requests: [],
  noRequests: [],
  letter: [],
  recipient: [],
  namedPayments: [],
  methodApart: [],
  methodNames: [],
  limitTold: [],
  limitRecorded: [],
  limitFrozen: [],
} as const

type Say = Template<typeof MONEY_KEYS>

/**
 * Writes down what was lost and which way the money went: sums kept apart by currency, state and level of support, people who do not
 * complain apart from those who do, each loss that is told and each payment that was recorded, the flows between names as they were told, and what banks were asked to freeze.
 */
export function buildMoneyPaper(
  view: CaseView,
  say: Say,
  context: ReportContext,
  languages: DocumentLanguages,
): DocumentTree {
  const money = gatherMoney(view)
  return composeReport(
    {
      title: say.title,
      subject: say.subject,
      about: view.title,
      parts: [
        { heading: say.totals, blocks: totals(money, say) },
        {
          heading: say.payments,
          blocks: [said(say.eachOnce), tableOfLines(money.lines, labelsOf(say), view.exhibits)],
        },
        { heading: say.flows, blocks: [flowTable(money.flows, say)] },
        { heading: say.toldTwice, blocks: toldTwice(money, say) },
        { heading: say.requests, blocks: [requests(view, say)] },
      ],
      method: [say.methodApart, say.methodNames],
      limits: [say.limitTold, say.limitRecorded, say.limitFrozen],
      signers: officerAndHead(context.frame),
    },
    context,
    languages,
  )
}

function totals({ complaining, notComplaining, notComplainingPeople }: MoneyFacts, say: Say): Block[] {
  return [
    { kind: 'heading', level: 2, text: say.complaining },
    reportTotals(complaining),
    { kind: 'heading', level: 2, text: say.notComplaining },
    ...facts(row(say.notComplainingPeople, writeCount(notComplainingPeople))),
    reportTotals(notComplaining),
  ]
}

function labelsOf(say: Say): MoneyLabels {
  const { complaint: label, amount, day, state, level, means, payer, payee, reference, note } = say
  const { noPayments: none } = say
  return { label, amount, day, state, level, means, payer, payee, reference, note, none }
}

function flowTable(flows: readonly Flow[], say: Say): Table {
  return {
    kind: 'table',
    columns: [
      { heading: say.payer, width: { share: 4 } },
      { heading: say.payee, width: { share: 4 } },
      { heading: say.state, width: { share: 3 } },
      { heading: say.amount, width: { share: 3 }, align: 'right' },
      { heading: say.lines, width: { millimetres: 16 }, align: 'right' },
    ],
    rows: flows.map((flow) => ({
      cells: [
        flow.payer,
        flow.payee,
        [
          LOSS_STATE_LABELS[flow.state],
          LOSS_LEVEL_LABELS[flow.level],
          ...(flow.rail === undefined ? [] : [RAIL_LABELS[flow.rail]]),
        ],
        sayAmount(flow),
        writeCount(flow.lines),
      ],
    })),
    whenEmpty: say.noFlows,
  }
}

function toldTwice({ toldTwice: groups }: MoneyFacts, say: Say): Block[] {
  if (groups.length === 0) return []
  return [
    {
      kind: 'list',
      ordered: true,
      points: groups.map((group) => [
        fillPhrase(say.toldTwiceLine, {
          reference: group[0]?.reference ?? '',
          complaints: group.map(({ label }) => label).join(', '),
        }),
        ...group.slice(0, 1).flatMap(({ money }) => (money === undefined ? [] : [sayAmount(money)])),
      ]),
    },
  ]
}

function requests({ letters, complaints }: CaseView, say: Say): Table {
  const order = new Map(complaints.map(({ complaintId }, index) => [complaintId, index + 1]))
  const named = letters.filter(({ content }) => content.kind === 'freeze')
  return {
    kind: 'table',
    columns: [
      { heading: say.letter, width: { share: 2 } },
      { heading: say.day, width: { share: 2 } },
      { heading: say.recipient, width: { share: 3 } },
      { heading: say.namedPayments, width: { share: 2 } },
    ],
    rows: named.map(({ number, content, atMs }) => ({
      cells: [
        number,
        sayDay(formatSortableDate(atMs)),
        content.recipient.name,
        content.payments
          .map(({ complaintId, lossIndex }) => `${order.get(complaintId) ?? ''}.${lossIndex + 1}`)
          .join(', '),
      ],
    })),
    whenEmpty: say.noRequests,
  }
}
