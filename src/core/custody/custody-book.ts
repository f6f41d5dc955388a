import type { ContainerId, ExhibitId, ItemId } from '../ids.ts'
import type { ItemState } from './item-state.ts'

/**
 * Where the fold of a case's custody keeps what it knows: in memory, or in tables that outlive it. It holds nothing that the events
 * do not say.
 */
export type CustodyBook = {
  item(itemId: ItemId): ItemState | undefined
  /** What lies in a container, in no particular order. */
  contents(containerId: ContainerId): Iterable<ExhibitId>
  /** Items that wait for the receiver of the `custody-moved` with this number. */
  awaiting(seq: number): Iterable<ItemId>
  /** Keeps an item in the place of what was known of it. */
  keep(item: ItemState): void
}

/** A book in memory, with the numbers of all seals that were ever put on. */
export class MemoryBook implements CustodyBook {
  readonly #items = new Map<ItemId, ItemState>()
  readonly #contents = new Map<ContainerId, Set<ExhibitId>>()
  readonly #awaiting = new Map<number, Set<ItemId>>()
  readonly #numbers = new Set<string>()
  readonly #seals = new Set<string>()

  item(itemId: ItemId): ItemState | undefined {
    return this.#items.get(itemId)
  }

  contents(containerId: ContainerId): readonly ExhibitId[] {
    return [...(this.#contents.get(containerId) ?? [])]
  }

  awaiting(seq: number): readonly ItemId[] {
    return [...(this.#awaiting.get(seq) ?? [])]
  }

  keep(item: ItemState): void {
    const { itemId } = item
    const before = this.#items.get(itemId)
    this.#items.set(itemId, item)
    this.#numbers.add(item.number)
    if (item.seal !== undefined) this.#seals.add(item.seal.number)
    const exhibitId = itemId as ExhibitId
    replace(this.#contents, before?.containerId, item.containerId, exhibitId)
    replace(this.#awaiting, before?.awaited?.seq, item.awaited?.seq, itemId)
  }

  /** Every item, in the order in which they entered custody. */
  items(): Iterable<ItemState> {
    return this.#items.values()
  }

  hasNumber(number: string): boolean {
    return this.#numbers.has(number)
  }

  hasSeal(number: string): boolean {
    return this.#seals.has(number)
  }
}

function replace<Key, Member>(
  sets: Map<Key, Set<Member>>,
  before: Key | undefined,
  now: Key | undefined,
  member: Member,
): void {
  if (before === now) return
  if (before !== undefined) {
    const set = sets.get(before)
    set?.delete(member)
    if (set?.size === 0) sets.delete(before)
  }
  if (now === undefined) return
  const set = sets.get(now) ?? new Set()
  sets.set(now, set.add(member))
}
