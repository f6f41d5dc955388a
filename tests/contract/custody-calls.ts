import type { custodyOperations } from '#contract/custody-operations.ts'
import type { draftOperations } from '#contract/draft-operations.ts'
import type { examinationOperations } from '#contract/examination-operations.ts'
import type { InputOf } from '#contract/operations.ts'
import type { placeOperations } from '#contract/place-operations.ts'
import type { raidOperations } from '#contract/raid-operations.ts'
import type { readBackOperations } from '#contract/read-back-operations.ts'
import type { thingOperations } from '#contract/thing-operations.ts'

const ID = '0123456789abcdef0123456789abcdef'
const WHEN = { atMs: 1_795_200_000_000, zone: '+07:00' }
const ITEM = '2026-0001-E001'
const BAG = '2026-0001-B001'
const SECOND = { userNumber: 2, passphrase: 'another passphrase' }
const RAID = { case: '2026-0001', raid: '2026-0001-R01' }
const THING = {
  category: 'phone' as const,
  name: 'ទូរស័ព្ទ',
  marks: { imeis: ['490154203237518'] },
  sealNumber: 'KH-0001',
}

type Name =
  | keyof typeof placeOperations
  | keyof typeof thingOperations
  | keyof typeof custodyOperations
  | keyof typeof examinationOperations
  | keyof typeof raidOperations
  | keyof typeof draftOperations
  | keyof typeof readBackOperations

/** One well-formed input for each operation about things, raids and drafts. Ids name nothing. */
export const CUSTODY_INPUTS: { readonly [Called in Name]: InputOf<Called> } = {
  'place.add': { code: 'S1', name: 'ទូ ១', room: 'បន្ទប់វត្ថុតាង' },
  'place.change': { place: 'S1', name: 'ទូ ២', isInUse: false },
  'place.list': {},
  'exhibit.register': { case: '2026-0001', ...THING, seized: { place: 'អគារ ៤', authority: '១២', ...WHEN } },
  'container.register': { case: '2026-0001', form: 'bag', sealNumber: 'KH-0002', ...WHEN },
  'container.pack': { container: BAG, exhibits: [ITEM], sealAfter: 'KH-0002', ...WHEN },
  'container.unpack': { container: BAG, exhibits: [ITEM], reason: 'ពិនិត្យ', sealState: 'broken', ...WHEN },
  'exhibit.changeSeal': { item: ITEM, sealState: 'broken', newSealNumber: 'KH-0003', reason: 'ដាច់', ...WHEN },
  'exhibit.linkPhotos': { item: ITEM, photos: ['2026-0001-E002'] },
  'custody.move': {
    items: [ITEM],
    purpose: 'transfer',
    to: { kind: 'person', userId: ID },
    where: 'ស្នងការដ្ឋាន',
    reason: 'រក្សាទុក',
    sealState: 'intact',
    secondPerson: SECOND,
  },
  'custody.receive': { case: '2026-0001', seq: 3, hashHex: ID.repeat(2), secondPerson: SECOND },
  'custody.waiting': { of: 'mine' },
  'custody.items': { case: '2026-0001', place: 'S1', state: 'held', limit: 10, offset: 0 },
  'custody.chain': { item: ITEM },
  'custody.accessOriginal': {
    exhibit: ITEM,
    competence: 'វិញ្ញាបនបត្រ',
    reason: 'ទិន្នន័យអាចបាត់',
    effect: 'នាឡិកាបានដើរ',
    ...WHEN,
  },
  'examination.record': {
    tool: 'exiftool',
    version: '12.57',
    command: 'exiftool a.png',
    startedAtMs: WHEN.atMs,
    endedAtMs: WHEN.atMs,
    inputs: [ITEM],
  },
  'examination.list': { case: '2026-0001' },
  'audit.compare': { place: 'S1', codes: [ITEM, 'KH-0001'] },
  'audit.record': { place: 'S1', codes: [ITEM], note: 'រាប់ប្រចាំខែ', ...WHEN },
  'audit.list': { place: 'S1' },
  'item.find': { code: 'KH-0001' },
  'raid.open': {
    case: '2026-0001',
    name: 'អគារ ៤',
    address: 'ភ្នំពេញ',
    authorisation: { form: 'verbal', authority: 'ព្រះរាជអាជ្ញារង', givenAtMs: WHEN.atMs },
    witnesses: ['សាក្សី'],
  },
  'raid.list': { case: '2026-0001' },
  'raid.addRoom': { ...RAID, name: 'បន្ទប់ ១០១' },
  'raid.addPerson': { ...RAID, role: 'undetermined', room: 'R1' },
  'raid.changePerson': { ...RAID, person: 'P1', role: 'victim', reason: 'សាកសួរ' },
  'raid.addItem': { ...RAID, ...THING, room: 'R1', person: 'P1', ...WHEN },
  'raid.linkItem': { ...RAID, item: ITEM, room: 'R1', reason: 'ខុសបន្ទប់' },
  'raid.show': { ...RAID, limit: 10, offset: 0 },
  'raid.sign': {
    ...RAID,
    inventoryDigestHex: ID.repeat(2),
    witnesses: [{ name: 'សាក្សី', signed: 'signature' }],
  },
  'draft.save': { name: 'complaint', revision: 0, text: 'ខ្ញុំ', case: '2026-0001' },
  'draft.load': { name: 'complaint' },
  'draft.list': {},
  'draft.forget': { name: 'complaint' },
  'draft.keepFile': { name: 'complaint', intakeId: ID, case: '2026-0001' },
  'draft.files': { name: 'complaint' },
  'draft.readCodes': { name: 'complaint', fileId: ID },
  'draft.dropFile': { name: 'complaint', fileId: ID },
  'readBack.show': {
    page: {
      language: 'km',
      title: 'ពាក្យបណ្ដឹង',
      question: 'តើនេះត្រឹមត្រូវឬទេ?',
      sections: [{ heading: 'x', lines: [{ label: 'y', text: 'z' }] }],
    },
  },
  'readBack.close': { pageId: ID },
}
