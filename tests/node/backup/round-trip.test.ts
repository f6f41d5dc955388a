import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  createVault,
  fillVault,
  makeFolder,
  PASSPHRASE,
  sealBytes,
  unlock,
} from '../../support/make-vault.ts'
import { FIRST, FOUNDER, makeStation, SECOND, TITLES, titlesOf, unlockAs } from '../views/station.ts'
import { askBackup, backUp, besideViews, digestsIn, filesOf, restore } from './backup-desk.ts'

test('a backup restores to a vault that opens with the same passphrase and is whole', async () => {
  const desk = await createVault()
  const { first } = await fillVault(desk)
  const room = await makeFolder()
  const stick = join(room, 'stick')

  const written = await backUp(desk, stick)
  expect(written).toMatchObject({ generation: 1, objects: 2, healed: 0, removedGenerations: 0, findings: [] })
  expect(written.kept).toEqual({ files: 0, bytes: 0 })
  // Head, database, header, manifest and two objects, each of them read back.
  expect(written.copied.files).toBe(6)
  expect(written.verified).toEqual(written.copied)
  const info = await desk.ask('vault.info', {})
  expect(written.head).toEqual({ seq: info.head.seq, hashHex: info.head.hashHex })

  const target = join(room, 'restored')
  const restored = await restore(stick, target)
  expect(restored).toMatchObject({
    vaultId: info.vaultId,
    generation: 1,
    head: written.head,
    objects: 2,
    missingObjects: 0,
    isAuthenticated: false,
  })
  await desk.engine.close()
  const digests = await digestsIn(desk.folder)
  expect(Object.keys(digests).some((name) => name.startsWith('people/'))).toBe(true)
  expect(await digestsIn(target)).toEqual(besideViews(digests))

  const copy = await unlock(target)
  expect(await copy.ask('vault.verify', {})).toMatchObject({ isWhole: true, notes: [] })
  expect((await copy.ask('case.show', { case: first })).exhibits).toHaveLength(1)
})

test('a backup by somebody who cannot read every case holds them all, and no projections', async () => {
  const station = await makeStation()
  const officer = await unlockAs(station.folder, FIRST)
  const room = await makeFolder()
  expect(await backUp(officer, join(room, 'stick'))).toMatchObject({ objects: 3, findings: [] })
  expect((await filesOf(join(room, 'stick'))).filter((name) => /people|-wal|before/.test(name))).toEqual([])
  await restore(join(room, 'stick'), join(room, 'restored'))
  for (const [who, titles] of [
    [FOUNDER, [TITLES.second, TITLES.first, TITLES.founder]],
    [SECOND, [TITLES.second]],
  ] as const) {
    const desk = await unlockAs(join(room, 'restored'), who)
    expect(await titlesOf(desk)).toEqual(titles)
    expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, findings: [] })
    await desk.engine.close()
  }
})

test('nothing in a backup but digests and sizes can be read', async () => {
  const desk = await createVault()
  await fillVault(desk)
  const stick = join(await makeFolder(), 'stick')
  await backUp(desk, stick)
  for (const file of await filesOf(stick)) {
    const bytes = await readFile(join(stick, file))
    for (const secret of ['SQLite format 3', 'ចាន់ សុភា', 'Sophea', 'evidence', '2026-0001']) {
      expect(bytes.includes(secret), `${secret} in ${file}`).toBe(false)
    }
  }
})

test('the second run copies only what is new', async () => {
  const desk = await createVault()
  const { first } = await fillVault(desk)
  const stick = join(await makeFolder(), 'stick')
  await backUp(desk, stick)
  const before = await digestsIn(stick)
  await sealBytes(desk, first, Buffer.from('third evidence'), 'third.txt')
  const written = await backUp(desk, stick)
  expect(written).toMatchObject({ generation: 2, objects: 3, kept: { files: 2 }, copied: { files: 5 } })
  expect(await digestsIn(stick)).toMatchObject(before)
})

test('with readsAll every byte that was there before is read and counted', async () => {
  const desk = await createVault()
  await fillVault(desk)
  const stick = join(await makeFolder(), 'stick')
  await backUp(desk, stick)
  const written = await backUp(desk, stick, { readsAll: true })
  expect(written.verified.files).toBe(written.copied.files + written.kept.files)
  expect(written.verified.bytes).toBe(written.copied.bytes + written.kept.bytes)
})

test('what happens in the vault while it is backed up is not lost and not torn', async () => {
  const desk = await createVault()
  const { first } = await fillVault(desk)
  const room = await makeFolder()
  const stick = join(room, 'stick')
  const running = askBackup(desk, stick)
  for (let count = 0; count < 5; count += 1) {
    await sealBytes(desk, first, Buffer.from(`while ${count}`), `while-${count}.txt`)
  }
  expect(await running).toMatchObject({ outcome: 'done' })
  await backUp(desk, stick)
  for (const generation of [1, 2]) {
    const target = join(room, `restored-${generation}`)
    await restore(stick, target, { generation, passphrase: PASSPHRASE })
    const copy = await unlock(target)
    expect(await copy.ask('vault.verify', {})).toMatchObject({ isWhole: true })
    if (generation === 2) expect((await copy.ask('exhibit.list', { case: first })).exhibits).toHaveLength(6)
    await copy.engine.close()
  }
})

test('verifying the vault writes its journal back meanwhile, and the backup still holds one state', async () => {
  const desk = await createVault()
  await fillVault(desk)
  const room = await makeFolder()
  const stick = join(room, 'stick')
  const running = askBackup(desk, stick)
  for (let count = 0; count < 3; count += 1) {
    await desk.ask('case.open', { title: `Case ${count}` })
    await desk.ask('vault.verify', {})
  }
  expect(await running).toMatchObject({ outcome: 'done' })
  await restore(stick, join(room, 'restored'))
  const copy = await unlock(join(room, 'restored'))
  expect(await copy.ask('vault.verify', {})).toMatchObject({ isWhole: true })
})

test('the last three generations stay, or as many as were asked for, with every object they name', async () => {
  const desk = await createVault()
  await fillVault(desk)
  const room = await makeFolder()
  const stick = join(room, 'stick')
  const generations = async () => {
    const manifests = (await filesOf(stick)).filter((file) => file.endsWith('manifest.json'))
    return manifests.map((file) => Number(file.split('/')[1]))
  }
  for (const kept of [[1], [1, 2], [1, 2, 3], [2, 3, 4], [3, 4, 5]]) {
    await backUp(desk, stick)
    expect(await generations()).toEqual(kept)
  }
  await restore(stick, join(room, 'restored'), { generation: 3 })
  expect((await backUp(desk, stick, { keep: 1 })).removedGenerations).toBe(3)
  expect(await generations()).toEqual([6])
  await backUp(desk, stick, { keep: 2 })
  expect(await generations()).toEqual([6, 7])
})

test('an exhibit that the vault lost stays in the backup and comes back with it', async () => {
  const desk = await createVault()
  const { first } = await fillVault(desk)
  const room = await makeFolder()
  const stick = join(room, 'stick')
  await backUp(desk, stick)
  const [exhibit] = (await desk.ask('exhibit.list', { case: first })).exhibits
  const objectId = exhibit?.objectId ?? ''
  await rm(join(desk.folder, 'objects', objectId.slice(0, 2), objectId))
  for (let run = 0; run < 3; run += 1) {
    expect(await backUp(desk, stick, { keep: 1 })).toMatchObject({ objects: 2, findings: [] })
  }
  await restore(stick, join(room, 'restored'))
  const copy = await unlock(join(room, 'restored'))
  expect(await copy.ask('vault.verify', {})).toMatchObject({ isWhole: true })
})

test('an exhibit that is damaged in the vault is named, and copied as it is', async () => {
  const desk = await createVault()
  const { first, second } = await fillVault(desk)
  const room = await makeFolder()
  const stick = join(room, 'stick')
  const [damagedOne] = (await desk.ask('exhibit.list', { case: first })).exhibits
  const [lostOne] = (await desk.ask('exhibit.list', { case: second })).exhibits
  const place = (objectId = '') => join(desk.folder, 'objects', objectId.slice(0, 2), objectId)
  const path = place(damagedOne?.objectId)
  const bytes = await readFile(path)
  const whole = Buffer.from(bytes)
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
  await writeFile(path, bytes)
  await rm(place(lostOne?.objectId))

  const found = [
    { code: 'object/segment-damaged', exhibitNumber: damagedOne?.number, objectId: damagedOne?.objectId },
    { code: 'object/missing', exhibitNumber: lostOne?.number, objectId: lostOne?.objectId },
  ]
  for (let run = 0; run < 2; run += 1) {
    const written = await backUp(desk, stick)
    expect(written.objects).toBe(1)
    expect(written.copied.files).toBe(run === 0 ? 5 : 4)
    expect(written.findings).toHaveLength(2)
    for (const finding of found) expect(written.findings).toContainEqual(expect.objectContaining(finding))
  }
  expect(await restore(stick, join(room, 'damaged'))).toMatchObject({ objects: 1, missingObjects: 1 })
  // Put right, it is copied again, and the generations before still restore.
  await writeFile(path, whole)
  expect(await backUp(desk, stick)).toMatchObject({ objects: 1, healed: 0, copied: { files: 5 } })
  for (const generation of [1, 3]) {
    await restore(stick, join(room, `again-${generation}`), { generation })
  }
})

test('a backup beside other files of the stick leaves them alone', async () => {
  const desk = await createVault()
  await fillVault(desk)
  const stick = join(await makeFolder(), 'stick')
  await backUp(desk, stick)
  const strangers = [
    'objects/ab/abc.txt',
    'notes.txt',
    'objects/notes.txt',
    'generations/notes.txt',
    'generations/000001/notes.txt',
  ]
  await mkdir(join(stick, 'generations', 'old'))
  // Not a stranger: an object that an interrupted run left and that nobody wants any more.
  const unwanted = `objects/ab/${'ab'.repeat(32)}`
  await mkdir(join(stick, 'objects', 'ab'), { recursive: true })
  for (const name of [...strangers, unwanted, `${unwanted}.001`]) await writeFile(join(stick, name), name)
  for (let run = 0; run < 3; run += 1) await backUp(desk, stick, { keep: 1 })
  const files = await filesOf(stick)
  expect(files).toEqual(expect.arrayContaining(strangers))
  expect(files.filter((file) => file.startsWith(unwanted))).toEqual([])
})
