import { randomBytes } from 'node:crypto'
import { open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { COMPLAINT, copyVault, openDesk, PASSPHRASE, unlock, whenFileEnds } from '../../support/make-vault.ts'
import { makeLongVault, numbersIn, salvage } from './salvage-room.ts'

const HEADER_BYTES = 32
const FRAME_BYTES = 24 + 4096

const atEnd = whenFileEnds()
let original: string
let checkpointedSeq: number
let lastSeq: number

/** A vault as a killed process leaves it: its last twelve entries stand in the journal only. */
beforeAll(async () => {
  const first = await makeLongVault(atEnd)
  await first.engine.close()
  const desk = await unlock(first.folder, { atEnd })
  checkpointedSeq = (await desk.ask('vault.info', {})).head.seq
  const [{ number = '' } = {}] = (await desk.ask('case.list', {})).cases
  for (let done = 0; done < 12; done += 1) {
    const narrative = done % 4 === 0 ? 'long in the journal '.repeat(600) : 'short'
    await desk.ask('complaint.add', { case: number, complaint: { ...COMPLAINT, narrative } })
  }
  lastSeq = (await desk.ask('vault.info', {})).head.seq
  original = await copyVault(desk.folder, atEnd)
  await desk.engine.close()
})

const walOf = (folder: string) => join(folder, 'ledger.db-wal')

async function expectWhole(folder: string, lost: readonly number[]) {
  const { report, desk } = await salvage(folder)
  expect({ ...report, lost: numbersIn(report.lost) }).toMatchObject({
    lastSeq,
    lost,
    saved: lastSeq - lost.length,
  })
  expect((await desk.ask('vault.verify', {})).findings).toEqual([])
}

test('what stands in the journal only is salvaged with the rest, and the journal stays as it was', async () => {
  const folder = await copyVault(original)
  const before = await readFile(walOf(folder))
  await expectWhole(folder, [])
  expect((await readFile(walOf(folder))).equals(before)).toBe(true)
})

test('a journal without its header, which SQLite passes over whole, is read all the same', async () => {
  const folder = await copyVault(original)
  const file = await open(walOf(folder), 'r+')
  await file.write(randomBytes(HEADER_BYTES), 0, HEADER_BYTES, 0)
  await file.close()
  await expectWhole(folder, [])
})

test('a flipped bit in a frame, for which SQLite drops all that follow, costs at most what stood there', async () => {
  const folder = await copyVault(original)
  const bytes = await readFile(walOf(folder))
  bytes[HEADER_BYTES + 5 * FRAME_BYTES + 24 + 2000] =
    (bytes[HEADER_BYTES + 5 * FRAME_BYTES + 24 + 2000] ?? 0) ^ 1
  await writeFile(walOf(folder), bytes)
  expect(await openDesk(folder).call('vault.unlock', { passphrase: PASSPHRASE })).toMatchObject({
    failure: { code: 'head/behind-acknowledged' },
  })
  const { report } = await salvage(folder)
  expect(numbersIn(report.lost).length).toBeLessThanOrEqual(2)
})

test('without its journal a vault is salvaged up to where it had been written back, and the rest is named as lost', async () => {
  const folder = await copyVault(original)
  await rm(walOf(folder))
  await expectWhole(folder, numbersIn([{ from: checkpointedSeq + 1, to: lastSeq }]))
})

test('a journal cut in half gives what is left of it', async () => {
  const folder = await copyVault(original)
  await truncate(walOf(folder), Math.floor((await stat(walOf(folder))).size / 2))
  const { report } = await salvage(folder)
  expect(report.lastSeq).toBe(lastSeq)
  expect(report.saved).toBeGreaterThan(checkpointedSeq)
  expect(report.saved).toBeLessThan(lastSeq)
})

test('a database that is gone while its journal is there gives what the journal has', async () => {
  const folder = await copyVault(original)
  await rm(join(folder, 'ledger.db'))
  const { report } = await salvage(folder)
  expect(report.saved).toBeGreaterThanOrEqual(12)
})
