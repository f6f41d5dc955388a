import type { InputOf, OperationName } from '#contract/operations.ts'
import type { ComplaintDraft } from '#core/casework/complaint.ts'

/** A complaint that every rule accepts, about invented people. */
export const SAMPLE_COMPLAINT: ComplaintDraft = {
  channel: 'walk-in',
  victim: { name: 'ចាន់ សុភា (ប្រឌិត)', phone: '012 345 678' },
  summary: 'ទិញទូរស័ព្ទតាមអនឡាញ តែមិនបានទទួល',
  narrative: 'ខ្ញុំបានផ្ទេរប្រាក់។\nបន្ទាប់មកគណនីនោះបានបាត់។',
  happenedFrom: '2026-11-01',
  happenedTo: '2026-11-02',
  typologies: ['online-shopping-scam'],
  identifiers: [{ kind: 'phone', value: '+855 12 345 678' }],
  losses: [{ state: 'paid', currency: 'USD', amount: '312.50', on: '2026-11-02', rail: 'khqr' }],
}

const ID = '0123456789abcdef0123456789abcdef'

/** One well-formed input for each operation; a missing one does not compile. Ids name nothing. */
export const SAMPLE_INPUTS: { readonly [Name in OperationName]: InputOf<Name> } = {
  'vault.status': {},
  'vault.create': { userName: 'សុខ វណ្ណា', passphrase: 'a long passphrase' },
  'vault.unlock': { passphrase: 'a long passphrase' },
  'vault.lock': {},
  'vault.info': {},
  'vault.verify': {},
  'people.list': {},
  'people.add': { name: 'ចាន់ ដារ៉ា', roles: ['officer'], passphrase: 'a long passphrase' },
  'people.changeRoles': { userId: ID, roles: ['officer', 'custodian'] },
  'people.suspend': { userId: ID, reason: 'ផ្លាស់ទៅអង្គភាពផ្សេង' },
  'people.reinstate': { userId: ID, reason: 'ត្រឡប់មកវិញ', passphrase: 'a long passphrase' },
  'people.resetPassphrase': {
    userId: ID,
    reason: 'ភ្លេច',
    passphrase: 'a long passphrase',
    secondPerson: { userNumber: 3, passphrase: 'another passphrase', keyFile: 'samnum key file' },
  },
  'case.share': { case: '2026-0001', userId: ID },
  'case.readers': { case: '2026-0001' },
  'event.confirm': {
    case: '2026-0001',
    seq: 3,
    hashHex: ID.repeat(2),
    purpose: 'review',
    note: 'បានអាន',
    secondPerson: { passphrase: 'another passphrase' },
  },
  'key.list': {},
  'key.changePassphrase': {
    current: 'a long passphrase',
    next: 'another passphrase',
    keyFile: 'samnum key file',
  },
  'key.makeKeyFile': { passphrase: 'a long passphrase', outletId: ID },
  'key.dropKeyFile': { passphrase: 'a long passphrase', keyFile: 'samnum key file' },
  'key.bindMachine': { passphrase: 'a long passphrase', isBound: true },
  'key.makeRecoveryCode': { label: 'ទូដែក' },
  'key.checkRecoveryCode': { code: '000011-000022-000033-000044-000055-000066-000077-000088' },
  'key.addEscrow': { recipient: 'age1', label: 'headquarters' },
  'key.removeRecovery': { holderId: ID },
  'key.rotate': {},
  'key.recover': {
    with: { kind: 'recovery-code', code: '000011-000022-000033-000044-000055-000066-000077-000088' },
    userNumber: 1,
    passphrase: 'a long passphrase',
  },
  'ledger.anchor': {},
  'ledger.checkAnchor': {
    line: '2026-11-22 · 7 · 000011 000022 000033 000044 000055 000066 000077 000088',
  },
  'ledger.anchorState': {},
  'case.disclose': { case: '2026-0001', outletId: ID },
  'case.expunge': {
    case: '2026-0001',
    confirmNumber: '2026-0001',
    order: { reference: 'ដីកា ១២៣', authority: 'សាលាដំបូង', orderedOn: '2026-11-20' },
    secondPerson: { userNumber: 2, passphrase: 'another passphrase' },
  },
  'case.open': { title: 'ករណីសាកល្បង' },
  'case.list': { query: 'សុភា', limit: 10, offset: 0 },
  'case.show': { case: '2026-0001' },
  'complaint.add': { complaint: SAMPLE_COMPLAINT, case: '2026-0001' },
  'intake.offer': { name: 'a.txt', sizeBytes: 5, modifiedAtMs: null },
  'outlet.offer': { name: 'a.txt' },
  'exhibit.seal': { case: '2026-0001', intakeId: ID, name: 'a.txt', description: 'a file' },
  'exhibit.list': { case: '2026-0001' },
  'exhibit.verify': { exhibit: '2026-0001-E001' },
  'exhibit.extract': { exhibit: '2026-0001-E001', outletId: ID },
  'report.make': { case: '2026-0001', kind: 'case', languages: 'km+en' },
  'report.save': { reportId: ID, outletId: ID },
  'backup.write': { folderId: ID, keep: 3, readsAll: true },
  'backup.restore': { folderId: ID, generation: 2, passphrase: 'a long passphrase' },
}
