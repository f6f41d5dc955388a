import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Transport } from '#contract/define.ts'
import type { Envelope, Push } from '#contract/envelope.ts'
import {
  type InputOf,
  OPERATIONS,
  type OperationName,
  type OutputOf,
  PROTOCOL_VERSION,
} from '#contract/operations.ts'
import { composeEngine } from '#node/engine/compose-engine.ts'
import type { Engine } from '#node/engine/engine.ts'
import { verifyFolder } from '#node/export/verify-folder.ts'
import { smallTools } from '../support/export-room.ts'
import { makeMemoryKeychain } from '../support/memory-keychain.ts'
import type { ContractDesk, GoodCalls, Seen } from './contract-desk.ts'
import { goodCustodyCalls } from './good-custody-calls.ts'
import { goodExhibitCalls } from './good-exhibit-calls.ts'
import { goodPaperCalls } from './good-paper-calls.ts'
import { goodRaidCalls } from './good-raid-calls.ts'
import { type Asked, isAboutOneself, secretsOf } from './need-to-know.ts'
import { SAMPLE_COMPLAINT, SAMPLE_INPUTS } from './sample-calls.ts'

const PASSPHRASE = 'a long passphrase'
const SECOND_PASSPHRASE = 'the second passphrase'
const CONTENT = Buffer.from('នេះជាភស្តុតាង')

let room: string
let engine: Engine
const pushes: Push[] = []
const asked: Asked[] = []
let calls = 0

beforeAll(async () => {
  room = await mkdtemp(join(tmpdir(), 'samnum-contract-'))
  engine = composeEngine({
    folder: join(room, 'vault'),
    software: 'samnum test',
    keyDerivation: { name: 'argon2id', memoryKiB: 65_536, passes: 1, lanes: 1 },
    machineKeychain: makeMemoryKeychain(),
    packageTools: smallTools(),
  })
  engine.subscribe((push) => pushes.push(push))
})

afterAll(async () => {
  await engine.close()
  await rm(room, { recursive: true, force: true })
})

function ask<Name extends OperationName>(
  name: Name,
  input: InputOf<Name>,
  transport: Transport = 'in-process',
): Promise<Envelope<OutputOf<Name>>> {
  calls++
  const message = { protocol: PROTOCOL_VERSION, callId: `call-${calls}`, name, input }
  const answer = engine.call(message, transport) as Promise<Envelope<OutputOf<Name>>>
  void answer.then((told) => asked.push({ name, input, transport, answer: told }))
  return answer
}

async function done<Name extends OperationName>(
  name: Name,
  input: InputOf<Name>,
  transport?: Transport,
): Promise<OutputOf<Name>> {
  const answer = await ask(name, input, transport)
  expect(answer).toMatchObject({ outcome: 'done' })
  if (answer.outcome !== 'done') throw new Error(`${name} answered ${answer.outcome}`)
  expect(OPERATIONS[name].output.safeParse(answer.value).success).toBe(true)
  return answer.value
}

const seen: Seen = {
  case: '',
  exhibit: '',
  intakeId: '',
  reportId: '',
  line: '',
  keyFile: '',
  code: '',
  holderId: '',
  userId: '',
}

async function offerFile(name: string, content: string | Uint8Array = CONTENT): Promise<string> {
  const path = join(room, name)
  await writeFile(path, content)
  const [offered] = await engine.offerPaths([path])
  if (offered?.ok !== true) throw new Error('the file was refused')
  return offered.value.intakeId
}

const desk: ContractDesk = {
  seen,
  secondPerson: { userNumber: 2, passphrase: SECOND_PASSPHRASE },
  engine: () => engine,
  room: () => room,
  ask,
  done,
  offerFile,
}
const things = { phone: '', moveSeq: 0, raid: '' }

/** A good call of every operation, in an order that works; a missing one does not compile. */
const GOOD_CALLS: GoodCalls<OperationName> = {
  'vault.status': async () => {
    expect(await done('vault.status', {})).toMatchObject({ state: 'absent' })
  },
  'vault.create': async () => {
    const session = await done('vault.create', { userName: 'សុខ វណ្ណា', passphrase: PASSPHRASE })
    expect(session.person).toMatchObject({ name: 'សុខ វណ្ណា', roles: ['commander', 'administrator'] })
  },
  'vault.lock': async () => {
    await done('vault.lock', {})
    expect(await done('vault.status', {})).toMatchObject({ state: 'locked' })
    expect(pushes.at(-1)).toEqual({ topic: 'locked' })
  },
  'vault.unlock': async () => {
    await done('vault.unlock', { passphrase: PASSPHRASE })
    expect(await done('vault.status', {})).toMatchObject({ state: 'unlocked' })
  },
  'vault.info': async () => {
    expect(await done('vault.info', {})).toMatchObject({ cases: 0, exhibits: 0, software: 'samnum test' })
  },
  'key.list': async () => {
    expect(await done('key.list', {})).toMatchObject({
      generation: 1,
      slots: [{ kind: 'passphrase', number: 1, label: 'សុខ វណ្ណា' }],
      hasKeychain: true,
    })
  },
  'key.changePassphrase': async () => {
    await done('key.changePassphrase', { current: PASSPHRASE, next: 'another passphrase' })
    await done('key.changePassphrase', { current: 'another passphrase', next: PASSPHRASE })
  },
  'key.makeKeyFile': async () => {
    const path = join(room, 'samnum.key')
    const outletId = await engine.offerOutletPath(path)
    await done('key.makeKeyFile', { passphrase: PASSPHRASE, outletId })
    seen.keyFile = await readFile(path, 'utf8')
    expect((await done('key.list', {})).slots[0]).toMatchObject({ hasKeyFile: true })
  },
  'key.dropKeyFile': async () => {
    await done('key.dropKeyFile', { passphrase: PASSPHRASE, keyFile: seen.keyFile })
    expect((await done('key.list', {})).slots[0]).toMatchObject({ hasKeyFile: false })
  },
  'key.makeRecoveryCode': async () => {
    seen.code = (await done('key.makeRecoveryCode', { label: 'ទូដែក' })).code
    expect(seen.code).toMatch(/^([0-9]{6}-){7}[0-9]{6}$/)
  },
  'key.checkRecoveryCode': async () => {
    await done('key.checkRecoveryCode', { code: seen.code.replaceAll('-', ' ') })
  },
  'key.bindMachine': async () => {
    await done('key.bindMachine', { passphrase: PASSPHRASE, isBound: true })
    expect((await done('key.list', {})).slots[0]).toMatchObject({ isMachineBound: true })
    await done('key.bindMachine', { passphrase: PASSPHRASE, isBound: false })
  },
  'key.addEscrow': async () => {
    const recipient = 'age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj'
    seen.holderId = (await done('key.addEscrow', { recipient, label: 'headquarters' })).holderId
  },
  'key.removeRecovery': async () => {
    await done('key.removeRecovery', { holderId: seen.holderId })
    expect((await done('key.list', {})).slots.map(({ kind }) => kind)).toEqual([
      'passphrase',
      'recovery-code',
    ])
  },
  'key.rotate': async () => {
    const { generation } = await done('key.list', {})
    expect(await done('key.rotate', {})).toEqual({ generation: generation + 1 })
  },
  'key.recover': async () => {
    await done('vault.lock', {})
    const input = { with: { kind: 'recovery-code' as const, code: seen.code }, passphrase: PASSPHRASE }
    expect((await done('key.recover', input)).person).toMatchObject({ name: 'សុខ វណ្ណា', number: 1 })
  },
  'people.add': async () => {
    const input = { name: 'ចាន់ ដារ៉ា', roles: ['analyst' as const], passphrase: SECOND_PASSPHRASE }
    const { userId, number } = await done('people.add', input)
    expect(number).toBe(2)
    seen.userId = userId
  },
  'people.changeRoles': async () => {
    await done('people.changeRoles', { userId: seen.userId, roles: ['officer', 'analyst', 'officer'] })
  },
  'people.list': async () => {
    expect((await done('people.list', {})).people).toMatchObject([
      { number: 1, name: 'សុខ វណ្ណា', state: 'active', hasSlot: true, cases: 0 },
      {
        number: 2,
        userId: seen.userId,
        roles: ['officer', 'analyst'],
        state: 'active',
        hasSlot: true,
        cases: 0,
      },
    ])
  },
  'case.open': async () => {
    const opened = await done('case.open', { title: 'ករណីសាកល្បង' })
    seen.case = opened.number
    expect(pushes.some((push) => push.topic === 'ledger-grew')).toBe(true)
  },
  'complaint.add': async () => {
    const taken = await done('complaint.add', { complaint: SAMPLE_COMPLAINT, case: seen.case })
    expect(taken.number).toBe(seen.case)
  },
  'case.share': async () => {
    await done('case.share', { case: seen.case, userId: seen.userId })
  },
  'case.readers': async () => {
    expect((await done('case.readers', { case: seen.case })).readers).toMatchObject([
      { kind: 'person', name: 'សុខ វណ្ណា', state: 'active' },
      { kind: 'person', name: 'ចាន់ ដារ៉ា', state: 'active' },
      { kind: 'recovery-code', label: 'ទូដែក' },
    ])
  },
  'event.confirm': async () => {
    const event = (await done('case.show', { case: seen.case })).events.at(-1)
    const input = {
      case: seen.case,
      seq: event?.seq ?? 0,
      hashHex: event?.hashHex ?? '',
      purpose: 'review' as const,
      note: 'បានអាន',
      secondPerson: { userNumber: 2, passphrase: SECOND_PASSPHRASE },
    }
    const confirmed = await done('event.confirm', input)
    expect(confirmed.confirmedBy).toMatchObject({ userId: seen.userId, name: 'ចាន់ ដារ៉ា' })
    expect((await done('case.show', { case: seen.case })).events.at(-1)).toMatchObject({
      seq: confirmed.seq,
      by: 'ចាន់ ដារ៉ា',
      confirms: { seq: event?.seq, purpose: 'review', note: 'បានអាន' },
    })
  },
  'people.suspend': async () => {
    await done('people.suspend', { userId: seen.userId, reason: 'ផ្លាស់ទៅអង្គភាពផ្សេង' })
    const [, second] = (await done('people.list', {})).people
    expect(second).toMatchObject({ state: 'suspended', hasSlot: false })
  },
  'people.reinstate': async () => {
    await done('people.reinstate', {
      userId: seen.userId,
      reason: 'ត្រឡប់មកវិញ',
      passphrase: 'second, once more',
    })
    const [, second] = (await done('people.list', {})).people
    expect(second).toMatchObject({ state: 'active', hasSlot: true, cases: 0 })
    await done('case.share', { case: seen.case, userId: seen.userId })
  },
  'people.resetPassphrase': async () => {
    const input = { userId: seen.userId, reason: 'ភ្លេច', passphrase: SECOND_PASSPHRASE }
    await done('people.resetPassphrase', input)
    const [, second] = (await done('people.list', {})).people
    expect(second).toMatchObject({ state: 'active', hasSlot: true, cases: 1 })
  },
  'case.list': async () => {
    const { cases, total } = await done('case.list', { query: 'សុភា' })
    expect(total).toBe(1)
    expect(cases[0]).toMatchObject({ number: seen.case, title: 'ករណីសាកល្បង', complaints: 1 })
  },
  'intake.offer': async () => {
    const file = { name: 'upload.txt', sizeBytes: CONTENT.length, modifiedAtMs: null }
    seen.intakeId = (await done('intake.offer', file, 'http')).intakeId
  },
  'exhibit.seal': async () => {
    const sealing = ask('exhibit.seal', { case: seen.case, intakeId: seen.intakeId }, 'http')
    async function* chunks() {
      yield CONTENT.subarray(0, 5)
      yield CONTENT.subarray(5)
    }
    const taken = await engine.acceptUpload(seen.intakeId, chunks(), new AbortController().signal)
    expect(taken.ok).toBe(true)
    expect(await sealing).toMatchObject({ outcome: 'done', value: { sizeBytes: CONTENT.length } })
    const fromPath = await done('exhibit.seal', { case: seen.case, intakeId: await offerFile('path.txt') })
    seen.exhibit = fromPath.number
    const told = pushes.filter((push) => push.topic === 'progress' && push.callId === `call-${calls}`)
    expect(told.at(-1)).toMatchObject({
      progress: { stage: 'sealing', done: CONTENT.length, total: CONTENT.length },
    })
  },
  'exhibit.list': async () => {
    const { exhibits } = await done('exhibit.list', { case: seen.case })
    expect(exhibits.map((exhibit) => exhibit.name)).toEqual(['upload.txt', 'path.txt'])
  },
  'exhibit.verify': async () => {
    expect(await done('exhibit.verify', { exhibit: seen.exhibit })).toMatchObject({ number: seen.exhibit })
  },
  'exhibit.extract': async () => {
    const path = join(room, 'extracted.txt')
    await done('exhibit.extract', { exhibit: seen.exhibit, outletId: await engine.offerOutletPath(path) })
    expect(await readFile(path)).toEqual(CONTENT)
  },
  'outlet.offer': async () => {
    const { outletId } = await done('outlet.offer', { name: 'download.txt' }, 'http')
    const extracting = ask('exhibit.extract', { exhibit: seen.exhibit, outletId }, 'http')
    const download = await engine.openDownload(outletId, new AbortController().signal)
    if (!download.ok) throw new Error(download.failure.code)
    const chunks: Uint8Array[] = []
    for await (const chunk of download.value.chunks) chunks.push(chunk)
    expect(Buffer.concat(chunks)).toEqual(CONTENT)
    expect(await extracting).toMatchObject({ outcome: 'done' })
  },
  'case.show': async () => {
    const file = await done('case.show', { case: seen.case })
    expect(file.complaints).toHaveLength(1)
    expect(file.exhibits).toHaveLength(2)
    expect(file.departures.map((event) => event.kind)).toEqual(['exhibit-extracted', 'exhibit-extracted'])
  },
  'report.make': async () => {
    const made = await done('report.make', { case: seen.case, kind: 'case', languages: 'km+en' })
    seen.reportId = made.reportId
    const bytes = engine.readReport(made.reportId)
    expect(bytes.ok && bytes.value.length).toBe(made.sizeBytes)
  },
  'report.sign': async () => {
    const signed = await done('report.sign', { reportId: seen.reportId, reason: 'ពិនិត្យហើយ' })
    expect(signed.signatures).toBe(1)
    const bytes = engine.readReport(seen.reportId)
    expect(bytes.ok && bytes.value.length).toBe(signed.sizeBytes)
  },
  'report.save': async () => {
    const path = join(room, 'report.pdf')
    await done('report.save', { reportId: seen.reportId, outletId: await engine.offerOutletPath(path) })
    expect((await readFile(path)).subarray(0, 5).toString('latin1')).toBe('%PDF-')
  },
  'ledger.anchor': async () => {
    const { head } = await done('vault.info', {})
    const anchored = await done('ledger.anchor', {})
    expect(anchored).toMatchObject({ seq: head.seq, hashHex: head.hashHex })
    seen.line = anchored.line
  },
  'ledger.checkAnchor': async () => {
    expect(await done('ledger.checkAnchor', { line: seen.line })).toMatchObject({ verdict: 'same' })
  },
  'ledger.anchorState': async () => {
    const { head } = await done('vault.info', {})
    expect(await done('ledger.anchorState', {})).toMatchObject({
      anchored: { seq: head.seq - 1 },
      eventsSince: 0,
    })
  },
  'case.disclose': async () => {
    const path = join(room, 'case.jsonl')
    const outletId = await engine.offerOutletPath(path)
    const disclosed = await done('case.disclose', { case: seen.case, outletId })
    expect((await readFile(path)).length).toBe(disclosed.sizeBytes)
    expect(pushes.at(-1)).toMatchObject({ topic: 'ledger-grew' })
  },
  'case.export': async () => {
    const path = join(room, 'package')
    const outletId = await engine.offerOutletPath(path)
    await done('case.export', {
      case: seen.case,
      variant: 'full',
      exhibits: 'all',
      languages: 'en',
      form: 'folder',
      recipients: [],
      outletId,
    })
    expect(await verifyFolder(path)).toMatchObject({ kind: 'package', isWhole: true })
  },
  'case.expunge': async () => {
    const { number } = await done('case.open', { title: 'by order' })
    const order = { reference: '១២៣', authority: 'សាលាដំបូង', orderedOn: '2026-11-20' }
    const secondPerson = { userNumber: 2, passphrase: SECOND_PASSPHRASE }
    const input = { case: number, confirmNumber: number, order, secondPerson }
    expect(await done('case.expunge', input)).toMatchObject({
      removedObjects: 0,
      agreedBy: { userId: seen.userId, name: 'ចាន់ ដារ៉ា' },
    })
    const shown = await ask('case.show', { case: number })
    expect(shown).toMatchObject({ outcome: 'failed', failure: { code: 'case/not-found' } })
  },
  ...goodExhibitCalls(desk),
  ...goodCustodyCalls(desk, things),
  ...goodRaidCalls(desk, things),
  ...goodPaperCalls(desk, things),
  'vault.verify': async () => {
    expect(await done('vault.verify', {})).toMatchObject({ isWhole: true, findings: [] })
  },
  'backup.write': async () => {
    const folderId = await engine.offerFolder(join(room, 'backup'))
    expect(await done('backup.write', { folderId })).toMatchObject({
      generation: 1,
      // Uploaded and by path the same bytes, which are kept once; a folder's file, a chat, what was read in it, a covered copy.
      objects: 6,
      findings: [],
    })
    const told = pushes.filter((push) => push.topic === 'progress' && push.callId === `call-${calls}`)
    const stages = told.map((push) => push.topic === 'progress' && push.progress.stage)
    expect(new Set(stages)).toEqual(new Set(['copying', 'reading-back']))
  },
  'backup.restore': async () => {
    const other = composeEngine({ folder: join(room, 'restored'), software: 'samnum test' })
    const folderId = await other.offerFolder(join(room, 'backup'))
    const input = { folderId, passphrase: PASSPHRASE }
    const message = { protocol: PROTOCOL_VERSION, callId: 'restore', name: 'backup.restore', input }
    expect(await other.call(message, 'in-process')).toMatchObject({
      outcome: 'done',
      value: { generation: 1, isAuthenticated: true },
    })
    await other.close()
  },
  'ledger.rebuild': async () => {
    expect((await done('ledger.rebuild', {})).events).toBeGreaterThan(0)
  },
  'vault.salvage': async () => {
    const damaged = composeEngine({ folder: join(room, 'restored'), software: 'samnum test' })
    const folderId = await damaged.offerFolder(join(room, 'salvaged'))
    const input = { folderId, passphrase: PASSPHRASE }
    const message = { protocol: PROTOCOL_VERSION, callId: 'salvage', name: 'vault.salvage', input }
    expect(await damaged.call(message, 'in-process')).toMatchObject({
      outcome: 'done',
      value: { lost: [], objects: { lost: 0 } },
    })
    await damaged.close()
  },
}

describe('a good call does what the table says', () => {
  test.each(Object.keys(GOOD_CALLS) as OperationName[])('%s', async (name) => {
    await GOOD_CALLS[name]()
  })
})

describe('what names nothing is not found', () => {
  test.each([
    ['case.show', 'case/not-found'],
    ['exhibit.list', 'case/not-found'],
    ['report.make', 'case/not-found'],
    ['case.disclose', 'case/not-found'],
    ['case.export', 'case/not-found'],
    ['case.expunge', 'case/not-found'],
    ['complaint.add', 'case/not-found'],
    ['exhibit.verify', 'exhibit/not-found'],
    ['exhibit.extract', 'exhibit/not-found'],
    ['report.save', 'report/not-found'],
    ['report.sign', 'report/not-found'],
    ['exhibit.interrupted', 'case/not-found'],
    ['exhibit.parts', 'exhibit/not-found'],
    ['exhibit.parse', 'exhibit/not-found'],
    ['exhibit.preview', 'exhibit/not-found'],
    ['exhibit.redact', 'exhibit/not-found'],
    ['exhibit.register', 'case/not-found'],
    ['custody.accessOriginal', 'custody/item-not-found'],
    ['custody.chain', 'custody/item-not-found'],
    ['examination.list', 'case/not-found'],
    ['raid.list', 'case/not-found'],
    ['raid.show', 'case/not-found'],
    ['item.show', 'custody/item-not-found'],
    ['receipt.make', 'case/not-found'],
    ['draft.save', 'case/not-found'],
    ['record.draft', 'case/not-found'],
    ['record.show', 'case/not-found'],
    ['letter.issue', 'case/not-found'],
    ['letter.print', 'case/not-found'],
  ] as const)('%s answers %s', async (name, code) => {
    const input = JSON.parse(JSON.stringify(SAMPLE_INPUTS[name]).replaceAll('2026-0001', '1999-9999'))
    expect(await ask(name, input)).toMatchObject({ outcome: 'failed', failure: { code } })
  })

  test('exhibit.seal answers intake/unknown, and the case is as it was', async () => {
    const before = await done('case.show', { case: seen.case })
    const input = { ...SAMPLE_INPUTS['exhibit.seal'], case: seen.case }
    expect(await ask('exhibit.seal', input)).toEqual({
      outcome: 'failed',
      failure: { code: 'intake/unknown' },
    })
    expect(await done('case.show', { case: seen.case })).toEqual(before)
  })
})

test('a call that is cancelled answers cancelled and leaves nothing behind', async () => {
  const before = await done('case.show', { case: seen.case })
  const intakeId = await offerFile('cancelled.txt')
  const message = {
    protocol: PROTOCOL_VERSION,
    callId: 'to-cancel',
    name: 'exhibit.seal',
    input: { case: seen.case, intakeId },
  }
  const answer = await engine.call(message, 'in-process', { signal: AbortSignal.abort() })
  expect(answer).toEqual({ outcome: 'cancelled' })
  expect(await done('case.show', { case: seen.case })).toEqual(before)
})

test('an offered file is gone once the vault is locked', async () => {
  const intakeId = await offerFile('forgotten.txt')
  await done('vault.lock', {})
  await done('vault.unlock', { passphrase: PASSPHRASE })
  const answer = await ask('exhibit.seal', { case: seen.case, intakeId })
  expect(answer).toMatchObject({ outcome: 'failed', failure: { code: 'intake/unknown' } })
})

test('whoever lacks the case is told nothing of it by any operation, whatever their roles', async () => {
  const questions = asked.filter(({ name, answer }) => answer.outcome === 'done' && !isAboutOneself(name))
  const about = questions.filter(({ input }) => JSON.stringify(input).includes(seen.case))
  expect(new Set(about.map(({ name }) => name)).size).toBeGreaterThan(40)
  const secrets = secretsOf(questions)
  expect(secrets.size).toBeGreaterThan(20)
  const roles = ['officer', 'custodian', 'analyst', 'auditor', 'administrator'] as const
  const passphrase = 'the third passphrase'
  const { number } = await done('people.add', { name: 'លី សុភា ទីបី', roles: [...roles], passphrase })
  await done('vault.lock', {})
  await done('vault.unlock', { passphrase, userNumber: number })
  const answered: OperationName[] = []
  const leaked: { readonly name: OperationName; readonly secret: string }[] = []
  for (const { name, input, transport } of questions) {
    const answer = await ask(name, input as never, transport)
    const question = JSON.stringify(input)
    const told = JSON.stringify(answer)
    if (answer.outcome === 'done' && question.includes(seen.case)) answered.push(name)
    // What they asked with may come back to them.
    for (const secret of secrets)
      if (told.includes(secret) && !question.includes(secret)) leaked.push({ name, secret })
  }
  expect(leaked).toEqual([])
  // Codes that are scanned are told to be of nothing that they know, and nothing is recorded of them.
  expect(answered).toEqual(['audit.compare', 'audit.record'])
  expect(await done('vault.verify', {})).toMatchObject({ isWhole: true })
})
