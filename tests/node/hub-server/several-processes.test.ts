import { beforeAll, describe, expect, it } from 'vitest'
import { openHub } from '#hub/open-hub.ts'
import { HUB_PASSPHRASE, makeHub } from '../../support/hub-room.ts'
import type { HubStation } from '../../support/hub-station.ts'
import { type PostgresServer, startPostgres } from '../../support/hub-store-places.ts'
import { makeFolder, whenFileEnds } from '../../support/make-vault.ts'
import { arrivalIn, NetworkStation, packageOf } from '../../support/network-station.ts'
import { expectOk } from '../../support/results.ts'
import { enrolOver, makeStations, serve } from './server-room.ts'

const atEnd = whenFileEnds()
const postgres: PostgresServer | string = await startPostgres()
if (typeof postgres === 'string') console.warn(`without PostgreSQL: ${postgres}`)
else atEnd(() => postgres.stop())

let large: HubStation
beforeAll(async () => {
  ;({ large } = await makeStations(atEnd))
}, 120_000)

describe.skipIf(typeof postgres === 'string')('several processes over one PostgreSQL', () => {
  it('share what arrives, and take a package in once', async () => {
    const url = (postgres as PostgresServer).url('postgres')
    const { hub, folder } = await makeHub(atEnd, url)
    const second = expectOk(await openHub(folder, HUB_PASSPHRASE, url))
    atEnd(() => second.close())
    const [one, two] = [await serve(hub, atEnd), await serve(second, atEnd)]
    const first = await enrolOver(hub, one.port, large, atEnd)
    const other = new NetworkStation(two.port, hub.session.identity.hubId, large.signer)
    atEnd(async () => other.close())
    const { folder: bag } = await large.pack(await makeFolder(atEnd), { withObjects: true })
    const own = await packageOf(bag)
    const last = arrivalIn(await first.open(own, 0)).missing[0]?.[1] ?? 0
    for (let number = 0; number <= last; number += 1)
      expect((await (number % 2 === 0 ? first : other).put(own, number)).status).toBe(204)
    const ended = await Promise.all([first.end(own), other.end(own)])
    expect(ended.map((answer) => arrivalIn(answer).state)).toEqual(['accepted', 'accepted'])
    expect(expectOk(await hub.session.store.read((reads) => reads.treeSize()))).toBe(1)
  }, 60_000)
})
