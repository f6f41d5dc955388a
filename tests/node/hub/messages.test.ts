import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeCode, revoke } from '#app/hub/hub-codes.ts'
import { listMessages } from '#app/hub/list-messages.ts'
import { listStations } from '#app/hub/list-stations.ts'
import { sayAboutCase, sayToStations } from '#app/hub/say-to-stations.ts'
import { wayBackTag } from '#app/hub/write-way-back.ts'
import { proveHub } from '#hub/backup-hub.ts'
import type { OpenHub } from '#hub/open-hub.ts'
import { takeStick } from '#hub/take-stick.ts'
import { makeHub, take } from '../../support/hub-room.ts'
import { type PostgresServer, startPostgres } from '../../support/hub-store-places.ts'
import { makeFolder, whenFileEnds } from '../../support/make-vault.ts'
import { RealStation } from '../../support/real-station.ts'
import { expectOk } from '../../support/results.ts'

const atEnd = whenFileEnds()
const postgres: PostgresServer | string = await startPostgres()
if (typeof postgres === 'string') console.warn(`without PostgreSQL: ${postgres}`)
else atEnd(() => postgres.stop())

const PLACES = [
  ['the embedded store', null] as const,
  ...(typeof postgres === 'string' ? [] : [['PostgreSQL', postgres.url('postgres')] as const]),
]

const TASK = { kind: 'tasking', title: 'ពិនិត្យគណនី', text: 'សូមពិនិត្យ', from: 'HQ' } as const
const COMMENT = { kind: 'comment', text: 'CANARY of headquarters', from: 'HQ' } as const

describe.each(PLACES)('what a hub on %s says to stations', (_name, url) => {
  let hub: OpenHub
  let one: RealStation
  let other: RealStation
  let shared: string
  let kept: string
  beforeAll(async () => {
    ;({ hub } = await makeHub(atEnd, url))
    one = await RealStation.enrol(hub, 'ប៉ៃលិន', atEnd)
    other = await RealStation.enrol(hub, 'បាត់ដំបង', atEnd)
    shared = await one.openCase('shared')
    kept = await one.openCase('kept', false)
    await one.exchange()
    await other.openCase('other')
    await other.exchange()
  }, 120_000)

  const listed = async () => expectOk(await listMessages(hub.session, null))
  const again = async (station: RealStation) => {
    await station.openCase('more', false)
    return await station.exchange()
  }

  it('reaches the station once, whoever says it how often, and is known to be taken after its next package', async () => {
    const { session } = hub
    const before = expectOk(await wayBackTag(session, one.vaultId))
    const said = expectOk(await sayToStations(session, { station: 'ប៉ៃលិន' }, TASK))
    expect(said).toMatchObject([{ vaultId: one.vaultId, number: 1, isNew: true }])
    expect(expectOk(await wayBackTag(session, one.vaultId))).not.toBe(before)
    expect(expectOk(await sayToStations(session, { station: one.vaultId }, TASK))).toMatchObject([
      { number: 1, isNew: false },
    ])
    expect(await again(one)).toMatchObject({ messages: 1 })
    expect(await one.messages()).toMatchObject([{ number: 1, ...TASK }])
    expect(await other.messages()).toEqual([])
    expect(await listed()).toMatchObject([{ number: 1, takenAtMs: null }])
    expect(await again(one)).toMatchObject({ messages: 0 })
    expect(await listed()).toMatchObject([{ number: 1, title: TASK.title, takenAtMs: expect.any(Number) }])
  }, 60_000)

  it('is about a shared case, sealed for whoever holds it, and goes on from what was taken', async () => {
    const { session } = hub
    expectOk(await sayAboutCase(session, one.vaultId, shared, COMMENT))
    expect(expectOk(await sayAboutCase(session, one.vaultId, shared, COMMENT))[0]?.isNew).toBe(false)
    expect(await sayAboutCase(session, one.vaultId, kept, COMMENT)).toMatchObject({
      failure: { code: 'hub/case-not-shared' },
    })
    expect(await sayAboutCase(session, one.vaultId, '1999-0001', COMMENT)).toMatchObject({
      failure: { code: 'hub/no-such-case' },
    })
    expect(await again(one)).toMatchObject({ messages: 1 })
    expect((await one.messages())[0]).toMatchObject({ number: 2, ...COMMENT, caseNumber: shared })
    expect((await listed())[1]).toMatchObject({ kind: 'comment', text: COMMENT.text })
    // Whoever has the store alone reads nothing of it, and neither does the hub without the case's key.
    const stored = expectOk(await session.store.read((reads) => reads.hubEvents(0, 10_000)))
    expect(stored.some(({ bytes }) => Buffer.from(bytes).includes('CANARY'))).toBe(false)
  }, 60_000)

  it('goes to all stations but those that were revoked, which are refused by name', async () => {
    const { session } = hub
    const notice = { kind: 'notice', title: 'ច្បាប់ថ្មី', text: 'សូមអាន', from: 'HQ' } as const
    expect(expectOk(await sayToStations(session, 'all', notice)).map(({ number }) => number)).toEqual([3, 1])
    expectOk(await revoke(session, other.vaultId, 'devices', 'stolen'))
    const more = { ...notice, title: 'more' }
    expect(expectOk(await sayToStations(session, 'all', more)).map(({ vaultId }) => vaultId)).toEqual([
      one.vaultId,
    ])
    for (const [station, code] of [
      [other.vaultId, 'hub/station-revoked'],
      ['nowhere', 'hub/no-such-station'],
    ] as const)
      expect(await sayToStations(session, { station }, notice)).toMatchObject({ failure: { code } })
    for (const wrong of [{ title: '' }, { title: 'x'.repeat(501) }, { text: 'x'.repeat(1_000_001) }])
      expect(await sayToStations(session, 'all', { ...notice, ...wrong })).toMatchObject({
        failure: { code: 'hub/message-malformed' },
      })
    expect((await listed()).length).toBe(5)
    expect(expectOk(await proveHub(hub)).findings).toEqual([])
  }, 60_000)

  it('begins anew with a station that enrols again, and says once more what it had not taken', async () => {
    await one.desk.ask('sync.unpin', { reason: 'stolen' })
    await one.enrolAs('ប៉ៃលិន')
    await take(hub, one.stick)
    await one.fetch()
    const titles = (await one.messages()).map(({ number, title }) => [number, title])
    expect(titles).toEqual([
      [3, 'more'],
      [2, 'ច្បាប់ថ្មី'],
      // It was taken, but the station ended before it said so.
      [1, ''],
    ])
    const ofOne = (await listed()).filter(({ vaultId }) => vaultId === one.vaultId)
    expect(ofOne.map(({ number }) => number)).toEqual([1, 1, 2, 3])
    await one.openCase('after', false)
    await one.exchange()
    await again(one)
    const last = (await listed()).filter(({ vaultId }) => vaultId === one.vaultId)
    expect(last.every(({ takenAtMs }) => takenAtMs !== null)).toBe(true)
  }, 60_000)

  it('stays with the station whose it is when somebody asks in its place with a code of another', async () => {
    const { session } = hub
    const codeFor = async (name: string) => expectOk(await makeCode(session, name, null)).typed
    const ask = async (code: string) => {
      const carrierId = await one.desk.engine.offerFolder(one.stick)
      await one.desk.ask('sync.ask', { code, station: 'ប៉ៃលិន', carrierId })
      return (await take(hub, one.stick)).requests
    }
    await one.desk.ask('sync.unpin', { reason: 'lost' })
    const before = await listStations(session)
    expect(await ask(await codeFor('បាត់ដំបង'))).toMatchObject([
      { failure: { code: 'hub/enrolled-as-another' } },
    ])
    expect(await listStations(session)).toEqual(before)
    const requests = await ask(await codeFor('ប៉ៃលិន'))
    expect(requests).toMatchObject([{ station: 'ប៉ៃលិន', failure: null }])
    await one.fetch()
  }, 60_000)

  it('reaches a station that sent nothing, by a stick that is made out to it, and again by that stick as long as it goes about', async () => {
    const { session } = hub
    const notice = { kind: 'notice', title: 'first', text: 'សូមអាន', from: 'HQ' } as const
    const stick = await makeFolder(atEnd)
    expectOk(await sayToStations(session, 'all', notice))
    expect((await take(hub, stick)).waysBack).toEqual([])
    for (const [station, code] of [
      [other.vaultId, 'hub/station-revoked'],
      ['nowhere', 'hub/no-such-station'],
    ] as const) {
      const to = [{ station: one.vaultId }, { station }]
      expect(await takeStick(hub, stick, { hold: false, urls: [], to })).toMatchObject({ failure: { code } })
    }
    expect(await readdir(stick)).toEqual([])
    expect((await take(hub, stick, { to: [{ station: one.vaultId }, 'all'] })).waysBack).toEqual([
      one.vaultId,
    ])
    expect(await one.fetch(stick)).toMatchObject({ messages: 1 })

    expectOk(await sayToStations(session, 'all', { ...notice, title: 'second' }))
    expect((await take(hub, stick)).waysBack).toEqual([one.vaultId])
    expect(await one.fetch(stick)).toMatchObject({ messages: 1 })
    // A folder that somebody else made is nobody's.
    const { hubId } = session.identity
    await mkdir(join(stick, 'samnum', 'from-hub', hubId, 'ab'.repeat(16)))
    expect((await take(hub, stick)).waysBack).toEqual([one.vaultId])
  }, 60_000)
})
