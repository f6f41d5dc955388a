import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ReportPrinter } from '#app/ports/report-printer.ts'
import { fillCourtCase } from '../../support/court-case.ts'
import { codeOf, createVault, makeFolder, openDesk, PASSPHRASE, USER_NAME } from '../../support/make-vault.ts'
import { fillDisk, mountSmallDisk } from '../objects/small-disk.ts'

const BYTES = Buffer.alloc(3 * 2 ** 20, '%PDF-')

/** A printer of documents that the small disk cannot take. */
const printer: ReportPrinter = { print: async () => ({ ok: true, value: { bytes: BYTES, pages: 1 } }) }

test('a disk that fills up while a report is written keeps none of it, and the report can still be saved elsewhere', async (context) => {
  const disk = await mountSmallDisk(context, 'size=1m')
  const desk = await createVault({ printer })
  const number = await fillCourtCase(desk)
  const { reportId } = await desk.ask('report.make', { case: number, kind: 'case', languages: 'km' })
  const save = async (path: string) =>
    await desk.call('report.save', { reportId, outletId: await desk.engine.offerOutletPath(path) })
  expect(codeOf(await save(join(disk, 'report.pdf')))).toBe('disk/full')
  expect(await readdir(disk)).toEqual([])
  const path = join(await makeFolder(), 'report.pdf')
  expect(await save(path)).toMatchObject({ outcome: 'done' })
  expect((await readFile(path)).equals(BYTES)).toBe(true)
  expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
  expect(desk.bugs).toEqual([])
})

test('a vault whose disk is full draws a report, but lets none out that it cannot record', async (context) => {
  const disk = await mountSmallDisk(context, 'size=4m')
  const desk = openDesk(join(disk, 'vault'), { printer })
  await desk.ask('vault.create', { userName: USER_NAME, passphrase: PASSPHRASE })
  const number = await fillCourtCase(desk)
  const eventsOf = async () => (await desk.ask('vault.info', {})).events
  const before = await eventsOf()
  const giveBack = await fillDisk(disk, 0)
  const { reportId } = await desk.ask('report.make', { case: number, kind: 'case', languages: 'km' })
  const folder = await makeFolder()
  const save = async () => {
    const outletId = await desk.engine.offerOutletPath(join(folder, `${saved}.pdf`))
    return await desk.call('report.save', { reportId, outletId })
  }
  let saved = 0
  for (; saved < 100; saved += 1) {
    const answer = await save()
    if (answer.outcome === 'done') continue
    expect(codeOf(answer)).toBe('disk/full')
    break
  }
  expect(saved).toBeLessThan(100)
  expect(await readdir(folder)).toHaveLength(saved)
  await giveBack()
  expect(await eventsOf()).toBe(before + saved)
  expect(await save()).toMatchObject({ outcome: 'done' })
  expect((await readFile(join(folder, `${saved}.pdf`))).equals(BYTES)).toBe(true)
  expect(await eventsOf()).toBe(before + saved + 1)
  expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
  expect(desk.bugs).toEqual([])
})
