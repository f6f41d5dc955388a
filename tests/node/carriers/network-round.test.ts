import { randomBytes } from 'node:crypto'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeCode, revoke } from '#app/hub/hub-codes.ts'
import type { VaultId } from '#core/ids.ts'
import { startCuttingProxy } from '../../support/cutting-proxy.ts'
import { makeHub } from '../../support/hub-room.ts'
import { codeOf, createVault, type Desk, sealBytes, unlock, whenFileEnds } from '../../support/make-vault.ts'
import { expectPort } from '../../support/ports.ts'
import { expectOk } from '../../support/results.ts'
import { addressOf, enrolledStation, serve } from '../../support/served-hub.ts'

const atEnd = whenFileEnds()
const NO_SETTINGS = { address: null, proxy: null, limitKilobits: null, isMetered: false } as const

/** A hub that answers, and a station that is enrolled with it: the tests of this file use them one after the other. */
async function makeBoth() {
  const { hub } = await makeHub(atEnd)
  const served = await serve(hub, atEnd)
  const desk = await enrolledStation(hub, served.port, atEnd)
  return { hub, port: served.port, desk }
}
const both = makeBoth()

const vaultIdOf = async (desk: Desk): Promise<VaultId> => {
  const status = await desk.ask('vault.status', {})
  if (status.state !== 'unlocked') throw new Error('the vault is locked')
  return status.session.vaultId
}
const reach = (
  desk: Desk,
  port: number,
  more: Partial<Parameters<typeof desk.ask<'sync.setNetwork'>>[1]> = {},
) => desk.ask('sync.setNetwork', { ...NO_SETTINGS, address: addressOf(port), ...more })
/** One round, in which something is done once when the first bytes of an exhibit have arrived. */
async function whileSending(desk: Desk, act: () => void, options: { readonly signal?: AbortSignal } = {}) {
  let hasActed = false
  const end = desk.engine.subscribe((push) => {
    if (push.topic !== 'progress' || push.progress.stage !== 'sending') return
    const { done, total } = push.progress
    if (hasActed || total === null || total < 1_000_000 || done === 0) return
    hasActed = true
    act()
  })
  try {
    return await desk.call('sync.exchange', {}, options)
  } finally {
    end()
  }
}
const spooled = async (desk: Desk) => (await desk.ask('sync.network', {})).underWay

test('a station enrols, sends events and then exhibits, and keeps receipts for both', async () => {
  const { desk, hub, port } = await both
  expect(await desk.ask('sync.status', {})).toMatchObject({ state: 'enrolled' })
  expect((await desk.ask('sync.network', {})).settings.address).toBe(addressOf(port))
  const { number } = await desk.ask('case.open', { title: 'ការឆបោក' })
  await sealBytes(desk, number, randomBytes(300_000))
  await sealBytes(desk, number, Buffer.from('small'))
  await desk.ask('case.shareWithHub', { case: number })
  const done = await desk.ask('sync.exchange', {})
  expect(done).toMatchObject({ packages: 2, receipts: 2, refusals: 0, waiting: 0, objectsWaiting: 0 })
  expect(done.held?.seq).toBeGreaterThan(0)
  const { sent } = await desk.ask('sync.status', {})
  expect(sent.map(({ state, carrier, objects }) => ({ state, carrier, objects }))).toEqual([
    { state: 'received', carrier: 'network', objects: 2 },
    { state: 'received', carrier: 'network', objects: 0 },
  ])
  const { receipts } = await desk.ask('sync.receipts', {})
  expect(receipts.every(({ verdict }) => verdict === 'true')).toBe(true)
  const held = expectOk(await hub.session.store.read(async (reads) => reads.objects(await vaultIdOf(desk))))
  expect(held).toHaveLength(2)
  expect(await spooled(desk)).toBe(0)
  expect(await desk.ask('sync.exchange', {})).toMatchObject({ packages: 0, receipts: 0 })
  expect((await desk.ask('vault.verify', {})).findings).toEqual([])
})

test('a line that is metered carries events, and exhibits wait', async () => {
  const { desk, port } = await both
  const { number } = await desk.ask('case.open', { title: 'metered' })
  await sealBytes(desk, number, randomBytes(1000))
  await desk.ask('case.shareWithHub', { case: number })
  await reach(desk, port, { isMetered: true })
  expect(await desk.ask('sync.exchange', {})).toMatchObject({ packages: 1, objectsWaiting: 1 })
  await reach(desk, port, { limitKilobits: 10_000 })
  expect(await desk.ask('sync.exchange', {})).toMatchObject({ packages: 1, objectsWaiting: 0 })
})

test('cut again and again, a package arrives whole and little of it is sent twice', async () => {
  const { desk, port, hub } = await both
  const { number } = await desk.ask('case.open', { title: 'cuts' })
  const sizeBytes = 3_000_000
  await sealBytes(desk, number, randomBytes(sizeBytes))
  await desk.ask('case.shareWithHub', { case: number })
  let turn = 0
  const cuts = [200_000, 3_000, 90_000, 131_000, 450_000, 1]
  const proxy = await startCuttingProxy(port, {
    cutAfter: () => (turn < 24 ? (cuts[turn++ % cuts.length] ?? 0) : 1e12),
  })
  atEnd(() => proxy.close())
  await reach(desk, proxy.port)
  let done = await desk.call('sync.exchange', {})
  // Whoever was never answered hears so at once; the next round goes on.
  for (let tries = 0; done.outcome === 'failed' && tries < 20; tries += 1) {
    expect(done.failure.code).toBe('network/cut')
    done = await desk.call('sync.exchange', {})
  }
  expect(done).toMatchObject({ outcome: 'done' })
  expect(proxy.connections()).toBeGreaterThan(8)
  const held = expectOk(await hub.session.store.read(async (reads) => reads.objects(await vaultIdOf(desk))))
  expect(held.some((object) => object.sizeBytes > sizeBytes)).toBe(true)
  expect(proxy.upBytes() - sizeBytes).toBeLessThan(24 * 256 * 1024)
  await reach(desk, port)
})

test('what is under way when the program is killed goes on where it stopped', async () => {
  const { desk, port } = await both
  const { number } = await desk.ask('case.open', { title: 'killed' })
  await sealBytes(desk, number, randomBytes(2_000_000))
  await desk.ask('case.shareWithHub', { case: number })
  const stop = new AbortController()
  const proxy = await startCuttingProxy(port)
  atEnd(() => proxy.close())
  await reach(desk, proxy.port, { limitKilobits: 8_000 })
  const running = whileSending(desk, () => stop.abort(), { signal: stop.signal })
  expect(await running).toMatchObject({ outcome: 'cancelled' })
  expect(await spooled(desk)).toBe(1)
  const folder = join(desk.folder, 'outgoing')
  const [packageId] = await readdir(folder)
  const before = proxy.upBytes()
  await desk.engine.close()
  const again = await unlock(desk.folder, { atEnd })
  Object.assign(desk, { engine: again.engine, ask: again.ask, call: again.call })
  expect(await readdir(folder)).toEqual([packageId])
  expect(await desk.ask('sync.exchange', {})).toMatchObject({ packages: 1, receipts: 1 })
  expect(await readdir(folder)).toEqual([])
  const { sent } = await desk.ask('sync.status', {})
  expect(sent[0]).toMatchObject({ packageId, state: 'received' })
  expect(proxy.upBytes() - before).toBeLessThan(2_000_000)
  await reach(desk, port)
})

test('what is written while an exhibit is under way goes before the rest of it', async () => {
  const { desk, port } = await both
  const { number } = await desk.ask('case.open', { title: 'large' })
  await sealBytes(desk, number, randomBytes(3_000_000))
  await desk.ask('case.shareWithHub', { case: number })
  await reach(desk, port, { limitKilobits: 4_000 })
  let hasWritten: Promise<unknown> | null = null
  const done = await whileSending(desk, () => {
    hasWritten = desk.ask('case.open', { title: 'urgent' })
  })
  expect(done).toMatchObject({ outcome: 'done', value: { packages: 3, receipts: 3 } })
  await hasWritten
  const { receipts } = await desk.ask('sync.receipts', {})
  const [urgent, exhibit] = receipts.slice(-2)
  expect([urgent?.objects, exhibit?.objects]).toEqual([0, 1])
  expect(urgent?.seq).toBeGreaterThan(exhibit?.seq ?? 0)
  expect((await desk.ask('sync.status', {})).held?.seq).toBe(urgent?.seq)
  await reach(desk, port)
})

test('two rounds at once: the second is told so and the first goes on', async () => {
  const { desk } = await both
  await desk.ask('case.open', { title: 'twice' })
  const [first, second] = await Promise.all([desk.call('sync.exchange', {}), desk.call('sync.exchange', {})])
  expect(codeOf(second)).toBe('network/under-way')
  expect(first).toMatchObject({ outcome: 'done', value: { packages: 1 } })
})

test('another key, a log-in page, a name that is not there and a closed port have sentences of their own, and nothing is sent', async () => {
  const { desk, port } = await both
  await desk.ask('case.open', { title: 'waits' })
  const other = await makeHub(atEnd)
  const lines: string[] = []
  const foreign = await serve(other.hub, atEnd, (line) => void lines.push(line))
  await reach(desk, foreign.port)
  expect(codeOf(await desk.call('sync.exchange', {}))).toBe('network/hub-key-differs')
  expect(lines.filter((line) => line.includes('/v1/'))).toEqual([])
  const page = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () =>
      socket.end('HTTP/1.1 302 Found\r\nLocation: http://hotel.example/\r\nContent-Length: 0\r\n\r\n'),
    )
  })
  const pagePort = await expectPort(page)
  await reach(desk, pagePort)
  expect(codeOf(await desk.call('sync.exchange', {}))).toBe('network/login-page')
  page.close()
  await reach(desk, pagePort)
  expect(codeOf(await desk.call('sync.exchange', {}))).toBe('network/unreachable')
  await desk.ask('sync.setNetwork', { ...NO_SETTINGS, address: 'https://hub.samnum.invalid' })
  expect(codeOf(await desk.call('sync.exchange', {}))).toBe('network/name-not-found')
  expect(codeOf(await desk.call('sync.setNetwork', { ...NO_SETTINGS, address: 'http://plain' }))).toBe(
    'network/address-malformed',
  )
  await desk.ask('sync.setNetwork', NO_SETTINGS)
  expect(codeOf(await desk.call('sync.exchange', {}))).toBe('network/no-address')
  await reach(desk, port)
  expect(await desk.ask('sync.exchange', {})).toMatchObject({ receipts: 1 })
})

test('a proxy is asked for a tunnel; one that refuses is named', async () => {
  const { desk, port } = await both
  await desk.ask('case.open', { title: 'by proxy' })
  const proxy = await startCuttingProxy(port, { wantsConnect: true })
  const refusing = await startCuttingProxy(port, { wantsConnect: true, refuses: 403 })
  atEnd(() => proxy.close())
  atEnd(() => refusing.close())
  await reach(desk, port, { proxy: `http://127.0.0.1:${refusing.port}` })
  expect(await desk.call('sync.exchange', {})).toMatchObject({
    failure: { code: 'network/proxy-refuses', facts: { status: 403 } },
  })
  await reach(desk, port, { proxy: `http://127.0.0.1:${proxy.port}` })
  expect(await desk.ask('sync.exchange', {})).toMatchObject({ packages: 1, receipts: 1 })
  expect(proxy.asked[0]).toBe(`CONNECT 127.0.0.1:${port} HTTP/1.1`)
  await reach(desk, port)
})

test('where nothing can be kept nothing is sent, and the next round sends it', async () => {
  const { desk } = await both
  await desk.ask('case.open', { title: 'no room' })
  const folder = join(desk.folder, 'outgoing')
  await rm(folder, { recursive: true, force: true })
  await writeFile(folder, 'in the way')
  expect(codeOf(await desk.call('sync.exchange', {}))).toMatch(/^disk\//)
  await rm(folder)
  expect(await desk.ask('sync.exchange', {})).toMatchObject({ packages: 1, receipts: 1 })
})

test('a hub that revoked the station takes nothing, and says so', async () => {
  const { desk, hub } = await both
  await desk.ask('case.open', { title: 'revoked' })
  expectOk(await revoke(hub.session, await vaultIdOf(desk), 'devices', 'stolen'))
  expect(codeOf(await desk.call('sync.exchange', {}))).toBe('sync/device-revoked')
})

test('a code that is spent, and one of another hub, enrol nobody', async () => {
  const { hub, port } = await both
  const desk = await createVault({ atEnd })
  const other = await makeHub(atEnd)
  const { typed } = expectOk(await makeCode(other.hub.session, 'x', null))
  const asked = { code: typed, station: 'x', address: addressOf(port) }
  expect(codeOf(await desk.call('sync.enrol', asked))).toMatch(/^sync\/(code-unknown|for-another-hub)$/)
  const own = expectOk(await makeCode(hub.session, 'x', null))
  expect(await desk.ask('sync.enrol', { ...asked, code: own.typed })).toMatchObject({
    hubId: hub.session.identity.hubId,
  })
  expect(codeOf(await desk.call('sync.enrol', { ...asked, code: own.typed }))).toBe('sync/already-enrolled')
})
