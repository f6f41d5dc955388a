import { askAgain, receive } from './remote.ts'
import { CASES_PER_PAGE } from './session-state.ts'
import { change, type Workplace } from './workplace.ts'

const STOP = 'case.list'

/** Reads the page of the list of cases that the search and the place in it name. A newer question replaces an older one. */
export async function loadCases(at: Workplace): Promise<void> {
  at.stops.get(STOP)?.abort()
  const stop = new AbortController()
  at.stops.set(STOP, stop)
  change(at, ({ caseList }) => ({ caseList: { ...caseList, page: askAgain(caseList.page) } }))
  const { query, offset } = at.store.getState().caseList
  const input = { query, offset, limit: CASES_PER_PAGE }
  const answer = await at.desk.client.call('case.list', input, { signal: stop.signal })
  if (stop.signal.aborted) return
  at.stops.delete(STOP)
  change(at, ({ caseList }) => ({ caseList: { ...caseList, page: receive(caseList.page, answer) } }))
}

/** Searches, from the first page. */
export async function searchCases(at: Workplace, query: string): Promise<void> {
  change(at, ({ caseList }) => ({ caseList: { ...caseList, query, offset: 0 } }))
  await loadCases(at)
}

/** Turns to another page of what was found. */
export async function turnCasePage(at: Workplace, offset: number): Promise<void> {
  change(at, ({ caseList }) => ({ caseList: { ...caseList, offset: Math.max(0, offset) } }))
  await loadCases(at)
}
