import { readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { InputOf } from '#contract/operations.ts'
import { verifyFolder } from '#node/export/verify-folder.ts'
import { makeWorkerReportPrinter } from '#node/pdf/worker-report-printer.ts'
import { copyPackage, exportInput, exportTo, smallTools } from '../../support/export-room.ts'
import {
  codeOf,
  createVault,
  type Desk,
  FIRST_CASE,
  fillVault,
  makeFolder,
  offerPath,
  whenFileEnds,
} from '../../support/make-vault.ts'

const LETTER: InputOf<'letter.issue'>['content'] = {
  kind: 'transmission',
  recipient: { name: 'Example Telecom' },
  urgency: 'immediate',
  offence: 'ឆបោក',
  accounts: [],
  categories: [],
  payments: [],
  signer: { name: 'សុខ' },
}

const atEnd = whenFileEnds()
let desk: Desk
let letter: string
let signedPath: string

beforeAll(async () => {
  desk = await createVault({ atEnd, packageTools: smallTools(), printer: makeWorkerReportPrinter() })
  await fillVault(desk)
  letter = (await desk.ask('letter.issue', { case: FIRST_CASE, content: LETTER })).number
  const made = await desk.ask('letter.print', { case: FIRST_CASE, letter, languages: 'km' })
  await desk.ask('report.sign', { reportId: made.reportId, reason: 'ចេញលិខិត' })
  signedPath = join(await makeFolder(atEnd), 'signed.pdf')
  const outletId = await desk.engine.offerOutletPath(signedPath)
  await desk.ask('report.save', { reportId: made.reportId, outletId })
})

const offer = (path: string) => offerPath(desk, path)

test('a letter that was sent goes with a full package, drawn from the event that issued it', async () => {
  const made = await exportTo(desk, FIRST_CASE, { atEnd })
  expect(made).toMatchObject({ papers: 5, signedPapers: 0, withheldPapers: 0 })
  const report = await verifyFolder(made.path)
  expect(report?.isWhole).toBe(true)
  expect(report?.papers.at(-1)).toMatchObject({
    what: 'letter',
    number: letter,
    state: 'same',
    signatures: 0,
  })
})

test('a signed letter goes as it left, in the place of the one without signatures', async () => {
  const { path, papers, signedPapers } = await exportTo(desk, FIRST_CASE, {
    signedPapers: [await offer(signedPath)],
    reports: 'none',
    atEnd,
  })
  expect({ papers, signedPapers }).toEqual({ papers: 1, signedPapers: 1 })
  const inside = join(path, `data/letters/${letter}-transmission-signed.pdf`)
  expect((await readFile(inside)).equals(await readFile(signedPath))).toBe(true)
  const report = await verifyFolder(path)
  expect(report?.isWhole).toBe(true)
  expect(report?.papers[0]).toMatchObject({ what: 'letter', number: letter, signatures: 1 })
})

test('a paper that was swapped for one of an earlier package is named', async () => {
  const exported = (languages: 'km' | 'en') => exportTo(desk, FIRST_CASE, { languages, reports: 'none' })
  const earlier = await exported('km')
  const copy = await copyPackage((await exported('en')).path)
  const place = `data/letters/${letter}-transmission.pdf`
  await rename(join(earlier.path, place), join(copy, place))
  const findings = (await verifyFolder(copy))?.checks.flatMap((check) => check.findings) ?? []
  expect(findings).toContainEqual({ code: 'package/paper-differs', path: place })
})

test('a redacted package goes without letters and says so, unless one is named', async () => {
  const choice = { variant: 'redacted', exhibits: 'none', reports: 'none' } as const
  const without = await exportTo(desk, FIRST_CASE, choice)
  const { withheld } = JSON.parse(await readFile(join(without.path, 'data/withheld.json'), 'utf8'))
  expect(withheld).toContainEqual({ what: 'letter', number: letter, reason: 'names-somebody-outside' })
  const named = await exportTo(desk, FIRST_CASE, { ...choice, papers: [letter] })
  expect((await verifyFolder(named.path))?.isWhole).toBe(true)
  expect(named.papers).toBe(without.papers + 1)
})

test('a package without any report or paper is whole', async () => {
  const { path, papers } = await exportTo(desk, FIRST_CASE, { papers: 'none', reports: 'none' })
  expect(papers).toBe(0)
  expect((await verifyFolder(path))?.isWhole).toBe(true)
})

test.each([
  [
    'a report that names victims in a redacted package',
    { variant: 'redacted' as const, reports: ['examination' as const] },
    'export/report-names-victims',
  ],
  ['a number that no paper has', { papers: ['L99'] }, 'export/no-such-paper'],
  ['a signed document in a redacted package', { variant: 'redacted' as const }, 'export/signed-in-redacted'],
])('%s is refused before anything is recorded', async (_, asked, code) => {
  const before = (await desk.ask('vault.info', {})).head.seq
  const outletId = await desk.engine.offerOutletPath(join(await makeFolder(), 'p'))
  const signedPapers = [await offer(signedPath)]
  const input = exportInput(FIRST_CASE, outletId, { signedPapers, ...asked })
  expect(codeOf(await desk.call('case.export', input))).toBe(code)
  expect((await desk.ask('vault.info', {})).head.seq).toBe(before)
})

test('a file that never left the vault is no signed document of the case', async () => {
  const outletId = await desk.engine.offerOutletPath(join(await makeFolder(), 'p'))
  const { path } = await exportTo(desk, FIRST_CASE, { exhibits: 'none', reports: 'none' })
  const input = exportInput(FIRST_CASE, outletId, { signedPapers: [await offer(join(path, 'README.txt'))] })
  expect(codeOf(await desk.call('case.export', input))).toBe('report/not-of-case')
})
