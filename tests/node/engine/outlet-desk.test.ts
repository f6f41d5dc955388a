import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { PROTOCOL_VERSION } from '#contract/operations.ts'
import {
  codeOf,
  copyVault,
  type Desk,
  FIRST_CASE,
  makeClosedVault,
  makeFolder,
  PASSPHRASE,
  unlock,
  whenFileEnds,
} from '../../support/make-vault.ts'

const atEnd = whenFileEnds()
const EXHIBIT = `${FIRST_CASE}-E001`
const NEVER = new AbortController().signal
let original: string

beforeAll(async () => {
  original = await makeClosedVault(atEnd)
})

async function openCopy(): Promise<Desk> {
  return await unlock(await copyVault(original))
}

const extractTo = async (desk: Desk, path: string) =>
  desk.call('exhibit.extract', { exhibit: EXHIBIT, outletId: await desk.engine.offerOutletPath(path) })
const departuresOf = async (desk: Desk) =>
  (await desk.ask('case.show', { case: FIRST_CASE })).departures.map(({ kind }) => kind)

describe('a place outside the vault', () => {
  test('gets an exhibit\u2019s bytes, and the departure is on record', async () => {
    const desk = await openCopy()
    const path = join(await makeFolder(), 'out.txt')
    expect(await extractTo(desk, path)).toMatchObject({
      outcome: 'done',
      value: { number: EXHIBIT, sizeBytes: 14 },
    })
    expect(await readFile(path, 'utf8')).toBe('first evidence')
    expect(await departuresOf(desk)).toEqual(['exhibit-extracted'])
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
  })

  test('gets a report, and the departure is on record; the report says the same afterwards', async () => {
    const desk = await openCopy()
    const path = join(await makeFolder(), 'report.pdf')
    const made = await desk.ask('report.make', { case: FIRST_CASE, kind: 'case', languages: 'km+en' })
    const outletId = await desk.engine.offerOutletPath(path)
    const saved = await desk.ask('report.save', { reportId: made.reportId, outletId })
    expect(saved).toEqual({
      fileName: `${FIRST_CASE}-case-report-km-en.pdf`,
      sizeBytes: made.sizeBytes,
      digestHex: made.digestHex,
    })
    expect(await readFile(path, 'utf8')).toBe('%PDF-small')
    expect(await departuresOf(desk)).toEqual(['report-saved'])
    const again = await desk.ask('report.make', { case: FIRST_CASE, kind: 'case', languages: 'km+en' })
    expect(again.madeFrom).toEqual(made.madeFrom)
  })

  test('gets a report as often as it is asked for; what is handed out is a copy', async () => {
    const desk = await openCopy()
    const room = await makeFolder()
    const { reportId } = await desk.ask('report.make', { case: FIRST_CASE, kind: 'case', languages: 'km' })
    for (const name of ['a.pdf', 'b.pdf']) {
      const preview = desk.engine.readReport(reportId)
      if (!preview.ok) throw new Error(preview.failure.code)
      expect(Buffer.from(preview.value).toString()).toBe('%PDF-small')
      preview.value.fill(0)
      await desk.ask('report.save', {
        reportId,
        outletId: await desk.engine.offerOutletPath(join(room, name)),
      })
      expect(await readFile(join(room, name), 'utf8')).toBe('%PDF-small')
    }
  })

  test.each([
    [
      'a file that is there',
      'extract/exists',
      async (room: string) => {
        await writeFile(join(room, 'out.txt'), 'precious')
        return join(room, 'out.txt')
      },
    ],
    ['a folder', 'extract/exists', async (room: string) => room],
    ['a folder that is not there', 'extract/no-folder', async (room: string) => join(room, 'no', 'out.txt')],
    [
      'a file in place of a folder',
      'extract/no-folder',
      async (room: string) => {
        await writeFile(join(room, 'file'), 'x')
        return join(room, 'file', 'out.txt')
      },
    ],
  ])('that is %s gets nothing, and nothing there changes', async (_, code, prepare) => {
    const desk = await openCopy()
    const room = await makeFolder()
    const path = await prepare(room)
    const before = await readdir(room)
    expect(codeOf(await extractTo(desk, path))).toBe(code)
    expect(await readdir(room)).toEqual(before)
    if (before.includes('out.txt')) expect(await readFile(join(room, 'out.txt'), 'utf8')).toBe('precious')
    // Nothing began to leave, so nothing is on record.
    if (code === 'extract/exists') expect(await departuresOf(desk)).toEqual([])
  })

  test('is good for one delivery', async () => {
    const desk = await openCopy()
    const outletId = await desk.engine.offerOutletPath(join(await makeFolder(), 'out.txt'))
    await desk.ask('exhibit.extract', { exhibit: EXHIBIT, outletId })
    expect(codeOf(await desk.call('exhibit.extract', { exhibit: EXHIBIT, outletId }))).toBe('outlet/unknown')
  })

  test('is forgotten when the vault is locked', async () => {
    const desk = await openCopy()
    const outletId = await desk.engine.offerOutletPath(join(await makeFolder(), 'out.txt'))
    await desk.ask('vault.lock', {})
    await desk.ask('vault.unlock', { passphrase: PASSPHRASE })
    expect(codeOf(await desk.call('exhibit.extract', { exhibit: EXHIBIT, outletId }))).toBe('outlet/unknown')
  })

  test('gets no exhibit whose object is damaged, and the departure that did not begin is not on record', async () => {
    const desk = await openCopy()
    const room = await makeFolder()
    const [exhibit] = (await desk.ask('exhibit.list', { case: FIRST_CASE })).exhibits
    const objectId = exhibit?.objectId ?? ''
    const object = join(desk.folder, 'objects', objectId.slice(0, 2), objectId)
    const bytes = await readFile(object)
    bytes[4100] = (bytes[4100] ?? 0) ^ 1
    await writeFile(object, bytes)
    const answer = await extractTo(desk, join(room, 'out.txt'))
    expect(answer).toMatchObject({ failure: { code: 'object/segment-damaged', facts: { segmentIndex: 0 } } })
    expect(await readdir(room)).toEqual([])
  })

  test('gets no exhibit that is not there', async () => {
    const desk = await openCopy()
    const outletId = await desk.engine.offerOutletPath('/nowhere/out')
    expect(codeOf(await desk.call('exhibit.extract', { exhibit: '1999-0001-E001', outletId }))).toBe(
      'exhibit/not-found',
    )
    expect(codeOf(await desk.call('report.save', { reportId: 'ff'.repeat(16), outletId }))).toBe(
      'report/not-found',
    )
  })
})

describe('a download of the engine', () => {
  async function offerDownload(desk: Desk): Promise<string> {
    const message = {
      protocol: PROTOCOL_VERSION,
      callId: 'offer',
      name: 'outlet.offer',
      input: { name: 'x' },
    }
    const answer = await desk.engine.call(message, 'http')
    if (answer.outcome !== 'done') throw new Error(JSON.stringify(answer))
    return (answer.value as { outletId: string }).outletId
  }

  test('gets an exhibit, whoever comes first', async () => {
    const desk = await openCopy()
    for (const isReceiverFirst of [true, false]) {
      const outletId = await offerDownload(desk)
      const extract = () => desk.call('exhibit.extract', { exhibit: EXHIBIT, outletId })
      const receive = () => desk.engine.openDownload(outletId, NEVER)
      const early = isReceiverFirst ? receive() : extract()
      if (!isReceiverFirst)
        for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
      const late = isReceiverFirst ? extract() : receive()
      const opened = await (isReceiverFirst ? early : late)
      if (!('ok' in opened) || !opened.ok) throw new Error(JSON.stringify(opened))
      let text = ''
      for await (const chunk of opened.value.chunks) text += Buffer.from(chunk).toString()
      expect(text).toBe('first evidence')
      expect(await (isReceiverFirst ? late : early)).toMatchObject({ outcome: 'done' })
    }
    expect(await departuresOf(desk)).toEqual(['exhibit-extracted', 'exhibit-extracted'])
  })

  test('that is called off by locking breaks off, and the vault stays whole', async () => {
    const desk = await openCopy()
    const outletId = await offerDownload(desk)
    const extracting = desk.call('exhibit.extract', { exhibit: EXHIBIT, outletId })
    const opened = await desk.engine.openDownload(outletId, NEVER)
    if (!opened.ok) throw new Error(opened.failure.code)
    await desk.ask('vault.lock', {})
    expect((await extracting).outcome).toBe('cancelled')
    await expect(opened.value.chunks[Symbol.asyncIterator]().next()).rejects.toThrow()
    expect(desk.bugs).toEqual([])
  })
})
