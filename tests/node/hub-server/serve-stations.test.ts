import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { connect } from 'node:tls'
import { beforeAll, describe, expect, it } from 'vitest'
import { revoke } from '#app/hub/hub-codes.ts'
import { sayToStations } from '#app/hub/say-to-stations.ts'
import { NETWORK_LIMITS } from '#core/network/network-limits.ts'
import { NETWORK_PATHS } from '#core/network/network-paths.ts'
import { writeOpening } from '#core/network/opening.ts'
import { parseWayBack, verifyWayBack } from '#core/packages/way-back.ts'
import type { OpenHub } from '#hub/open-hub.ts'
import type { ServedHub } from '#hub/serve-hub.ts'
import { sha256Hex } from '#node/crypto/primitives.ts'
import { documentSignerFrom, openWithIdentity, verifyDocument } from '#node/crypto/sync-keys.ts'
import { makeHub } from '../../support/hub-room.ts'
import type { HubStation } from '../../support/hub-station.ts'
import { makeFolder, whenFileEnds } from '../../support/make-vault.ts'
import {
  arrivalIn,
  type NetworkPackage,
  type NetworkStation,
  packageOf,
} from '../../support/network-station.ts'
import { expectOk } from '../../support/results.ts'
import { enrolOver, makeStations, serve } from './server-room.ts'

const atEnd = whenFileEnds()

let large: HubStation
let small: HubStation
let hub: OpenHub
let served: ServedHub & { readonly lines: string[] }
let net: NetworkStation
let smallNet: NetworkStation
beforeAll(async () => {
  ;({ large, small } = await makeStations(atEnd))
  ;({ hub } = await makeHub(atEnd))
  served = await serve(hub, atEnd, { watchPort: 0 })
  net = await enrolOver(hub, served.port, large, atEnd)
  smallNet = await enrolOver(hub, served.port, small, atEnd)
}, 120_000)

const pack = async (station: HubStation, otherwise: Parameters<HubStation['pack']>[1] = {}) =>
  await packageOf((await station.pack(await makeFolder(atEnd), otherwise)).folder)
const onDisk = async () => [
  ...(await readdir(hub.incoming)),
  ...(await readdir(hub.arriving, { recursive: true }).catch(() => [])),
]
const changed = (bytes: Uint8Array) => Buffer.from(bytes).fill(0x55, 9, 12)

describe('a hub on a network', () => {
  it('shows the key that stations pinned when they enrolled', async () => {
    const key = await new Promise<Buffer>((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port: served.port, rejectUnauthorized: false }, () => {
        expect(socket.getProtocol()).toBe('TLSv1.3')
        resolve(socket.getPeerX509Certificate()?.publicKey.export({ type: 'spki', format: 'der' }) as Buffer)
        socket.destroy()
      })
      socket.on('error', reject)
    })
    expect(sha256Hex(key)).toBe(hub.session.identity.tlsPinHex)
  })

  it('takes no request that is not signed by a device of its own, and leaves nothing of it on disk', async () => {
    const { packageId, manifest, stream } = await pack(small)
    const body = writeOpening({ manifest, stream })
    const path = NETWORK_PATHS.packages
    const own = { body } as const
    const years = 10 * 365 * 86_400_000
    const stranger = documentSignerFrom(randomBytes(32))
    const cases = [
      ['no signature', 401, 'network/not-signed', { afterwards: () => ({}) }],
      [
        'a nonce too short',
        401,
        'network/not-signed',
        { afterwards: swap('signature-input', /nonce="../, 'nonce="') },
      ],
      ['a header taken out', 401, 'network/not-signed', { afterwards: drop('content-digest') }],
      ['another digest', 401, 'network/signature-wrong', { afterwards: swap('content-digest', /:./, ':A') }],
      [
        'another time',
        401,
        'network/signature-wrong',
        { afterwards: swap('signature-input', /created=1/, 'created=2') },
      ],
      ['a stranger’s key', 403, 'sync/device-unknown', { signer: stranger }],
      ['another hub', 403, 'sync/for-another-hub', { hubId: 'ab'.repeat(16) as never }],
      ['a clock ten years behind', 401, 'network/clock-differs', { createdAtMs: Date.now() - years }],
      ['a clock ten years ahead', 401, 'network/clock-differs', { createdAtMs: Date.now() + years }],
    ] as const
    for (const [what, status, code, otherwise] of cases) {
      const answer = await smallNet.ask('POST', path, { ...own, ...otherwise })
      expect([what, answer.status, answer.code]).toEqual([what, status, code])
    }
    const clock = await smallNet.ask('GET', NETWORK_PATHS.wayBack, { createdAtMs: Date.now() - years })
    const { facts } = JSON.parse(clock.body.toString()) as {
      facts: { hubTimeMs: number; stationTimeMs: number }
    }
    expect(Math.round((facts.hubTimeMs - facts.stationTimeMs) / years)).toBe(1)
    const foreign = await net.ask('POST', path, own)
    expect([foreign.status, foreign.code]).toEqual([403, 'sync/for-another-station'])
    expect((await net.ask('GET', NETWORK_PATHS.package(packageId))).code).toBe('network/no-such-package')
    expect(await onDisk()).toEqual([])
  })

  it('takes a small package in with one request, with its receipt in the answer, once', async () => {
    const own = await pack(small, { withObjects: true })
    const arrival = arrivalIn(await smallNet.open(own))
    expect([arrival.state, arrival.code]).toEqual(['accepted', null])
    const wayBack = expectOk(parseWayBack(arrival.wayBack as Uint8Array))
    const { hubId, hubKeyHex } = hub.session.identity
    const expectation = {
      hubId,
      hubKeyHex,
      vaultId: small.vaultId,
      knownTree: null,
      lastMessage: null,
      nowMs: Date.now(),
    }
    const { receipts } = expectOk(verifyWayBack(wayBack, expectation, verifyDocument))
    expect(receipts.map(({ document }) => document.packageId)).toEqual([own.packageId])
    const leaves = async () => expectOk(await hub.session.store.read((reads) => reads.treeSize()))
    const before = await leaves()
    expect(arrivalIn(await smallNet.open(own)).state).toBe('accepted')
    const body = writeOpening(own)
    const headers = {
      ...smallNet.sign('POST', NETWORK_PATHS.packages, { body }),
      'content-length': body.length,
    }
    // The very same request, signature and nonce included.
    for (const _ of ['once', 'again'])
      expect((await smallNet.send('POST', NETWORK_PATHS.packages, headers, body)).status).toBe(200)
    expect(await leaves()).toBe(before)
    expect(await onDisk()).toEqual([])
  })

  it('answers the way back again only when there is something new in it', async () => {
    const first = await smallNet.ask('GET', NETWORK_PATHS.wayBack)
    const etag = String(first.headers.etag)
    expect(first.status).toBe(200)
    const again = await smallNet.ask('GET', NETWORK_PATHS.wayBack, { headers: { 'if-none-match': etag } })
    expect([again.status, again.body.length]).toEqual([304, 0])
    const short = await smallNet.ask('GET', NETWORK_PATHS.wayBack, {
      afterwards: (headers) => ({ ...headers, 'accept-encoding': 'gzip' }),
    })
    expect(short.headers['content-encoding']).toBe('gzip')
    expect(expectOk(parseWayBack(short.body)).document.vaultId).toBe(small.vaultId)
    const said = { kind: 'notice', title: 'ថ្មី', text: 'អាន', from: 'HQ' } as const
    expectOk(await sayToStations(hub.session, { station: small.vaultId }, said))
    const told = await smallNet.ask('GET', NETWORK_PATHS.wayBack, { headers: { 'if-none-match': etag } })
    const [message] = expectOk(parseWayBack(told.body)).document.messages
    const sealed = Buffer.from(message?.document.sealedHex ?? '', 'hex')
    const opened = await openWithIdentity(small.identity, sealed)
    expect(JSON.parse(Buffer.from(opened ?? []).toString())).toEqual(said)
  })

  it('puts pieces together in any order, goes on at any byte after a cut, and takes only what was signed', async () => {
    const own = await pack(large, { withObjects: true })
    const pieces = Math.ceil(own.stream.length / NETWORK_LIMITS.pieceBytes)
    expect(pieces).toBeGreaterThan(4)
    expect(arrivalIn(await net.open(own, NETWORK_LIMITS.pieceBytes)).missing).toEqual([[1, pieces - 1]])
    expect((await net.put(own, pieces - 1)).status).toBe(204)
    await expect(net.put(own, 2, { cutAfter: 70_001 })).rejects.toThrow(/hang up|reset/)
    const [number, held] = await untilPartial(net, own)
    expect(number).toBe(2)
    expect(held).toBeGreaterThan(0)
    expect(held).toBeLessThanOrEqual(70_001)
    const ahead = await net.put(own, 3, { offset: 5 })
    expect([ahead.status, ahead.code]).toEqual([409, 'network/offset-differs'])
    expect((await net.put(own, 2, { offset: held })).status).toBe(204)
    const wrong = changed(own.stream.subarray(0, NETWORK_LIMITS.pieceBytes))
    expect((await net.put(own, 3, { bytes: wrong.subarray(0, 100) })).code).toBe('network/request-malformed')
    expect((await net.put(own, pieces)).status).toBe(400)
    expect(arrivalIn(await net.end(own)).state).toBe('arriving')
    for (const [first, last] of (await net.arrival(own)).missing)
      for (let each = first; each <= last; each += 1) expect((await net.put(own, each)).status).toBe(204)
    expect((await net.put(own, 1)).status).toBe(204)
    expect((await net.arrival(own)).missing).toEqual([])
    const done = arrivalIn(await net.end(own))
    expect([done.state, done.code]).toEqual(['accepted', null])
    expect(arrivalIn(await net.end(own)).state).toBe('accepted')
    expect(await onDisk()).toEqual([large.vaultId])
  })

  it('forgets a piece whose bytes are not those that were signed', async () => {
    const own = await pack(large, { withObjects: true })
    arrivalIn(await net.open(own, 0))
    const piece = own.stream.subarray(0, NETWORK_LIMITS.pieceBytes)
    const path = NETWORK_PATHS.piece(own.packageId, 0)
    const headers = net.sign('PUT', path, { body: piece, headers: { 'upload-offset': '0' } })
    const lied = await net.send('PUT', path, { ...headers, 'content-length': piece.length }, changed(piece))
    expect([lied.status, lied.code]).toEqual([400, 'network/digest-differs'])
    const { missing, partial } = await net.arrival(own)
    expect([missing[0]?.[0], partial]).toEqual([0, []])
    expect((await net.put(own, 0)).status).toBe(204)
  })

  it('keeps what a device sends and does not hold in quarantine, and says why on the way back', async () => {
    const bad = await pack(small, {
      from: 3,
      manifest: { from: { seq: 3, headHex: '11'.repeat(32) as never } },
    })
    const { state, code, wayBack } = arrivalIn(await smallNet.open(bad))
    expect([state, code]).toEqual(['quarantined', 'sync/ledger-forked'])
    const { refusals } = expectOk(parseWayBack(wayBack as Uint8Array)).document
    expect(refusals.map(({ packageId }) => packageId)).toContain(bad.packageId)
  })

  it('refuses requests that are none of this page, by name', async () => {
    const ids = 'ab'.repeat(16)
    const cases = [
      ['GET', '/', 404],
      ['GET', '/v1/packages/../../etc/passwd', 404],
      ['GET', `/v1/packages/${ids}%2f..`, 404],
      ['PUT', `/v1/packages/${ids}/pieces/..`, 404],
      ['PUT', `/v1/packages/${ids}/pieces/01`, 404],
      ['DELETE', `/v1/packages/${ids}`, 404],
      ['GET', `/v1/packages/${ids.toUpperCase()}`, 404],
      ['GET', '/v1/way-back?x=1', 404],
      ['GET', '/health', 200],
    ] as const
    for (const [method, path, status] of cases)
      expect([path, (await net.ask(method, path)).status]).toEqual([path, status])
    const chunked = await net.send(
      'POST',
      '/v1/packages',
      { 'transfer-encoding': 'chunked' },
      Buffer.from('x'),
    )
    expect(chunked.code).toBe('network/request-malformed')
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`x-${at}`, '1']))
    expect((await net.send('GET', '/health', many)).code).toBe('network/request-malformed')
    const bomb = await net.send('GET', '/health', { 'x-bomb': 'x'.repeat(9000) })
    expect(bomb.code).toBe('network/request-malformed')
    const path = NETWORK_PATHS.piece(ids as never, 0)
    const body = new Uint8Array(NETWORK_LIMITS.pieceBytes + 1)
    const oversize = await net.ask('PUT', path, { body, headers: { 'upload-offset': '0' } })
    expect(oversize.code).toBe('network/too-large')
    const huge = net.sign('POST', NETWORK_PATHS.packages, { body: new Uint8Array(1) })
    const opened = await net
      .send('POST', NETWORK_PATHS.packages, { ...huge, 'content-length': 99_999_999 }, new Uint8Array(1), 1)
      .catch(() => null)
    expect(opened?.code ?? 'network/too-large').toBe('network/too-large')
  })

  it('lets no station take more room than its share, while others go on', async () => {
    const answers: (string | null)[] = []
    for (let count = 0; count < NETWORK_LIMITS.arrivingPackages; count += 1)
      answers.push((await net.open(await pack(large, { withObjects: true }), 0)).code)
    expect(answers.filter((code) => code === null).length).toBe(NETWORK_LIMITS.arrivingPackages - 1)
    expect(answers.at(-1)).toBe('network/too-many')
    expect(arrivalIn(await smallNet.open(await pack(small))).state).not.toBe('arriving')
  })

  it('writes no name and nothing of a case into its log, and shows numbers to this machine', async () => {
    const text = served.lines.join('')
    expect(text).toContain('"event":"request"')
    expect(text).not.toContain('ប៉ៃលិន')
    expect(text).not.toContain(small.vaultId)
    const page = await (await fetch(`http://127.0.0.1:${served.watchPort}/metrics`)).text()
    expect(page).toMatch(/samnum_requests_total\{target="opening",status="200"\} [1-9]/)
    expect(page).toMatch(/samnum_packages_total\{outcome="accepted"\} [1-9]/)
    expect(page).toMatch(/samnum_refusals_total\{code="network\/not-signed"\} [1-9]/)
  })

  it('refuses a device from the moment it is revoked, and says so to nobody but the device', async () => {
    expectOk(await revoke(hub.session, small.vaultId, 'devices', 'stolen'))
    expect((await smallNet.ask('GET', NETWORK_PATHS.wayBack)).code).toBe('sync/device-revoked')
    const forged = await smallNet.ask('GET', NETWORK_PATHS.wayBack, {
      afterwards: swap('signature', /:..../, ':AAAA'),
    })
    expect(forged.code).toBe('network/signature-wrong')
    expect((await net.ask('GET', NETWORK_PATHS.wayBack)).status).toBe(200)
  })
})

function swap(name: string, what: RegExp, by: string) {
  return (headers: Record<string, string>) => ({
    ...headers,
    [name]: (headers[name] ?? '').replace(what, by),
  })
}

function drop(name: string) {
  return (headers: Record<string, string>) =>
    Object.fromEntries(Object.entries(headers).filter(([each]) => each !== name))
}

/** What is on the hub's disk of a piece that was cut, once the hub noticed it. */
async function untilPartial(net: NetworkStation, own: NetworkPackage): Promise<readonly [number, number]> {
  for (;;) {
    const partial = (await net.arrival(own)).partial[0]
    if (partial !== undefined) return partial as [number, number]
  }
}
