import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { StartTimer } from '#node/serve/idle-lock.ts'
import { STALL_AFTER_MS } from '#node/serve/transfer-files.ts'
import { openServeDesk, PASSPHRASE, type ServeDesk } from './serve-desk.ts'

// Under a loaded machine a step may take its time; the limit only ends what would never come.
const PATIENT = { timeout: 60_000 }

/** Timers of transfers run out when the test says so, and all others never. */
function makeStallTimers() {
  const waiting = new Set<() => void>()
  const startTimer: StartTimer = (afterMs, onDue) => {
    if (afterMs !== STALL_AFTER_MS) return () => {}
    waiting.add(onDue)
    return () => waiting.delete(onDue)
  }
  return {
    startTimer,
    count: () => waiting.size,
    runOut() {
      for (const onDue of [...waiting]) onDue()
    },
  }
}

let timers: ReturnType<typeof makeStallTimers>
let desk: ServeDesk
let number: string

beforeEach(async () => {
  timers = makeStallTimers()
  desk = await openServeDesk({ startTimer: timers.startTimer })
  await desk.call('vault.create', { userName: 'A', passphrase: PASSPHRASE })
  const opened = await desk.call('case.open', { title: 'C' })
  number = opened.outcome === 'done' ? opened.value.number : ''
})

afterEach(async () => {
  await desk.leave()
  expect(desk.bugs).toEqual([])
})

async function offer(sizeBytes: number): Promise<string> {
  const offered = await desk.call('intake.offer', { name: 'a.bin', sizeBytes, modifiedAtMs: 0 })
  if (offered.outcome !== 'done') throw new Error(JSON.stringify(offered))
  return offered.value.intakeId
}

function own(path: string, method: string, more: Record<string, string> = {}) {
  const { authority, cookie, pageKey, server } = desk
  const secrets = { 'x-samnum': '1', 'x-samnum-key': pageKey, cookie }
  const headers = { host: authority, origin: `http://${authority}`, ...secrets, ...more }
  return request({ host: '127.0.0.1', port: server.port, path, method, agent: false, headers })
}

test('a download that stands still is broken off, and one that moves is not', async () => {
  const bytes = randomBytes(24 * 1024 * 1024)
  const intakeId = await offer(bytes.length)
  const [sealed] = await Promise.all([
    desk.call('exhibit.seal', { case: number, intakeId }),
    desk.ask(`/intake/${intakeId}`, { method: 'PUT', body: bytes }),
  ])
  const exhibit = sealed.outcome === 'done' ? sealed.value.number : ''
  const offered = await desk.call('outlet.offer', { name: 'a.bin' })
  const outletId = offered.outcome === 'done' ? offered.value.outletId : ''
  const extracting = desk.call('exhibit.extract', { exhibit, outletId })
  const paused = own(`/outlet/${outletId}`, 'GET')
  paused.on('error', () => {})
  paused.end()
  const [response] = await once(paused, 'response')
  response.on('error', () => {})
  // The system's own buffers are full and nothing moves any more.
  await vi.waitFor(() => expect(timers.count()).toBe(1), PATIENT)
  timers.runOut()
  expect(await extracting).toMatchObject({ outcome: 'failed', failure: { code: 'outlet/interrupted' } })
  await vi.waitFor(() => expect(timers.count()).toBe(0), PATIENT)

  const again = await desk.call('outlet.offer', { name: 'a.bin' })
  const whole = again.outcome === 'done' ? again.value.outletId : ''
  const [done, received] = await Promise.all([
    desk.call('exhibit.extract', { exhibit, outletId: whole }),
    desk.ask(`/outlet/${whole}`),
  ])
  expect(done).toMatchObject({ outcome: 'done' })
  expect(received.body.equals(bytes)).toBe(true)
  await vi.waitFor(() => expect(timers.count()).toBe(0), PATIENT)
})

test('an upload that nobody seals is broken off', async () => {
  const intakeId = await offer(1000)
  const upload = own(`/intake/${intakeId}`, 'PUT', { 'content-length': '1000' })
  upload.on('error', () => {})
  const broken = new Promise<void>((resolve) => upload.on('close', () => resolve()))
  upload.write(Buffer.alloc(10))
  await vi.waitFor(() => expect(timers.count()).toBe(1), PATIENT)
  timers.runOut()
  await broken
  await vi.waitFor(() => expect(timers.count()).toBe(0), PATIENT)
  expect(await desk.call('exhibit.seal', { case: number, intakeId })).toMatchObject({ outcome: 'failed' })
})
