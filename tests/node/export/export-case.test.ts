import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { PackageReport } from '#core/export/package-report.ts'
import { verifyFolder } from '#node/export/verify-folder.ts'
import {
  copyPackage,
  type ExportRoom,
  exportTo,
  flipByte,
  makeExportRoom,
} from '../../support/export-room.ts'
import { whenFileEnds } from '../../support/make-vault.ts'
import { filesIn, rewriteLists, sha } from '../../support/rewrite-lists.ts'

const atEnd = whenFileEnds()
let room: ExportRoom
let full: string
let redacted: string

beforeAll(async () => {
  room = await makeExportRoom(atEnd)
  full = (await exportTo(room.desk, room.first, { atEnd })).path
  redacted = (await exportTo(room.desk, room.first, { variant: 'redacted', exhibits: ['E001'], atEnd })).path
})

async function judge(path: string): Promise<PackageReport> {
  const report = await verifyFolder(path)
  if (report === null) throw new Error('nobody called it off')
  return report
}

const codesOf = ({ checks }: PackageReport) =>
  checks.flatMap(({ findings }) => findings.map(({ code }) => code))

describe('a package', () => {
  test('holds what the page says, and is found whole by whoever has it and nothing else', async () => {
    const report = await judge(full)
    expect(codesOf(report)).toEqual([])
    expect(report).toMatchObject({ kind: 'package', isWhole: true, variant: 'full', caseNumber: room.first })
    expect(report.checks.map(({ check, state }) => `${check} ${state}`)).toEqual([
      'files passed',
      'ledger passed',
      'contents passed',
      'exhibits passed',
      'papers passed',
      'signatures absent',
      'custody passed',
      'receipts absent',
      'withheld passed',
    ])
    expect(report.exhibits.map(({ number, state }) => `${number.slice(-4)} ${state}`)).toEqual([
      'E001 same',
      'E002 same',
    ])
    expect(await filesIn(full)).toEqual([
      'README.txt',
      'bag-info.txt',
      'bagit.txt',
      'data/case.jsonld',
      'data/csv/custody.csv',
      'data/csv/events.csv',
      'data/csv/exhibits.csv',
      'data/csv/identifiers.csv',
      'data/csv/noted-identifiers.csv',
      'data/csv/noted-payments.csv',
      'data/csv/parties.csv',
      'data/csv/payments.csv',
      'data/csv/premises.csv',
      'data/exhibits.json',
      'data/exhibits/E001/ភស្តុតាង.txt',
      'data/exhibits/E002/_CON.txt',
      'data/indicators.stix.json',
      'data/ledger/disclosure.json',
      'data/money.ftm.json',
      'data/papers.json',
      `data/reports/${room.first}-case-report.pdf`,
      `data/reports/${room.first}-evidence-and-custody.pdf`,
      `data/reports/${room.first}-examination.pdf`,
      `data/reports/${room.first}-loss-and-money-flow.pdf`,
      'data/withheld.json',
      'data/withheld.txt',
      'manifest-sha256.txt',
      'manifest-sha512.txt',
      'tagmanifest-sha256.txt',
      'tagmanifest-sha512.txt',
      'verify.html',
    ])
  })

  test('is found changed by every single byte that is changed in any of its files', async () => {
    for (const file of await filesIn(full)) {
      const copy = await copyPackage(full)
      const { length } = await readFile(join(copy, file))
      await flipByte(join(copy, file), length >> 1)
      const report = await judge(copy)
      expect(report.isWhole, file).toBe(false)
    }
  })

  test('is found incomplete without any of its files', async () => {
    for (const file of await filesIn(full)) {
      const copy = await copyPackage(full)
      await rm(join(copy, file))
      expect((await judge(copy)).isWhole, file).toBe(false)
    }
  })

  test('is found with a file more', async () => {
    const copy = await copyPackage(full)
    await writeFile(join(copy, 'data/exhibits/E001/more.txt'), 'more')
    const report = await judge(copy)
    expect(codesOf(report)).toContain('bag/file-not-listed')
    expect(report.first).toEqual({ code: 'bag/file-not-listed', path: 'data/exhibits/E001/more.txt' })
  })

  test('is found with a file beside its payload, though a bag may have any', async () => {
    const copy = await copyPackage(full)
    await writeFile(join(copy, 'READ-ME-FIRST.html'), '<script>alert(1)</script>')
    await rewriteLists(copy)
    expect((await judge(copy)).first).toEqual({ code: 'bag/file-not-listed', path: 'READ-ME-FIRST.html' })
  })

  test('that asks for a file to be fetched is none of ours', async () => {
    const copy = await copyPackage(full)
    await writeFile(join(copy, 'fetch.txt'), 'https://evil.example/a - data/exhibits.json\n')
    expect((await judge(copy)).first).toEqual({ code: 'bag/must-not-fetch', path: 'fetch.txt' })
  })

  test('is found out when whoever changes a report writes every list anew', async () => {
    const copy = await copyPackage(full)
    const report = `data/reports/${room.first}-case-report.pdf`
    await writeFile(join(copy, report), '%PDF-other')
    await rewriteLists(copy)
    const judged = await judge(copy)
    expect(judged.checks.find(({ check }) => check === 'files')?.state).toBe('passed')
    expect(judged.first?.code).toBe('package/content-differs')
    expect(codesOf(judged)).toEqual(['package/content-differs', 'package/paper-differs'])
  })

  test('is found out when whoever changes an exhibit changes the list of exhibits too', async () => {
    const copy = await copyPackage(full)
    const path = join(copy, 'data/exhibits/E002/_CON.txt')
    const before = sha('sha256', await readFile(path))
    await writeFile(path, 'other evidence!')
    const list = (await readFile(join(copy, 'data/exhibits.json'), 'utf8')).replaceAll(
      before,
      sha('sha256', await readFile(path)),
    )
    await writeFile(join(copy, 'data/exhibits.json'), list)
    await rewriteLists(copy)
    expect(codesOf(await judge(copy))).toEqual(['package/content-differs', 'package/exhibit-differs'])
  })

  test('is found out when the extract of the ledger is one of before', async () => {
    const earlier = await exportTo(room.desk, room.first)
    const copy = await copyPackage((await exportTo(room.desk, room.first)).path)
    await rename(join(earlier.path, 'data/ledger/disclosure.json'), join(copy, 'data/ledger/disclosure.json'))
    await writeFile(join(copy, 'README.txt'), 'changed')
    await rewriteLists(copy)
    expect((await judge(copy)).first?.code).toBe('package/content-differs')
  })

  test('is recorded before it leaves, with every exhibit and every paper that goes', async () => {
    const { departures } = await room.desk.ask('case.show', { case: room.first })
    const kinds = departures.map(({ kind }) => kind)
    expect(kinds.slice(0, 7)).toEqual([
      ...['exhibit-extracted', 'exhibit-extracted'],
      ...['report-saved', 'report-saved', 'report-saved', 'report-saved', 'case-exported'],
    ])
  })
})

describe('a redacted package', () => {
  test('is whole, says what is withheld, and holds nothing that says who the victim is', async () => {
    const report = await judge(redacted)
    expect(codesOf(report)).toEqual([])
    expect(report).toMatchObject({ isWhole: true, variant: 'redacted' })
    expect(report.withheldEvents).toBeGreaterThan(0)
    expect(report.exhibits.map(({ state }) => state)).toEqual(['same', 'not-included'])
    const secrets = [
      'ចាន់ សុភា',
      'Chan Sophea',
      '097 765 4321',
      'never sent the phone',
      'ទិញទូរសព្ទតាមអនឡាញ',
      'TRX-100',
    ]
    for (const file of await filesIn(redacted)) {
      const text = await readFile(join(redacted, file), 'utf8')
      for (const secret of secrets) expect(text.includes(secret), `${secret} in ${file}`).toBe(false)
    }
    const withheld = JSON.parse(await readFile(join(redacted, 'data/withheld.json'), 'utf8'))
    expect(withheld.withheld).toContainEqual({
      what: 'exhibit',
      number: `${room.first}-E002`,
      reason: 'not-chosen',
    })
    expect(withheld.withheld).toContainEqual(
      expect.objectContaining({ what: 'event', kind: 'complaint-taken', reason: 'names-victims' }),
    )
  })

  test('is found out when more is kept back than was signed for', async () => {
    const copy = await copyPackage(redacted)
    const path = join(copy, 'data/ledger/disclosure.json')
    const lines = (await readFile(path, 'utf8')).split('\n')
    const at = lines.findIndex((line, index) => index > 3 && line.includes('openingHex'))
    lines[at] = `{"header":${JSON.stringify(JSON.parse(lines[at] ?? '').header)}}`
    await writeFile(path, lines.join('\n'))
    await rewriteLists(copy)
    expect(codesOf(await judge(copy))).toContain('package/withheld-differs')
  })
})
