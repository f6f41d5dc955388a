import { join } from 'node:path'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { ReportPrinter } from '#app/ports/report-printer.ts'
import type { Envelope } from '#contract/envelope.ts'
import { OPERATIONS, PROTOCOL_VERSION } from '#contract/operations.ts'
import { composeEngine } from '#node/engine/compose-engine.ts'
import {
  copyVault,
  FIRST_CASE,
  makeClosedVault,
  makeFolder,
  openDesk,
  PASSPHRASE,
  unlock,
  whenFileEnds,
} from '../../support/make-vault.ts'

const atEnd = whenFileEnds()
const SECRET = 'ចាន់ សុភា 012345678'
let original: string

beforeAll(async () => {
  original = await makeClosedVault(atEnd)
})
afterEach(() => void vi.restoreAllMocks())

const broken: ReportPrinter = {
  async print() {
    throw new Error(`no font for ${SECRET}`)
  },
}
const REPORT = { case: FIRST_CASE, kind: 'case', languages: 'km' } as const

test('a throw becomes a reference; the particulars go to whoever keeps the log', async () => {
  const desk = await unlock(await copyVault(original), { printer: broken })
  const answer = await desk.call('report.make', REPORT)
  expect(answer).toEqual({ outcome: 'bug', reference: expect.stringMatching(/^[0-9a-z]+$/) })
  expect(JSON.stringify(answer)).not.toContain('font')
  expect(desk.bugs).toMatchObject([{ operation: 'report.make', cause: { message: `no font for ${SECRET}` } }])
  expect(desk.bugs[0]?.reference).toBe(answer.outcome === 'bug' ? answer.reference : '')
  expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
})

test('by itself the engine logs where a bug was thrown, and never what it said', async () => {
  const written: string[] = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0)
  const folder = await copyVault(original)
  const engine = composeEngine({ folder, software: 'samnum test', printer: broken })
  const call = (name: string, input: object) =>
    engine.call({ protocol: PROTOCOL_VERSION, callId: name, name, input }, 'in-process')
  await call('vault.unlock', { passphrase: PASSPHRASE })
  const answer = await call('report.make', REPORT)
  await engine.close()
  const log = written.join('')
  expect(log).toContain(
    `samnum bug ${answer.outcome === 'bug' ? answer.reference : '?'} in report.make: Error`,
  )
  expect(log).toContain('bugs-stay-inside.test.ts')
  expect(log).not.toContain(SECRET)
  expect(log).not.toContain('no font')
})

test('whatever a call is made of, it is answered and does not throw', async () => {
  const desk = openDesk(join(await makeFolder(), 'vault'))
  const messages: unknown[] = [
    {},
    { protocol: PROTOCOL_VERSION },
    { protocol: PROTOCOL_VERSION, callId: 'x', name: null, input: {} },
    { protocol: PROTOCOL_VERSION, callId: {}, name: ['vault.status'], input: {} },
    { protocol: '1', callId: 'x', name: 'vault.status', input: {} },
    { protocol: Number.NaN, callId: 'x', name: 'vault.status', input: {} },
    { protocol: PROTOCOL_VERSION, callId: 'x', name: '__proto__', input: {} },
    { protocol: PROTOCOL_VERSION, callId: '', name: 'vault.status', input: undefined },
    ...Object.keys(OPERATIONS).flatMap((name) =>
      [
        null,
        undefined,
        0,
        'x',
        [],
        { __proto__: { passphrase: 'x' } },
        new Date(),
        () => 'x',
        Symbol('x'),
        10n,
      ].map((input) => {
        return { protocol: PROTOCOL_VERSION, callId: 'x', name, input }
      }),
    ),
  ]
  for (const message of messages) {
    const answer: Envelope<unknown> = await desk.engine.call(message as never, 'in-process')
    const said = answer.outcome === 'failed' ? answer.failure.code : answer.outcome
    expect([
      'operation/unknown',
      'operation/protocol-mismatch',
      'operation/wrong-transport',
      'input/invalid',
      'vault/locked',
      'vault/not-found',
      // An object without members of its own is what these ask for.
      ...(['vault.status', 'vault.lock', 'backup.media'].includes(String(Object(message).name))
        ? ['done']
        : []),
    ]).toContain(said)
  }
  expect(desk.bugs).toEqual([])
  expect(await desk.ask('vault.status', {})).toMatchObject({ state: 'absent' })
})

test('a locked vault lets nothing through but what anyone may ask', async () => {
  const desk = openDesk(await copyVault(original))
  for (const [name, { leastRole, transports }] of Object.entries(OPERATIONS)) {
    if (leastRole === 'anyone') continue
    const [transport = 'in-process'] = transports
    const message = { protocol: PROTOCOL_VERSION, callId: 'x', name, input: {} }
    expect(await desk.engine.call(message, transport), name).toEqual({
      outcome: 'failed',
      failure: { code: 'vault/locked' },
    })
  }
})

test('two calls of one name can both be stopped by locking', async () => {
  const desk = await unlock(await copyVault(original))
  const both = [1, 2].map(() => desk.call('vault.verify', {}, { callId: 'the same' }))
  await desk.ask('vault.lock', {})
  for (const answer of await Promise.all(both)) expect(answer).toEqual({ outcome: 'cancelled' })
  expect(desk.bugs).toEqual([])
})

test('the ledger grew is told for each call that made it grow, and to nobody who left', async () => {
  const desk = await unlock(await copyVault(original))
  const heard: number[] = []
  const stop = desk.engine.subscribe((push) => void (push.topic === 'ledger-grew' && heard.push(push.seq)))
  await desk.ask('case.list', {})
  await desk.ask('case.open', { title: 'a' })
  await desk.call('case.open', { title: '' })
  await desk.ask('case.open', { title: 'b' })
  stop()
  await desk.ask('case.open', { title: 'c' })
  expect(heard).toEqual([11, 13])
})
