import { mkdtemp, rm, writeFile } from 'node:fs/promises'
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
import { smallTools } from '../support/export-room.ts'
import { makeMemoryKeychain } from '../support/memory-keychain.ts'
import { goodCaseWorkCalls } from './case-work-calls.ts'
import { CONTENT, type ContractDesk, type GoodCalls, type Seen } from './contract-desk.ts'
import { goodCaseCalls } from './good-case-calls.ts'
import { goodCustodyCalls } from './good-custody-calls.ts'
import { goodExhibitCalls } from './good-exhibit-calls.ts'
import { goodPaperCalls } from './good-paper-calls.ts'
import { goodRaidCalls } from './good-raid-calls.ts'
import { goodVaultCalls } from './good-vault-calls.ts'
import { type Asked, isAboutOneself, secretsOf } from './need-to-know.ts'
import { goodNetworkCalls } from './network-calls.ts'
import { goodPartyCalls } from './party-calls.ts'
import { SAMPLE_INPUTS } from './sample-calls.ts'
import { goodSearchCalls } from './search-calls.ts'
import { goodSyncCalls } from './sync-calls.ts'
import { goodUpdateCalls, programIn } from './update-calls.ts'

const PASSPHRASE = 'a long passphrase'
const SECOND_PASSPHRASE = 'the second passphrase'

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
    program: programIn(room),
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
  reportPath: '',
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
  pushes,
  lastCallId: () => `call-${calls}`,
  passphrase: PASSPHRASE,
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
  ...goodVaultCalls(desk),
  ...goodCaseCalls(desk),
  ...goodExhibitCalls(desk),
  ...goodCustodyCalls(desk, things),
  ...goodCaseWorkCalls(desk),
  ...goodRaidCalls(desk, things),
  ...goodPaperCalls(desk, things),
  ...goodPartyCalls(desk),
  ...goodSearchCalls(desk),
  ...goodSyncCalls(desk),
  ...goodNetworkCalls(desk),
  ...goodUpdateCalls(desk),
  'vault.verify': async () => {
    expect(await done('vault.verify', {})).toMatchObject({ isWhole: true, findings: [] })
  },
  'backup.media': async () => {
    expect((await done('backup.media', {})).media).toBeInstanceOf(Array)
  },
  'backup.last': async () => {
    expect(await done('backup.last', {})).toMatchObject({ last: null })
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
    ['case.planExport', 'case/not-found'],
    ['case.export', 'case/not-found'],
    ['case.expunge', 'case/not-found'],
    ['complaint.add', 'case/not-found'],
    ['complaint.detail', 'case/not-found'],
    ['complaint.linkExhibits', 'case/not-found'],
    ['draft.keepFile', 'case/not-found'],
    ['draft.readCodes', 'draft/no-such-file'],
    ['gazetteer.import', 'intake/unknown'],
    ['exhibit.verify', 'exhibit/not-found'],
    ['exhibit.extract', 'exhibit/not-found'],
    ['report.save', 'report/not-found'],
    ['report.sign', 'report/not-found'],
    ['report.open', 'case/not-found'],
    ['report.askTimeStamp', 'report/not-found'],
    ['report.saveTimeStampRequest', 'report/not-found'],
    ['report.addTimeStamp', 'report/not-found'],
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
  // Codes that are scanned are told to be of nothing that they know; a count that concerns no case of theirs is not recorded.
  expect(answered).toEqual(['audit.compare'])
  expect(await done('vault.verify', {})).toMatchObject({ isWhole: true })
})
