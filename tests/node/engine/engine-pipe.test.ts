import { once } from 'node:events'
import { MessageChannel, Worker } from 'node:worker_threads'
import { describe, expect, test } from 'vitest'
import type { Push } from '#contract/envelope.ts'
import { PROTOCOL_VERSION } from '#contract/operations.ts'
import { connectEngine } from '#node/engine/connect-engine.ts'
import { serveEngine } from '#node/engine/serve-engine.ts'
import { makeDeferred } from '../../support/deferred.ts'
import { memoryPipes, pipeOverWorkerPort, type TestPipe } from '../../support/pipes.ts'
import { makeSmallEngine } from '../../support/small-engine.ts'
import { type Connection, describeConnection } from './engine-conformance.ts'

function connectOver([near, far]: readonly [TestPipe, TestPipe]): Connection & {
  readonly served: Promise<void>
} {
  const behind = makeSmallEngine()
  const bugs: string[] = []
  let losses = 0
  const served = serveEngine(far, behind, () => {
    bugs.push(`bug-${bugs.length + 1}`)
    return `bug-${bugs.length}`
  })
  const engine = connectEngine(near, () => `lost-${++losses}`)
  const tear = async (): Promise<void> => {
    far.end()
    await served
  }
  return { engine, behind, bugs, tear, served }
}

describe('an engine over a pipe in this process', () => {
  describeConnection(async () => connectOver(memoryPipes()))
})

describe('an engine over a message channel of worker threads', () => {
  describeConnection(async () => {
    const { port1, port2 } = new MessageChannel()
    return connectOver([pipeOverWorkerPort(port1), pipeOverWorkerPort(port2)])
  })
})

test('the engine is closed once when whoever asked it disappears', async () => {
  const [near, far] = memoryPipes()
  const behind = makeSmallEngine()
  const served = serveEngine(far, behind, () => 'none')
  const engine = connectEngine(near, () => 'lost')
  void engine.call({ protocol: PROTOCOL_VERSION, callId: 'open', name: 'wait', input: {} }, 'ipc')
  await engine.offerOutletPath('/wait for the call to arrive')
  near.end()
  await served
  expect(behind.heard).toEqual(['call wait', 'stopped open', 'close'])
})

test('an input that cannot travel answers bug and harms no other call', async () => {
  const { engine } = connectOver(memoryPipes())
  const call = (input: unknown) =>
    engine.call({ protocol: PROTOCOL_VERSION, callId: 'x', name: 'echo', input }, 'ipc')
  expect(await call(() => 'a function')).toEqual({ outcome: 'bug', reference: 'lost-1' })
  expect(await call('a text')).toMatchObject({ outcome: 'done' })
})

test('an engine in another thread answers, and its sudden end is noticed', async () => {
  const worker = new Worker(new URL('../../support/small-engine-thread.ts', import.meta.url))
  const { port1, port2 } = new MessageChannel()
  worker.postMessage(port2, [port2])
  const engine = connectEngine(pipeOverWorkerPort(port1), () => 'lost')
  const progressed = makeDeferred<Push>()
  engine.subscribe(progressed.resolve)
  const running = engine.call({ protocol: PROTOCOL_VERSION, callId: 'x', name: 'wait', input: {} }, 'ipc')
  expect(await progressed.promise).toMatchObject({ topic: 'progress', callId: 'x' })
  const ended = once(worker, 'exit')
  await worker.terminate()
  await ended
  expect(await running).toEqual({ outcome: 'bug', reference: 'lost' })
})
