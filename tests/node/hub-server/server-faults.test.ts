import { type ChildProcess, spawn } from 'node:child_process'
import { cp, mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import { connect as connectTcp } from 'node:net'
import { join } from 'node:path'
import { connect, type TLSSocket } from 'node:tls'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { NETWORK_LIMITS } from '#core/network/network-limits.ts'
import { NETWORK_PATHS } from '#core/network/network-paths.ts'
import { backupHub, proveHub } from '#hub/backup-hub.ts'
import { type OpenHub, openHub } from '#hub/open-hub.ts'
import { mountSmallDisk } from '../../faults/objects/small-disk.ts'
import { HUB_PASSPHRASE, makeHub } from '../../support/hub-room.ts'
import type { HubStation } from '../../support/hub-station.ts'
import { makeFolder, whenFileEnds } from '../../support/make-vault.ts'
import { arrivalIn, NetworkStation, packageOf } from '../../support/network-station.ts'
import { expectOk } from '../../support/results.ts'
import { enrolOver, makeStations, serve } from './server-room.ts'

const CHILD = fileURLToPath(new URL('./serve-child.ts', import.meta.url))
const atEnd = whenFileEnds()
let large: HubStation
/** A closed hub with the station enrolled. */
let pristine: string
beforeAll(async () => {
  ;({ large } = await makeStations(atEnd))
  const { hub, folder } = await makeHub(atEnd)
  const served = await serve(hub, atEnd)
  await enrolOver(hub, served.port, large, atEnd)
  await served.stop()
  await hub.close()
  pristine = folder
}, 120_000)

async function copyOfHub(parent?: string): Promise<string> {
  const folder = join(parent ?? (await makeFolder(atEnd)), 'hub')
  await cp(pristine, folder, { recursive: true })
  return folder
}

async function open(folder: string): Promise<OpenHub> {
  const hub = expectOk(await openHub(folder, HUB_PASSPHRASE, null))
  atEnd(() => hub.close())
  return hub
}

const hubIdOf = () => large.hub?.hubId as NonNullable<typeof large.hub>['hubId']
const stationAt = (port: number) => {
  const net = new NetworkStation(port, hubIdOf(), large.signer)
  atEnd(async () => net.close())
  return net
}
const pack = async () =>
  await packageOf((await large.pack(await makeFolder(atEnd), { withObjects: true })).folder)

async function startChild(folder: string): Promise<{ child: ChildProcess; port: number; said: string[] }> {
  const child = spawn(process.execPath, [CHILD, folder, HUB_PASSPHRASE], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  atEnd(async () => void child.kill('SIGKILL'))
  const said: string[] = []
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the hub ended')))
    child.stdout?.on('data', (text: Buffer) => {
      said.push(text.toString())
      resolve(Number.parseInt(said.join(''), 10))
    })
  })
  return { child, port, said }
}

const ended = (child: ChildProcess) => new Promise<void>((resolve) => child.once('exit', () => resolve()))

/** Sends all that is missing and ends; answers how many pieces that were acknowledged before were asked for again. */
async function finish(
  net: NetworkStation,
  own: Awaited<ReturnType<typeof pack>>,
  acknowledged: ReadonlySet<number>,
) {
  const opened = arrivalIn(await net.open(own, 0))
  if (opened.state !== 'arriving') return { state: opened.state, again: 0 }
  let again = 0
  const held = new Map(opened.partial as [number, number][])
  for (const [first, last] of opened.missing) {
    for (let number = first ?? 0; number <= (last ?? -1); number += 1) {
      if (acknowledged.has(number)) again += 1
      expect((await net.put(own, number, { offset: held.get(number) ?? 0 })).status).toBe(204)
    }
  }
  return { state: arrivalIn(await net.end(own)).state, again }
}

describe('a hub on a network', () => {
  it('that is killed at any moment goes on after what it acknowledged, and has a package once', async () => {
    const folder = await copyOfHub()
    const own = await pack()
    const pieces = Math.ceil(own.stream.length / NETWORK_LIMITS.pieceBytes)
    const acknowledged = new Set<number>()
    for (const killAfter of [0, 1, 3, 'judging'] as const) {
      const { child, port } = await startChild(folder)
      const net = stationAt(port)
      arrivalIn(await net.open(own, 0))
      const gone = ended(child)
      if (killAfter === 'judging') {
        expect((await finish(net, own, acknowledged).catch(() => null))?.again ?? 0).toBe(0)
        child.kill('SIGKILL')
      } else {
        const sent: Promise<void>[] = []
        for (let number = 0; number < Math.min(pieces, killAfter + 2); number += 1)
          sent.push(
            net.put(own, number).then(
              ({ status }) => {
                if (status === 204) acknowledged.add(number)
                if (acknowledged.size >= killAfter) child.kill('SIGKILL')
              },
              () => {},
            ),
          )
        if (killAfter === 0) child.kill('SIGKILL')
        await Promise.all(sent)
        child.kill('SIGKILL')
      }
      await gone
    }
    expect(acknowledged.size).toBeGreaterThan(2)
    const hub = await open(folder)
    const served = await serve(hub, atEnd)
    const { state, again } = await finish(stationAt(served.port), own, acknowledged)
    expect([state, again]).toEqual(['accepted', 0])
    const proven = expectOk(await proveHub(hub))
    expect(proven.findings).toEqual([])
    expect(expectOk(await hub.session.store.read((reads) => reads.treeSize()))).toBe(1)
  }, 120_000)

  it('that is told to stop finishes what is under way, refuses what is new, and ends', async () => {
    const { child, port, said } = await startChild(await copyOfHub())
    const net = stationAt(port)
    const own = await pack()
    arrivalIn(await net.open(own, 0))
    const gone = ended(child)
    const body = own.stream.subarray(0, NETWORK_LIMITS.pieceBytes)
    const path = NETWORK_PATHS.piece(own.packageId, 0)
    const headers = net.sign('PUT', path, { body, headers: { 'upload-offset': '0' } })
    const socket = await openTls(port)
    socket.write(headText('PUT', path, { ...headers, 'content-length': String(body.length) }))
    socket.write(body.subarray(0, 1000))
    const answered = readAll(socket)
    // What came of the body is on the hub's disk: the request is under way.
    while ((await net.arrival(own)).partial.length === 0);
    child.kill('SIGTERM')
    socket.write(body.subarray(1000))
    expect(await answered).toMatch(/^HTTP\/1\.1 204 /)
    await gone
    expect(said.join('')).toContain('closed')
    await expect(net.arrival(own)).rejects.toThrow(/ECONNREFUSED|hang up|reset/)
  }, 60_000)

  it('ends whoever sends a header or a body by drops, and connections that say nothing, while others are served', async () => {
    const hub = await open(await copyOfHub())
    const served = await serve(hub, atEnd, { times: { headerMs: 400, idleMs: 400 } })
    const net = stationAt(served.port)
    const own = await pack()
    arrivalIn(await net.open(own, 0))
    const silent = await openTls(served.port)
    const dripping = await openTls(served.port)
    dripping.write('GET /health HTTP/1.1\r\nHost: x\r\n')
    const drops = setInterval(() => dripping.writable && dripping.write('x: y\r\n'), 100)
    const body = own.stream.subarray(0, NETWORK_LIMITS.pieceBytes)
    const path = NETWORK_PATHS.piece(own.packageId, 0)
    const headers = net.sign('PUT', path, { body, headers: { 'upload-offset': '0' } })
    const stuck = await openTls(served.port)
    stuck.write(headText('PUT', path, { ...headers, 'content-length': String(body.length) }))
    stuck.write(body.subarray(0, 5000))
    const plain = connectTcp({ host: '127.0.0.1', port: served.port })
    plain.on('error', () => {})
    plain.write('GET / HTTP/1.0\r\n\r\n')
    const all = Promise.all([
      ...[silent, dripping, stuck].map(readAll),
      new Promise((done) => plain.once('close', done)),
    ])
    expect((await net.put(own, 1)).status).toBe(204)
    const [, said, cut] = await all
    clearInterval(drops)
    expect(said).toContain('network/too-slow')
    expect(cut).toContain('network/too-slow')
    // What came of the slow one is held all the same.
    expect((await net.arrival(own)).partial).toEqual([[0, 5000]])
  }, 60_000)

  it('has no more connections than it can serve', async () => {
    const hub = await open(await copyOfHub())
    const served = await serve(hub, atEnd, { connections: { all: 3, ofAddress: 2 } })
    const kept = [await openTls(served.port), await openTls(served.port)]
    await expect(openTls(served.port)).rejects.toThrow()
    for (const socket of kept) socket.destroy()
    expect(kept.length).toBe(2)
  })

  it('whose disk is full says so, keeps what it acknowledged, and goes on when there is room', async (context) => {
    const disk = await mountSmallDisk(context, 'size=48m')
    const hub = await open(await copyOfHub(disk))
    const served = await serve(hub, atEnd)
    const net = stationAt(served.port)
    const own = await pack()
    const filler = join(disk, 'filler')
    await writeFile(filler, new Uint8Array(20 * 1024 * 1024))
    const refused = await net.open(own, 0)
    expect([refused.status, refused.code]).toEqual([507, 'network/hub-full'])
    expect(refused.headers['retry-after']).toBeDefined()
    await writeFile(filler, new Uint8Array(0))
    expect(await finish(net, own, new Set())).toEqual({ state: 'accepted', again: 0 })
    expect(expectOk(await proveHub(hub)).findings).toEqual([])
    net.close()
    await served.stop()
    await hub.close()
  }, 60_000)

  it('forgets what was begun and never went on, and nothing else', async () => {
    const folder = await copyOfHub()
    const hub = await open(folder)
    const first = await serve(hub, atEnd)
    const [old, young] = [await pack(), await pack()]
    for (const own of [old, young]) arrivalIn(await stationAt(first.port).open(own, 0))
    await first.stop()
    const ofStation = join(hub.arriving, large.vaultId)
    const longAgo = new Date(Date.now() - 15 * 86_400_000)
    await utimes(join(ofStation, old.packageId, 'held'), longAgo, longAgo)
    const crashed = join(ofStation, 'ab.unfinished')
    await mkdir(crashed)
    await utimes(crashed, longAgo, longAgo)
    const second = await serve(hub, atEnd)
    expect(await readdir(ofStation)).toEqual([young.packageId])
    expect((await stationAt(second.port).ask('GET', NETWORK_PATHS.package(old.packageId))).code).toBe(
      'network/no-such-package',
    )
  })

  it('is copied with the packages that wait in it, and without what is arriving', async () => {
    const hub = await open(await copyOfHub())
    const folder = join(hub.incoming, '..')
    const served = await serve(hub, atEnd, { hold: true })
    const net = stationAt(served.port)
    const [held, begun] = [await pack(), await pack()]
    expect(await finish(net, held, new Set())).toEqual({ state: 'waiting', again: 0 })
    arrivalIn(await net.open(begun, 0))
    const copy = join(await makeFolder(atEnd), 'copy')
    expectOk(await backupHub(hub, folder, copy, HUB_PASSPHRASE))
    expect(await readdir(join(copy, 'incoming'))).toEqual([held.packageId])
    expect(await readdir(copy)).not.toContain('arriving')
  }, 60_000)
})

function headText(method: string, path: string, headers: Record<string, string>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${method} ${path} HTTP/1.1\r\nHost: hub\r\n${lines.join('')}\r\n`
}

async function openTls(port: number): Promise<TLSSocket> {
  return await new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false }, () => resolve(socket))
    atEnd(async () => void socket.destroy())
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('closed')))
  })
}

async function readAll(socket: TLSSocket): Promise<string> {
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  await new Promise((resolve) => socket.once('close', resolve))
  return Buffer.concat(chunks).toString()
}
