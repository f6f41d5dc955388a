import { afterEach, expect, test } from 'vitest'
import type { CallMessage, Push } from '#contract/envelope.ts'
import { PROTOCOL_VERSION } from '#contract/operations.ts'
import { type DistantEngine, EngineFault } from '#node/engine/connect-engine.ts'
import { REPORT_PIECE_BYTES } from '#node/engine/pipe-messages.ts'
import { makeDeferred } from '../../support/deferred.ts'
import type { SmallEngine } from '../../support/small-engine.ts'

/** One connection under test: the engine as it is asked, and the one that answers behind it. */
export type Connection = {
  readonly engine: DistantEngine
  readonly behind: SmallEngine
  /** References of bugs that were recorded at the engine's end. */
  readonly bugs: readonly string[]
  /** Tears the connection as a dying process does. */
  readonly tear: () => Promise<void>
}

const REPORT_ID = 'a'.repeat(32)

function message(name: string, callId: string, input: unknown = {}): CallMessage {
  return { protocol: PROTOCOL_VERSION, callId, name, input }
}

/** What every carrier between an engine and whoever asks it must do; run it for each. */
export function describeConnection(connect: () => Promise<Connection>): void {
  const open: Connection[] = []
  const connection = async (): Promise<Connection> => {
    const made = await connect()
    open.push(made)
    return made
  }
  afterEach(async () => {
    for (const { tear } of open.splice(0)) await tear()
  })

  test('a call arrives whole and its answer comes back', async () => {
    const { engine } = await connection()
    const sent = message('echo', 'one', {
      text: 'សំណុំរឿង',
      list: [1, { deep: null }],
      bytes: new Uint8Array([0, 255]),
    })
    expect(await engine.call(sent, 'ipc')).toEqual({ outcome: 'done', value: { ...sent, transport: 'ipc' } })
  })

  test('answers find their calls when many run at once', async () => {
    const { engine } = await connection()
    const ids = Array.from({ length: 50 }, (_, index) => `call-${index}`)
    const answers = await Promise.all(ids.map((id) => engine.call(message('echo', id), 'in-process')))
    expect(
      answers.map((answer) => (answer.outcome === 'done' ? Object(answer.value).callId : answer)),
    ).toEqual(ids)
  })

  test('progress reaches every subscriber before the answer, and none after unsubscribing', async () => {
    const { engine } = await connection()
    const seen: string[] = []
    const progressed = makeDeferred()
    engine.subscribe(({ topic }) => seen.push(`first ${topic}`))
    const stop = engine.subscribe((push) => {
      seen.push(`second ${push.topic}`)
      if (push.topic === 'progress') progressed.resolve()
    })
    const answer = engine.call(message('wait', 'slow'), 'ipc').then(({ outcome }) => seen.push(outcome))
    await progressed.promise
    stop()
    engine.cancel('slow')
    await answer
    expect(seen).toEqual(['first progress', 'second progress', 'cancelled'])
  })

  test('cancel stops the named call and leaves the others alone', async () => {
    const { engine, behind } = await connection()
    const stayed = engine.call(message('wait', 'stays'), 'ipc')
    const stopped = engine.call(message('wait', 'stops'), 'ipc')
    engine.cancel('nobody')
    engine.cancel('stops')
    expect(await stopped).toEqual({ outcome: 'cancelled' })
    expect(behind.heard).toEqual(['call wait', 'call wait', 'stopped stops'])
    engine.cancel('stays')
    expect(await stayed).toEqual({ outcome: 'cancelled' })
  })

  test('an aborted signal stops its call, before and while it runs', async () => {
    const { engine } = await connection()
    expect(await engine.call(message('wait', 'early'), 'ipc', { signal: AbortSignal.abort() })).toEqual({
      outcome: 'cancelled',
    })
    const stop = new AbortController()
    const running = engine.call(message('wait', 'late'), 'ipc', { signal: stop.signal })
    await engine.call(message('echo', 'after'), 'ipc')
    stop.abort()
    expect(await running).toEqual({ outcome: 'cancelled' })
  })

  test('what the engine pushes by itself arrives in order', async () => {
    const { engine, behind } = await connection()
    const seen: Push[] = []
    engine.subscribe((push) => seen.push(push))
    const pushes: Push[] = [{ topic: 'unlocked' }, { topic: 'ledger-grew', seq: 7 }, { topic: 'locked' }]
    for (const push of pushes) behind.push(push)
    await engine.call(message('echo', 'after'), 'ipc')
    expect(seen).toEqual(pushes)
  })

  test('offered paths answer one by one in their order, refusals among them', async () => {
    const { engine } = await connection()
    const answers = await engine.offerPaths(['/a', '/b/refused', '/c'])
    expect(answers.map((answer) => (answer.ok ? answer.value.name : answer.failure.code))).toEqual([
      '/a',
      'intake/is-folder',
      '/c',
    ])
    expect(await engine.offerOutletPath('/out')).toBe('outlet of /out')
  })

  test.each([
    ['empty', 0],
    ['one byte less than a piece', REPORT_PIECE_BYTES - 1],
    ['exactly a piece', REPORT_PIECE_BYTES],
    ['one byte more than a piece', REPORT_PIECE_BYTES + 1],
    ['many pieces', 5 * REPORT_PIECE_BYTES + 3],
  ])('a report that is %s comes whole, in pieces', async (_name, sizeBytes) => {
    const { engine, behind } = await connection()
    const bytes = Uint8Array.from({ length: sizeBytes }, (_, index) => (index * 31) % 251)
    behind.reports.set(REPORT_ID, bytes)
    const report = await engine.readReport(REPORT_ID)
    if (!report.ok) throw new Error(report.failure.code)
    expect(report.value.sizeBytes).toBe(sizeBytes)
    const pieces: Uint8Array[] = []
    for await (const piece of report.value.chunks) pieces.push(piece)
    expect(pieces.every((piece) => piece.length <= REPORT_PIECE_BYTES)).toBe(true)
    expect(Buffer.concat(pieces).equals(bytes)).toBe(true)
  })

  test('a report that is replaced while it is read ends in an error and never in a short document', async () => {
    const { engine, behind } = await connection()
    behind.reports.set(REPORT_ID, new Uint8Array(REPORT_PIECE_BYTES * 2))
    const report = await engine.readReport(REPORT_ID)
    if (!report.ok) throw new Error(report.failure.code)
    behind.reports.clear()
    const readAll = async (): Promise<number> => {
      let pieces = 0
      for await (const _piece of report.value.chunks) pieces++
      return pieces
    }
    await expect(readAll()).rejects.toThrow('ended after')
  })

  test('an unknown report is a stated failure', async () => {
    const { engine } = await connection()
    expect(await engine.readReport('b'.repeat(32))).toEqual({
      ok: false,
      failure: { code: 'report/not-found' },
    })
  })

  test('a throw at the engine crosses as a reference and nothing else', async () => {
    const { engine, bugs } = await connection()
    const thrown = await engine.offerPaths(['break']).catch((cause: unknown) => cause)
    expect(thrown).toBeInstanceOf(EngineFault)
    expect(bugs).toEqual([(thrown as EngineFault).reference])
    expect(String(thrown)).not.toContain('the small engine breaks')
  })

  test('closing stops every running call, lets each answer, and answers last', async () => {
    const { engine, behind } = await connection()
    const order: string[] = []
    const calls = ['one', 'two'].map((id) =>
      engine.call(message('wait', id), 'ipc').then(({ outcome }) => order.push(`${id} ${outcome}`)),
    )
    engine.subscribe(({ topic }) => order.push(topic))
    await engine.call(message('echo', 'before'), 'ipc')
    order.length = 0
    await engine.close().then(() => order.push('closed'))
    await Promise.all(calls)
    expect(order).toEqual(['one cancelled', 'two cancelled', 'locked', 'closed'])
    expect(behind.heard.at(-1)).toBe('close')
    expect(await engine.call(message('echo', 'afterwards'), 'ipc')).toEqual({
      outcome: 'failed',
      failure: { code: 'vault/locked' },
    })
  })

  test('when the other end dies, running and later calls answer the same bug', async () => {
    const { engine, tear } = await connection()
    const running = engine.call(message('wait', 'lost'), 'ipc')
    const offering = engine.offerPaths(['/a']).then(
      () => 'answered',
      () => 'rejected',
    )
    await offering
    await tear()
    const lost = await running
    expect(lost).toMatchObject({ outcome: 'bug', reference: expect.stringMatching(/^lost-1$/) })
    expect(await engine.call(message('echo', 'later'), 'ipc')).toEqual(lost)
    await expect(engine.offerPaths(['/b'])).rejects.toBeInstanceOf(EngineFault)
  })
}
