import { setImmediate } from 'node:timers/promises'
import type { COMMON_FAILURES } from '#contract/define.ts'
import { CANCELLED, type CallContext } from '#contract/dispatcher.ts'
import type { Failure } from '#contract/failures.ts'
import { OPERATIONS, type ParsedInputOf } from '#contract/operations.ts'
import type { SearchHitLine } from '#contract/search-operations.ts'
import type { VaultId } from '#core/ids.ts'
import type { Result } from '#core/result.ts'
import { fail, succeed } from '#core/result.ts'
import type { ReadingRoom } from '#node/hub-reading/reading-room.ts'
import type { StationReadingFailure } from '#node/hub-reading/station-reading.ts'

/** Something that was found in a case that a station shared. */
export type StationHit = SearchHitLine & { readonly vaultId: VaultId; readonly station: string }

/** What was found at headquarters, the newest first, and whether there is more. */
export type StationHits = { readonly hits: readonly StationHit[]; readonly isMore: boolean }

/** A station to be searched, with the name that is shown. */
export type SearchedStation = { readonly vaultId: VaultId; readonly station: string }

/** Why a search over stations ended. */
export type StationSearchFailure = StationReadingFailure | Failure<(typeof COMMON_FAILURES)[number]>

/**
 * Searches shared cases station after station, as each would be searched there. A station that nothing came of yet has nothing to be
 * found; one that cannot be read ends the search, because what is left out would look like what is not there.
 */
export async function searchStations(
  room: ReadingRoom,
  stations: readonly SearchedStation[],
  order: ParsedInputOf<'search.find'>,
  context: CallContext,
): Promise<Result<StationHits, StationSearchFailure> | typeof CANCELLED> {
  const hits: StationHit[] = []
  let isMore = false
  for (const { vaultId, station } of stations) {
    const handlers = await room.handlersFor(vaultId)
    if (!handlers.ok && handlers.failure.code === 'hub/no-such-station') continue
    if (!handlers.ok) return handlers
    for (let isWaiting = true; isWaiting; ) {
      await setImmediate()
      if (context.signal.aborted) return CANCELLED
      const found = await handlers.value['search.find'](order, context)
      if (found === CANCELLED) return CANCELLED
      if (!found.ok) return fail(found.failure)
      // What waits is found by parts until the index of words has it.
      isWaiting = found.value.waiting > 0
      if (isWaiting) continue
      isMore ||= found.value.isMore
      // What leaves is what the contract promises, here as at a station.
      for (const hit of OPERATIONS['search.find'].output.parse(found.value).hits)
        hits.push({ ...hit, vaultId, station })
    }
  }
  hits.sort((one, other) => other.atMs - one.atMs)
  return succeed({ hits: hits.slice(0, order.limit), isMore: isMore || hits.length > order.limit })
}
