import { isKeptElsewhere, keepDraft, loadDraft } from './keep-draft.ts'
import type { Keeping } from './raid-desk.ts'
import { caseOfRoute, parseRoute, routeAddress } from './route.ts'
import type { SessionState } from './session-state.ts'
import { change, type Workplace } from './workplace.ts'

/** Under which name the place is kept, among the person's drafts: encrypted, theirs alone, and no part of the ledger. */
const PLACE = 'place'
const VERSION = 1
/** Longer searches and filters are not kept. */
const MAX_FILTER_LENGTH = 2_000

/** Where somebody is, and what they look at it through. */
export type KeptPlace = Pick<SessionState, 'route' | 'filters'> & {
  readonly query: string
  readonly offset: number
}

/** The name of a filter that belongs to one case. */
export function filterOfCase(name: string, caseId: string): string {
  return `${name}/${caseId}`
}

/** Writes down where somebody is. Filters of other cases than the one on the screen are left out: they go with their case. */
export function writePlace({
  route,
  filters,
  caseList,
}: Pick<SessionState, 'route' | 'filters' | 'caseList'>): string {
  const caseId = caseOfRoute(route)
  const own = Object.entries(filters).filter(
    ([name, value]) =>
      value.length <= MAX_FILTER_LENGTH &&
      (!name.includes('/') || (caseId !== null && name.endsWith(`/${caseId}`))),
  )
  const { query, offset } = caseList
  const address = routeAddress(route)
  return JSON.stringify({ v: VERSION, address, query, offset, filters: Object.fromEntries(own) })
}

/** Reads a place that was kept; `null` for what another version of the program wrote differently. */
export function readPlace(text: string): KeptPlace | null {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    return null
  }
  if (typeof read !== 'object' || read === null) return null
  const { v, address, query, offset, filters } = read as { readonly [name: string]: unknown }
  if (v !== VERSION || typeof address !== 'string' || typeof query !== 'string') return null
  if (!Number.isSafeInteger(offset) || Number(offset) < 0) return null
  const known = typeof filters === 'object' && filters !== null ? Object.entries(filters) : []
  return {
    route: parseRoute(address),
    query,
    offset: Number(offset),
    filters: Object.fromEntries(known.filter(([, value]) => typeof value === 'string')),
  }
}

/**
 * Goes back to where the person was when the window, the program or the machine stopped. A place in a case that they cannot read any
 * more is not there any more either: its draft went with the case, and everything begins at the list of cases.
 */
export async function returnToPlace(at: Workplace): Promise<void> {
  const kept = await loadDraft(at, PLACE)
  const place = kept === null ? null : readPlace(kept)
  if (place === null) return
  const { route, filters, query, offset } = place
  change(at, ({ caseList }) => ({ route, filters, caseList: { ...caseList, query, offset } }))
}

/** Keeps the place from here on, whenever it changes, until the session ends. */
export function followPlace(at: Workplace): void {
  let last = writePlace(at.store.getState())
  const end = at.store.subscribe((state, before) => {
    const isMoved =
      state.route !== before.route ||
      state.filters !== before.filters ||
      state.caseList.query !== before.caseList.query ||
      state.caseList.offset !== before.caseList.offset
    if (!isMoved) return
    const text = writePlace(state)
    if (text === last) return
    last = text
    // Where it cannot be kept, work goes on: what is written is kept under names of its own, and says so when it is not.
    void keepPlace(at, text, caseOfRoute(state.route) ?? undefined)
  })
  at.endings.add(end)
}

// Of two windows, the one that went somewhere last is where the person is.
async function keepPlace(at: Workplace, text: string, caseId: string | undefined): Promise<void> {
  const tries: Keeping[] = []
  await keepDraft(at, PLACE, text, (keeping) => tries.push(keeping), caseId)
  const last = tries.at(-1)
  if (last?.status !== 'refused' || !isKeptElsewhere(last.refusal)) return
  await loadDraft(at, PLACE)
  await keepDraft(at, PLACE, text, () => {}, caseId)
}
