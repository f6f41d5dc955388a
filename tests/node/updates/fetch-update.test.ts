import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { makeCode } from '#app/hub/hub-codes.ts'
import type { Progress } from '#contract/define.ts'
import { NETWORK_LIMITS } from '#core/network/network-limits.ts'
import { updateName } from '#core/updates/update-manifest.ts'
import type { OpenHub } from '#hub/open-hub.ts'
import { rawPublicKey, signingKeyFromSeed } from '#node/crypto/primitives.ts'
import { HUB_UPDATES_FOLDER, keepUpdate } from '#node/hub-store/hub-updates.ts'
import type { InstalledProgram } from '#node/updates/folder-program-updates.ts'
import { installProgram } from '#node/updates/install-program.ts'
import { makeUpdate, type Release } from '#node/updates/make-update.ts'
import { startCuttingProxy } from '../../support/cutting-proxy.ts'
import { makeHub } from '../../support/hub-room.ts'
import { createVault, type Desk, makeFolder } from '../../support/make-vault.ts'
import { expectOk } from '../../support/results.ts'
import { addressOf, serve } from '../../support/served-hub.ts'

const SEED = Buffer.alloc(32, 7)
const OTHER_SEED = Buffer.alloc(32, 8)
const publicKeyOf = (seed: Uint8Array) => Buffer.from(rawPublicKey(signingKeyFromSeed(seed))).toString('hex')
const KEYS = [publicKeyOf(SEED)]
const ENTRY = 'start.mjs'
const TREE_BYTES = 3_000_000

let room = ''
let hub: OpenHub
let hubFolder = ''
let requests: string[] = []
beforeEach(async () => {
  room = await makeFolder()
  await mkdir(join(room, 'tree'))
  await writeFile(join(room, 'tree', ENTRY), '')
  await writeFile(join(room, 'tree', 'large'), randomBytes(TREE_BYTES))
  const first = { version: '1.0.0', entry: ENTRY }
  expectOk(await installProgram(join(room, 'tree'), join(room, 'program'), join(room, 'tree', ENTRY), first))
  const made = await makeHub(onTestFinished)
  hub = made.hub
  hubFolder = join(hub.incoming, '..')
  requests = []
})

/** A station with this program that reaches the hub through something that can be cut. */
async function station(other: Partial<InstalledProgram> = {}) {
  const { port } = await serve(hub, onTestFinished, (line) => void requests.push(line))
  const proxy = await startCuttingProxy(port)
  onTestFinished(() => proxy.close())
  const program = { folder: join(room, 'program'), runningVersion: '1.0.0', platform: 'linux-x64' }
  const desk = await createVault({ program: { ...program, releaseKeys: KEYS, ...other } })
  const { typed } = expectOk(await makeCode(hub.session, 'ប៉ៃលិន', null))
  await desk.ask('sync.enrol', { code: typed, station: 'ប៉ៃលិន', address: addressOf(proxy.port) })
  requests.length = 0
  return { desk, proxy }
}

async function updateTo(version: string, other: Partial<Release> = {}, seed: Uint8Array = SEED) {
  const path = join(room, `${version}.samupdate`)
  await writeFile(join(room, 'tree/version'), version)
  const release = { platform: 'linux-x64', leastVersion: '1.0.0', entry: ENTRY, releasedAtMs: 0, version }
  const document = expectOk(await makeUpdate(join(room, 'tree'), path, { ...release, ...other }, seed))
  return { path, name: updateName(document) }
}

/** Has the hub carry an update as its owner does. */
async function carry(version: string, other: Partial<Release> = {}) {
  const { path, name } = await updateTo(version, other)
  expectOk(await keepUpdate(hubFolder, path, KEYS))
  return join(hubFolder, HUB_UPDATES_FOLDER, name)
}

const inFolder = (name: string) => readdir(join(room, 'program', name)).catch(() => [])
const codeOf = async (desk: Desk) => {
  const answer = await desk.call('update.fetch', {})
  return answer.outcome === 'failed' ? answer.failure.code : answer.outcome
}
/** How many pieces the hub was asked for. */
const pieces = () => requests.filter((line) => line.includes('update-piece')).length

/** Does something as soon as so much has come, or was copied. */
function whenHere(
  desk: Desk,
  bytes: number,
  act: () => void,
  stage: Progress['stage'] = 'receiving',
): Progress[] {
  const seen: Progress[] = []
  let isDone = false
  const stop = desk.engine.subscribe((push) => {
    if (push.topic !== 'progress' || push.progress.stage !== stage) return
    seen.push(push.progress)
    if (isDone || push.progress.done < bytes) return
    isDone = true
    act()
  })
  onTestFinished(() => stop())
  return seen
}

describe('an update that headquarters carries', () => {
  it('is fetched, verified and laid beside the program, and not fetched twice', async () => {
    await carry('1.1.0')
    await carry('1.2.0')
    await carry('1.3.0', { platform: 'win32-x64' })
    const { desk } = await station()
    expect(await desk.ask('update.fetch', {})).toMatchObject({ version: '1.2.0', isNew: true })
    expect(await inFolder('staged')).toEqual(['1.2.0'])
    expect(await inFolder('arriving')).toEqual([])
    expect(pieces()).toBe(Math.ceil((TREE_BYTES + 1000) / NETWORK_LIMITS.pieceBytes))
    requests.length = 0
    expect(await desk.ask('update.fetch', {})).toMatchObject({ version: '1.2.0', isNew: false })
    expect(pieces()).toBe(0)
    expect(await desk.ask('update.apply', {})).toEqual({ version: '1.2.0' })
  })

  it('comes whole over a line that is cut, and goes on where it was stopped', async () => {
    const path = await carry('1.2.0')
    const { desk, proxy } = await station()
    const stop = new AbortController()
    whenHere(desk, 1_000_000, () => stop.abort())
    expect((await desk.call('update.fetch', {}, { signal: stop.signal })).outcome).toBe('cancelled')
    const [name = ''] = await inFolder('arriving')
    const { size } = await stat(join(room, 'program/arriving', name))
    expect(size).toBeGreaterThanOrEqual(1_000_000)
    expect(size).toBeLessThan(TREE_BYTES)
    expect(await inFolder('staged')).toEqual([])

    // Whoever asked for what is here already would get something else now.
    const bytes = await readFile(path)
    bytes.writeUInt8(bytes.readUInt8(500_000) ^ 1, 500_000)
    await writeFile(path, bytes)
    const seen = whenHere(desk, 2_000_000, () => proxy.cut())
    expect(await desk.ask('update.fetch', {})).toMatchObject({ version: '1.2.0', isNew: true })
    const heldBytes = seen[0]?.done ?? 0
    expect(heldBytes).toBe(size - (size % NETWORK_LIMITS.pieceBytes))
    const tree = join(room, 'program/staged/1.2.0/tree/large')
    expect((await readFile(tree)).equals(await readFile(join(room, 'tree/large')))).toBe(true)
  })

  it('is not fetched again whole where somebody stopped while it was verified', async () => {
    await carry('1.2.0')
    const { desk } = await station()
    const stop = new AbortController()
    whenHere(desk, 1, () => stop.abort(), 'copying')
    expect((await desk.call('update.fetch', {}, { signal: stop.signal })).outcome).toBe('cancelled')
    requests.length = 0
    expect(await desk.ask('update.fetch', {})).toMatchObject({ version: '1.2.0', isNew: true })
    expect(pieces()).toBe(1)
  })

  it('is left alone where its manifest is not for this program, before anything of it is fetched', async () => {
    const { desk } = await station()
    expect(await codeOf(desk)).toBe('update/none-there')
    await carry('0.9.0')
    expect(await codeOf(desk)).toBe('update/older')
    await carry('2.0.0', { leastVersion: '1.5.0' })
    expect(await codeOf(desk)).toBe('update/needs-step')
    // Whoever owns the hub can lay there what they like.
    const { path, name } = await updateTo('3.0.0', {}, OTHER_SEED)
    await writeFile(join(hubFolder, HUB_UPDATES_FOLDER, name), await readFile(path))
    expect(await codeOf(desk)).toBe('update/signature-wrong')
    expect(pieces()).toBe(0)
    expect([await inFolder('staged'), await inFolder('arriving')]).toEqual([[], []])
  })

  it.each([
    ['one byte of it was changed', 'update/digest-differs'],
    ['it ends too early', 'network/no-such-update'],
    ['there is no room for it', 'update/disk-full'],
  ])('leaves nothing when %s', async (why, code) => {
    const path = await carry('1.2.0')
    const bytes = await readFile(path)
    if (code === 'update/digest-differs') bytes.writeUInt8((bytes.at(-9) ?? 0) ^ 1, bytes.length - 9)
    if (code === 'network/no-such-update') await writeFile(path, bytes.subarray(0, 1_000_000))
    else await writeFile(path, bytes)
    const { desk } = await station(why.startsWith('there is no room') ? { roomOf: async () => 1000 } : {})
    expect(await codeOf(desk)).toBe(code)
    expect([await inFolder('staged'), await inFolder('arriving')]).toEqual([[], []])
    expect(await desk.ask('update.status', {})).toMatchObject({ current: '1.0.0', staged: [] })
  })

  it('goes to nobody who is not enrolled, or no longer', async () => {
    await carry('1.2.0')
    const { desk } = await station()
    await desk.ask('sync.unpin', { reason: 'stolen' })
    expect(await codeOf(desk)).toBe('sync/not-enrolled')
    expect(requests).toEqual([])
  })
})
