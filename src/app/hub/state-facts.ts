import type { HubSaid } from '#core/hub/hub-event.ts'
import type { HubState } from '#core/hub/hub-state.ts'
import { type Result, succeed } from '#core/result.ts'
import type { HubStoreFailure } from '../ports/hub-store.ts'
import type { HubLedgerFailure } from './hub-ledger.ts'
import type { HubSession } from './hub-session.ts'
import { type AddresseeFailure, findAddressees } from './say-to-stations.ts'

/** Why nothing is stated. */
export type StateFailure = HubStoreFailure | HubLedgerFailure | AddresseeFailure

/** States whom stations are to ask about matches, from here on. The same again changes nothing. */
export async function stateContact(hub: HubSession, contact: string): Promise<Result<void, StateFailure>> {
  return await stateFact(hub, (state) =>
    succeed(state.contact === contact ? null : { kind: 'contact-stated', data: { contact } }),
  )
}

/** States in which province a station is, by the two digits of the national gazetteer. The same again changes nothing. */
export async function placeStation(
  hub: HubSession,
  name: string,
  province: string,
): Promise<Result<void, StateFailure>> {
  return await stateFact(hub, (state) => {
    const found = findAddressees(state, { station: name })
    if (!found.ok) return found
    const vaultId = found.value[0]?.vaultId
    if (vaultId === undefined || state.provinces.get(vaultId) === province) return succeed(null)
    return succeed({ kind: 'station-placed', data: { vaultId, province } })
  })
}

async function stateFact(
  hub: HubSession,
  make: (state: HubState) => Result<HubSaid | null, AddresseeFailure>,
): Promise<Result<void, StateFailure>> {
  return await hub.store.change<void, StateFailure>(async (writes) => {
    const state = await hub.ledger.catchUp(writes)
    if (!state.ok) return state
    const said = make(state.value)
    if (!said.ok) return said
    if (said.value !== null) await hub.ledger.record(writes, said.value, hub.clock.nowMs())
    return succeed(undefined)
  })
}
