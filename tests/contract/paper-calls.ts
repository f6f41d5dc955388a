import type { letterOperations } from '#contract/letter-operations.ts'
import type { InputOf } from '#contract/operations.ts'
import type { paperOperations } from '#contract/paper-operations.ts'
import type { recordOperations } from '#contract/record-operations.ts'

type Name = keyof typeof paperOperations | keyof typeof recordOperations | keyof typeof letterOperations
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
  'record.list': { case: CASE },
  'record.show': RECORD,
  'record.print': { ...RECORD, languages: 'km' },
  'law.list': {},
  'letter.issue': { case: CASE, content: SAMPLE_LETTER },
  'letter.list': { case: CASE },
  'letter.show': LETTER,
  'letter.print': { ...LETTER, languages: 'km+en' },
}
