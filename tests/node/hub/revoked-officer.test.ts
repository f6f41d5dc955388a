import { expect, test } from 'vitest'
import { revoke } from '#app/hub/hub-codes.ts'
import { makeHub } from '../../support/hub-room.ts'
import { whenFileEnds } from '../../support/make-vault.ts'
import { RealStation } from '../../support/real-station.ts'
import { expectOk } from '../../support/results.ts'

const atEnd = whenFileEnds()

test('what an officer signs whose key headquarters revoked is kept, and headquarters is told of it', async () => {
  const { hub } = await makeHub(atEnd, null)
  const station = await RealStation.enrol(hub, 'ប៉ៃលិន', atEnd)
  const other = await RealStation.enrol(hub, 'បាត់ដំបង', atEnd)
  const notes = async ({ vaultId }: RealStation) => {
    const packages = expectOk(await hub.session.store.read((reads) => reads.packages({ vaultId }, 10)))
    return packages.map(({ state, reason }) => [state, reason])
  }
  for (const one of [station, other]) {
    await one.openCase('before')
    await one.exchange()
  }
  const state = expectOk(expectOk(await hub.session.store.read((reads) => hub.session.ledger.catchUp(reads))))
  const officer = state.stations
    .get(station.vaultId)
    ?.certificates.map(({ signed: { document } }) => document)
    .find((document) => document.subject === 'officer')
  if (officer?.subject !== 'officer') throw new Error('no officer was certified')
  expectOk(await revoke(hub.session, station.vaultId, { keyId: officer.keyId }, 'left-service'))
  expect(await notes(station)).toEqual([['accepted', null]])
  for (const one of [station, other]) {
    await one.openCase('after')
    await one.exchange()
  }
  expect(await notes(station)).toContainEqual(['accepted', 'hub/officer-revoked'])
  expect(await notes(other)).toEqual([
    ['accepted', null],
    ['accepted', null],
  ])
  expect((await station.desk.ask('vault.verify', {})).findings).toEqual([])
})
