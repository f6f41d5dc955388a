import { expect, test } from 'vitest'
import { writeWayBack } from '#app/hub/write-way-back.ts'
import { makeHub } from '../../support/hub-room.ts'
import { whenFileEnds } from '../../support/make-vault.ts'
import { RealStation } from '../../support/real-station.ts'
import { expectOk } from '../../support/results.ts'

const atEnd = whenFileEnds()
/** Ways back that are lost: more than are proven for having been told. */
const LOST = 52

test('a station that lost many ways back still finds that the tree goes on from the one that it knows', async () => {
  const { hub } = await makeHub(atEnd, null)
  const station = await RealStation.enrol(hub, 'ប៉ៃលិន', atEnd)
  const other = await RealStation.enrol(hub, 'បាត់ដំបង', atEnd)
  await station.openCase('first')
  await station.exchange()
  // This package names the tree that the station keeps until the end.
  await station.openCase('second')
  await station.send()
  const told: number[] = []
  for (let at = 0; at < LOST; at += 1) {
    await other.openCase(`elsewhere ${at}`)
    await other.send()
    expectOk(await writeWayBack(hub.session, station.vaultId))
    told.push(expectOk(await hub.session.store.read((reads) => reads.treeSize())))
  }
  expect(new Set(told).size).toBe(LOST)
  await station.openCase('third')
  await station.send()
  expect(await station.fetch()).toMatchObject({ held: { seq: expect.any(Number) } })
  const { receipts } = await station.desk.ask('sync.receipts', {})
  expect(receipts.map(({ verdict }) => verdict)).toEqual(receipts.map(() => 'true'))
}, 600_000)
