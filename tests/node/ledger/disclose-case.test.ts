import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { parseDisclosureStart } from '#core/ledger/disclosure-format.ts'
import { readPaperAnchor } from '#core/ledger/paper-anchor.ts'
import { openBodyWith } from '#node/crypto/event-seal.ts'
import { sha256Hex } from '#node/crypto/primitives.ts'
import { type CheckedDisclosure, verifyDisclosure } from '#node/disclosure/verify-disclosure.ts'
import { asInsider } from '../../support/insider.ts'
import {
  COMPLAINT,
  codeOf,
  copyVault,
  createVault,
  type Desk,
  makeFolder,
  openDesk,
  sealBytes,
  USER_NAME,
  unlock,
  whenFileEnds,
} from '../../support/make-vault.ts'
import { expectOk } from '../../support/results.ts'
import { addPerson, SECOND_PASSPHRASE } from '../../support/second-person.ts'

const atEnd = whenFileEnds()
const OTHERS = ['OTHERtitle', 'OTHERsummary', 'OTHERexhibit', 'ធី ABSENT'] as const
let original: string
let first: string
let second: string

/** A founder's case, an officer's case, and a third person who has no part in either. */
beforeAll(async () => {
  const desk = await createVault({ atEnd })
  await addPerson(desk, 'ចាន់ OFFICER', ['officer'])
  await addPerson(desk, OTHERS[3], ['officer'], 'another long passphrase')
  first = (await desk.ask('case.open', { title: 'FIRSTtitle' })).number
  await desk.ask('complaint.add', { complaint: { ...COMPLAINT, summary: 'FIRSTsummary' }, case: first })
  await sealBytes(desk, first, Buffer.from('evidence'), 'FIRSTexhibit.txt')
  await desk.ask('vault.lock', {})
  await desk.ask('vault.unlock', { userNumber: 2, passphrase: SECOND_PASSPHRASE })
  second = (await desk.ask('case.open', { title: OTHERS[0] })).number
  await desk.ask('complaint.add', { complaint: { ...COMPLAINT, summary: OTHERS[1] }, case: second })
  await sealBytes(desk, second, Buffer.from('other'), `${OTHERS[2]}.txt`)
  await desk.engine.close()
  original = desk.folder
})

async function disclose(desk: Desk, name: string, fileName = 'case.jsonl') {
  const path = join(await makeFolder(), fileName)
  const outletId = await desk.engine.offerOutletPath(path)
  const answer = await desk.ask('case.disclose', { case: name, outletId })
  return { answer, path, bytes: await readFile(path) }
}

/** Every body that a disclosure opens, as text. */
function bodiesOf(bytes: Buffer): string {
  const bodies = bytes
    .toString()
    .split('\n')
    .slice(1, -1)
    .flatMap((line) => {
      const { header, openingHex, sealedBodyHex } = JSON.parse(line)
      if (openingHex === undefined) return []
      const opening = Buffer.from(openingHex, 'hex')
      const opened = openBodyWith(opening, header, Buffer.from(sealedBodyHex, 'hex'))
      return opened.state === 'open' ? [Buffer.from(opened.plaintext).toString()] : ['does not open']
    })
  return bodies.join('\n')
}

const inShort = ({ findings }: CheckedDisclosure) =>
  findings.map(({ code, seq }) => (seq === undefined ? code : `${code} ${seq}`))

describe('a case that is disclosed', () => {
  test('is checked by whoever has the file and nothing else', async () => {
    const desk = await unlock(await copyVault(original))
    const { head } = await desk.ask('vault.info', {})
    const { answer, bytes } = await disclose(desk, first)
    expect(answer).toMatchObject({ events: head.seq, caseEvents: 3, sizeBytes: bytes.length })
    expect(answer.digestHex).toBe(sha256Hex(bytes))
    const report = await verifyDisclosure([bytes])
    expect(report).toMatchObject({
      isWhole: true,
      number: first,
      title: 'FIRSTtitle',
      events: head.seq,
      head: { seq: head.seq, hashHex: head.hashHex },
      digestHex: answer.digestHex,
    })
    expect(report.caseEvents.map(({ kind, signedBy }) => [kind, signedBy])).toEqual([
      ['case-opened', USER_NAME],
      ['complaint-taken', USER_NAME],
      ['exhibit-sealed', USER_NAME],
    ])
  })

  test('says nothing of another case, of people who have no part in it, and has no key in it', async () => {
    const folder = await copyVault(original)
    const desk = await unlock(folder)
    const { bytes } = await disclose(desk, first)
    await desk.engine.close()
    const bodies = bodiesOf(bytes)
    for (const own of ['FIRSTtitle', 'FIRSTsummary', 'FIRSTexhibit']) expect(bodies).toContain(own)
    const everything = bytes.toString() + bodies
    const insider = await asInsider(folder)
    const database = insider.openDatabase()
    const caseId = database.prepare('SELECT case_id FROM case_number WHERE number = ?').pluck().get(second)
    const strangers = database
      .prepare('SELECT user_id, signing_key_hex, agreement_key_hex FROM person WHERE number > 1')
      .raw()
      .all() as string[][]
    const grants = database.prepare('SELECT sealed_key_hex FROM case_key').pluck().all() as string[]
    database.close()
    const hidden = [...OTHERS, 'ចាន់ OFFICER', second, caseId as string, ...strangers.flat(), ...grants]
    for (const { registerKey, databaseKey, headKey, headerKey } of [insider.keyring])
      for (const key of [registerKey, databaseKey, headKey, headerKey])
        hidden.push(Buffer.from(key).toString('hex'))
    for (const text of hidden) expect(everything).not.toContain(text)
    expect(everything).not.toContain(Buffer.from(OTHERS[0]).toString('hex'))
  })

  test('of somebody whom somebody else introduced shows them both, and nobody else', async () => {
    const desk = openDesk(await copyVault(original))
    await desk.ask('vault.unlock', { userNumber: 2, passphrase: SECOND_PASSPHRASE })
    const { bytes } = await disclose(desk, second)
    const report = await verifyDisclosure([bytes])
    expect([report.isWhole, report.caseEvents[0]?.signedBy]).toEqual([true, 'ចាន់ OFFICER'])
    const bodies = bodiesOf(bytes)
    expect(bodies).toContain(USER_NAME)
    expect(bodies).not.toContain(OTHERS[3])
    expect(bodies).not.toContain('FIRSTtitle')
  })

  test('is on record in the case before it leaves, and again when it is disclosed again', async () => {
    const desk = await unlock(await copyVault(original))
    const before = await disclose(desk, first)
    const { departures } = await desk.ask('case.show', { case: first })
    expect(departures.map(({ kind }) => kind)).toEqual(['case-disclosed'])
    const after = await disclose(desk, first)
    expect(after.answer).toMatchObject({ events: before.answer.events + 1, caseEvents: 4 })
    expect(bodiesOf(after.bytes)).toContain(before.answer.digestHex)
    expect((await verifyDisclosure([after.bytes])).isWhole).toBe(true)
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
  })

  test('is readable by its owner only, and replaces no file', async () => {
    const desk = await unlock(await copyVault(original))
    const { path } = await disclose(desk, first)
    expect((await stat(path)).mode & 0o077).toBe(0)
    const outletId = await desk.engine.offerOutletPath(path)
    const { seq } = (await desk.ask('vault.info', {})).head
    expect(codeOf(await desk.call('case.disclose', { case: first, outletId }))).toBe('extract/exists')
    expect((await desk.ask('vault.info', {})).head.seq).toBe(seq)
  })

  test('tells how far it has come', async () => {
    const desk = await unlock(await copyVault(original))
    desk.pushes.splice(0)
    await disclose(desk, first)
    const progress = desk.pushes.flatMap((push) => (push.topic === 'progress' ? [push.progress] : []))
    expect(new Set(progress.map(({ stage }) => stage))).toEqual(new Set(['disclosing']))
    const done = progress.map((each) => each.done)
    expect(done).toEqual([...done].sort((a, b) => a - b))
    expect(progress.at(-1)).toMatchObject({ done: progress[0]?.total, total: progress[0]?.total })
  })
})

describe('nothing leaves', () => {
  test('of a case whose key the person does not hold, or that does not exist', async () => {
    const desk = openDesk(await copyVault(original))
    await desk.ask('vault.unlock', { userNumber: 2, passphrase: SECOND_PASSPHRASE })
    for (const name of [first, '2026-9999']) {
      const outletId = await desk.engine.offerOutletPath(join(await makeFolder(), 'case.jsonl'))
      expect(codeOf(await desk.call('case.disclose', { case: name, outletId }))).toBe('case/not-found')
    }
  })

  test('when it is called off, and nothing of it is on record then', async () => {
    const desk = await unlock(await copyVault(original))
    const folder = await makeFolder()
    const outletId = await desk.engine.offerOutletPath(join(folder, 'case.jsonl'))
    const controller = new AbortController()
    const { seq } = (await desk.ask('vault.info', {})).head
    const call = desk.call('case.disclose', { case: first, outletId }, { signal: controller.signal })
    controller.abort()
    expect((await call).outcome).toBe('cancelled')
    expect(await readdir(folder)).toEqual([])
    expect((await desk.ask('vault.info', {})).head.seq).toBe(seq)
  })

  test('of a ledger that does not hold, and the event is named', async () => {
    const folder = await copyVault(original)
    const insider = await asInsider(folder)
    insider.edit((database) => {
      const header = database.prepare('SELECT header FROM event WHERE seq = 3').pluck().get() as Buffer
      const changed = Buffer.from(header.toString().replace(/"monotonicMs":\d+/, '"monotonicMs":7'))
      database.prepare('UPDATE event SET header = ? WHERE seq = 3').run(changed)
    })
    const desk = await unlock(folder)
    const out = await makeFolder()
    const outletId = await desk.engine.offerOutletPath(join(out, 'case.jsonl'))
    expect(await desk.call('case.disclose', { case: first, outletId })).toMatchObject({
      failure: { code: 'ledger/chain-broken', facts: { seq: 4 } },
    })
    expect(await readdir(out)).toEqual([])
  })

  test('to a place that is none, and nothing of it is on record', async () => {
    const desk = await unlock(await copyVault(original))
    const file = join(await makeFolder(), 'file')
    await writeFile(file, '')
    const { seq } = (await desk.ask('vault.info', {})).head
    const outletId = await desk.engine.offerOutletPath(join(file, 'case.jsonl'))
    expect(codeOf(await desk.call('case.disclose', { case: first, outletId }))).toBe('extract/no-folder')
    expect((await desk.ask('vault.info', {})).head.seq).toBe(seq)
  })
})

test('a line of the register fixes everything up to it', async () => {
  const desk = await unlock(await copyVault(original))
  await desk.ask('case.open', { title: 'before the line' })
  const { line } = await desk.ask('ledger.anchor', {})
  const anchors = [expectOk(readPaperAnchor(line))]
  const { bytes } = await disclose(desk, first)
  expect((await verifyDisclosure([bytes], { anchors })).anchors).toMatchObject([{ verdict: 'same' }])
  const rewritten = await unlock(await copyVault(original))
  const short = await disclose(rewritten, first)
  expect((await verifyDisclosure([short.bytes], { anchors })).anchors).toMatchObject([{ verdict: 'ahead' }])
  for (const title of ['another', 'history']) await rewritten.ask('case.open', { title })
  const other = await disclose(rewritten, first)
  expect((await verifyDisclosure([other.bytes], { anchors })).anchors).toMatchObject([{ verdict: 'differs' }])
})

test('whoever discloses the same gets the same bytes', async () => {
  const desk = await unlock(await copyVault(original))
  const twin = await unlock(await copyVault(original))
  const one = await disclose(desk, first)
  const two = await disclose(twin, first)
  expect(two.bytes.equals(one.bytes)).toBe(true)
  expect(expectOk(parseDisclosureStart(one.bytes.subarray(0, one.bytes.indexOf(0x0a)))).events).toBe(
    one.answer.events,
  )
  expect(inShort(await verifyDisclosure([two.bytes]))).toEqual([])
})
