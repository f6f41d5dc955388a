import type { lawOperations } from '#contract/law-operations.ts'
import type { letterOperations } from '#contract/letter-operations.ts'
import type { InputOf } from '#contract/operations.ts'
import type { paperOperations } from '#contract/paper-operations.ts'
import type { recordOperations } from '#contract/record-operations.ts'
import type { templateOperations } from '#contract/template-operations.ts'
import type { DigestHex } from '#core/ids.ts'

type Name =
  | keyof typeof paperOperations
  | keyof typeof recordOperations
  | keyof typeof letterOperations
  | keyof typeof lawOperations
  | keyof typeof templateOperations
  | 'report.list'
  | 'report.statistics'
type Search = Extract<InputOf<'record.draft'>['content'], { readonly kind: 'search' }>

/** A search that every rule accepts, of an invented place. */
export const SAMPLE_SEARCH: Search = {
  kind: 'search',
  data: {
    place: 'ផ្ទះលេខ ១២ ផ្លូវ ២៧១',
    startedAt: '2026-11-20T08:10',
    authorisation: { by: 'ព្រះរាជអាជ្ញា', form: 'verbal', givenAt: '2026-11-20T07:45' },
    occupant: { isPresent: true, name: 'សុខ' },
    witnesses: [],
    officers: [{ name: 'វិបុល' }],
    seized: [],
    pagesMarked: 'thumb-print',
  },
}

/** A letter to an invented bank. */
export const SAMPLE_LETTER: InputOf<'letter.issue'>['content'] = {
  kind: 'preservation',
  recipient: { name: 'ធនាគារ' },
  urgency: 'urgent',
  offence: 'ឆបោក',
  accounts: [{ service: 'Telegram', kind: 'telegram', value: '@shop' }],
  period: { from: '2026-11-01T00:00', to: '2026-11-02T23:59' },
  categories: ['subscriber', 'payments'],
  payments: [],
  signer: { name: 'សុខ វណ្ណា' },
}

/** A law pack of one invented rule. */
export const SAMPLE_PACK = {
  v: 1,
  packId: 'kh-sample',
  version: 1,
  dated: '2026-01-01',
  jurisdiction: 'KH',
  title: { km: 'គំរូ', en: 'Sample' },
  source: 'invented',
  rules: [
    {
      ruleId: 'sample',
      record: 'search',
      article: { km: 'មាត្រា ១', en: 'art. 1' },
      text: { km: 'ទីកន្លែង', en: 'The place is stated.' },
      condition: { is: 'present', field: 'place' },
      verified: false,
      source: 'invented',
    },
  ],
}

/** A unit's name on the letterhead. */
export const SAMPLE_PHRASES = { unit: { km: 'ស្នងការដ្ឋាន', en: 'Commissariat' } }

const CASE = '2026-0001'
const RECORD = { case: CASE, record: '2026-0001-PV01' }
const LETTER = { case: CASE, letter: '2026-0001-L01' }

/** One well-formed input for each operation about papers, records and letters. Numbers name nothing. */
export const PAPER_INPUTS: { readonly [Called in Name]: InputOf<Called> } = {
  'item.show': { item: '2026-0001-E001' },
  'label.make': { items: ['2026-0001-E001'], places: ['S1'], form: 'a4-3x8', startAt: 2 },
  'receipt.make': { case: CASE, about: { kind: 'seizure', items: ['2026-0001-E001'] }, languages: 'km' },
  'record.draft': { case: CASE, content: SAMPLE_SEARCH },
  'record.change': { ...RECORD, content: SAMPLE_SEARCH },
  'record.finalise': { ...RECORD, hasSeenWarnings: true, corrects: '2026-0001-PV02' },
  'record.discard': { ...RECORD, reason: 'ពីរដង' },
  'record.list': { case: CASE },
  'record.show': RECORD,
  'record.print': { ...RECORD, languages: 'km' },
  'record.kinds': {},
  'law.list': {},
  'law.inspect': { pack: SAMPLE_PACK },
  'law.adopt': { pack: SAMPLE_PACK, digestHex: 'ab'.repeat(32) as DigestHex },
  'template.list': {},
  'template.show': { template: 'letterhead' },
  'template.save': { template: 'letterhead', basedOn: 0, phrases: SAMPLE_PHRASES },
  'template.preview': { template: 'letterhead', phrases: SAMPLE_PHRASES, languages: 'km' },
  'report.list': { case: CASE },
  'report.statistics': { from: '2026-01-01', to: '2026-12-31', languages: 'km' },
  'letter.issue': { case: CASE, content: SAMPLE_LETTER },
  'letter.freezePayment': { case: CASE, complaint: '1', lossIndex: 0, recipient: 'ធនាគារ' },
  'letter.file': LETTER,
  'letter.saveFile': { ...LETTER, outletId: '0c'.repeat(16) },
  'letter.list': { case: CASE },
  'letter.recipients': { kind: 'freeze' },
  'letter.show': LETTER,
  'letter.print': { ...LETTER, languages: 'km+en' },
}
