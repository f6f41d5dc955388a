import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { PROTOCOL_VERSION } from '#contract/operations.ts'
import { MAX_ANSWER_BYTES } from '#contract/report-operations.ts'
import { fillCourtCase } from '../../support/court-case.ts'
import { courtPrinter as printer } from '../../support/court-printer.ts'
import { codeOf, createVault, type Desk, makeFolder, offerPath, USER_NAME } from '../../support/make-vault.ts'
import { expectOk } from '../../support/results.ts'
import { addColleague, switchTo } from '../../support/station.ts'
import { makeAuthority } from '../../support/time-stamp-authority.ts'

const REASON = 'ពិនិត្យហើយ'

async function makeReport(desk: Desk, number: string) {
  return await desk.ask('report.make', {
    case: number,
    kind: 'victim-receipt',
    languages: 'km+en',
    about: '1',
  })
}

/** Announces a file whose bytes are pushed, as a browser does. */
async function offerUpload({ engine }: Desk, sizeBytes: number): Promise<string> {
  const input = { name: 'sent.pdf', sizeBytes, modifiedAtMs: null }
  const message = { protocol: PROTOCOL_VERSION, callId: 'offer', name: 'intake.offer', input }
  const answer = await engine.call(message, 'http')
  if (answer.outcome !== 'done') throw new Error(JSON.stringify(answer))
  return (answer.value as { intakeId: string }).intakeId
}

function verdictsOf(path: string): string[] {
  const { stdout } = spawnSync('pdfsig', ['-nocert', path], { encoding: 'utf8' })
  return [...stdout.matchAll(/Signature Validation: (.*)/g)].map(([, said]) => said ?? '')
}

describe('report.open', () => {
  test('takes in what left as it is, so that a second officer signs it; a changed file and another case are refused', async () => {
    const desk = await createVault({ printer })
    const number = await fillCourtCase(desk)
    const other = await desk.ask('case.open', { title: 'Another' })
    const made = await makeReport(desk, number)
    await desk.ask('report.sign', { reportId: made.reportId, reason: REASON })
    const folder = await makeFolder()
    const path = join(folder, 'once.pdf')
    await desk.ask('report.save', {
      reportId: made.reportId,
      outletId: await desk.engine.offerOutletPath(path),
    })
    const open = async (file: string, name: string) =>
      await desk.call('report.open', { case: name, intakeId: await offerPath(desk, file) })
    // A browser says that a file has ended some time after its last byte.
    const bytes = await readFile(path)
    const intakeId = await offerUpload(desk, bytes.length)
    const late = async function* () {
      yield bytes
      await setTimeout(50)
    }
    const sending = desk.engine.acceptUpload(intakeId, late(), new AbortController().signal)
    expect(await desk.call('report.open', { case: number, intakeId })).toMatchObject({ outcome: 'done' })
    expectOk(await sending)
    const opened = await open(path, number)
    if (opened.outcome !== 'done') throw new Error(JSON.stringify(opened))
    expect(opened.value).toMatchObject({ signatures: 1, madeFromHeadHex: made.madeFrom.hashHex })
    const { reportId } = opened.value
    expect(await desk.ask('report.sign', { reportId, reason: REASON })).toMatchObject({ signatures: 2 })
    const asked = await desk.ask('report.askTimeStamp', { reportId })
    expect(await desk.ask('report.askTimeStamp', { reportId })).toEqual(asked)
    expect(codeOf(await desk.call('report.addTimeStamp', { reportId, answerBase64: 'MAMCAQA=' }))).toBe(
      'report/stamp-refused',
    )
    // The answer or where it is: one of the two, and not both.
    for (const neither of [{}, { answerBase64: 'MAMCAQA=', intakeId: 'ab'.repeat(16) }])
      expect(codeOf(await desk.call('report.addTimeStamp', { reportId, ...neither }))).toBe('input/invalid')
    const twice = join(folder, 'twice.pdf')
    await desk.ask('report.save', { reportId, outletId: await desk.engine.offerOutletPath(twice) })
    const verdicts = verdictsOf(twice)
    if (verdicts.length > 0) expect(verdicts).toEqual(['Signature is Valid.', 'Signature is Valid.'])

    expect(codeOf(await open(path, other.number))).toBe('report/not-of-case')
    const changed = await readFile(path)
    writeFileSync(path, Buffer.concat([changed, Buffer.from('\n')]))
    expect(codeOf(await open(path, number))).toBe('report/not-of-case')
    expect(desk.bugs).toEqual([])
  })
})

describe('a time-stamp', () => {
  test('is asked for by a file and added from one, to what was saved before', async () => {
    const desk = await createVault({ printer })
    const number = await fillCourtCase(desk)
    const { reportId } = await makeReport(desk, number)
    await desk.ask('report.sign', { reportId, reason: REASON })
    const folder = await makeFolder()
    const at = (name: string) => join(folder, name)
    const outlet = (name: string) => desk.engine.offerOutletPath(at(name))
    const asked = await desk.ask('report.saveTimeStampRequest', {
      reportId,
      outletId: await outlet('request.tsq'),
    })
    const query = await readFile(at('request.tsq'))
    expect(query.length).toBe(asked.sizeBytes)

    const other = await makeReport(desk, number)
    const { stamp } = makeAuthority(await makeFolder())
    writeFileSync(at('answer.tsr'), stamp(query))
    writeFileSync(at('nothing.tsr'), 'nothing')
    writeFileSync(at('large.tsr'), Buffer.alloc(MAX_ANSWER_BYTES + 1))
    const add = async (name: string, to = reportId) =>
      await desk.call('report.addTimeStamp', { reportId: to, intakeId: await offerPath(desk, at(name)) })
    expect(codeOf(await add('answer.tsr', other.reportId))).toBe('report/stamp-refused')
    expect(codeOf(await add('nothing.tsr'))).toBe('report/stamp-refused')
    expect(codeOf(await add('large.tsr'))).toBe('intake/too-large')
    expect(await add('answer.tsr')).toMatchObject({ outcome: 'done', value: { signatures: 1 } })
    await desk.ask('report.save', { reportId, outletId: await outlet('stamped.pdf') })
    expect((await readFile(at('stamped.pdf'), 'latin1')).match(/ETSI\.RFC3161/g)).toHaveLength(1)
    expect(desk.bugs).toEqual([])
  })
})

describe('report.sign', () => {
  test('signs what was drawn, records it before it leaves, and the report made anew is the same', async () => {
    const desk = await createVault({ printer })
    const number = await fillCourtCase(desk)
    const made = await makeReport(desk, number)
    const signed = await desk.ask('report.sign', { reportId: made.reportId, reason: REASON })
    expect(signed).toMatchObject({ reportId: made.reportId, signatures: 1 })
    expect(signed.digestHex).not.toBe(made.digestHex)
    const again = await desk.ask('report.sign', { reportId: made.reportId, reason: REASON })
    const { publicKeyHex, certificateDigestHex } = signed
    expect(again).toMatchObject({ signatures: 2, publicKeyHex, certificateDigestHex })
    const { departures } = await desk.ask('case.show', { case: number })
    expect(departures.map(({ kind }) => kind)).toEqual(['report-signed', 'report-signed'])

    const path = join(await makeFolder(), 'report.pdf')
    const outletId = await desk.engine.offerOutletPath(path)
    const saved = await desk.ask('report.save', { reportId: made.reportId, outletId })
    expect(saved.digestHex).toBe(again.digestHex)
    const bytes = await readFile(path)
    expect(bytes.length).toBe(again.sizeBytes)
    const verdicts = verdictsOf(path)
    if (verdicts.length > 0) expect(verdicts).toEqual(['Signature is Valid.', 'Signature is Valid.'])
    bytes[2000] = (bytes[2000] as number) ^ 1
    writeFileSync(path, bytes)
    expect(verdictsOf(path)).not.toContain('Signature is Valid.')

    expect((await makeReport(desk, number)).digestHex).toBe(made.digestHex)
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
    expect(desk.bugs).toEqual([])
  })

  test('is listed with the record or letter that it is on, and with no other', async () => {
    const desk = await createVault({ printer })
    const number = await fillCourtCase(desk)
    const { number: letter } = await desk.ask('letter.freezePayment', {
      case: number,
      complaint: '1',
      lossIndex: 0,
    })
    const record = `${number}-PV01`
    const drawn = [
      await desk.ask('record.print', { case: number, record, languages: 'km' }),
      await desk.ask('letter.print', { case: number, letter, languages: 'km' }),
      await makeReport(desk, number),
    ]
    for (const { reportId } of drawn) await desk.ask('report.sign', { reportId, reason: REASON })
    const { records } = await desk.ask('record.list', { case: number })
    const { letters } = await desk.ask('letter.list', { case: number })
    const signed = { signedBy: USER_NAME, reason: REASON }
    expect(records.map(({ signatures }) => signatures)).toMatchObject([[signed]])
    expect(letters.map(({ signatures }) => signatures)).toMatchObject([[signed]])
  })

  test('gives each person a key of their own', async () => {
    const desk = await createVault({ printer })
    const number = await fillCourtCase(desk)
    const made = await makeReport(desk, number)
    const mine = await desk.ask('report.sign', { reportId: made.reportId, reason: REASON })
    const second = await addColleague(desk, 'អ្នកទី២', 'officer')
    await desk.ask('case.share', { case: number, userId: second.userId })
    await switchTo(desk, second)
    const theirs = await makeReport(desk, number)
    const other = await desk.ask('report.sign', { reportId: theirs.reportId, reason: REASON })
    expect(other.publicKeyHex).not.toBe(mine.publicKeyHex)
    expect(other.signedAs).toBe('អ្នកទី២')
  })

  test('refuses a report that is not there, a file that is none of ours, and a seventeenth signature', async () => {
    const small = await createVault()
    const number = await fillCourtCase(small)
    const made = await makeReport(small, number)
    const order = { reportId: made.reportId, reason: REASON }
    expect(codeOf(await small.call('report.sign', order))).toBe('report/not-signable')
    const before = await small.ask('case.show', { case: number })
    expect(before.departures).toEqual([])
    const nothing = { ...order, reportId: 'f'.repeat(32) }
    expect(codeOf(await small.call('report.sign', nothing))).toBe('report/not-found')

    const desk = await createVault({ printer })
    const full = await makeReport(desk, await fillCourtCase(desk))
    for (let count = 0; count < 16; count += 1)
      await desk.ask('report.sign', { reportId: full.reportId, reason: REASON })
    expect(codeOf(await desk.call('report.sign', { reportId: full.reportId, reason: REASON }))).toBe(
      'report/signatures-full',
    )
  })

  test('is not for those who only look, nor for a locked vault', async () => {
    const desk = await createVault({ printer })
    const number = await fillCourtCase(desk)
    const auditor = await addColleague(desk, 'អ្នកពិនិត្យ', 'auditor')
    await desk.ask('case.share', { case: number, userId: auditor.userId })
    await switchTo(desk, auditor)
    const made = await makeReport(desk, number)
    const order = { reportId: made.reportId, reason: REASON }
    expect(codeOf(await desk.call('report.sign', order))).toBe('operation/not-allowed')
    await desk.ask('vault.lock', {})
    expect(codeOf(await desk.call('report.sign', order))).toBe('vault/locked')
  })
})
