import type { Envelope } from '#contract/envelope.ts'
import type { InputOf, OutputOf } from '#contract/operations.ts'
import type { SavedSearch, SearchHitLine } from '#contract/search-operations.ts'
import { CASE_TABS, type Route } from './route.ts'
import type { Workplace } from './workplace.ts'

/** What the search screen asks for; `null` days are open ends. */
export type SearchWish = Omit<SavedSearch, 'name'>

/** Nothing typed and nothing left out. */
export const NO_WISH: SearchWish = { query: '', kinds: [], status: 'any' }

/**
 * Looks for something. A newer question of the same asker replaces an older one, which answers `null` then.
 */
export async function findThings(
  at: Workplace,
  asker: 'screen' | 'palette',
  input: InputOf<'search.find'>,
): Promise<Envelope<OutputOf<'search.find'>> | null> {
  const name = `search.find ${asker}`
  at.stops.get(name)?.abort()
  const stop = new AbortController()
  at.stops.set(name, stop)
  const answer = await at.desk.client.call('search.find', input, { signal: stop.signal })
  if (stop.signal.aborted) return null
  at.stops.delete(name)
  return answer
}

/** Where a hit leads. */
export function routeOfHit({
  kind,
  caseId,
  targetId,
}: Pick<SearchHitLine, 'kind' | 'caseId' | 'targetId'>): Route {
  const home: Route = { screen: 'case', caseId, tab: CASE_TABS[0] }
  if (targetId === null) return home
  switch (kind) {
    case 'complaint':
      return { screen: 'complaint', caseId, complaintId: targetId }
    case 'exhibit':
    case 'finding':
      return { screen: 'item', caseId, itemId: targetId }
    case 'raid':
      return { screen: 'raid', caseId, raidId: targetId }
    case 'record':
      return { screen: 'record', caseId, recordId: targetId }
    case 'letter':
      return { screen: 'letter', caseId, letterId: targetId }
    case 'party':
      return { screen: 'case', caseId, tab: 'people', thingId: targetId }
    case 'identifier':
      return { screen: 'case', caseId, tab: 'identifiers', thingId: targetId }
    case 'payment':
      return { screen: 'case', caseId, tab: 'money', thingId: targetId }
    case 'note':
      return { screen: 'case', caseId, tab: 'notes', thingId: targetId }
    case 'case':
      return home
  }
}
