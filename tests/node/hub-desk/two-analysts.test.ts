import { beforeAll, describe, expect, it } from 'vitest'
import { acceptAsSeen, quarantineAsSeen } from '#app/desk/decide-on-package.ts'
import type { HubSession } from '#app/hub/hub-session.ts'
import type { OpenHub } from '#hub/open-hub.ts'
import { enrol, makeForkedVaults, makeHub, take } from '../../support/hub-room.ts'
import type { HubStation, Otherwise } from '../../support/hub-station.ts'
import { type PostgresServer, startPostgres } from '../../support/hub-store-places.ts'
import { makeFolder, whenFileEnds } from '../../support/make-vault.ts'
import { expectOk } from '../../support/results.ts'

const atEnd = whenFileEnds()
const postgres: PostgresServer | string = await startPostgres()
if (typeof postgres === 'string') console.warn(`without PostgreSQL: ${postgres}`)
else atEnd(() => postgres.stop())

const PLACES = [
  ['the embedded store', null] as const,
  ...(typeof postgres === 'string' ? [] : [['PostgreSQL', postgres.url('postgres')] as const]),
]

let station: HubStation
beforeAll(async () => {
  ;({ one: station } = await makeForkedVaults(atEnd))
}, 120_000)

describe.each(PLACES)('two who decide on one package at once, on %s', (_name, url) => {
  let hub: OpenHub
  let session: HubSession
  beforeAll(async () => {
    ;({ hub } = await makeHub(atEnd, url))
    await enrol(hub, station, await makeFolder(atEnd))
    // No two decisions in one millisecond, however fast the machine is.
    let last = Date.now() + 60_000
    session = { ...hub.session, clock: { ...hub.session.clock, nowMs: () => (last += 1) } }
  }, 60_000)

  const accept = 'accept'
  const keep = 'quarantine'
  const notWhole: Otherwise = { events: (events) => events.toSpliced(3, 1) }
  const CASES = [
    // First, because nothing is looked for in events that the hub holds already.
    ['both accept one that does not hold', notWhole, accept, accept],
    ['one accepts one that does not hold, the other puts it aside', notWhole, accept, keep],
    ['both accept one that holds', {}, accept, accept],
    ['one accepts one that holds, the other puts it aside', {}, accept, keep],
    ['both put it aside', {}, keep, keep],
  ] as const

  it.each(CASES)('%s: exactly one decision, and the other is told', async (_case, otherwise, ...wishes) => {
    const stick = await makeFolder(atEnd)
    const { packageId } = await station.pack(stick, otherwise)
    await take(hub, stick, { hold: true })
    const rowOf = async () => {
      const row = expectOk(await hub.session.store.read((reads) => reads.package(packageId)))
      if (row === null) throw new Error('the package is there')
      return row
    }
    const { state, decidedAtMs } = await rowOf()
    expect(state).toBe(otherwise === notWhole ? 'quarantined' : 'waiting')
    const seen = { state, decidedAtMs }
    const decided = await Promise.all(
      wishes.map((wish, at) =>
        wish === accept
          ? acceptAsSeen(session, packageId, seen)
          : quarantineAsSeen(session, packageId, seen, `reason ${at}`),
      ),
    )
    const done = decided.flatMap((one) => (one.ok ? [one.value] : []))
    const told = decided.flatMap((one) => (one.ok ? [] : [one.failure.code]))
    expect([done.length, told]).toEqual([1, ['hub/package-decided']])
    const { state: now, reason } = await rowOf()
    expect({ state: now, reason }).toEqual(done[0])
  })
})
