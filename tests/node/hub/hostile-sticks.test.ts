import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeCode } from '#app/hub/hub-codes.ts'
import { acceptWaiting, quarantineWaiting } from '#app/hub/receive-package.ts'
import { CARRIER_PATHS } from '#core/packages/package-layout.ts'
import { proveHub } from '#hub/backup-hub.ts'
import { type OpenHub, openHub } from '#hub/open-hub.ts'
import { takeStick } from '#hub/take-stick.ts'
import { enrol, HUB_PASSPHRASE, makeForkedVaults, makeHub, take } from '../../support/hub-room.ts'
import type { HubStation } from '../../support/hub-station.ts'
import { makeFolder, whenFileEnds } from '../../support/make-vault.ts'
import { expectOk } from '../../support/results.ts'

const atEnd = whenFileEnds()
let station: HubStation
let hub: OpenHub
let folder: string
beforeAll(async () => {
  station = (await makeForkedVaults(atEnd)).one
  ;({ hub, folder } = await makeHub(atEnd))
  await enrol(hub, station, await makeFolder(atEnd))
}, 60_000)

const newStick = () => makeFolder(atEnd)

describe('a hub that is given a stick', () => {
  it('writes nothing through a link on it', async () => {
    const { hubId } = hub.session.identity
    const precious = join(await newStick(), 'precious')
    await writeFile(precious, 'mine')
    const stick = await newStick()
    await station.pack(stick, { to: 2 })
    const place = join(stick, CARRIER_PATHS.wayBack(hubId, station.vaultId))
    await mkdir(dirname(place), { recursive: true })
    await symlink(precious, `${place}.unfinished`)
    expect((await take(hub, stick)).waysBack).toEqual([station.vaultId])
    expect(await readFile(precious, 'utf8')).toBe('mine')
    expect((await readFile(place, 'utf8')).startsWith('{"document"')).toBe(true)

    const elsewhere = await newStick()
    const linked = await newStick()
    await station.pack(linked, { from: 1, to: 2 })
    await symlink(elsewhere, join(linked, 'samnum/from-hub'))
    expect(await takeStick(hub, linked, { hold: false, urls: [] })).toMatchObject({ ok: false })
    expect(await readdir(elsewhere)).toEqual([])
  })

  it('compares every file of a bag, also those that only BagIt programs read', async () => {
    for (const name of ['bagit.txt', 'bag-info.txt', 'manifest-sha512.txt', 'tagmanifest-sha256.txt']) {
      const stick = await newStick()
      const bag = await station.pack(stick, { from: 2 })
      await writeFile(join(bag.folder, name), `${await readFile(join(bag.folder, name), 'utf8')} `)
      expect((await take(hub, stick)).packages[0], name).toMatchObject({
        outcome: 'quarantined',
        code: 'sync/file-differs',
      })
    }
  })

  it('takes a link in the place of a file for no file of a bag, and goes on to the next package', async () => {
    const stick = await newStick()
    const bag = await station.pack(stick, { from: 2 })
    await writeFile(join(bag.folder, 'data/objects'), '')
    await symlink('round', join(bag.folder, 'round'))
    await station.pack(stick, { from: 1, to: 2 })
    const { packages } = await take(hub, stick)
    expect(packages.map(({ outcome }) => outcome).sort()).toEqual(['accepted', 'quarantined'])
  })

  it('refuses a package that states more pieces than a stick holds', async () => {
    const stick = await newStick()
    const object = { objectId: 'ab'.repeat(16) as never, digestHex: 'ab'.repeat(32) as never }
    await station.pack(stick, { from: 2, manifest: { objects: [{ ...object, sizeBytes: 2 ** 45 }] } })
    expect((await take(hub, stick)).packages[0]).toMatchObject({ outcome: 'refused', code: 'sync/too-large' })
  })

  it('does not take what somebody put into quarantine only because it comes again', async () => {
    const stick = await newStick()
    const { packageId } = await station.pack(stick, { from: 2, to: 3 })
    await take(hub, stick, { hold: true })
    expectOk(await quarantineWaiting(hub.session, packageId, 'ask the station first'))
    expect((await take(hub, stick)).packages[0]).toMatchObject({
      outcome: 'quarantined',
      isNew: false,
      code: 'ask the station first',
    })
    expect(expectOk(await acceptWaiting(hub.session, packageId)).outcome).toBe('accepted')
  })

  it('never puts other bytes in the place of an object that it holds', async () => {
    const first = await newStick()
    await station.pack(first, { withObjects: true })
    expect((await take(hub, first)).packages[0]?.outcome).toBe('accepted')
    const second = await newStick()
    const changed = (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => (at === 4100 ? byte ^ 1 : byte)))
    await station.pack(second, { withObjects: true, sealedBytes: changed })
    expect((await take(hub, second)).packages[0]?.code).toBe('sync/file-differs')
    const again = await newStick()
    await station.pack(again, { withObjects: true })
    expect((await take(hub, again)).packages[0]?.outcome).toBe('accepted')
    expect(expectOk(await proveHub(hub))).toMatchObject({ objects: 1, findings: [] })
  })

  it('records nothing that it could not read again, whatever people are called', async () => {
    await expect(makeCode(hub.session, '', null)).rejects.toThrow()
    const names = ['', `${'a'.repeat(299)}𝄞`]
    for (const name of names) {
      const stick = await newStick()
      const code = expectOk(await makeCode(hub.session, 'ប៉ៃលិន', null))
      await station.ask(stick, code.typed, { name })
      expect((await take(hub, stick)).requests[0]?.failure).toBeNull()
    }
    await hub.close()
    hub = expectOk(await openHub(folder, HUB_PASSPHRASE, null))
    atEnd(() => hub.close())
    const state = expectOk(
      expectOk(await hub.session.store.read((reads) => hub.session.ledger.catchUp(reads))),
    )
    const certified = state.stations
      .get(station.vaultId)
      ?.certificates.flatMap(({ signed: { document } }) => ('name' in document ? [document.name] : []))
    expect(certified?.slice(-2)).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), 'a'.repeat(299)])
  })

  it('empties of a case that a court had destroyed what is of it, whatever else the order names', async () => {
    const { vaultId } = station
    const scopes = expectOk(await hub.session.store.read((reads) => reads.events(vaultId, 0, 1000)))
    const doomed = scopes.find(({ scope }) => scope !== vaultId && scope !== '')?.scope ?? ''
    const grant = scopes.find(({ scope, seq }) => scope === vaultId && seq > 1)?.seq ?? 0
    await hub.session.store.change(async (writes) => {
      await writes.expunge(vaultId, { caseId: doomed, emptied: [{ from: 1, to: 1000 }], grants: [grant] })
      return { ok: true, value: undefined }
    })
    const after = expectOk(await hub.session.store.read((reads) => reads.events(vaultId, 0, 1000)))
    for (const { scope, seq, sealedBody } of after)
      expect([seq, sealedBody.length === 0]).toEqual([seq, scope === doomed || seq === grant])
  })
})
