import type { Envelope } from '#contract/envelope.ts'
import type { OutputOf } from '#contract/operations.ts'
import { goTo, openDialog } from './navigation.ts'
import type { Route } from './route.ts'
import type { Workplace } from './workplace.ts'

/** Longest code that the engine takes. */
const MOST_CODE_LENGTH = 200

/** Asks what a scanned or typed code names. */
export async function findByCode(at: Workplace, code: string): Promise<Envelope<OutputOf<'item.find'>>> {
  return await at.desk.client.call('item.find', { code: code.slice(0, MOST_CODE_LENGTH) })
}

/** Where a code leads that names one thing; `null` when it names none or several. */
export function soleRoute({ items, places }: OutputOf<'item.find'>): Route | null {
  const ids = new Set(items.map(({ item }) => item.itemId))
  const [first] = items
  if (ids.size === 1 && places.length === 0 && first !== undefined) {
    return { screen: 'item', caseId: first.item.caseId, itemId: first.item.itemId }
  }
  const [place] = places
  return ids.size === 0 && places.length === 1 && place !== undefined
    ? { screen: 'place', placeId: place.placeId }
    : null
}

/** Goes to what was scanned, wherever the person was; says so where it names nothing or several things. */
export async function goToScanned(at: Workplace, code: string): Promise<void> {
  const answer = await findByCode(at, code)
  const only = answer.outcome === 'done' ? soleRoute(answer.value) : null
  if (only !== null) goTo(at, only)
  else openDialog(at, { name: 'custody', act: 'find', code })
}
