import {
  CONTAINER_FORM_LABELS,
  EXHIBIT_CATEGORY_LABELS,
  SEAL_STATE_LABELS,
} from '../custody/custody-labels.ts'
import type { CUSTODY_FINDINGS, CustodyFinding, Seal } from '../custody/item-state.ts'
import { isCurrencyCode } from '../money/currency.ts'
import { formatMoneyWithCode } from '../money/format-money.ts'
import { saySize } from './case-report-text.ts'
import type { Content, Phrase } from './document-tree.ts'
import type { ItemRecord } from './item-record.ts'
import { writeCount } from './record-parts.ts'

/** A label with its value, as documents list marks. */
export type Mark = { readonly label: Phrase; readonly value: Content }

/** What the marks of a thing are called. */
export const MARK_LABELS = {
  imei: { km: 'IMEI', en: 'IMEI' },
  iccid: { km: 'ICCID', en: 'ICCID' },
  serialNumber: { km: 'លេខស៊េរី', en: 'Serial number' },
  make: { km: 'ម៉ាក', en: 'Make' },
  model: { km: 'ម៉ូដែល', en: 'Model' },
  colour: { km: 'ពណ៌', en: 'Colour' },
  plate: { km: 'ស្លាកលេខ', en: 'Plate' },
  noteSerials: { km: 'លេខក្រដាសប្រាក់', en: 'Numbers of the notes' },
  quantity: { km: 'ចំនួន', en: 'Quantity' },
  cash: { km: 'ទឹកប្រាក់', en: 'Amount' },
  size: { km: 'ទំហំ', en: 'Size' },
  contents: { km: 'មានខាងក្នុង', en: 'Contents' },
} as const satisfies { readonly [name: string]: Phrase }

/** What findings about a chain of custody say in reports. */
export const CUSTODY_FINDING_TEXT: { readonly [Name in (typeof CUSTODY_FINDINGS)[number]]: Phrase } = {
  'custody/gap': {
    km: 'អ្នកប្រគល់មិនមែនជាអ្នកកាន់ចុងក្រោយ៖ ខ្សែសង្វាក់នៃការថែរក្សាមានចន្លោះ។',
    en: 'Whoever gave was not the last holder: the chain of custody has a gap.',
  },
  'custody/time-reversed': {
    km: 'ពេលវេលាដែលបានប្រាប់ មុនពេលវេលាចុងក្រោយដែលបានកត់ត្រា។',
    en: 'The time stated lies before the last one recorded.',
  },
  'custody/receiver-missing': {
    km: 'ការប្រគល់លើកមុន មិនត្រូវបានអ្នកទទួលបញ្ជាក់ទេ។',
    en: 'The hand-over before was not acknowledged by its receiver.',
  },
  'custody/seal-broken': { km: 'ត្រាត្រូវបានរកឃើញថាដាច់។', en: 'A seal was found broken.' },
}

/** Says what is wrong in a chain of custody. */
export function sayFinding(finding: CustodyFinding): Phrase {
  return CUSTODY_FINDING_TEXT[finding]
}

const DIGITAL: Phrase = { km: 'ឯកសារឌីជីថល', en: 'Digital file' }

/** Says what kind of thing an item is: its category, its form, or that it is digital. */
export function sayItemKind({ category, form }: Pick<ItemRecord, 'category' | 'form'>): Phrase {
  if (category !== undefined) return EXHIBIT_CATEGORY_LABELS[category]
  return form === undefined ? DIGITAL : CONTAINER_FORM_LABELS[form]
}

/** Says how a seal is, or that there is none. */
export function saySeal(seal: Seal | undefined): Phrase {
  return SEAL_STATE_LABELS[seal?.state ?? 'none']
}

/** Lists the marks of an item that tell it from others of its kind, identifying numbers first. */
export function listMarks({ marks, quantity, cash, sizeBytes }: ItemRecord): readonly Mark[] {
  const { imeis = [], iccid, serialNumber, make, model, colour, plate, noteSerials = [] } = marks ?? {}
  const code = (text: string | undefined) => (text === undefined ? undefined : { code: text })
  const rows: (readonly [label: Phrase, value: Content | undefined])[] = [
    ...imeis.map((imei) => [MARK_LABELS.imei, { code: imei }] as const),
    [MARK_LABELS.iccid, code(iccid)],
    [MARK_LABELS.serialNumber, code(serialNumber)],
    [MARK_LABELS.plate, code(plate)],
    [MARK_LABELS.make, make],
    [MARK_LABELS.model, model],
    [MARK_LABELS.colour, colour],
    [MARK_LABELS.noteSerials, noteSerials.length === 0 ? undefined : { code: noteSerials.join(', ') }],
    [MARK_LABELS.quantity, quantity === undefined ? undefined : writeCount(quantity)],
    [MARK_LABELS.cash, cash === undefined ? undefined : sayCash(cash)],
    [MARK_LABELS.size, sizeBytes === undefined ? undefined : saySize(sizeBytes)],
  ]
  return rows.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]))
}

function sayCash(cash: NonNullable<ItemRecord['cash']>): Content {
  const { currency, amount } = cash
  if (!isCurrencyCode(currency)) return `${amount} ${currency}`
  const money = { currency, amount }
  return {
    km: formatMoneyWithCode(money, { language: 'km' }),
    en: formatMoneyWithCode(money, { language: 'en' }),
  }
}
