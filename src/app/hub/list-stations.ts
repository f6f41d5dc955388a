import { type EnrolledStation, isStationRevoked } from '#core/hub/hub-state.ts'
import { type Result, succeed } from '#core/result.ts'
import type { HeldHead, HubStoreFailure } from '../ports/hub-store.ts'
import type { HubLedgerFailure } from './hub-ledger.ts'
import type { HubSession } from './hub-session.ts'

/** Most packages that are looked through for those that wait. */
const MOST_PACKAGES = 10_000

/** A station with what the hub holds of it and what waits on either side. */
export type ListedStation = {
  readonly enrolled: EnrolledStation
  /** `null` before its first package. */
  readonly head: HeldHead | null
  /** Two digits of the gazetteer. */
  readonly province: string | null
  readonly packagesOpen: number
  readonly messagesOpen: number
  readonly isRevoked: boolean
}

/** Lists every station that enrolled. */
export async function listStations(
  hub: Pick<HubSession, 'store' | 'ledger'>,
): Promise<Result<readonly ListedStation[], HubStoreFailure | HubLedgerFailure>> {
  const read = await hub.store.read(async (reads) => ({
    state: await hub.ledger.catchUp(reads),
    heads: await reads.heads(),
    open: [
      ...(await reads.packages({ state: 'waiting' }, MOST_PACKAGES)),
      ...(await reads.packages({ state: 'quarantined' }, MOST_PACKAGES)),
    ],
  }))
  if (!read.ok) return read
  const { state, heads, open } = read.value
  if (!state.ok) return state
  return succeed(
    [...state.value.stations.values()].map((enrolled) => ({
      enrolled,
      head: heads.find(({ vaultId }) => vaultId === enrolled.vaultId) ?? null,
      province: state.value.provinces.get(enrolled.vaultId) ?? null,
      packagesOpen: open.filter(({ vaultId }) => vaultId === enrolled.vaultId).length,
      messagesOpen: enrolled.messages.filter(({ takenAtMs }) => takenAtMs === null).length,
      isRevoked: isStationRevoked(enrolled),
    })),
  )
}
