import type { Envelope } from '#contract/envelope.ts'
import type { InputOf, OperationName, OutputOf } from '#contract/operations.ts'
import type { CustodyState, Keyed } from './custody-state.ts'
import { remoteOf } from './custody-state.ts'
import { askAgain, type Remote, receive, shownOf } from './remote.ts'
import { change, type Workplace } from './workplace.ts'

/** Items that lists show at once. */
export const ITEMS_AT_ONCE = 200

/** Recorded counts of a place that are shown at first, and that each further look brings. */
export const COUNTS_AT_ONCE = 10

/** Most items that one answer brings. */
const MOST_AT_ONCE = 1000

/** Reads the items of a case: files, things and containers. */
export async function loadItems(at: Workplace, caseId: string): Promise<void> {
  await loadKeyed(at, 'items', 'custody.items', caseId, { case: caseId, limit: MOST_AT_ONCE })
}

/** Reads everything that happened to an item. */
export async function loadChain(at: Workplace, itemId: string): Promise<void> {
  await Promise.all([
    loadKeyed(at, 'chain', 'custody.chain', itemId, { item: itemId }),
    loadKeyed(at, 'details', 'item.show', itemId, { item: itemId }),
  ])
}

/** Reads the examinations of a case. */
export async function loadExaminations(at: Workplace, caseId: string): Promise<void> {
  await loadKeyed(at, 'examinations', 'examination.list', caseId, { case: caseId })
}

/** Reads what a crash left half sealed in a case. */
export async function loadInterrupted(at: Workplace, caseId: string): Promise<void> {
  await loadKeyed(at, 'interrupted', 'exhibit.interrupted', caseId, { case: caseId })
}

/** Reads the storage places of the station. */
export async function loadPlaces(at: Workplace): Promise<void> {
  changeCustody(at, ({ places }) => ({ places: askAgain(places) }))
  const answer = await at.desk.client.call('place.list', {})
  changeCustody(at, ({ places }) => ({ places: receive(places, answer) }))
}

/** Reads what is kept in a storage place. */
export async function loadPlaceItems(at: Workplace, placeId: string): Promise<void> {
  await loadKeyed(at, 'placeItems', 'custody.items', placeId, { place: placeId, limit: MOST_AT_ONCE })
}

/** Reads the counts of a storage place that were recorded: the latest ones, or those that come after the ones that are shown. */
export async function loadPlaceCounts(at: Workplace, placeId: string, shownCount = 0): Promise<void> {
  if (shownCount === 0) {
    const limit = COUNTS_AT_ONCE
    return await loadKeyed(at, 'placeCounts', 'audit.list', placeId, { place: placeId, limit })
  }
  const answer = await at.desk.client.call('audit.list', {
    place: placeId,
    limit: COUNTS_AT_ONCE,
    offset: shownCount,
  })
  const now = at.store.getState().custody.placeCounts
  if (now?.key !== placeId) return
  const before = shownOf(now.remote)?.counts ?? []
  const whole: Envelope<OutputOf<'audit.list'>> =
    answer.outcome === 'done'
      ? { ...answer, value: { ...answer.value, counts: [...before, ...answer.value.counts] } }
      : answer
  changeCustody(at, () => ({ placeCounts: { key: placeId, remote: receive(now.remote, whole) } }))
}

/** Reads the hand-overs that wait for this person's signature. */
export async function loadWaiting(at: Workplace): Promise<void> {
  changeCustody(at, ({ waiting }) => ({ waiting: askAgain(waiting) }))
  const answer = await at.desk.client.call('custody.waiting', { of: 'mine' })
  changeCustody(at, ({ waiting }) => ({ waiting: receive(waiting, answer) }))
}

/** Reads the raids of a case. */
export async function loadRaids(at: Workplace, caseId: string): Promise<void> {
  await loadKeyed(at, 'raids', 'raid.list', caseId, { case: caseId })
}

/** Reads a raid with its whole inventory, which comes in parts when it is long. */
export async function loadRaid(at: Workplace, caseId: string, raidId: string): Promise<void> {
  const put = (remote: Remote<OutputOf<'raid.show'>>) =>
    changeCustody(at, () => ({ raid: { key: raidId, remote } }))
  put(askAgain(remoteOf(at.store.getState().custody.raid, raidId)))
  const answer = await readRaid(at, caseId, raidId)
  const now = at.store.getState().custody.raid
  // Another one may have been asked for meanwhile.
  if (now?.key === raidId) put(receive(now.remote, answer))
}

async function readRaid(
  at: Workplace,
  caseId: string,
  raidId: string,
): Promise<Envelope<OutputOf<'raid.show'>>> {
  const part = (offset: number) =>
    at.desk.client.call('raid.show', { case: caseId, raid: raidId, offset, limit: MOST_AT_ONCE })
  const first = await part(0)
  if (first.outcome !== 'done') return first
  const items = [...first.value.items]
  while (items.length < first.value.raid.items) {
    const next = await part(items.length)
    if (next.outcome !== 'done') return next
    // Somebody took something down meanwhile: what is shown must be one inventory, which is the one that is signed.
    if (next.value.inventoryDigestHex !== first.value.inventoryDigestHex)
      return await readRaid(at, caseId, raidId)
    if (next.value.items.length === 0) break
    items.push(...next.value.items)
  }
  return { outcome: 'done', value: { ...first.value, items } }
}

/** Reads again what this window shows of custody. */
export async function refreshCustody(at: Workplace): Promise<void> {
  const shown = () => at.store.getState().custody
  const { items } = shown()
  if (items !== null) await loadItems(at, items.key)
  const { chain } = shown()
  if (chain !== null) await loadChain(at, chain.key)
  const { examinations } = shown()
  if (examinations !== null) await loadExaminations(at, examinations.key)
  const { interrupted } = shown()
  if (interrupted !== null) await loadInterrupted(at, interrupted.key)
  if (shown().places.status !== 'idle') await loadPlaces(at)
  const { placeItems } = shown()
  if (placeItems !== null) await loadPlaceItems(at, placeItems.key)
  const { placeCounts } = shown()
  if (placeCounts !== null) await loadPlaceCounts(at, placeCounts.key)
  if (shown().waiting.status !== 'idle') await loadWaiting(at)
  const { raids } = shown()
  if (raids !== null) await loadRaids(at, raids.key)
  const { route } = at.store.getState()
  if (shown().raid !== null && route.screen === 'raid') await loadRaid(at, route.caseId, route.raidId)
}

/** Changes what is known of custody by a pure transition. */
export function changeCustody(
  at: Workplace,
  transition: (state: CustodyState) => Partial<CustodyState>,
): void {
  change(at, ({ custody }) => ({ custody: { ...custody, ...transition(custody) } }))
}

type KeyedSlot =
  | 'items'
  | 'chain'
  | 'details'
  | 'examinations'
  | 'interrupted'
  | 'placeItems'
  | 'placeCounts'
  | 'raids'

/** Reads what is kept about one thing; what was shown of the same thing stays meanwhile. */
async function loadKeyed<Name extends OperationName>(
  at: Workplace,
  slot: KeyedSlot,
  name: Name,
  key: string,
  input: InputOf<Name>,
): Promise<void> {
  const put = (keyed: Keyed<OutputOf<Name>>) => changeCustody(at, () => ({ [slot]: keyed }))
  const held = () => at.store.getState().custody[slot] as Keyed<OutputOf<Name>> | null
  put({ key, remote: askAgain(remoteOf(held(), key)) })
  const answer = await at.desk.client.call(name, input)
  const now = held()
  // Another one may have been asked for meanwhile.
  if (now?.key === key) put({ key, remote: receive(now.remote, answer) })
}
