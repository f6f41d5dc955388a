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
import { SAMPLE_COMPLAINT, SAMPLE_INPUTS } from './sample-calls.ts'

const PASSPHRASE = 'a long passphrase'
const CONTENT = Buffer.from('នេះជាភស្តុតាង')

let room: string
let engine: Engine
const pushes: Push[] = []
let calls = 0

beforeAll(async () => {
  room = await mkdtemp(join(tmpdir(), 'samnum-contract-'))
  engine = composeEngine({
    folder: join(room, 'vault'),
    software: 'samnum test',
    keyDerivation: { name: 'argon2id', memoryKiB: 65_536, passes: 1, lanes: 1 },
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
  return engine.call(message, transport) as Promise<Envelope<OutputOf<Name>>>
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

/** What later steps need of earlier ones. */
const seen = { case: '', exhibit: '', intakeId: '', reportId: '' }

async function offerFile(name: string): Promise<string> {
  const path = join(room, name)
  await writeFile(path, CONTENT)
  const [offered] = await engine.offerPaths([path])
  if (offered?.ok !== true) throw new Error('the file was refused')
  return offered.value.intakeId
}

/** A good call of every operation, in an order that works; a missing one does not compile. */
const GOOD_CALLS: { readonly [Name in OperationName]: () => Promise<void> } = {
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
  'case.open': async () => {
    const opened = await done('case.open', { title: 'ករណីសាកល្បង' })
    seen.case = opened.number
    expect(pushes.some((push) => push.topic === 'ledger-grew')).toBe(true)
  },
  'complaint.add': async () => {
    const taken = await done('complaint.add', { complaint: SAMPLE_COMPLAINT, case: seen.case })
    expect(taken.number).toBe(seen.case)
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
  'report.save': async () => {
    const path = join(room, 'report.pdf')
    await done('report.save', { reportId: seen.reportId, outletId: await engine.offerOutletPath(path) })
    expect((await readFile(path)).subarray(0, 5).toString('latin1')).toBe('%PDF-')
  },
  'vault.verify': async () => {
    expect(await done('vault.verify', {})).toMatchObject({ isWhole: true, findings: [] })
  },
  'backup.write': async () => {
    const folderId = await engine.offerFolder(join(room, 'backup'))
    expect(await done('backup.write', { folderId })).toMatchObject({
      generation: 1,
      objects: 2,
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
    ['complaint.add', 'case/not-found'],
    ['exhibit.verify', 'exhibit/not-found'],
    ['exhibit.extract', 'exhibit/not-found'],
    ['report.save', 'report/not-found'],
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
