import { randomBytes } from 'node:crypto'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  COMPLAINT,
  codeOf,
  makeFolder,
  offerPath,
  openDesk,
  PASSPHRASE,
  USER_NAME,
  unlock,
} from '../../support/make-vault.ts'
import { fillDisk, mountSmallDisk, remountReadOnly } from '../objects/small-disk.ts'

const FOUNDER = { userName: USER_NAME, passphrase: PASSPHRASE }

test('a disk too small for a vault gets none, whatever it is too small for', async (context) => {
  const disk = await mountSmallDisk(context, 'size=1m')
  let refused = 0
  for (let freePages = 0; ; freePages += 7) {
    const giveBack = await fillDisk(disk, freePages)
    const desk = openDesk(join(disk, 'vault'))
    const answer = await desk.call('vault.create', FOUNDER)
    expect(desk.bugs).toEqual([])
    if (answer.outcome === 'done') {
      await giveBack()
      expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
      await desk.engine.close()
      break
    }
    refused += 1
    expect(codeOf(answer), `${freePages} pages`).toBe('disk/full')
    expect(await readdir(disk)).toEqual(['ballast'])
    await giveBack()
  }
  expect(refused).toBeGreaterThan(3)
})

test('a disk without room for another name gets no vault either', async (context) => {
  const disk = await mountSmallDisk(context, 'size=4m,nr_inodes=6')
  const desk = openDesk(join(disk, 'vault'))
  expect(codeOf(await desk.call('vault.create', FOUNDER))).toBe('disk/full')
  expect(await readdir(disk)).toEqual([])
})

test('when the disk is full an entry is refused, nothing is lost, and work goes on once there is room', async (context) => {
  const disk = await mountSmallDisk(context, 'size=2m')
  const folder = join(disk, 'vault')
  const desk = openDesk(folder)
  await desk.ask('vault.create', FOUNDER)
  let acknowledged = 0
  for (let freePages = 0; freePages < 24; freePages += 4) {
    const giveBack = await fillDisk(disk, freePages)
    for (let attempt = 0; attempt < 12; attempt += 1) {
      const answer = await desk.call('complaint.add', { complaint: COMPLAINT })
      if (answer.outcome === 'done') acknowledged += 1
      else {
        expect(answer).toMatchObject({ failure: { code: 'disk/full', facts: { causeCode: 'SQLITE_FULL' } } })
        break
      }
    }
    // Lists take in what was appended before they answer, in memory where there is no room for it.
    expect((await desk.ask('case.list', {})).total).toBe(acknowledged)
    await giveBack()
    expect((await desk.ask('case.list', {})).total).toBe(acknowledged)
  }
  expect(desk.bugs).toEqual([])
  expect(acknowledged).toBeGreaterThan(0)
  await desk.ask('complaint.add', { complaint: COMPLAINT })
  expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, findings: [], notes: [] })
  await desk.engine.close()
  const again = await unlock(folder)
  expect((await again.ask('case.list', {})).total).toBe(acknowledged + 1)
})

test('a vault whose disk is full can be locked, opened and read, and is verified once there is room', async (context) => {
  const disk = await mountSmallDisk(context, 'size=2m')
  const folder = join(disk, 'vault')
  const desk = openDesk(folder)
  await desk.ask('vault.create', FOUNDER)
  await desk.ask('complaint.add', { complaint: COMPLAINT })
  const giveBack = await fillDisk(disk, 0)
  await desk.engine.close()
  const full = await unlock(folder)
  expect((await full.ask('case.list', {})).total).toBe(1)
  // Where the journal cannot be written back, not every page can be read; that is no damage.
  const verified = await full.call('vault.verify', {})
  if (verified.outcome === 'done') expect(verified.value.isWhole).toBe(true)
  else expect(codeOf(verified)).toBe('disk/full')
  await full.engine.close()
  await giveBack()
  expect((await (await unlock(folder)).ask('vault.verify', {})).isWhole).toBe(true)
})

test('when the disk is too full for an exhibit, or only for its entry, neither is there', async (context) => {
  const disk = await mountSmallDisk(context, 'size=2m')
  const room = await makeFolder()
  const evidence = join(room, 'evidence.bin')
  await writeFile(evidence, randomBytes(100_000))
  const desk = openDesk(join(disk, 'vault'))
  await desk.ask('vault.create', FOUNDER)
  const { number } = await desk.ask('case.open', { title: 'x' })
  let refused = 0
  for (let freePages = 10; freePages < 60; freePages += 4) {
    const giveBack = await fillDisk(disk, freePages)
    const answer = await desk.call('exhibit.seal', {
      case: number,
      intakeId: await offerPath(desk, evidence),
    })
    await giveBack()
    const { notes, isWhole, checked } = await desk.ask('vault.verify', {})
    expect({ isWhole, notes }).toEqual({ isWhole: true, notes: [] })
    if (answer.outcome === 'done') {
      expect(checked.objects).toBe(1)
      break
    }
    refused += 1
    expect(codeOf(answer)).toBe('disk/full')
    expect(checked.objects).toBe(0)
  }
  expect(refused).toBeGreaterThan(2)
  expect((await desk.ask('vault.info', {})).exhibits).toBe(1)
})

test('a vault on a disk that may only be read is not opened, and says that', async (context) => {
  const disk = await mountSmallDisk(context, 'size=2m')
  const folder = join(disk, 'vault')
  const desk = openDesk(folder)
  await desk.ask('vault.create', FOUNDER)
  await desk.engine.close()
  remountReadOnly(disk)
  const answer = await openDesk(folder).call('vault.unlock', { passphrase: PASSPHRASE })
  expect(answer).toMatchObject({ failure: { code: 'disk/read-only', facts: { causeCode: 'EROFS' } } })
  const other = await openDesk(join(disk, 'other')).call('vault.create', FOUNDER)
  expect(other).toMatchObject({ failure: { code: 'disk/read-only', facts: { causeCode: 'EROFS' } } })
})

test('large entries that do not fit are refused one after the other', async (context) => {
  const disk = await mountSmallDisk(context, 'size=2m')
  const desk = openDesk(join(disk, 'vault'))
  await desk.ask('vault.create', FOUNDER)
  await desk.ask('case.open', { title: 'before' })
  const giveBack = await fillDisk(disk, 0)
  const large = { ...COMPLAINT, narrative: 'x'.repeat(100_000) }
  for (let attempt = 0; attempt < 3; attempt += 1) {
    expect(codeOf(await desk.call('complaint.add', { complaint: large }))).toBe('disk/full')
  }
  await giveBack()
  await desk.ask('complaint.add', { complaint: large })
  expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
})
