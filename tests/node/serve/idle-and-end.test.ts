import { once } from 'node:events'
import { request } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { type StartTimer, watchIdleness } from '#node/serve/idle-lock.ts'
import { openServeDesk, PASSPHRASE, type ServeDesk } from './serve-desk.ts'

/** Timers that run out when the test says so. */
function makeTimers() {
  const waiting = new Set<() => void>()
  const startTimer: StartTimer = (_, onDue) => {
    waiting.add(onDue)
    return () => waiting.delete(onDue)
  }
  return {
    startTimer,
    count: () => waiting.size,
    runOut() {
      for (const onDue of [...waiting]) {
        waiting.delete(onDue)
        onDue()
      }
    },
  }
}

describe('idleness', () => {
  test('locks when no call ran for the time, and not while one runs', () => {
    const timers = makeTimers()
    let locks = 0
    const idle = watchIdleness(1000, () => locks++, timers.startTimer)
    const first = idle.begin()
    const second = idle.begin()
    timers.runOut()
    first()
    first()
    timers.runOut()
    expect(locks).toBe(0)
    second()
    timers.runOut()
    expect(locks).toBe(1)
    idle.begin()()
    expect(timers.count()).toBe(1)
    idle.stop()
    expect(timers.count()).toBe(0)
  })

  test('is not watched any more after the end, even when a call ends later', () => {
    const timers = makeTimers()
    const idle = watchIdleness(1000, () => {}, timers.startTimer)
    const ended = idle.begin()
    idle.stop()
    ended()
    expect(timers.count()).toBe(0)
  })
})

describe('a served workstation', () => {
  let desk: ServeDesk | null = null

  afterEach(async () => {
    await desk?.leave()
    desk = null
  })

  test('locks when nobody asks for anything', async () => {
    const timers = makeTimers()
    desk = await openServeDesk({ startTimer: timers.startTimer })
    await desk.call('vault.create', { userName: 'A', passphrase: PASSPHRASE })
    expect(await desk.call('vault.status', {})).toMatchObject({ value: { state: 'unlocked' } })
    const locked = new Promise<void>((resolve) => {
      desk?.engine.subscribe((push) => push.topic === 'locked' && resolve())
    })
    timers.runOut()
    await locked
    expect(await desk.call('vault.status', {})).toMatchObject({ value: { state: 'locked' } })
  })

  test('locks, breaks off what runs and stops listening when it ends', async () => {
    desk = await openServeDesk()
    await desk.call('vault.create', { userName: 'A', passphrase: PASSPHRASE })
    const listening = request({
      host: '127.0.0.1',
      port: desk.server.port,
      path: '/api/events',
      agent: false,
      headers: {
        host: desk.authority,
        cookie: desk.cookie,
        'x-samnum': '1',
        'x-samnum-key': desk.pageKey,
      },
    })
    listening.on('error', () => {})
    listening.end()
    const [response] = await once(listening, 'response')
    response.on('error', () => {})
    response.resume()
    const gone = new Promise<void>((resolve) => response.on('close', () => resolve()))
    await desk.server.close()
    await gone
    const { engine } = desk
    const message = { protocol: 1, callId: 'x', name: 'vault.status', input: {} }
    expect(await engine.call(message, 'in-process')).toMatchObject({ value: { state: 'locked' } })
    await expect(fetch(`http://${desk.authority}/`)).rejects.toThrow()
  })
})
