import type { ContainerId, FoundPersonId, ItemId, RaidId, RoomId, UserId } from '../ids.ts'
import type { CustodyHolder } from '../ledger/custody-fields.ts'
import type { ContainerForm, ExhibitCategory } from './custody-vocabularies.ts'

/** Where an item's custody stands. The last three are final. */
export const ITEM_STATES = ['held', 'awaiting-receipt', 'returned', 'disposed', 'destroyed'] as const

/** One of {@link ITEM_STATES}. */
export type ItemStateName = (typeof ITEM_STATES)[number]

/**
 * What is wrong with one event of an item's chain: its giver was not the last holder, its time lies before the last one, it came
 * while an earlier hand-over was not acknowledged, or a seal was found broken. Every report shows them.
 */
export const CUSTODY_FINDINGS = [
  'custody/gap',
  'custody/time-reversed',
  'custody/receiver-missing',
  'custody/seal-broken',
] as const

/** One of {@link CUSTODY_FINDINGS}. */
export type CustodyFinding = (typeof CUSTODY_FINDINGS)[number]

/** A seal with a number, and whether it holds. */
export type Seal = { readonly number: string; readonly state: 'intact' | 'broken' }

/** A hand-over whose receiver has not signed. */
export type AwaitedReceipt = {
  /** The number of the `custody-moved`. */
  readonly seq: number
  readonly receiverId: UserId
  readonly giverId: UserId
}

/** Everything that custody says of one item at one place of a case's events. */
export type ItemState = {
  readonly itemId: ItemId
  readonly number: string
  readonly kind: 'digital' | 'physical' | 'container'
  readonly category?: ExhibitCategory
  readonly form?: ContainerForm
  readonly name: string
  readonly state: ItemStateName
  /** Exactly one, always: of an item in a container, the container's. */
  readonly holder: CustodyHolder
  readonly containerId?: ContainerId
  readonly seal?: Seal
  readonly awaited?: AwaitedReceipt
  /** The last instant that its custody says anything about. */
  readonly lastAtMs: number
  readonly raidId?: RaidId
  readonly roomId?: RoomId
  readonly personId?: FoundPersonId
}

/** Whether an item's custody has ended. */
export function isGone({ state }: Pick<ItemState, 'state'>): boolean {
  return state !== 'held' && state !== 'awaiting-receipt'
}

/** Whether two holders are the same one. Somebody outside is known by name only. */
export function isSameHolder(first: CustodyHolder, second: CustodyHolder): boolean {
  if (first.kind === 'person') return second.kind === 'person' && first.userId === second.userId
  if (first.kind === 'place') return second.kind === 'place' && first.placeId === second.placeId
  return second.kind === 'outside' && first.name === second.name && first.organisation === second.organisation
}
