import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import {
  announceReady,
  announceStop,
  newRingState,
  waitUntilReady,
} from '#node/objects/threads/ring-state.ts'

test('a chunk that is ready is not waited for', () => {
  const state = newRingState()
  announceReady(state, 3)
  expect([0, 1, 2].map((chunk) => waitUntilReady(state, chunk))).toEqual([true, true, true])
})

test('whoever is told to stop takes nothing more, ready or not', () => {
  const state = newRingState()
  announceReady(state, 3)
  announceStop(state)
  expect([0, 3].map((chunk) => waitUntilReady(state, chunk))).toEqual([false, false])
})

test.for([
  ['more is ready', (state: ReturnType<typeof newRingState>) => announceReady(state, 1), true],
  ['it is told to stop', announceStop, false],
] as const)('a thread sleeps until %s', async ([, announce, answer]) => {
  const state = newRingState()
  const file = new URL('../../../src/node/objects/threads/ring-state.ts', import.meta.url)
  const code = `
    const { parentPort, workerData } = require('node:worker_threads')
    import(${JSON.stringify(file.href)}).then(({ waitUntilReady }) => {
      parentPort.postMessage('waits')
      parentPort.postMessage(waitUntilReady(workerData, 0))
    })`
  const worker = new Worker(code, { eval: true, workerData: state })
  const heard: unknown[] = []
  await new Promise<void>((resolve, reject) => {
    worker.on('error', reject)
    worker.on('exit', () => resolve())
    worker.on('message', (message) => {
      heard.push(message)
      if (message === 'waits') announce(state)
    })
  })
  expect(heard).toEqual(['waits', answer])
})
