import type { Failure } from '#contract/failures.ts'
import type { ItemState } from '#core/custody/item-state.ts'
import type { CustodyRefusal } from '#core/custody/judge-custody.ts'

/** What the rules of custody refuse, with the number of the item that is meant. */
export function refusalOf<Code extends CustodyRefusal['code']>(
  { code, itemId }: { readonly code: Code; readonly itemId?: CustodyRefusal['itemId'] },
  items: readonly ItemState[],
): Failure<Code> {
  const item = items.find((candidate) => candidate.itemId === itemId)
  return item === undefined ? { code } : { code, facts: { item: item.number } }
}
