import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ReportPrinter } from '#app/ports/report-printer.ts'
import { caseKeyOf } from '#app/vault-session.ts'
import type { Push } from '#contract/envelope.ts'
import type { InputOf, OperationName } from '#contract/operations.ts'
import { filesBehind } from '#node/vault/vault-files.ts'
import { makeDeferred } from '../../support/deferred.ts'
import {
  codeOf,
  copyVault,
  type Desk,
  FIRST_CASE,
  makeClosedVault,
  makeFolder,
  offerPath,
  PASSPHRASE,
  unlock,
  whenFileEnds,
} from '../../support/make-vault.ts'
import { openSession } from '../../support/open-session.ts'
import { expectOk } from '../../support/results.ts'
import { makeSlowPrinter } from '../../support/slow-printer.ts'
import { filesIn } from '../objects/object-room.ts'

const atEnd = whenFileEnds()
const MEBIBYTE = 2 ** 20
let original: string

beforeAll(async () => {
  original = await makeClosedVault(atEnd)
})

/** Answers when the operation tells how far it has come. */
function progressOf(desk: Desk): Promise<Push> {
  return new Promise((resolve) => {
    const stop = desk.engine.subscribe((push) => {
      if (push.topic !== 'progress') return
      stop()
      resolve(push)
    })
  })
}

async function offerLarge(desk: Desk): Promise<string> {
  const path = join(await makeFolder(), 'large.bin')
  await writeFile(path, Buffer.alloc(32 * MEBIBYTE, 7))
  return await offerPath(desk, path)
}

/** What a call came to: its outcome, or the code of its failure. */
async function outcomeOf(call: Promise<Awaited<ReturnType<Desk['call']>>>): Promise<string> {
  const answer = await call
  return answer.outcome === 'failed' ? answer.failure.code : answer.outcome
}

describe('sealing that is', () => {
  test.each(['cancelled by its caller', 'cancelled by its name', 'locked out'])(
    '%s leaves nothing',
    async (way) => {
      const desk = await unlock(await copyVault(original))
      const before = await filesIn(join(desk.folder, 'objects'))
      const controller = new AbortController()
      const progress = progressOf(desk)
      const intakeId = await offerLarge(desk)
      const sealing = desk.call(
        'exhibit.seal',
        { case: FIRST_CASE, intakeId },
        { signal: controller.signal, callId: 'sealing' },
      )
      await progress
      if (way === 'locked out') await desk.ask('vault.lock', {})
      else if (way === 'cancelled by its name') desk.engine.cancel('sealing')
      else controller.abort()
      expect(await outcomeOf(sealing)).toBe('cancelled')
      expect(await filesIn(join(desk.folder, 'objects'))).toEqual(before)
      if (way === 'locked out') await desk.ask('vault.unlock', { passphrase: PASSPHRASE })
      expect((await desk.ask('exhibit.list', { case: FIRST_CASE })).exhibits).toHaveLength(1)
      expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, notes: [] })
      expect(desk.bugs).toEqual([])
    },
  )

  test('cancelled before it began does not begin', async () => {
    const desk = await unlock(await copyVault(original))
    const intakeId = await offerLarge(desk)
    const answer = desk.call('exhibit.seal', { case: FIRST_CASE, intakeId }, { signal: AbortSignal.abort() })
    expect(await outcomeOf(answer)).toBe('cancelled')
    expect((await desk.ask('vault.info', {})).exhibits).toBe(2)
  })
})

describe('drawing a report that is', () => {
  test('locked out ends, and its document cannot be had', async () => {
    const { printer, begun } = makeSlowPrinter()
    const desk = await unlock(await copyVault(original), { printer })
    const making = desk.call('report.make', { case: FIRST_CASE, kind: 'case', languages: 'km' })
    await begun
    await desk.ask('vault.lock', {})
    expect(await outcomeOf(making)).toBe('cancelled')
    expect(desk.bugs).toEqual([])
  })

  test('cancelled ends', async () => {
    const { printer, begun } = makeSlowPrinter()
    const desk = await unlock(await copyVault(original), { printer })
    const making = desk.call(
      'report.make',
      { case: FIRST_CASE, kind: 'case', languages: 'km' },
      { callId: 'x' },
    )
    await begun
    desk.engine.cancel('x')
    expect(await outcomeOf(making)).toBe('cancelled')
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
  })

  test('finished is gone once the vault is locked', async () => {
    const desk = await unlock(await copyVault(original))
    const { reportId } = await desk.ask('report.make', { case: FIRST_CASE, kind: 'case', languages: 'km' })
    expect(desk.engine.readReport(reportId)).toMatchObject({ ok: true })
    await desk.ask('vault.lock', {})
    expect(desk.engine.readReport(reportId)).toEqual({ ok: false, failure: { code: 'report/not-found' } })
  })
})

/** After how many turns of the event loop somebody locks. */
const TURNS =
  process.env.SLOW === '1' ? Array.from({ length: 60 }, (_, turns) => turns) : [0, 1, 2, 3, 4, 6, 9, 14]

/** Calls that take several turns of the event loop, of which any may be the one in which somebody locks. */
const CALLS: readonly (readonly [OperationName, (desk: Desk, out: string) => Promise<object>])[] = [
  ['vault.verify', async () => ({})],
  ['vault.info', async () => ({})],
  ['exhibit.verify', async () => ({ exhibit: `${FIRST_CASE}-E001` })],
  [
    'exhibit.extract',
    async (desk, out) => ({
      exhibit: `${FIRST_CASE}-E001`,
      outletId: await desk.engine.offerOutletPath(out),
    }),
  ],
  [
    'report.save',
    async (desk, out) => {
      const { reportId } = await desk.ask('report.make', { case: FIRST_CASE, kind: 'case', languages: 'km' })
      return { reportId, outletId: await desk.engine.offerOutletPath(out) }
    },
  ],
  [
    'exhibit.seal',
    async (desk) => {
      const folder = await mkdtemp(join(desk.folder, '..', 'evidence-'))
      await writeFile(join(folder, 'small.txt'), 'small')
      return { case: FIRST_CASE, intakeId: await offerPath(desk, join(folder, 'small.txt')) }
    },
  ],
]

describe.each(CALLS)('%s', (name, inputOf) => {
  test('answers in order whenever somebody locks, and never says that something is damaged', async () => {
    const desk = await unlock(await copyVault(original))
    const room = await makeFolder()
    const seen = new Set<string>()
    for (const turns of TURNS) {
      const input = (await inputOf(desk, join(room, `out-${turns}`))) as InputOf<typeof name>
      const running = desk.call(name, input)
      for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve))
      await desk.ask('vault.lock', {})
      const outcome = await outcomeOf(running)
      expect(
        ['done', 'cancelled', 'vault/locked', 'intake/unknown', 'outlet/unknown'],
        `${turns} turns`,
      ).toContain(outcome)
      seen.add(outcome)
      await desk.ask('vault.unlock', { passphrase: PASSPHRASE })
      if (outcome === 'done' && turns > 3) break
    }
    expect(desk.bugs).toEqual([])
    expect([...seen].some((outcome) => outcome !== 'done')).toBe(true)
    // What left is whole, and what did not leave left nothing.
    for (const file of await readdir(room)) expect(file).toMatch(/^out-\d+$/)
    expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, findings: [], notes: [] })
  })
})

test('a report that is saved while somebody locks is saved whole or not at all', async () => {
  const desk = await unlock(await copyVault(original))
  const room = await makeFolder()
  for (const turns of TURNS) {
    const { reportId, sizeBytes } = await desk.ask('report.make', {
      case: FIRST_CASE,
      kind: 'case',
      languages: 'km',
    })
    const path = join(room, `report-${turns}.pdf`)
    const saving = desk.call('report.save', { reportId, outletId: await desk.engine.offerOutletPath(path) })
    for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    await desk.ask('vault.lock', {})
    const outcome = await outcomeOf(saving)
    const files = await filesIn(room)
    if (outcome === 'done') {
      const saved = await readFile(path)
      expect(saved).toHaveLength(sizeBytes)
      expect(saved.toString()).toBe('%PDF-small')
    } else expect(files).not.toContain(`report-${turns}.pdf`)
    await desk.ask('vault.unlock', { passphrase: PASSPHRASE })
  }
})

test('whoever unlocks while work that was called off still ends waits for it, and is not told that the vault is in use', async () => {
  const finish = makeDeferred()
  const begun = makeDeferred()
  const stubborn: ReportPrinter = {
    async print() {
      begun.resolve()
      await finish.promise
      return { ok: true, value: { bytes: Buffer.from('%PDF-late'), pages: 1 } }
    },
  }
  const desk = await unlock(await copyVault(original), { printer: stubborn })
  const making = desk.call('report.make', { case: FIRST_CASE, kind: 'case', languages: 'km' })
  await begun.promise
  const locking = desk.call('vault.lock', {})
  const unlocking = desk.call('vault.unlock', { passphrase: PASSPHRASE })
  // Longer than a passphrase takes; whichever comes first, the answers are the same.
  setTimeout(() => finish.resolve(), 300)
  expect(await Promise.all([making, locking, unlocking].map(outcomeOf))).toEqual([
    'vault/locked',
    'done',
    'done',
  ])
  expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
})

test('locking twice, or what is locked, is no failure', async () => {
  const desk = await unlock(await copyVault(original))
  await Promise.all([desk.ask('vault.lock', {}), desk.ask('vault.lock', {})])
  await desk.ask('vault.lock', {})
  expect(desk.pushes.filter(({ topic }) => topic === 'locked')).toHaveLength(1)
  expect(codeOf(await desk.call('case.list', {}))).toBe('vault/locked')
})

test('keys and decrypted text are overwritten when the vault is locked', async () => {
  const { keeper, session } = await openSession(await copyVault(original))
  const { keyring } = filesBehind(session)
  const [row] = expectOk(session.cases.list({ text: '', limit: 1, offset: 0 })).cases
  const caseKey = expectOk(caseKeyOf(session, row?.caseId as never))
  const keys = [...Object.values(keyring), session.registerKey.bytes, caseKey.bytes]
  for (const key of keys) expect(key.some((byte) => byte !== 0)).toBe(true)
  await keeper.close(session)
  for (const key of keys) expect(key.every((byte) => byte === 0)).toBe(true)
  expect(session.caseKeys.size).toBe(0)
  expect(() => filesBehind(session)).toThrow(/closed/)
})
