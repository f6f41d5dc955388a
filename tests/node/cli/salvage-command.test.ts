import { cp, open, readdir, truncate, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OutputOf } from '#contract/operations.ts'
import { digestFolder } from './cli-desk.ts'
import { FOUNDER, OFFICER, openCaseAs, openStation, type Station } from './station.ts'

let station: Station

beforeAll(async () => {
  station = await openStation(async (desk) => {
    // An agreement between two people must survive as one.
    const { people } = await desk.ask('people.list', {})
    const userId = people[2]?.userId
    if (userId === undefined) throw new Error('the station has four people')
    const secondPerson = { userNumber: OFFICER, passphrase: 'passphrase of person 2' }
    const reset = { userId, reason: 'lost', passphrase: 'a new passphrase for the third', secondPerson }
    await desk.ask('people.resetPassphrase', reset)
  })
  for (const title of ['ក', 'ខ', 'គ']) await openCaseAs(station, FOUNDER, title)
})

afterAll(() => station.leave())

const salvage = (from: string, to: string, ...more: string[]) => ['vault', 'salvage', from, to, ...more]
/** Salvaging tries every slot, so that nobody is named. */
const asFounder = () => ({ passphraseFile: station.fileOf(FOUNDER) })

test('takes what can be read of a damaged vault into a new one, names the loss, and leaves the damaged one alone', async () => {
  const damaged = station.path('damaged')
  await cp(station.vault, damaged, { recursive: true })
  const database = await open(`${damaged}/ledger.db`, 'r+')
  const { size } = await database.stat()
  // One page in the middle; a page has 4,096 bytes.
  await database.write(new Uint8Array(4096), 0, 4096, Math.floor(size / 2 / 4096) * 4096)
  await database.close()
  const before = await digestFolder(damaged)
  const saved = station.path('saved')
  const ran = await station.run([...salvage(damaged, saved), '--json'], asFounder())
  expect(ran).toMatchObject({ exitCode: 0, error: '' })
  const report = ran.json<OutputOf<'vault.salvage'>>()
  const lost = report.lost.reduce((sum, gap) => sum + gap.to - gap.from + 1, 0)
  expect(report.saved + lost).toBe(report.lastSeq)
  expect(await digestFolder(damaged)).toBe(before)
  const verified = await station.run(['vault', 'verify', saved, '--json'], asFounder())
  expect(verified.json()).toMatchObject({ isWhole: true })
})

test('a whole vault is salvaged whole, and people read so in their language', async () => {
  const km = await station.run(
    [...salvage(station.vault, station.path('km')), '--language', 'km'],
    asFounder(),
  )
  expect(km.exitCode).toBe(0)
  expect(km.out).toContain('អ្វីៗទាំងអស់អាចអានបាន')
  const en = await station.run(salvage(station.vault, station.path('en')), asFounder())
  expect(en.out).toMatch(/^Everything could be read\./)
})

test('is refused for a wrong passphrase, for a place that is taken, and where there is no vault', async () => {
  const wrong = await station.secret('wrong', 'xyzzy xyzzy xyzzy')
  const refused = await station.run([...salvage(station.vault, station.path('x')), '--json'], {
    passphraseFile: wrong,
  })
  expect(refused.exitCode).toBe(1)
  expect(refused.json()).toMatchObject({ failure: { code: 'vault/wrong-passphrase' } })
  expect(refused.out + refused.error).not.toContain('xyzzy')
  const codes = []
  await cp(station.vault, station.path('other'), { recursive: true })
  await writeFile(station.path('a-file'), 'x')
  for (const [from, to] of [
    [station.vault, station.path('other')],
    [station.vault, `${station.vault}/inside`],
    [station.path('nowhere'), station.path('x')],
    [station.path('a-file'), station.path('x')],
  ] as const) {
    const ran = await station.run([...salvage(from, to), '--json'], asFounder())
    expect(ran.exitCode).toBe(1)
    codes.push(ran.json<{ failure: { code: string } }>().failure.code)
  }
  expect(codes).toEqual(['vault/exists', 'salvage/inside-vault', 'vault/not-found', 'vault/not-a-folder'])
  expect(await readdir(station.room)).not.toContain('x')
})

test('a vault of which nothing can be read says so', async () => {
  const empty = station.path('empty-ledger')
  await cp(station.vault, empty, { recursive: true })
  await truncate(`${empty}/ledger.db`, 0)
  const ran = await station.run([...salvage(empty, station.path('y')), '--json'], asFounder())
  expect(ran.exitCode).toBe(1)
  expect(ran.json()).toMatchObject({ failure: { code: 'salvage/nothing-readable' } })
})

test('wants a passphrase and takes any person’s', async () => {
  const mute = await station.run([...salvage(station.vault, station.path('z')), '--json'], {
    passphraseFile: null,
  })
  expect(mute.exitCode).toBe(2)
  expect(mute.json()).toMatchObject({ usage: { code: 'usage/no-passphrase' } })
  const ran = await station.run([...salvage(station.vault, station.path('z')), '--json'], {
    passphraseFile: station.fileOf(OFFICER),
  })
  expect(ran.exitCode).toBe(0)
})
