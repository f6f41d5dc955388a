import type { ComplaintView } from '../case-file/case-view.ts'
import type { LossTotal } from '../case-file/loss-totals.ts'
import type { ComplaintDetails } from '../casework/complaint-details.ts'
import type { ComplaintRecord } from '../casework/complaint-record.ts'
import {
  CHANNEL_LABELS,
  IDENTIFIER_KIND_LABELS,
  LOSS_LEVEL_LABELS,
  LOSS_STATE_LABELS,
  RAIL_LABELS,
  READ_BACK_LABELS,
  SEX_LABELS,
  TYPOLOGY_LABELS,
  WISH_LABELS,
} from '../casework/vocabulary-labels.ts'
import { currencyOf } from '../money/currency.ts'
import { headComplaint, sayPeriod, saySince, CASE_REPORT_TEXT as TEXT } from './case-report-text.ts'
import { sayClock, sayDay, sayInstant } from './date-phrases.ts'
import type { Block, Content, KeyValues, Phrase, Table } from './document-tree.ts'
import { sayAmount } from './money-phrases.ts'
import { writeCount } from './record-parts.ts'

type LossLine = ComplaintRecord['losses'][number]

/** Writes down one complaint: who, when, what was told, the identifiers and the losses. */
export function reportComplaint(view: ComplaintView, order: number): Block[] {
  const { complaint } = view
  return [
    { kind: 'heading', level: 2, text: headComplaint(order) },
    reportIntake(view),
    { kind: 'heading', level: 3, text: TEXT.victim },
    reportVictim(complaint.victim),
    { kind: 'heading', level: 3, text: TEXT.narrative },
    { kind: 'paragraph', tone: 'quotation', text: complaint.narrative },
    { kind: 'heading', level: 3, text: TEXT.identifiers },
    reportIdentifiers(complaint.identifiers),
    { kind: 'heading', level: 3, text: TEXT.losses },
    reportLosses(complaint.losses, view.details.paymentTimes),
  ]
}

/** Lists what the complaints add up to, apart for each currency, state and level of support. */
export function reportTotals(totals: readonly LossTotal[]): Table {
  return {
    kind: 'table',
    columns: [
      { heading: TEXT.currency, width: { share: 2 } },
      { heading: TEXT.lossState, width: { share: 2 } },
      { heading: TEXT.lossLevel, width: { share: 2 } },
      { heading: TEXT.amount, width: { share: 3 }, align: 'right' },
      { heading: TEXT.lines, width: { share: 2 }, align: 'right' },
    ],
    rows: totals.map((total) => ({
      cells: [
        currencyOf(total.currency).names,
        LOSS_STATE_LABELS[total.state],
        LOSS_LEVEL_LABELS[total.level],
        sayAmount(total),
        writeCount(total.lines),
      ],
    })),
    whenEmpty: TEXT.noLosses,
  }
}

/** Lists how and when a complaint came in, and of what kind it is. */
export function reportIntake({
  complaint,
  takenAtMs,
  takenBy,
  details,
}: Omit<ComplaintView, 'complaintId' | 'exhibitIds'>): KeyValues {
  return toKeyValues([
    [TEXT.received, sayDay(complaint.receivedOn)],
    [TEXT.channel, CHANNEL_LABELS[complaint.channel]],
    [TEXT.wish, WISH_LABELS[complaint.wish]],
    [TEXT.wishReason, details.wishReason],
    [TEXT.taken, sayInstant(takenAtMs)],
    [TEXT.takenBy, takenBy],
    ...detailRows(details),
    [TEXT.summary, complaint.summary],
    [TEXT.typologies, complaint.typologies.map((typology) => TYPOLOGY_LABELS[typology])],
    [TEXT.happened, sayWhen(complaint.happenedFrom, complaint.happenedTo)],
    [TEXT.eventPlace, complaint.place],
  ])
}

/** Lists who complains. How they can be reached safely is left out, to protect them. */
export function reportVictim(victim: ComplaintRecord['victim']): KeyValues {
  return toKeyValues([
    [TEXT.victimName, victim.name],
    [TEXT.latinName, victim.latinName],
    [TEXT.sex, victim.sex === undefined ? undefined : SEX_LABELS[victim.sex]],
    [TEXT.birthDate, victim.birthDate === undefined ? undefined : sayDay(victim.birthDate)],
    [TEXT.nationality, victim.nationality],
    [TEXT.phone, victim.phone],
    [TEXT.address, victim.address],
    [TEXT.idDocument, victim.idDocument],
  ])
}

/** Lists identifiers as they were given and in their normal form. */
export function reportIdentifiers(identifiers: ComplaintRecord['identifiers']): Table {
  return {
    kind: 'table',
    columns: [
      { heading: TEXT.order, width: { millimetres: 11 }, align: 'right' },
      { heading: TEXT.kind, width: { millimetres: 40 } },
      { heading: TEXT.raw, width: { share: 1 } },
      { heading: TEXT.normalised, width: { share: 1 } },
    ],
    rows: identifiers.map(({ kind, raw, normalised, note }, index) => ({
      cells: [writeCount(index + 1), IDENTIFIER_KIND_LABELS[kind], { code: raw }, { code: normalised }],
      ...(note === undefined ? {} : { beneath: [{ label: TEXT.note, value: note }] }),
    })),
    whenEmpty: TEXT.noIdentifiers,
  }
}

/** Lists payments one by one, with what is known of each beneath it. */
export function reportLosses(
  losses: readonly LossLine[],
  times: ComplaintDetails['paymentTimes'] = [],
): Table {
  return {
    kind: 'table',
    columns: [
      { heading: TEXT.order, width: { millimetres: 11 }, align: 'right' },
      { heading: TEXT.lossState, width: { share: 3 } },
      { heading: TEXT.lossLevel, width: { share: 3 } },
      { heading: TEXT.amount, width: { share: 4 }, align: 'right' },
      { heading: TEXT.paidOn, width: { share: 4 } },
      { heading: TEXT.rail, width: { share: 4 } },
    ],
    rows: losses.map((loss, index) => ({
      cells: [
        writeCount(index + 1),
        LOSS_STATE_LABELS[loss.state],
        LOSS_LEVEL_LABELS[loss.level],
        sayAmount(loss),
        [
          ...(loss.on === undefined ? [] : [sayDay(loss.on)]),
          ...times.filter(({ lossIndex }) => lossIndex === index).map(({ clock }) => sayClock(clock)),
        ],
        loss.rail === undefined ? '' : RAIL_LABELS[loss.rail],
      ],
      beneath: keepKnown([
        [TEXT.reference, loss.reference === undefined ? undefined : { code: loss.reference }],
        [TEXT.payer, loss.payer],
        [TEXT.payee, loss.payee],
        [TEXT.note, loss.note],
      ]),
    })),
    whenEmpty: TEXT.noLosses,
  }
}

function sayWhen(from: string | undefined, to: string | undefined): Phrase | undefined {
  if (from === undefined) return to === undefined ? undefined : sayDay(to)
  if (to === undefined) return saySince(sayDay(from))
  return from === to ? sayDay(from) : sayPeriod(sayDay(from), sayDay(to))
}

/** What is told beside the complaint of how it was taken, and of when it began and was found out. */
function detailRows(details: ComplaintDetails): readonly MaybeRow[] {
  const { language, interpreter, firstContact, discovered, readBack } = details
  const truth = (is: boolean | undefined) => (is === undefined ? undefined : is ? TEXT.yes : TEXT.no)
  return [
    [TEXT.spokenLanguage, language],
    [
      TEXT.interpreter,
      interpreter &&
        [interpreter.name, interpreter.language, interpreter.relation].filter(Boolean).join(' · '),
    ],
    [TEXT.interpreterSworn, truth(interpreter?.isSworn)],
    [TEXT.interpreterIndependent, truth(interpreter?.isIndependent)],
    [TEXT.firstContact, sayMoment(firstContact)],
    [TEXT.discovered, sayMoment(discovered)],
    [TEXT.readBack, readBack && READ_BACK_LABELS[readBack.how]],
    [TEXT.readBackRight, truth(readBack?.isRight)],
    [TEXT.readBackNote, readBack?.note],
  ]
}

function sayMoment(moment: ComplaintDetails['firstContact']): Phrase | undefined {
  if (moment === undefined) return undefined
  const day = sayDay(moment.on)
  if (moment.clock === undefined) return day
  const clock = sayClock(moment.clock)
  return { km: `${day.km} ${clock.km}`, en: `${day.en}, ${clock.en}` }
}

type MaybeRow = readonly [label: Phrase, value: Content | undefined]

function toKeyValues(rows: readonly MaybeRow[]): KeyValues {
  return { kind: 'key-values', rows: keepKnown(rows) }
}

function keepKnown(rows: readonly MaybeRow[]): { readonly label: Phrase; readonly value: Content }[] {
  return rows.flatMap(([label, value]) => {
    if (value === undefined || (Array.isArray(value) && value.length === 0)) return []
    return [{ label, value }]
  })
}
