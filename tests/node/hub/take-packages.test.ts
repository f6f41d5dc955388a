import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeCode, revoke } from '#app/hub/hub-codes.ts'
import { acceptWaiting, quarantineWaiting } from '#app/hub/receive-package.ts'
import { CARRIER_PATHS } from '#core/packages/package-layout.ts'
import { parseWayBack, verifyWayBack, type WayBack } from '#core/packages/way-back.ts'
import { proveHub } from '#hub/backup-hub.ts'
import type { OpenHub } from '#hub/open-hub.ts'
import { verifyDocument } from '#node/crypto/sync-keys.ts'
import { enrol, makeForkedVaults, makeHub, take } from '../../support/hub-room.ts'
import type { HubStation } from '../../support/hub-station.ts'
import { type PostgresServer, startPostgres } from '../../support/hub-store-places.ts'
import { makeFolder, whenFileEnds } from '../../support/make-vault.ts'
import { expectOk } from '../../support/results.ts'

const atEnd = whenFileEnds()
const postgres: PostgresServer | string = await startPostgres()
if (typeof postgres === 'string') console.warn(`without PostgreSQL: ${postgres}`)
else atEnd(() => postgres.stop())

let one: HubStation
let other: HubStation
beforeAll(async () => {
  ;({ one, other } = await makeForkedVaults(atEnd))
}, 60_000)

const PLACES = [
  ['the embedded store', null] as const,
  ...(typeof postgres === 'string' ? [] : [['PostgreSQL', postgres.url('postgres')] as const]),
]

describe.each(PLACES)('a hub on %s', (_name, url) => {
  let hub: OpenHub
  let stick: string
  beforeAll(async () => {
    ;({ hub } = await makeHub(atEnd, url))
    stick = await makeFolder(atEnd)
    await enrol(hub, one, stick)
  }, 60_000)
  afterAll(() => rm(stick, { recursive: true, force: true }))

  const newStick = () => makeFolder(atEnd)
  const held = async () => expectOk(await hub.session.store.read((reads) => reads.head(one.vaultId)))

  it('refuses what holds nowhere, and takes nothing of it', async () => {
    const middle = Math.floor(one.events.length / 2)
    const cases: readonly (readonly [string, string, Parameters<HubStation['pack']>[1]])[] = [
      ['another hub', 'sync/for-another-hub', { manifest: { hubId: 'ab'.repeat(16) as never } }],
      ['another device', 'sync/device-unknown', { manifest: { deviceId: 'ab'.repeat(16) as never } }],
      ['a stranger’s key', 'sync/signature-wrong', { signer: other.signer }],
      ['the future', 'sync/from-the-future', { manifest: { madeAtMs: Date.now() + 10 * 365 * 86_400_000 } }],
      ['events before are missing', 'sync/gap', { from: middle }],
      ['an event left out', 'ledger/sequence-broken', { events: (events) => events.toSpliced(3, 1) }],
      [
        'two events exchanged',
        'ledger/sequence-broken',
        { events: (e) => e.toSpliced(3, 2, ...e.slice(3, 5).reverse()) },
      ],
      [
        'another body',
        'ledger/body-differs',
        { events: (e) => e.with(4, { ...e[4], sealedBody: new Uint8Array(99) } as never) },
      ],
      [
        'a body emptied without an order',
        'ledger/body-missing',
        { events: (e) => e.with(4, { ...e[4], sealedBody: new Uint8Array(0) } as never) },
      ],
      [
        'another signature',
        'ledger/signature-wrong',
        { events: (e) => e.with(4, { ...e[4], signature: new Uint8Array(64) } as never) },
      ],
    ]
    for (const [what, code, otherwise] of cases) {
      const there = await newStick()
      await one.pack(there, otherwise)
      const { packages } = await take(hub, there)
      expect(
        packages.map((taken) => taken.code),
        what,
      ).toEqual([code])
      expect(await held(), what).toBeNull()
    }
  })

  it('refuses a package with a byte changed in any of its files', async () => {
    for (const path of ['data/manifest.json', 'data/keys.age', 'data/events/000001.chunk']) {
      const there = await newStick()
      const { folder } = await one.pack(there)
      const bytes = await readFile(join(folder, path))
      bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1)
      await writeFile(join(folder, path), bytes)
      const { packages } = await take(hub, there)
      expect(packages[0]?.outcome, path).toMatch(/refused|quarantined/)
      expect(await held(), path).toBeNull()
    }
    const there = await newStick()
    const { folder } = await one.pack(there)
    await writeFile(join(folder, 'data/events/000009.chunk'), 'more')
    expect((await take(hub, there)).packages[0]?.code).toBe('sync/file-unexpected')
  })

  it('lets a package wait for a decision, quarantines and accepts it', async () => {
    const there = await newStick()
    const { packageId } = await one.pack(there, { to: 4 })
    expect((await take(hub, there, { hold: true })).packages[0]?.outcome).toBe('waiting')
    expect(await held()).toBeNull()
    expectOk(await quarantineWaiting(hub.session, packageId, 'ask the station first'))
    expect(expectOk(await acceptWaiting(hub.session, packageId)).outcome).toBe('accepted')
    expect((await held())?.seq).toBe(4)
    expect(await acceptWaiting(hub.session, packageId)).toMatchObject({
      failure: { code: 'hub/package-decided' },
    })
  })

  it('accepts the rest with its objects, whatever of it came before, and the same again changes nothing', async () => {
    const there = await newStick()
    await one.pack(there, { withObjects: true })
    expect((await take(hub, there)).packages[0]).toMatchObject({ outcome: 'accepted', isNew: true })
    expect((await held())?.headHex).toBe(one.events.at(-1)?.hashHex)
    const before = expectOk(await hub.session.store.read((reads) => reads.treeSize()))
    expect((await take(hub, there)).packages[0]).toMatchObject({ outcome: 'accepted', isNew: false })
    expect(expectOk(await hub.session.store.read((reads) => reads.treeSize()))).toBe(before)
    const proven = expectOk(await proveHub(hub))
    expect(proven).toMatchObject({ events: one.events.length, objects: 1, findings: [] })
  })

  it('sends a way back that the station can check, and one that goes on from it', async () => {
    const { hubId, hubKeyHex } = hub.session.identity
    let knownTree: Parameters<typeof verifyWayBack>[1]['knownTree'] = null
    for (const from of [2, 3]) {
      const there = await newStick()
      await one.pack(there, { from })
      await take(hub, there)
      const bytes = await readFile(join(there, CARRIER_PATHS.wayBack(hubId, one.vaultId)))
      const signed = expectOk(parseWayBack(bytes))
      const expected: Parameters<typeof verifyWayBack>[1] = {
        hubId,
        hubKeyHex,
        vaultId: one.vaultId,
        knownTree,
        lastMessage: null,
        nowMs: Date.now(),
      }
      const wayBack: WayBack = expectOk(verifyWayBack(signed, expected, verifyDocument))
      expect(wayBack.receipts[0]?.document.headHex).toBe(one.events.at(-1)?.hashHex)
      expect(wayBack.tree.treeSize).toBeGreaterThan(knownTree?.treeSize ?? 0)
      knownTree = wayBack.tree
    }
  })

  it('names a fork and a ledger that went back', async () => {
    const there = await newStick()
    other.hub = one.hub
    other.madeAtMs = one.madeAtMs
    await other.pack(there, { signer: one.signer, manifest: { deviceId: one.deviceId } })
    expect((await take(hub, there)).packages[0]?.code).toBe('sync/ledger-forked')
    const later = await newStick()
    await one.pack(later, { to: 5 })
    // By its clock alone no station is accused: the package holds, and headquarters is told.
    expect((await take(hub, later)).packages[0]).toMatchObject({
      outcome: 'accepted',
      code: 'hub/station-behind',
    })
    await one.pack(later, { to: 5, manifest: { madeAtMs: one.madeAtMs - 60_000 } })
    expect((await take(hub, later)).packages.map(({ code }) => code).sort()).toContain(null)
    expect((await held())?.headHex).toBe(one.events.at(-1)?.hashHex)
  })

  it('spends a code once, answers the same request again, and refuses the device it replaced', async () => {
    const there = await newStick()
    const code = expectOk(await makeCode(hub.session, 'ប៉ៃលិន', null))
    const stolen = one.signer
    const requestId = 'cd'.repeat(16) as never
    one.signer = other.signer
    await one.ask(there, code.typed, { requestId })
    expect((await take(hub, there)).requests[0]?.failure).toBeNull()
    expect((await take(hub, there)).requests[0]?.failure).toBeNull()
    await one.ask(there, code.typed)
    expect((await take(hub, there)).requests[0]?.failure?.code).toBe('sync/code-spent')
    await rm(there, { recursive: true })
    await one.pack(there, { from: 1, signer: stolen })
    expect((await take(hub, there)).packages[0]?.code).toBe('sync/device-revoked')
    const good = await newStick()
    await one.pack(good, { from: 1 })
    expect((await take(hub, good)).packages[0]?.outcome).toBe('accepted')
    expectOk(await revoke(hub.session, one.vaultId, 'devices', 'stolen'))
    const after = await newStick()
    await one.pack(after, { from: 2 })
    expect((await take(hub, after)).packages[0]?.code).toBe('sync/device-revoked')
    one.signer = stolen
  })
})
