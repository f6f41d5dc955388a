import type { ExhibitView } from '../case-file/exhibit-view.ts'
import { LOSS_LEVEL_LABELS, LOSS_STATE_LABELS, RAIL_LABELS } from '../casework/vocabulary-labels.ts'
import { labelOfNoted } from '../parties/party-labels.ts'
import { sayClock, sayDay } from './date-phrases.ts'
import type { Inline, Phrase, Table } from './document-tree.ts'
import type { MoneyEnd, MoneyLine, NotCounted } from './money-facts.ts'
import { sayAmount } from './money-phrases.ts'
import { row, writeCount } from './record-parts.ts'
import { fillPhrase } from './template.ts'

/** What columns and rows of a table of payments are called. */
export type MoneyLabels = {
  readonly [Name in
    | 'label'
    | 'amount'
    | 'day'
    | 'state'
    | 'level'
    | 'means'
    | 'payer'
    | 'payee'
    | 'reference'
    | 'note'
    | 'none']: Phrase
}

/** Why an amount stands in no sum, and where it is written. */
const TEXT = {
  notCounted: { km: 'មិនរាប់បញ្ចូល', en: 'Not counted' },
  exhibit: { km: 'វត្ថុតាង', en: 'Exhibit' },
  noAmount: { km: 'មិនបានបញ្ជាក់', en: 'Not stated' },
  noSum: { km: 'មិនបានបញ្ជាក់ចំនួនទឹកប្រាក់។', en: 'No amount is stated.' },
  statedBy: {
    km: 'ការបង់ប្រាក់ដដែលនេះត្រូវបានកត់ត្រាលម្អិតជាងក្នុង {label} ហើយរាប់នៅទីនោះ។',
    en: 'The payment {label} states it more closely, and is counted in its place.',
  },
  duplicate: {
    km: 'ពាក្យបណ្ដឹងនេះស្ទួនជាមួយពាក្យបណ្ដឹងទី {order} ហើយរាប់តែម្ដងនៅទីនោះ។',
    en: 'The complaint tells again what complaint {order} tells; it is counted there, once.',
  },
  duplicateElsewhere: {
    km: 'ពាក្យបណ្ដឹងនេះស្ទួនជាមួយពាក្យបណ្ដឹងក្នុងសំណុំរឿងផ្សេង ហើយរាប់នៅទីនោះ។',
    en: 'The complaint tells again what one in another case tells; it is counted there.',
  },
  moved: {
    km: 'ពាក្យបណ្ដឹងនេះត្រូវបានផ្ទេរទៅសំណុំរឿងលេខ {number} ហើយរាប់នៅទីនោះ។',
    en: 'The complaint went to case {number} when this one was split; it is counted there.',
  },
  withdrawn: { km: 'ត្រូវបានដកវិញ៖ {reason}', en: 'Withdrawn: {reason}' },
} as const

/** Says why an amount stands in no sum. */
export function sayNotCounted(reason: NotCounted): Phrase {
  switch (reason.why) {
    case 'stated-by':
      return fillPhrase(TEXT.statedBy, { label: reason.label })
    case 'duplicate':
      return reason.order === null
        ? TEXT.duplicateElsewhere
        : fillPhrase(TEXT.duplicate, { order: writeCount(reason.order) })
    case 'moved':
      return fillPhrase(TEXT.moved, { number: reason.caseNumber })
    case 'withdrawn':
      return fillPhrase(TEXT.withdrawn, { reason: reason.reason })
    case 'no-amount':
      return TEXT.noSum
  }
}

/** Says who is at one end of a payment: the name, the institution, and each account under its kind. */
export function sayEnd(end: MoneyEnd | undefined): readonly Inline[] {
  if (end === undefined) return []
  const { name, institution, identifiers } = end
  const named = [name, institution].filter((text) => text !== undefined).join(' · ')
  return [
    ...(named === '' ? [] : [named]),
    ...identifiers.map(({ kind, raw }): Phrase => {
      return { km: `${labelOfNoted(kind, 'km')} ${raw}`, en: `${labelOfNoted(kind, 'en')} ${raw}` }
    }),
  ]
}

/** Whether a line counts, and why not where it does not. */
export function countingRows({ notCounted }: MoneyLine): ReturnType<typeof row> {
  return notCounted === undefined ? [] : row(TEXT.notCounted, sayNotCounted(notCounted))
}

/** Lists payments one by one, each with what is known of it beneath, and with the reason where it stands in no sum. */
export function tableOfLines(
  lines: readonly MoneyLine[],
  labels: MoneyLabels,
  exhibits: readonly Pick<ExhibitView, 'exhibitId' | 'number'>[],
): Table {
  const numbers = new Map<string, string>(exhibits.map(({ exhibitId, number }) => [exhibitId, number]))
  return {
    kind: 'table',
    columns: [
      { heading: labels.label, width: { millimetres: 27 } },
      { heading: labels.amount, width: { share: 3 }, align: 'right' },
      { heading: labels.day, width: { share: 3 } },
      { heading: labels.state, width: { share: 2 } },
      { heading: labels.level, width: { share: 2 } },
      { heading: labels.means, width: { share: 3 } },
    ],
    rows: lines.map((line) => ({
      cells: [
        line.label,
        line.money === undefined ? TEXT.noAmount : sayAmount(line.money),
        [
          ...(line.on === undefined ? [] : [sayDay(line.on)]),
          ...(line.clock === undefined ? [] : [sayClock(line.clock, line.zone)]),
        ],
        LOSS_STATE_LABELS[line.state],
        LOSS_LEVEL_LABELS[line.level],
        line.rail === undefined ? '' : RAIL_LABELS[line.rail],
      ],
      beneath: [
        ...row(labels.payer, sayEnd(line.payer)),
        ...row(labels.payee, sayEnd(line.payee)),
        ...row(labels.reference, line.reference === undefined ? undefined : { code: line.reference }),
        ...row(TEXT.exhibit, line.exhibitId === undefined ? undefined : numbers.get(line.exhibitId)),
        ...row(labels.note, line.note),
        ...countingRows(line),
      ],
    })),
    whenEmpty: labels.none,
  }
}
