import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ReportPrinter } from '#app/ports/report-printer.ts'
import { fillCourtCase } from '../../support/court-case.ts'
import { codeOf, createVault, makeFolder } from '../../support/make-vault.ts'
import { mountSmallDisk } from '../objects/small-disk.ts'

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
