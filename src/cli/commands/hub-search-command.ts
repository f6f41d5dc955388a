import { CANCELLED } from '#contract/dispatcher.ts'
import type { ParsedInputOf } from '#contract/operations.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import { searchStations } from '#hub/search-stations.ts'
import type { CommandContext } from '../command-context.ts'
import type { Outcome } from '../outcome.ts'
import { SEARCH_TEXT } from '../search-text.ts'
import { alignRows } from '../text-columns.ts'
import { failed, type HubPlace, withHub } from './hub-command.ts'
import { hitCells, sayFound } from './search-command.ts'

/** `samnum hub search DIR QUERY`: over the cases that stations shared, of one station or of all. */
export async function searchHub(
  context: CommandContext,
  place: HubPlace,
  order: ParsedInputOf<'search.find'>,
  name: string | undefined,
): Promise<Outcome> {
  return await withHub(context, place, async (hub) => {
    const { store, ledger } = hub.session
    const state = await store.read((reads) => ledger.catchUp(reads))
    if (!state.ok) return failed(state.failure)
    if (!state.value.ok) return failed(state.value.failure)
    const all = [...state.value.value.stations.values()]
    const stations = all.filter(
      ({ vaultId, station }) => name === undefined || name === vaultId || name === station,
    )
    if (name !== undefined && stations.length === 0) return failed({ code: 'hub/no-such-station' })
    const room = await hub.enterReadingRoom()
    if (!room.ok) return failed(room.failure)
    try {
      const { signal } = context
      const found = await searchStations(room.value, stations, order, { signal, onProgress: () => {} })
      if (found === CANCELLED) return { kind: 'cancelled' }
      if (!found.ok) return failed(found.failure)
      const { language } = context
      const { hits, isMore } = found.value
      const rows = hits.map((hit) => [showEscaped(hit.station), ...hitCells(language, hit)])
      const lines = hits.length === 0 ? [SEARCH_TEXT[language].nothing] : alignRows(rows)
      const count = hits.length === 0 ? [] : [sayFound(language, hits.length, isMore)]
      return { kind: 'done', value: found.value, lines: [...lines, ...count] }
    } finally {
      await room.value.close()
    }
  })
}
