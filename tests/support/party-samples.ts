import type {
  CaseId,
  DigestHex,
  ExhibitId,
  IdentifierId,
  PartyId,
  PaymentId,
  PremisesId,
  RaidId,
  RateId,
  UserId,
} from '#core/ids.ts'
import type { EventData, EventKind } from '#core/ledger/event-body.ts'
import type { PARTY_KINDS } from '#core/ledger/party-kinds.ts'

const person = { userId: 'b0'.repeat(16) as UserId, name: 'សុខ សំណាង' }
const idOf = <Id extends string>(byte: string): Id => byte.repeat(16) as Id

const PARTY_ID = idOf<PartyId>('71')
const PREMISES_ID = idOf<PremisesId>('72')
const IDENTIFIER_ID = idOf<IdentifierId>('73')
export const PAYMENT_ID = idOf<PaymentId>('74')
const COMPLAINT_ID = '23'.repeat(16)
const BASE_HEX = '75'.repeat(32) as DigestHex
const address = { use: 'home' as const, text: 'ផ្ទះលេខ ១២', code: '12010203' }
const identifier = { kind: 'imsi' as const, raw: '456 01 0123456789', normalised: '456010123456789' }
const source = { exhibitId: idOf<ExhibitId>('76'), position: { kind: 'page' as const, page: 2 } }

const content: EventData<'party-added'>['content'] = {
  names: [
    { text: 'ចាន់ ដារ៉ា', script: 'khmer', use: 'official' },
    { text: 'CHAN DARA', script: 'latin', use: 'alias' },
  ],
  sex: 'male',
  birth: { earliestOn: '1990-01-01', latestOn: '1990-12-31' },
  nationality: 'KHM',
  languages: 'ខ្មែរ',
  documents: [
    {
      kind: 'passport',
      number: 'N0123456',
      country: 'KHM',
      expiresOn: '2030-05-01',
      mrz: ['P<KHMCHAN<<DARA', 'N0123456'],
      note: 'ថតចម្លង',
    },
  ],
  addresses: [address],
  occupation: 'អ្នកលក់',
  safeContact: 'តាមបងស្រី',
  note: 'មកជាមួយគ្រួសារ',
}

const premises: EventData<'premises-added'>['content'] = {
  name: 'អគារ ក',
  kind: 'compound',
  address,
  landlordId: PARTY_ID,
  landlord: 'ម្ចាស់ផ្ទះ',
  lease: { fromOn: '2025-01-01', untilOn: '2027-01-01', terms: 'ពីរឆ្នាំ' },
  rent: { money: { currency: 'USD', amount: '1200' }, per: 'month' },
  rooms: 40,
  internet: 'ISP',
  raidId: idOf<RaidId>('77'),
  note: 'ជាន់ទី ៣',
}

const payment: EventData<'payment-added'>['content'] = {
  complaintId: COMPLAINT_ID,
  lossIndex: 0,
  payer: { partyId: PARTY_ID, name: 'ដារ៉ា', institution: 'ABA', identifiers: [] },
  payee: { identifiers: [{ kind: 'bank-account', raw: '001 234 567', normalised: '001234567' }] },
  rail: 'khqr',
  money: { currency: 'USD', amount: '250.5' },
  state: 'paid',
  level: 'documented',
  on: '2026-11-20',
  time: { clock: '08:10', zone: '+07:00' },
  reference: 'TX1',
  source,
  note: 'បង់លើកទី ១',
}

/** Data of each kind of event about people and money. */
export const PARTY_SAMPLES: { readonly [Kind in keyof typeof PARTY_KINDS]: EventData<Kind> } = {
  'party-added': { partyId: PARTY_ID, number: '2026-0001-P01', form: 'person', content, addedBy: person },
  'party-changed': {
    partyId: PARTY_ID,
    set: { nationality: 'VNM' },
    cleared: ['note'],
    basedOnHex: BASE_HEX,
    changedBy: person,
  },
  'party-role-set': {
    partyId: PARTY_ID,
    role: 'undetermined',
    isHeld: true,
    complaintId: COMPLAINT_ID,
    reason: 'រកឃើញក្នុងបរិវេណ',
    setBy: person,
  },
  'party-merged': {
    partyId: PARTY_ID,
    intoPartyId: idOf<PartyId>('78'),
    reason: 'មនុស្សតែមួយ',
    mergedBy: person,
  },
  'party-unmerged': { partyId: PARTY_ID, reason: 'មិនមែនមនុស្សតែមួយ', unmergedBy: person },
  'indicators-noted': {
    partyId: PARTY_ID,
    present: ['retention-of-documents'],
    absent: ['violence'],
    note: 'សម្ភាស',
    notedBy: person,
  },
  'premises-added': { premisesId: PREMISES_ID, number: '2026-0001-A01', content: premises, addedBy: person },
  'premises-changed': {
    premisesId: PREMISES_ID,
    set: { rooms: 41 },
    cleared: [],
    basedOnHex: BASE_HEX,
    changedBy: person,
  },
  'identifier-noted': {
    identifierId: IDENTIFIER_ID,
    identifier,
    seenIn: { kind: 'exhibit', source },
    partyId: PARTY_ID,
    confidence: 'probable',
    note: 'ស៊ីមទី ២',
    notedBy: person,
  },
  'identifier-withdrawn': { identifierId: IDENTIFIER_ID, reason: 'វាយខុស', withdrawnBy: person },
  'payment-added': { paymentId: PAYMENT_ID, number: '2026-0001-M01', content: payment, addedBy: person },
  'payment-changed': {
    paymentId: PAYMENT_ID,
    set: { state: 'frozen' },
    cleared: ['reference'],
    basedOnHex: BASE_HEX,
    changedBy: person,
  },
  'payment-withdrawn': { paymentId: PAYMENT_ID, reason: 'ស្ទួន', withdrawnBy: person },
  'complaint-duplicate-of': {
    complaintId: COMPLAINT_ID,
    of: { complaintId: '24'.repeat(16), caseId: idOf<CaseId>('79') },
    reason: 'រឿងតែមួយ',
    judgedBy: person,
  },
  'complaint-moved': {
    complaintId: COMPLAINT_ID,
    side: 'origin',
    other: { caseId: idOf<CaseId>('c9'), number: '2026-0009', complaintId: '29'.repeat(16) },
    taken: { atMs: 1_795_000_000_000, by: 'សុខ សំណាង' },
    reason: 'ជនសង្ស័យផ្សេង',
    movedBy: person,
  },
  'complaint-detailed': {
    complaintId: COMPLAINT_ID,
    details: {
      language: 'វៀតណាម',
      interpreter: {
        name: 'ង្វៀន វ៉ាន់',
        language: 'វៀតណាម',
        isSworn: true,
        isIndependent: true,
        relation: 'អ្នកបកប្រែតុលាការ',
      },
      wishReason: 'ខ្មាសគ្រួសារ',
      firstContact: { on: '2026-10-02', clock: '20:15' },
      discovered: { on: '2026-11-19' },
      paymentTimes: [{ lossIndex: 0, clock: '08:10' }],
      readBack: { how: 'second-screen', isRight: true, language: 'ខ្មែរ', note: 'កែឈ្មោះម្ដង' },
    },
    notedBy: person,
  },
  'complaint-exhibits-linked': {
    complaintId: COMPLAINT_ID,
    exhibitIds: [idOf<ExhibitId>('76')],
    linkedBy: person,
  },
  'rate-noted': {
    rateId: idOf<RateId>('7a'),
    currency: 'USD',
    inCurrency: 'KHR',
    rate: '4015.5',
    on: '2026-11-20',
    source: 'ធនាគារជាតិនៃកម្ពុជា',
    notedBy: person,
  },
}

const PARTY_MEMBERS = [
  ...[
    'names',
    'sex',
    'birth',
    'nationality',
    'languages',
    'documents',
    'addresses',
    'occupation',
    'safeContact',
  ],
  'note',
]
const DOCUMENT_MEMBERS = ['country', 'expiresOn', 'mrz', 'note'].map((name) => `documents.${name}`)
const PREMISES_MEMBERS = [
  ...['name', 'kind', 'address', 'address.code', 'landlordId', 'landlord', 'lease', 'lease.fromOn'],
  ...['lease.untilOn', 'lease.terms', 'rent', 'rooms', 'internet', 'raidId', 'note'],
]
const PAYMENT_MEMBERS = [
  ...[
    'complaintId',
    'lossIndex',
    'payer',
    'payer.partyId',
    'payer.name',
    'payer.institution',
    'payee',
    'rail',
  ],
  ...['money', 'state', 'level', 'on', 'time', 'reference', 'source', 'source.position', 'note'],
]
const inside = (name: string, members: readonly string[]) => members.map((member) => `${name}.${member}`)

/** Members that these may leave out. */
export const PARTY_MAY_MISS: { readonly [Kind in EventKind]?: readonly string[] } = {
  'party-added': inside('content', [...PARTY_MEMBERS, ...DOCUMENT_MEMBERS, 'addresses.code']),
  'party-changed': ['set.nationality'],
  'party-role-set': ['complaintId', 'reason'],
  'indicators-noted': ['note'],
  'premises-added': inside('content', PREMISES_MEMBERS),
  'premises-changed': ['set.rooms'],
  'identifier-noted': ['seenIn.source.position', 'partyId', 'note'],
  'payment-added': inside('content', PAYMENT_MEMBERS),
  'payment-changed': ['set.state'],
  'complaint-duplicate-of': ['of', 'of.caseId'],
  'complaint-detailed': inside('details', [
    ...['language', 'interpreter', 'interpreter.language', 'interpreter.relation', 'wishReason'],
    ...['firstContact', 'firstContact.clock', 'discovered', 'paymentTimes', 'readBack', 'readBack.language'],
    'readBack.note',
  ]),
}
