import {
  CHANNEL_LABELS,
  type Labels,
  SEX_LABELS,
  TYPOLOGY_LABELS,
  WISH_LABELS,
} from '../casework/vocabulary-labels.ts'
import { parseIsoDate } from '../dates/civil-date.ts'
import { formatLongDate } from '../dates/format-date.ts'
import { currencyOf } from '../money/currency.ts'
import { reportTotals } from './case-report-complaints.ts'
import { sayDay } from './date-phrases.ts'
import type { Block, DocumentLanguages, DocumentTree, Phrase, Table } from './document-tree.ts'
import { facts, row, writeCount } from './record-parts.ts'
import { composeReport, officerAndHead, type ReportContext, said } from './report-frame.ts'
import type { Counts, Period, Statistics } from './statistics-facts.ts'
import { fillPhrase, type Template } from './template.ts'

/** The wording of a statistics report. */
export const STATISTICS_KEYS = {
  title: [],
  subject: [],
  wholeTime: [],
  since: ['day'],
  until: ['day'],
  between: ['from', 'to'],
  overview: [],
  cases: [],
  unreadable: [],
  complaints: [],
  exhibits: [],
  things: [],
  byWish: [],
  byTypology: [],
  severalTypologies: [],
  withoutTypology: [],
  byChannel: [],
  bySex: [],
  byMonth: [],
  month: [],
  entry: [],
  number: [],
  none: [],
  losses: [],
  complaining: [],
  notComplaining: [],
  notComplainingNote: [],
  toldTwice: [],
  toldTwiceNote: [],
  methodTotals: [],
  methodCount: [],
  limitReadable: [],
  limitSilent: [],
  limitTold: [],
} as const

type Say = Template<typeof STATISTICS_KEYS>

/** What a statistics report is made of. */
export type StatisticsOrder = {
  readonly statistics: Statistics
  readonly period: Period
  /** Cases of the station that whoever makes the report cannot read, and that are not counted. */
  readonly unreadableCases: number
}

/**
 * Writes down what many cases come to. Sums stay apart for each currency, state and level of support; people who do not complain are
 * counted and never added to those who do; what is not counted is said.
 */
export function buildStatisticsPaper(
  { statistics, period, unreadableCases }: StatisticsOrder,
  say: Say,
  context: ReportContext,
  languages: DocumentLanguages,
): DocumentTree {
  return composeReport(
    {
      title: say.title,
      subject: say.subject,
      about: sayPeriod(period, say),
      parts: [
        { heading: say.overview, blocks: overview(statistics, unreadableCases, say) },
        { heading: say.byWish, blocks: [countTable(statistics.byWish, WISH_LABELS, say)] },
        {
          heading: say.byTypology,
          blocks: [
            said(say.severalTypologies),
            countTable(statistics.byTypology, TYPOLOGY_LABELS, say),
            ...facts(row(say.withoutTypology, writeCount(statistics.withoutTypology))),
          ],
        },
        { heading: say.byChannel, blocks: [countTable(statistics.byChannel, CHANNEL_LABELS, say)] },
        { heading: say.bySex, blocks: [countTable(statistics.bySex, SEX_LABELS, say)] },
        { heading: say.byMonth, blocks: [monthTable(statistics.byMonth, say)] },
        { heading: say.losses, blocks: losses(statistics, say) },
      ],
      method: [say.methodCount, say.methodTotals],
      limits: [say.limitReadable, say.limitSilent, say.limitTold],
      signers: officerAndHead(context.frame),
    },
    context,
    languages,
  )
}

function sayPeriod({ from, to }: Period, say: Say): Phrase {
  if (from === undefined) return to === undefined ? say.wholeTime : fillPhrase(say.until, { day: sayDay(to) })
  if (to === undefined) return fillPhrase(say.since, { day: sayDay(from) })
  return fillPhrase(say.between, { from: sayDay(from), to: sayDay(to) })
}

function overview(statistics: Statistics, unreadableCases: number, say: Say): Block[] {
  return facts([
    ...row(say.cases, writeCount(statistics.cases)),
    ...row(say.unreadable, writeCount(unreadableCases)),
    ...row(say.complaints, writeCount(statistics.complaints)),
    ...row(say.exhibits, writeCount(statistics.exhibits)),
    ...row(say.things, writeCount(statistics.things)),
  ])
}

/** Entries that do not occur are left out, so that the ones that do are seen. */
function countTable<Entry extends string>(counts: Counts<Entry>, labels: Labels<Entry>, say: Say): Table {
  const rows = (Object.entries(counts) as [Entry, number][]).filter(([, count]) => count > 0)
  return {
    kind: 'table',
    columns: [
      { heading: say.entry, width: { share: 3 } },
      { heading: say.number, width: { share: 1 }, align: 'right' },
    ],
    rows: rows.map(([entry, count]) => ({ cells: [labels[entry], writeCount(count)] })),
    whenEmpty: say.none,
  }
}

function monthTable(byMonth: Statistics['byMonth'], say: Say): Table {
  return {
    kind: 'table',
    columns: [
      { heading: say.month, width: { share: 3 } },
      { heading: say.number, width: { share: 1 }, align: 'right' },
    ],
    rows: byMonth.map(([month, count]) => ({ cells: [sayMonth(month), writeCount(count)] })),
    whenEmpty: say.none,
  }
}

function sayMonth(month: string): Phrase {
  const first = parseIsoDate(`${month}-01`)
  if (!first.ok) return { km: month, en: month }
  const without = (text: string) => text.replace(/^\S+\s/, '')
  return {
    km: without(formatLongDate(first.value, { language: 'km' })),
    en: without(formatLongDate(first.value, { language: 'en' })),
  }
}

function losses(statistics: Statistics, say: Say): Block[] {
  const { complaining, notComplaining, toldTwice } = statistics
  return [
    { kind: 'heading', level: 2, text: say.complaining },
    reportTotals(complaining),
    { kind: 'heading', level: 2, text: say.notComplaining },
    said(say.notComplainingNote),
    reportTotals(notComplaining),
    ...(toldTwice.length === 0
      ? []
      : [
          { kind: 'heading', level: 2, text: say.toldTwice } as const,
          said(say.toldTwiceNote),
          ...facts(
            toldTwice.map(({ currency, lines }) => ({
              label: currencyOf(currency).names,
              value: writeCount(lines),
            })),
          ),
        ]),
  ]
}
