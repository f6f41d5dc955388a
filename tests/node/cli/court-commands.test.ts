import { readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COURT_COMPLAINTS } from '../../support/court-case.ts'
import { FOUNDER, OFFICER, openCaseAs, openStation, type Station } from './station.ts'

let station: Station
let number: string

beforeAll(async () => {
  station = await openStation()
  number = (await openCaseAs(station, FOUNDER, 'ករណីហាងទូរស័ព្ទ')).number
  const complaint = station.path('complaint.json')
  await writeFile(complaint, JSON.stringify(COURT_COMPLAINTS[0]))
  await station.ask(FOUNDER, ['complaint', 'add', station.vault, '--file', complaint, '--case', number])
})

afterAll(() => station.leave())

test('samnum report --list names every kind in either language, without a vault', async () => {
  const listed = await station.as(FOUNDER, ['report', '--list', '--language', 'en'])
  expect(listed.exitCode).toBe(0)
  for (const kind of ['complaint', 'advisory', 'person-dossier', 'statistics'])
    expect(listed.out).toContain(kind)
  expect((await station.as(FOUNDER, ['report', '--list', '--language', 'km'])).out).toContain('របាយការណ៍ស្ថិតិ')
})

test('a report that is asked for by half says what is missing', async () => {
  const out = station.path('half.pdf')
  const half = ['report', station.vault, number, '--lang', 'km', '--out', out]
  expect(await station.as(FOUNDER, half)).toMatchObject({ exitCode: 2 })
  const noCase = ['report', station.vault, '--kind', 'case', '--lang', 'km', '--out', out]
  expect(await station.as(FOUNDER, noCase)).toMatchObject({ exitCode: 2 })
  await station.refuse(
    FOUNDER,
    ['report', station.vault, number, '--kind', 'person-dossier', '--lang', 'km', '--out', out],
    'report/about-missing',
  )
})

test('samnum record names each condition that is open with its article, and finalises where none is', async () => {
  const search = (startedAt: string) => ({
    kind: 'search',
    data: {
      place: 'ផ្ទះលេខ ១២',
      startedAt: `2026-11-20T${startedAt}`,
      authorisation: { by: 'ព្រះរាជអាជ្ញា', form: 'verbal', givenAt: '2026-11-20T05:45' },
      occupant: { isPresent: true, name: 'សុខ' },
      witnesses: [],
      officers: [{ name: 'វិបុល' }],
      seized: [],
      pagesMarked: 'thumb-print',
    },
  })
  const file = station.path('search.json')
  const record = (...args: string[]) => ['record', args[0] ?? '', station.vault, number, ...args.slice(1)]
  await writeFile(file, JSON.stringify(search('22:10')))
  const { recordId } = await station.ask<{ recordId: string }>(FOUNDER, record('draft', '--file', file))
  for (const [language, article] of [
    ['en', 'art. 91'],
    ['km', 'មាត្រា ៩១'],
  ] as const) {
    const refused = await station.as(FOUNDER, [...record('finalise', recordId), '--language', language])
    expect(refused.exitCode).toBe(1)
    expect(refused.out).toContain(article)
    const checked = await station.as(FOUNDER, [
      ...['law', 'check', station.vault, number, recordId, '--language', language],
    ])
    expect(checked.out).toBe(refused.out)
  }
  await station.refuse(FOUNDER, record('finalise', recordId), 'record/law-not-met')
  await writeFile(file, JSON.stringify(search('08:10')))
  await station.ask(FOUNDER, record('change', recordId, '--file', file))
  expect(await station.ask(FOUNDER, record('finalise', recordId))).toMatchObject({ number: `${number}-PV01` })
})

describe('samnum letter freeze', () => {
  test('issues, writes and prints a request from one payment, and its pages are those of the ledger', async () => {
    const out = station.path('freeze.pdf')
    const order = ['letter', 'freeze', station.vault, number, '--payment', '1:1', '--out', out]
    const frozen = await station.ask<{ number: string; request: object }>(FOUNDER, order)
    expect(frozen).toMatchObject({
      number: `${number}-L01`,
      request: { kind: 'freeze', recipient: 'ACLEDA Bank', urgency: 'immediate' },
    })
    expect((await readFile(out)).subarray(0, 5).toString('latin1')).toBe('%PDF-')
    const printed = await station.as(FOUNDER, ['letter', 'request', station.vault, number, frozen.number])
    expect(JSON.parse(printed.out)).toEqual(frozen.request)

    const checked = await station.ask(FOUNDER, ['pages', station.vault, number, out])
    expect(checked).toMatchObject({ findings: [] })
  })

  test('a page of another paper under the name of this one is found', async () => {
    const out = station.path('advisory.pdf')
    await station.ask(FOUNDER, [
      ...['report', station.vault, number, '--kind', 'advisory', '--lang', 'en', '--out', out],
    ])
    const check = ['pages', station.vault, number, out]
    expect(await station.ask(FOUNDER, [...check, '--kind', 'advisory'])).toMatchObject({ findings: [] })
    const other = await station.refuse(FOUNDER, [...check, '--kind', 'loss-and-money-flow'], 'page/foreign')
    expect(other.facts).toEqual({ page: 1 })
    const notOurs = station.path('complaint.json')
    await station.refuse(FOUNDER, ['pages', station.vault, number, notOurs], 'document/not-readable')
  })
})

test('samnum template saves what a commander changes, and refuses an officer and a wrong placeholder', async () => {
  const file = station.path('letterhead.json')
  await writeFile(file, JSON.stringify({ place: { km: 'បាត់ដំបង', en: 'Battambang' } }))
  const save = ['template', 'save', station.vault, 'letterhead', '--file', file, '--based-on', '0']
  await station.refuse(OFFICER, save, 'operation/not-allowed')
  expect(await station.ask(FOUNDER, save)).toEqual({ template: 'letterhead', version: 1 })
  await station.refuse(FOUNDER, save, 'template/changed-meanwhile')
  const shown = await station.as(OFFICER, [
    'template',
    'show',
    station.vault,
    'letterhead',
    '--language',
    'en',
  ])
  expect(shown.out).toContain('place *')
  expect(shown.out).toContain('Battambang')
  expect(shown.out).toMatch(/\nversion 1 +20\d\d-/)
  const show = ['template', 'show', station.vault, 'letterhead', '--of-version']
  expect((await station.as(OFFICER, [...show, '0', '--language', 'en'])).out).not.toContain('place *')
  await station.refuse(OFFICER, [...show, '7'], 'template/no-such-version')
  await writeFile(file, JSON.stringify({ number: { km: 'លេខ', en: 'No.' } }))
  await station.refuse(FOUNDER, [...save.slice(0, -1), '1'], 'template/placeholder-unknown')
  const listed = await station.as(OFFICER, ['template', 'list', station.vault, '--language', 'en'])
  expect(listed.out).toMatch(/letterhead +version 1 +1 of 6 texts changed/)
})

test('samnum law adopts a pack only with the digest that is stated, in groups or not', async () => {
  const file = station.path('pack.json')
  const pack = JSON.parse(await readFile('resources/law/kh-criminal-procedure.json', 'utf8'))
  await writeFile(file, JSON.stringify({ ...pack, version: 2 }))
  const inspected = await station.ask<{ pack: { digestHex: string } }>(OFFICER, [
    ...['law', 'inspect', station.vault, file],
  ])
  const { digestHex } = inspected.pack
  const adopt = (digest: string) => ['law', 'adopt', station.vault, file, '--digest', digest]
  await station.refuse(FOUNDER, adopt('ab'.repeat(32)), 'law/digest-differs')
  await station.refuse(FOUNDER, adopt('short'), 'input/invalid')
  const grouped = (digestHex.toUpperCase().match(/.{8}/g) ?? []).join(' ')
  expect(await station.ask(FOUNDER, adopt(grouped))).toMatchObject({ version: 2 })
  const listed = await station.as(OFFICER, ['law', 'list', station.vault, '--language', 'en'])
  expect(listed.out).toContain('version 2')
  await station.refuse(FOUNDER, adopt(grouped), 'law/version-not-newer')
})

test('samnum law takes no file that is no pack, and no pack that is applied from a day that is none', async () => {
  const file = station.path('bad-pack.json')
  const pack = JSON.parse(await readFile('resources/law/kh-criminal-procedure.json', 'utf8'))
  const before = await station.as(OFFICER, ['law', 'list', station.vault])
  const [first] = pack.rules
  for (const bad of [
    { ...pack, version: 9, dated: '2026-02-31' },
    { ...pack, version: 9, rules: [] },
    { ...pack, version: 9, rules: [first, first] },
    { ...pack, version: 9, rules: [{ ...first, condition: { all: [{ never: 'heard of' }] } }] },
    { ...pack, version: 1.5 },
  ]) {
    await writeFile(file, JSON.stringify(bad))
    await station.refuse(OFFICER, ['law', 'inspect', station.vault, file], 'law/malformed-pack')
    const adopt = ['law', 'adopt', station.vault, file, '--digest', 'ab'.repeat(32)]
    await station.refuse(FOUNDER, adopt, 'law/malformed-pack')
  }
  await writeFile(file, '{"v":1,')
  expect((await station.as(OFFICER, ['law', 'inspect', station.vault, file])).exitCode).toBe(1)
  expect((await station.as(OFFICER, ['law', 'list', station.vault])).out).toBe(before.out)
})

test('samnum verify of a signed paper says that revocations do not stand in it; of an unsigned one there is nothing to say', async () => {
  const [plain, signed] = [station.path('plain.pdf'), station.path('signed.pdf')]
  const report = ['report', station.vault, number, '--kind', 'advisory', '--lang', 'km', '--out']
  await station.ask(FOUNDER, [...report, plain])
  await station.ask(FOUNDER, [...report, signed, '--sign', 'ត្រឹមត្រូវ'])
  const said = async (file: string, language: string) =>
    (await station.run(['verify', file, '--language', language])).out
  expect(await said(signed, 'en')).toMatch(/by .*: holds\. .*\n.*headquarters revoked a key since/)
  expect(await said(signed, 'km')).toContain('អគ្គស្នងការដ្ឋានបានដកហូតកូនសោក្រោយមក')
  expect(await said(plain, 'en')).not.toContain('revoked')
})

test('samnum report counts cases, and the vault holds after all of it', async () => {
  const out = station.path('statistics.pdf')
  const order = ['report', station.vault, '--kind', 'statistics', '--lang', 'km', '--out', out]
  expect(await station.ask(FOUNDER, order)).toMatchObject({ cases: 1, complaints: 1 })
  expect(await station.ask(FOUNDER, ['vault', 'verify', station.vault])).toMatchObject({ isWhole: true })
})
