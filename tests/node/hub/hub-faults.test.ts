import { spawn } from 'node:child_process'
import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeCode } from '#app/hub/hub-codes.ts'
import { backupHub, proveHub } from '#hub/backup-hub.ts'
import { type OpenHub, openHub } from '#hub/open-hub.ts'
import { takeStick } from '#hub/take-stick.ts'
import { mountSmallDisk } from '../../faults/objects/small-disk.ts'
import { FOUNDER, makeDoomedVault, unlockAs } from '../../support/doomed-vault.ts'
import {
  enrol,
  HUB_PASSPHRASE,
  makeForkedVaults,
  makeHub,
  openStation,
  take,
} from '../../support/hub-room.ts'
import type { HubStation } from '../../support/hub-station.ts'
import { type PostgresServer, startPostgres } from '../../support/hub-store-places.ts'
import { makeFolder, whenFileEnds } from '../../support/make-vault.ts'
import { expectOk } from '../../support/results.ts'

const CHILD = fileURLToPath(new URL('./take-child.ts', import.meta.url))
const atEnd = whenFileEnds()
const postgres: PostgresServer | string = await startPostgres()
if (typeof postgres === 'string') console.warn(`without PostgreSQL: ${postgres}`)
else atEnd(() => postgres.stop())

let station: HubStation
/** A closed hub with the station enrolled, and a stick with its package. */
let pristine: string
let stick: string
beforeAll(async () => {
  station = (await makeForkedVaults(atEnd)).one
  const made = await makeHub(atEnd)
  pristine = made.folder
  stick = await makeFolder(atEnd)
  await enrol(made.hub, station, stick)
  await station.pack(stick, { withObjects: true })
  await made.hub.close()
}, 60_000)

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

const headOf = async (hub: OpenHub) =>
  expectOk(await hub.session.store.read((reads) => reads.head(station.vaultId)))

describe('a hub', () => {
  it('that is killed at any moment of taking a package in has all of it or nothing, and takes it again', async () => {
    const seen = new Set<number>()
    for (const afterMs of [0, 40, 110, 300]) {
      const folder = await copyOfHub()
      const own = join(await makeFolder(atEnd), 'stick')
      await cp(stick, own, { recursive: true })
      const child = spawn(process.execPath, [CHILD, folder, HUB_PASSPHRASE, own], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      await new Promise<void>((resolve) => {
        child.once('exit', () => resolve())
        child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), afterMs))
      })
      const hub = await open(folder)
      const held = (await headOf(hub))?.position ?? 0
      seen.add(held)
      expect([0, station.events.length]).toContain(held)
      expect(expectOk(await proveHub(hub)).findings).toEqual([])
      expect((await take(hub, own)).packages[0]?.outcome).toBe('accepted')
      expect(expectOk(await proveHub(hub))).toMatchObject({
        events: station.events.length,
        objects: 1,
        leaves: 1,
      })
      await hub.close()
    }
    expect(seen.size).toBeGreaterThan(0)
  }, 120_000)

  it('whose disk is full says so, has nothing of the package, and goes on when there is room', async (context) => {
    const disk = await mountSmallDisk(context, 'size=600k')
    const hub = await open(await copyOfHub(disk))
    await writeFile(join(disk, 'filler'), Buffer.alloc(2_000_000)).catch(() => {})
    const taken = await takeStick(hub, stick, { hold: false, urls: [] })
    expect(taken).toMatchObject({ ok: false, failure: { code: 'disk/full' } })
    expect(await headOf(hub)).toBeNull()
    await hub.close()
    const roomier = await makeFolder(atEnd)
    await cp(join(disk, 'hub'), join(roomier, 'hub'), { recursive: true })
    const again = await open(join(roomier, 'hub'))
    expect((await take(again, stick)).packages[0]?.outcome).toBe('accepted')
    expect(expectOk(await proveHub(again)).findings).toEqual([])
  })

  it('destroys at headquarters what a court had destroyed at the station', async () => {
    const { folder: vault, doomed, kept, order } = await makeDoomedVault(atEnd)
    const { hub, folder } = await makeHub(atEnd)
    const there = await makeFolder(atEnd)
    const before = await openStation(vault, [doomed, kept])
    await enrol(hub, before.station, there)
    await before.station.pack(there, { withObjects: true })
    expect((await take(hub, there)).packages[0]?.outcome).toBe('accepted')
    const heldSeq = before.station.events.at(-1)?.seq ?? 0
    await before.close()
    const desk = await unlockAs(vault, FOUNDER, atEnd)
    await desk.ask('case.expunge', order)
    await desk.engine.close()
    const after = await openStation(vault, [kept])
    after.station.signer = before.station.signer
    after.station.hub = before.station.hub
    const later = await makeFolder(atEnd)
    await after.station.pack(later, { from: heldSeq })
    expect((await take(hub, later)).packages[0]?.outcome).toBe('accepted')
    await after.close()
    const { vaultId } = after.station
    const rest = expectOk(
      await hub.session.store.read(async (reads) => ({
        keys: await reads.scopeKeys(vaultId),
        objects: await reads.objects(vaultId),
        emptied: (await reads.events(vaultId, 0, 1000)).filter(({ sealedBody }) => sealedBody.length === 0),
      })),
    )
    expect(rest.keys).toHaveLength(2)
    expect(rest.objects).toHaveLength(1)
    expect(rest.emptied.length).toBeGreaterThan(4)
    const files = (await readdir(join(folder, 'objects'), { recursive: true })).filter(
      (name) => /[0-9a-f]{32}$/.test(name) && name.split('/').length === 3,
    )
    expect(files).toHaveLength(1)
    expect(expectOk(await proveHub(hub)).findings).toEqual([])
  })

  it('is copied while it is open, and the copy is the same hub', async () => {
    const folder = await copyOfHub()
    const hub = await open(folder)
    await take(hub, stick)
    const copy = join(await makeFolder(atEnd), 'copy')
    expect(expectOk(await backupHub(hub, folder, copy, HUB_PASSPHRASE))).toMatchObject({
      events: station.events.length,
      objects: 1,
    })
    expect(await backupHub(hub, folder, copy, HUB_PASSPHRASE)).toMatchObject({
      failure: { code: 'hub/folder-not-empty' },
    })
  })

  it('names what does not hold in it', async () => {
    const folder = await copyOfHub()
    const hub = await open(folder)
    await take(hub, stick)
    const objects = join(folder, 'objects', station.vaultId)
    const name =
      (await readdir(objects, { recursive: true })).find((one) => /\/[0-9a-f]{32}$/.test(one)) ?? ''
    const bytes = await readFile(join(objects, name))
    bytes.writeUInt8(bytes.readUInt8(4100) ^ 1, 4100)
    await writeFile(join(objects, name), bytes)
    expect(expectOk(await proveHub(hub)).findings).toEqual([
      { code: 'sync/file-differs', vaultId: station.vaultId },
    ])
    const { vaultId, deviceId } = station
    const headHex = 'ee'.repeat(32) as never
    await hub.session.store.change(async (writes) => {
      await writes.expunge(vaultId, { caseId: vaultId, emptied: [{ from: 4, to: 4 }], grants: [] })
      await writes.putScopeKeys(vaultId, await writes.scopeKeys(vaultId))
      const leaf = { index: 1, vaultId, deviceId, packageId: 'ee'.repeat(16) as never, seq: 2, headHex }
      await writes.appendLeaf({ ...leaf, receivedAtMs: 1, objectIds: [] }, [
        { level: 0, index: 1, hash: new Uint8Array(32) },
      ])
      return { ok: true, value: undefined }
    })
    const codes = expectOk(await proveHub(hub)).findings.map(({ code }) => code)
    expect(codes).toContain('ledger/key-missing')
    expect(codes).toContain('hub/tree-damaged')
    await hub.session.store.change(async (writes) => {
      const [event] = await writes.hubEvents(0, 1)
      if (event !== undefined) await writes.appendHubEvent({ ...event, seq: 9 })
      return { ok: true, value: undefined }
    })
    expect(await openHub(folder, HUB_PASSPHRASE, null)).toMatchObject({
      failure: { code: 'hub/ledger-damaged' },
    })
  })

  it('opens by its second header, and not by another passphrase', async () => {
    const folder = await copyOfHub()
    await writeFile(join(folder, 'hub.json'), 'damaged')
    await open(folder)
    expect(await openHub(folder, 'another passphrase', null)).toMatchObject({
      failure: { code: 'hub/wrong-passphrase' },
    })
    await writeFile(join(folder, 'hub.copy.json'), 'damaged')
    expect(await openHub(folder, HUB_PASSPHRASE, null)).toMatchObject({
      failure: { code: 'hub/header-damaged' },
    })
    expect(await openHub(join(folder, 'nowhere'), HUB_PASSPHRASE, null)).toMatchObject({
      failure: { code: 'hub/not-found' },
    })
  })

  it('of several processes over one PostgreSQL takes each package once', async (context) => {
    if (typeof postgres === 'string') return context.skip(postgres)
    const url = postgres.url('postgres')
    const { hub, folder } = await makeHub(atEnd, url)
    const second = expectOk(await openHub(folder, HUB_PASSPHRASE, url))
    atEnd(() => second.close())
    const there = await makeFolder(atEnd)
    await enrol(hub, station, there)
    for (const to of [3, 6, station.events.length]) await station.pack(there, { to })
    await Promise.all([take(hub, there), take(second, there)])
    const proven = expectOk(await proveHub(second))
    expect(proven).toMatchObject({ events: station.events.length, findings: [] })
    await Promise.all([hub, second].map(({ session }, at) => makeCode(session, `ប៉ុស្តិ៍ ${at}`, null)))
    expect(expectOk(await proveHub(hub)).findings).toEqual([])
    expect(await openHub(folder, HUB_PASSPHRASE, 'postgres://samnum@127.0.0.1:1/x')).toMatchObject({
      failure: { code: 'hub/store-unreachable' },
    })
  })
})
