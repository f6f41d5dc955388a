import type {
  CaseId,
  DeviceId,
  DigestHex,
  ExhibitId,
  HolderId,
  HubId,
  KeyId,
  ObjectId,
  PackageId,
  UserId,
  VaultId,
} from '#core/ids.ts'
import type { EventBody, EventData, EventKind } from '#core/ledger/event-body.ts'
import type { EventHeader } from '#core/ledger/event-header.ts'
import { REGISTER_KINDS } from '#core/ledger/register-kinds.ts'
import { CASE_WORK_SAMPLES } from './case-work-samples.ts'
import { CUSTODY_DATA } from './custody-samples.ts'
import { PARTY_SAMPLES } from './party-samples.ts'
import { RECORD_SAMPLES } from './record-samples.ts'

/** An id or digest of one repeated byte, so that it is recognised where it turns up. */
export const idOf = <Id extends string>(byte: string): Id => byte.repeat(16) as Id
export const digestOf = (byte: string): DigestHex => byte.repeat(32) as DigestHex

export const CASE_ID = idOf<CaseId>('c0')
export const VAULT_ID = idOf<VaultId>('a0')
const person = { userId: idOf<UserId>('b0'), name: 'សុខ សំណាង' }
const OTHER_ID = idOf<UserId>('b1')
const HOLDER_ID = idOf<HolderId>('ba')
const NEW_KEYS = {
  keyId: idOf<KeyId>('e1'),
  signingKeyHex: '35'.repeat(32),
  agreementKeyHex: '46'.repeat(32),
}

/** A header as the third event of a device has it. */
export const HEADER: EventHeader = {
  v: 1,
  device: idOf<DeviceId>('d0'),
  seq: 3,
  prev: digestOf('11'),
  actor: idOf<KeyId>('e0'),
  scopeRef: '5f'.repeat(16),
  time: {
    wallMs: 1_795_300_000_000,
    counter: 0,
    clockMs: 1_795_300_000_000,
    runId: 'f0'.repeat(8),
    monotonicMs: 42,
  },
  body: { digestHex: digestOf('22'), sizeBytes: 336 },
}

/** One body of every kind, with every member that may be absent. */
export const DATA: { readonly [Kind in EventKind]: EventData<Kind> } = {
  'vault-created': {
    vaultId: VAULT_ID,
    deviceId: idOf<DeviceId>('d0'),
    software: 'samnum 0.1.0',
    founder: {
      ...person,
      roles: ['commander', 'administrator'],
      keyId: idOf<KeyId>('e0'),
      signingKeyHex: '33'.repeat(32),
      agreementKeyHex: '44'.repeat(32),
    },
  },
  'person-added': {
    person: { userId: OTHER_ID, name: 'ចាន់ ដារ៉ា', roles: ['officer'], ...NEW_KEYS },
    addedBy: person,
  },
  'person-roles-changed': { userId: OTHER_ID, roles: ['officer', 'commander'], changedBy: person },
  'person-suspended': { userId: OTHER_ID, reason: 'ផ្លាស់ទៅអង្គភាពផ្សេង', suspendedBy: person },
  'person-reinstated': { userId: OTHER_ID, ...NEW_KEYS, reason: 'ត្រឡប់មកវិញ', reinstatedBy: person },
  'passphrase-reset': { userId: OTHER_ID, ...NEW_KEYS, reason: 'ភ្លេច', resetBy: person },
  'recovery-added': {
    holder: { holderId: HOLDER_ID, kind: 'recovery-code', label: 'ទូដែក', ...NEW_KEYS },
    addedBy: person,
  },
  'recovery-removed': { holderId: HOLDER_ID, removedBy: person },
  'recovery-checked': { holderId: HOLDER_ID, how: 'read-back', checkedBy: person },
  'vault-recovered': { holderId: HOLDER_ID, userId: person.userId },
  'header-changed': { generation: 2, change: 'slot-added', holderId: OTHER_ID, changedBy: person },
  'unlock-refused': { tries: 3, firstAtMs: 1_795_200_000_000, lastAtMs: 1_795_200_060_000 },
  'column-map-saved': {
    map: {
      v: 1,
      name: 'ធនាគារ',
      content: 'statement',
      sheet: 'Sheet1',
      headerRow: 1,
      columns: [
        { column: 0, role: 'date', header: 'កាលបរិច្ឆេទ' },
        { column: 1, role: 'amount' },
      ],
      dateOrder: 'day-month-year',
      decimalSign: '.',
      currency: 'KHR',
      zone: '+07:00',
    },
    savedBy: person,
  },
  'template-changed': {
    template: 'letterhead',
    version: 1,
    phrases: { unit: { km: 'ស្នងការដ្ឋាននគរបាលខេត្តបាត់ដំបង', en: 'Battambang Provincial Police' } },
    changedBy: person,
  },
  'law-pack-adopted': {
    packId: 'kh-sample',
    version: 2,
    digestHex: '442a15c8b70d17d6fa13427a1eb8227b3c372dbe8ffb4ee0e5556b2b8741f2ce' as DigestHex,
    text: '{"packId":"kh-sample","version":2}',
    adoptedBy: person,
  },
  'playbook-adopted': {
    playbookId: 'station-own',
    version: 1,
    digestHex: 'd3c9eed527fbd6b630632b66e377ec25ff9791cb5fcd4054460d8c5f57dcf406' as DigestHex,
    text: '{"playbookId":"station-own","version":1}',
    adoptedBy: person,
  },
  'training-declared': { declaredBy: person },
  'exercise-begun': { caseId: CASE_ID, exerciseId: 'shopping-scam', version: 1, begunBy: person },
  'hub-asked': {
    hubId: idOf<HubId>('a0'),
    requestId: idOf<PackageId>('a1'),
    secretHex: '5e'.repeat(16),
    deviceSaltHex: '5a'.repeat(32),
    deviceKeyHex: NEW_KEYS.signingKeyHex,
    askedBy: person,
  },
  'hub-pinned': {
    hubId: idOf<HubId>('a0'),
    requestId: idOf<PackageId>('a1'),
    hubKeyHex: NEW_KEYS.signingKeyHex,
    hubName: 'នាយកដ្ឋានប្រឆាំងបទល្មើសបច្ចេកវិទ្យា',
    hubRecipient: 'age1pq1example',
    urls: ['https://hub.example'],
    tlsPinsHex: ['71'.repeat(32)],
    papers: ['{"document":{},"signatureHex":""}'],
    pinnedBy: person,
  },
  'hub-unpinned': { hubId: idOf<HubId>('a0'), reason: 'ប្ដូរអគ្គស្នងការដ្ឋាន', unpinnedBy: person },
  'case-shared-with-hub': {
    hubId: idOf<HubId>('a0'),
    caseId: CASE_ID,
    number: '2026-0001',
    sharedBy: person,
  },
  'paper-key-told': {
    keyId: NEW_KEYS.keyId,
    publicKeyHex: `04${'4b'.repeat(64)}`,
    proofHex: '3006020101020101',
    toldBy: person,
  },
  'package-written': {
    hubId: idOf<HubId>('a0'),
    packageId: idOf<PackageId>('a2'),
    fromSeq: 2,
    cases: [CASE_ID],
    objects: 1,
    carrier: 'folder',
    writtenBy: person,
  },
  'way-back-taken': {
    hubId: idOf<HubId>('a0'),
    receipts: ['{"document":{},"signatureHex":""}'],
    refusals: [{ packageId: idOf<PackageId>('a3'), code: 'sync/file-differs', atMs: 1_795_200_000_000 }],
    papers: ['{"document":{},"signatureHex":""}'],
    messages: [
      {
        number: 1,
        hashHex: digestOf('de'),
        madeAtMs: 1_795_200_000_000,
        text: '{"from":"x","kind":"notice","text":"x","title":"x"}',
      },
    ],
    takenBy: person,
  },
  'head-anchored': { seq: 2, hashHex: digestOf('dd'), anchoredBy: person },
  'rollback-noticed': { seenSeq: 9, seenHashHex: digestOf('de'), heldSeq: 7 },
  'ledger-salvaged': {
    fromDeviceId: idOf<DeviceId>('d1'),
    lastSeq: 9,
    lost: [{ from: 4, to: 5 }],
    introduced: { ...person, roles: ['commander'], ...NEW_KEYS },
    salvagedBy: person,
  },
  'case-expunged': {
    caseId: CASE_ID,
    number: '2026-0001',
    order: { reference: 'ដីកាលេខ ១', authority: 'សាលាដំបូងរាជធានីភ្នំពេញ', orderedOn: '2026-11-20' },
    emptied: [{ from: 2, to: 3 }],
    objects: [idOf<ObjectId>('99')],
    expungedBy: person,
  },
  'case-key-granted': {
    caseId: CASE_ID,
    number: '2026-0001',
    userId: person.userId,
    sealedKeyHex: '55'.repeat(80),
  },
  'case-opened': { caseId: CASE_ID, number: '2026-0001', title: 'ការឆបោកតាមអនឡាញ', openedBy: person },
  'complaint-taken': {
    complaintId: '66'.repeat(16),
    takenBy: person,
    complaint: {
      channel: 'walk-in',
      wish: 'complain',
      receivedOn: '2026-11-22',
      victim: {
        name: 'ចាន់ ធី',
        latinName: 'Chan Thy',
        sex: 'female',
        birthDate: '1990-01-31',
        nationality: 'ខ្មែរ',
        phone: '097 765 4321',
        address: 'ភ្នំពេញ',
        idDocument: 'អត្តសញ្ញាណប័ណ្ណ 010203040',
        safeContact: 'តាមប្អូនស្រី',
      },
      summary: 'ទិញទូរសព្ទតាមអនឡាញ',
      narrative: 'ថ្ងៃទីមួយ\nថ្ងៃទីពីរ',
      happenedFrom: '2026-11-01',
      happenedTo: '2026-11-03',
      place: 'Facebook',
      typologies: ['online-shopping-scam'],
      identifiers: [{ kind: 'phone', raw: '012 345-678', normalised: '+85512345678', note: 'អ្នកលក់' }],
      losses: [
        {
          state: 'paid',
          level: 'documented',
          currency: 'USD',
          amount: '250.5',
          on: '2026-11-02',
          rail: 'khqr',
          reference: 'TRX-1',
          payer: 'ចាន់ ធី',
          payee: 'FAKE SHOP',
          note: 'ABA',
        },
      ],
    },
  },
  'exhibit-sealed': {
    exhibitId: idOf<ExhibitId>('77'),
    number: '2026-0001-E001',
    name: 'រូបថត.png',
    sourceName: 'IMG\\u{1}.png',
    description: 'រូបថតអេក្រង់',
    sourceModifiedAtMs: 1_795_200_000_000,
    sealedBy: person,
    sizeBytes: 14,
    digestHex: digestOf('88'),
    object: { objectId: idOf<ObjectId>('99'), segmentSizeBytes: 1_048_576, sealDigestHex: digestOf('aa') },
  },
  'exhibit-extracted': { exhibitId: idOf<ExhibitId>('77'), extractedBy: person },
  'report-saved': {
    reportKind: 'case',
    languages: 'km+en',
    madeFromHeadHex: digestOf('bb'),
    digestHex: digestOf('cc'),
    sizeBytes: 12_345,
    savedBy: person,
  },
  'report-signed': {
    reportKind: 'case',
    languages: 'km+en',
    madeFromHeadHex: digestOf('bb'),
    unsignedDigestHex: digestOf('cc'),
    digestHex: digestOf('c1'),
    reason: 'ពិនិត្យហើយ',
    publicKeyHex: `04${'5a'.repeat(64)}`,
    certificateDigestHex: digestOf('c2'),
    signedBy: person,
  },
  ...CUSTODY_DATA,
  ...RECORD_SAMPLES,
  ...PARTY_SAMPLES,
  ...CASE_WORK_SAMPLES,
  'case-disclosed': { sizeBytes: 54_321, digestHex: digestOf('cd'), disclosedBy: person },
  'case-exported': {
    exportId: 'e1'.repeat(16),
    variant: 'redacted',
    recipients: ['age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p'],
    files: 19,
    contentDigestHex: digestOf('cf'),
    withheldEvents: [{ from: 3, to: 4 }],
    exportedBy: person,
  },
  'event-confirmed': {
    seq: 2,
    hashHex: digestOf('ce'),
    purpose: 'review',
    note: 'បានអាន',
    confirmedBy: { userId: OTHER_ID, name: 'ចាន់ ដារ៉ា' },
  },
}

export const KINDS = Object.keys(DATA) as readonly EventKind[]

/** The body of a kind in the scope it belongs to. */
export function bodyOf(kind: EventKind): EventBody {
  const isRegister = Object.hasOwn(REGISTER_KINDS, kind)
  return { kind, scope: isRegister ? VAULT_ID : CASE_ID, data: DATA[kind] } as EventBody
}
