import type { LetterId, RecordId, UserId } from '#core/ids.ts'
import type { EventData, EventKind } from '#core/ledger/event-body.ts'
import type { RECORD_KINDS } from '#core/ledger/record-kinds.ts'
import type { RecordContent } from '#core/records/record.ts'

const person = { userId: 'b0'.repeat(16) as UserId, name: 'សុខ សំណាង' }
const RECORD_ID = '4d'.repeat(16) as RecordId
const content: RecordContent = {
  kind: 'search',
  data: {
    place: 'ផ្ទះលេខ ១២',
    startedAt: '2026-11-20T08:10',
    authorisation: { by: 'ព្រះរាជអាជ្ញា', form: 'verbal', givenAt: '2026-11-20T07:45' },
    occupant: { isPresent: true, name: 'សុខ' },
    witnesses: [{ name: 'ម៉ៅ', isPoliceOfOperation: false }],
    officers: [{ name: 'វិបុល', rank: 'វរសេនីយ៍ត្រី' }],
    seized: ['2026-0001-E001'],
    pagesMarked: 'thumb-print',
  },
}

/** Data of each kind of event about records and letters. */
export const RECORD_SAMPLES: { readonly [Kind in keyof typeof RECORD_KINDS]: EventData<Kind> } = {
  'record-drafted': { recordId: RECORD_ID, content: structuredClone(content), draftedBy: person },
  'record-changed': { recordId: RECORD_ID, content: structuredClone(content), changedBy: person },
  'record-finalised': {
    recordId: RECORD_ID,
    number: '2026-0001-PV01',
    content: structuredClone(content),
    lawPacks: [{ packId: 'kh-criminal-procedure', version: 1, digestHex: '4e'.repeat(32) as never }],
    warnings: [{ packId: 'kh-criminal-procedure', ruleId: 'search-pages-signed' }],
    finalisedBy: person,
  },
  'record-discarded': { recordId: RECORD_ID, reason: 'ពីរដង', discardedBy: person },
  'letter-issued': {
    letterId: '4f'.repeat(16) as LetterId,
    number: '2026-0001-L01',
    content: {
      kind: 'freeze',
      recipient: { name: 'ធនាគារ' },
      urgency: 'immediate',
      offence: 'ឆបោក',
      accounts: [{ service: 'Telegram', kind: 'telegram', value: '@shop' }],
      categories: ['payments'],
      payments: [{ complaintId: '23'.repeat(16), lossIndex: 0 }],
      signer: { name: 'សុខ' },
    },
    issuedBy: person,
  },
}

const SEARCH_MAY_MISS = ['authorisation', 'occupant.name', 'officers.rank', 'pagesMarked'].map(
  (name) => `content.data.${name}`,
)

/** Members that these may leave out. */
export const RECORD_MAY_MISS: { readonly [Kind in EventKind]?: readonly string[] } = {
  'record-drafted': SEARCH_MAY_MISS,
  'record-changed': SEARCH_MAY_MISS,
  'record-finalised': SEARCH_MAY_MISS,
}
