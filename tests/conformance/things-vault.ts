import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { EventKind } from '#core/ledger/event-body.ts'
import { type AtEnd, COMPLAINT, type Desk, makeFolder, offerPath, sealBytes } from '../support/make-vault.ts'
import { FACEBOOK_THREAD } from '../support/parser-samples/chat-samples.ts'
import { addColleague, type Colleague, createStation, FOUNDER, switchTo } from '../support/station.ts'
import { workOnCase } from './work-on-case.ts'

/** A closed vault whose one case has things, a raid, records and letters, with what opens it for each person. */
export type ThingsVault = {
  readonly folder: string
  /** The case's number. */
  readonly number: string
  readonly founder: Pick<Colleague, 'number' | 'passphrase'>
  /** Was handed things and returned them. */
  readonly custodian: Colleague
  /** Holds no case. */
  readonly officer: Colleague
  /** Every kind of event of the case. */
  readonly kinds: ReadonlySet<EventKind>
}

const HOUR_MS = 3_600_000

/** Makes a vault in which at least one event of each kind about things, raids, records and letters stands. */
export async function makeThingsVault(atEnd: AtEnd): Promise<ThingsVault> {
  const { desk, officer } = await createStation({ atEnd })
  const custodian = await addColleague(desk, 'custodian', 'custodian')
  const { number } = await desk.ask('case.open', { title: 'ការឆបោកតាមអនឡាញ' })
  await desk.ask('complaint.add', { case: number, complaint: COMPLAINT })
  await desk.ask('place.add', { code: 'S1', name: 'Shelf 1', room: 'Exhibit room' })
  await desk.ask('place.change', { place: 'S1', name: 'Shelf one' })
  await saveMap(desk)
  await collect(desk, number, await makeFolder(atEnd))
  await raid(desk, number, officer)
  await handOver(desk, number, custodian)
  await switchTo(desk, FOUNDER)
  await write(desk, number)
  await workOnCase(desk, number)
  const { events } = await desk.ask('case.show', { case: number })
  await desk.engine.close()
  const kinds = new Set(events.map(({ kind }) => kind as EventKind))
  return { folder: desk.folder, number, founder: FOUNDER, custodian, officer, kinds }
}

async function saveMap(desk: Desk): Promise<void> {
  const columns = [
    { column: 0, role: 'date' as const, header: 'កាលបរិច្ឆេទ' },
    { column: 2, role: 'amount' as const },
  ]
  const map = { v: 1, name: 'ធនាគារ ក', content: 'statement', headerRow: 3, columns } as const
  const writing = { dateOrder: 'day-month-year', decimalSign: '.', currency: 'KHR', zone: '+07:00' } as const
  await desk.ask('columnMap.save', { map: { ...map, columns: [...map.columns], ...writing } })
}

// A file, the same again, a folder, an outside tool, and what a parser found.
async function collect(desk: Desk, number: string, room: string): Promise<void> {
  const thread = Buffer.from(FACEBOOK_THREAD)
  const path = join(room, 'message_1.json')
  await writeFile(path, thread)
  const first = await desk.ask('exhibit.seal', {
    case: number,
    intakeId: await offerPath(desk, path),
    digests: ['md5', 'sha512'],
  })
  await sealBytes(desk, number, thread, 'the same again.json')
  const folder = join(room, 'ថតឯកសារ')
  await mkdir(join(folder, 'inner'), { recursive: true })
  await writeFile(join(folder, 'one.txt'), 'one')
  await writeFile(join(folder, 'inner', 'two.txt'), 'two')
  await writeFile(join(folder, 'nothing'), '')
  const intakeId = await offerPath(desk, folder)
  await desk.ask('exhibit.seal', { case: number, intakeId })
  const parsed = await desk.ask('exhibit.parse', { exhibit: first.number })
  if (parsed.outcome !== 'parsed') throw new Error('the parser asked')
  await desk.ask('finding.confirm', {
    exhibit: parsed.number,
    items: [
      { list: 'messages', index: 0 },
      { list: 'identifiers', index: 0 },
    ],
  })
}

async function raid(desk: Desk, number: string, officer: Colleague): Promise<void> {
  const givenAtMs = Date.now() - 2 * HOUR_MS
  const { number: name } = await desk.ask('raid.open', {
    case: number,
    name: 'Compound',
    address: 'Building 4',
    witnesses: ['One', 'Two'],
    authorisation: { form: 'verbal', authority: 'Deputy prosecutor', givenAtMs },
  })
  const at = { case: number, raid: name }
  const { code: room } = await desk.ask('raid.addRoom', { ...at, name: 'Room 101' })
  const found = await desk.ask('raid.addPerson', { ...at, role: 'undetermined', room })
  await desk.ask('raid.changePerson', {
    ...at,
    person: found.code,
    role: 'victim',
    reason: 'Held by force',
  })
  const thing = { ...at, category: 'phone' as const, name: 'Phone', sealNumber: 'KH-0001' }
  const { item } = await desk.ask('raid.addItem', { ...thing, marks: { imeis: ['49 015420 323751 8'] } })
  await desk.ask('raid.linkItem', { ...at, item: item.number, room, person: found.code })
  await desk.ask('case.share', { case: number, userId: officer.userId })
  const { inventoryDigestHex } = await desk.ask('raid.show', at)
  const witnesses = [{ name: 'One', signed: 'thumb-print' as const }]
  const secondPerson = { userNumber: officer.number, passphrase: officer.passphrase }
  await desk.ask('raid.sign', { ...at, inventoryDigestHex, witnesses, secondPerson })
}

// What was seized goes into a bag and out again, to the custodian, onto the shelf, to a laboratory, and back to its owner.
async function handOver(desk: Desk, number: string, custodian: Colleague): Promise<void> {
  const phone = `${number}-E006`
  const seized = { place: 'Building 4', atMs: Date.now() - HOUR_MS }
  const thing = { case: number, category: 'phone' as const, name: 'Phone', sealNumber: 'KH-0100', seized }
  expectNumber(await desk.ask('exhibit.register', thing), phone)
  const bag = (await desk.ask('container.register', { case: number, form: 'bag' })).number
  await desk.ask('container.pack', { container: bag, exhibits: [phone], sealNumber: 'KH-0200' })
  const out = { container: bag, exhibits: [phone], reason: 'Charging' }
  await desk.ask('container.unpack', { ...out, sealState: 'broken' })
  const photos = [`${number}-E001`]
  await desk.ask('exhibit.changeSeal', {
    item: phone,
    sealState: 'broken',
    newSealNumber: 'KH-0101',
    reason: 'Torn',
    photos,
  })
  await desk.ask('exhibit.linkPhotos', { item: phone, photos })
  await desk.ask('container.pack', { container: bag, exhibits: [phone], sealNumber: 'KH-0201' })
  const said = { where: 'Station', reason: 'Storage', sealState: 'intact' as const }
  await desk.ask('custody.move', {
    ...said,
    items: [bag],
    purpose: 'transfer',
    to: { kind: 'person', userId: custodian.userId },
    secondPerson: { userNumber: custodian.number, passphrase: custodian.passphrase },
  })
  await switchTo(desk, custodian)
  await desk.ask('custody.move', {
    ...said,
    items: [bag],
    purpose: 'store',
    to: { kind: 'place', place: 'S1' },
  })
  await desk.ask('audit.record', { place: 'S1', codes: [phone, bag, 'nobody knows this'] })
  await desk.ask('container.unpack', { ...out, sealState: 'replaced', newSealNumber: 'KH-0202' })
  await desk.ask('custody.accessOriginal', {
    exhibit: phone,
    competence: 'Examiner',
    reason: 'It would have locked itself',
    effect: 'Its clock went on',
  })
  const owner = { kind: 'outside' as const, name: 'Owner' }
  const order = { reference: 'ដីកា ១', authority: 'សាលាដំបូងរាជធានីភ្នំពេញ', orderedOn: '2026-01-05' }
  await desk.ask('custody.move', { ...said, items: [phone], purpose: 'return', to: owner, order })
}

async function write(desk: Desk, number: string): Promise<void> {
  const content = {
    kind: 'search' as const,
    data: {
      place: 'ផ្ទះលេខ ១២ ផ្លូវ ២៧១',
      startedAt: '2026-11-20T08:10',
      authorisation: { by: 'ព្រះរាជអាជ្ញា', form: 'verbal' as const, givenAt: '2026-11-20T07:45' },
      occupant: { isPresent: true, name: 'សុខ' },
      witnesses: [],
      officers: [{ name: 'វិបុល' }],
      seized: [`${number}-E006`],
      pagesMarked: 'thumb-print' as const,
    },
  }
  const { recordId: record } = await desk.ask('record.draft', { case: number, content })
  await desk.ask('record.change', { case: number, record, content })
  await desk.ask('record.finalise', { case: number, record, hasSeenWarnings: true })
  const unwanted = await desk.ask('record.draft', { case: number, content })
  await desk.ask('record.discard', { case: number, record: unwanted.recordId, reason: 'ពីរដង' })
  await desk.ask('letter.issue', {
    case: number,
    content: {
      kind: 'freeze',
      recipient: { name: 'ធនាគារ' },
      urgency: 'immediate',
      offence: 'ឆបោក',
      accounts: [{ service: 'Telegram', kind: 'telegram', value: '@fake_seller' }],
      categories: ['payments'],
      payments: [],
      signer: { name: 'សុខ' },
    },
  })
}

function expectNumber({ number }: { readonly number: string }, expected: string): void {
  if (number !== expected) throw new Error(`${expected} is ${number}`)
}
