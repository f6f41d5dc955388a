import { randomBytes } from 'node:crypto'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  COMPLAINT,
  copyVault,
  createVault,
  openDesk,
  PASSPHRASE,
  sealBytes,
} from '../../support/make-vault.ts'
import { destroyPages, keysOf, numbersIn, pagesOfEvents, salvage } from './salvage-room.ts'

const SECOND = `${PASSPHRASE} of the second`
const ORDER = { reference: '12/2026', authority: 'សាលាដំបូងរាជធានីភ្នំពេញ', orderedOn: '2026-01-05' }

async function makeSharedVault() {
  const desk = await createVault()
  const { number } = await desk.ask('case.open', { title: 'of the founder' })
  await desk.ask('complaint.add', { case: number, complaint: COMPLAINT })
  const { userId } = await desk.ask('people.add', {
    name: 'ចាន់ ធារ៉ា',
    roles: ['commander'],
    passphrase: SECOND,
  })
  return { desk, number, userId }
}

test('events of cases that the salvager may not read are saved sealed, and their readers read them again', async () => {
  const { desk } = await makeSharedVault()
  await desk.ask('people.add', { name: 'ម៉ៅ', roles: ['officer'], passphrase: `${SECOND} again` })
  await desk.engine.close()
  const officer = openDesk(desk.folder)
  await officer.ask('vault.unlock', { passphrase: `${SECOND} again` })
  const { number } = await officer.ask('case.open', { title: 'of the officer' })
  await sealBytes(officer, number, randomBytes(3000))
  const { seq } = (await officer.ask('vault.info', {})).head
  await officer.engine.close()
  await destroyPages(desk.folder, [1])
  // The officer salvages: cases of the founder stay sealed, and are there.
  const target = join(desk.folder, '..', 'salvaged')
  const damaged = openDesk(desk.folder)
  const folderId = await damaged.engine.offerFolder(target)
  const report = await damaged.ask('vault.salvage', { folderId, passphrase: `${SECOND} again` })
  expect(report).toMatchObject({ lastSeq: seq, lost: [], unreadableCases: 0, objects: { saved: 1, lost: 0 } })
  const founder = openDesk(target)
  await founder.ask('vault.unlock', { passphrase: PASSPHRASE })
  expect((await founder.ask('case.list', {})).total).toBe(2)
  expect((await founder.ask('vault.verify', {})).findings).toEqual([])
})

test('a case that a court had destroyed does not come back, though its bytes may still lie somewhere', async () => {
  const { desk, number } = await makeSharedVault()
  // As a crash would leave it: the journal has every page as it was before.
  const before = await copyVault(desk.folder)
  await desk.ask('case.expunge', {
    case: number,
    confirmNumber: number,
    order: ORDER,
    secondPerson: { userNumber: 2, passphrase: SECOND },
  })
  await desk.engine.close()
  const folder = await copyVault(desk.folder)
  // Somebody puts the old journal back beside the database in which the bodies are overwritten.
  const journal = await readFile(join(before, 'ledger.db-wal')).catch(() => null)
  if (journal !== null) await writeFile(join(folder, 'ledger.db-wal'), journal)
  const { report, desk: saved } = await salvage(folder)
  expect(numbersIn(report.lost)).toEqual([])
  expect((await saved.ask('case.list', {})).total).toBe(0)
  const verified = await saved.ask('vault.verify', {})
  expect(verified.findings).toEqual([])
})

test('an object that is not whole is not copied, and counts as lost', async () => {
  const { desk, number } = await makeSharedVault()
  await sealBytes(desk, number, randomBytes(3000))
  await sealBytes(desk, number, randomBytes(3000))
  await sealBytes(desk, number, randomBytes(3000))
  await desk.engine.close()
  const folder = await copyVault(desk.folder)
  const files = (await readdir(join(folder, 'objects'), { recursive: true })).filter(
    (name) => name.length > 34,
  )
  const [first = '', second = ''] = files.map((name) => join(folder, 'objects', name))
  await rm(first)
  await writeFile(second, randomBytes(5000))
  const { report, desk: saved } = await salvage(folder)
  expect(report.objects).toEqual({ saved: 1, lost: 2 })
  const { findings } = await saved.ask('vault.verify', {})
  expect(findings.map(({ code }) => code)).toEqual(['object/missing', 'object/missing'])
})

test('the page that introduces a person is destroyed: their events are lost, the others are not', async () => {
  const { desk } = await makeSharedVault()
  await desk.ask('complaint.add', { complaint: { ...COMPLAINT, narrative: 'much '.repeat(4000) } })
  await desk.engine.close()
  const { keyring } = await keysOf(desk.folder)
  const needed = pagesOfEvents(desk.folder, keyring.databaseKey)
  const folder = await copyVault(desk.folder)
  await destroyPages(folder, [[...(needed.get(6) ?? [])][0] ?? 0])
  const { report, desk: saved } = await salvage(folder)
  expect(report.saved).toBeGreaterThan(0)
  expect((await saved.ask('vault.verify', {})).findings).toEqual([])
})
