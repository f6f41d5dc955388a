import type { ItemId, UserId } from '../ids.ts'
import type { EventData } from '../ledger/event-body.ts'
import type { CustodyBook } from './custody-book.ts'
import { isFinalPurpose } from './custody-vocabularies.ts'
import { type ItemState, isGone, isSameHolder } from './item-state.ts'

/** Why something may not be done with an item. */
export type CustodyRefusal = {
  readonly code:
    | 'custody/item-not-found'
    | 'custody/not-holder'
    | 'custody/in-container'
    | 'custody/not-in-container'
    | 'custody/item-gone'
    | 'custody/awaiting-receipt'
    | 'custody/time-reversed'
    | 'custody/order-needed'
    | 'custody/purpose-wrong'
    | 'custody/same-holder'
    | 'custody/seal-differs'
    | 'custody/seal-number-needed'
    | 'custody/container-sealed'
    | 'custody/not-physical'
  /** Which item is meant, where it is one of several. */
  readonly itemId?: ItemId
}

/** Whoever hands over, as the rules see them. */
export type Handler = { readonly userId: UserId; readonly isCommander: boolean }

type Items = Pick<CustodyBook, 'item'>

/**
 * Tells whether items may be moved as an event says, or what is against it: the giver is the last holder, nothing in a container
 * moves alone, custody that has ended stays ended, and what is out of order is explained.
 *
 * In place of a holder who cannot act a commander may, who must explain it; whoever gave what nobody signed for may take it back so.
 */
export function judgeMove(book: Items, data: EventData<'custody-moved'>, by: Handler): CustodyRefusal | null {
  const wrong = judgePurpose(data)
  if (wrong !== null) return wrong
  for (const itemId of data.itemIds) {
    const item = book.item(itemId)
    const code = item === undefined ? 'custody/item-not-found' : judgeItem(item, data, by)
    if (code !== null) return { code, itemId }
  }
  return null
}

function judgePurpose({
  purpose,
  from,
  to,
  order,
  sealState,
  itemIds,
  sealNumber,
  newSealNumber,
}: EventData<'custody-moved'>): CustodyRefusal | null {
  const isFinal = isFinalPurpose(purpose)
  if (
    (purpose === 'store' && to.kind !== 'place') ||
    (purpose === 'take-out' && from.kind !== 'place') ||
    (isFinal && to.kind !== 'outside')
  )
    return { code: 'custody/purpose-wrong' }
  if (isFinal && order === undefined) return { code: 'custody/order-needed' }
  if (isSameHolder(from, to)) return { code: 'custody/same-holder' }
  if (sealState === 'replaced' && newSealNumber === undefined) return { code: 'custody/seal-number-needed' }
  const isOne = itemIds.length === 1
  const namesSeal = sealNumber !== undefined || newSealNumber !== undefined || sealState === 'replaced'
  const isNewMisplaced = newSealNumber !== undefined && sealState !== 'replaced'
  return (namesSeal && !isOne) || isNewMisplaced ? { code: 'custody/seal-differs' } : null
}

function judgeItem(
  item: ItemState,
  data: EventData<'custody-moved'>,
  by: Handler,
): CustodyRefusal['code'] | null {
  const { from, explanation, movedAtMs } = data
  const isExplained = explanation !== undefined
  if (isGone(item)) return 'custody/item-gone'
  if (item.containerId !== undefined) return 'custody/in-container'
  if (!isSameHolder(item.holder, from)) return 'custody/not-holder'
  const hand = judgeHand(item, by, isExplained)
  if (hand !== null) return hand
  if (item.awaited !== undefined && !isExplained) return 'custody/awaiting-receipt'
  if (movedAtMs < item.lastAtMs && !isExplained) return 'custody/time-reversed'
  return fitsSeal(item, data) ? null : 'custody/seal-differs'
}

/** What is in a place or outside is in nobody's hands; of what somebody holds, only they dispose. */
function judgeHand(
  { holder, awaited }: ItemState,
  { userId, isCommander }: Handler,
  isExplained: boolean,
): CustodyRefusal['code'] | null {
  if (holder.kind !== 'person' || holder.userId === userId) return null
  if (awaited?.giverId === userId) return isExplained ? null : 'custody/awaiting-receipt'
  return isCommander && isExplained ? null : 'custody/not-holder'
}

function fitsSeal(
  { seal }: ItemState,
  { sealState, sealNumber, itemIds }: EventData<'custody-moved'>,
): boolean {
  switch (sealState) {
    case 'none':
      return seal === undefined
    case 'intact':
      if (seal?.state === 'broken') return false
      // Of several, those without a seal have none that could be broken.
      if (seal === undefined) return itemIds.length > 1
      return sealNumber === undefined || sealNumber === seal.number
    case 'broken':
      return seal !== undefined || itemIds.length > 1
    case 'replaced':
      return true
  }
}

/** Tells whether exhibits may go into a container: all are held by one and the same, and lie in nothing else. */
export function judgePacking(book: Items, data: EventData<'packed'>, by: Handler): CustodyRefusal | null {
  const { containerId, exhibitIds, sealNumber } = data
  const container = judgeContainer(book, containerId, by)
  if ('code' in container) return container
  if (isReversed(container, data)) return { code: 'custody/time-reversed', itemId: containerId }
  if (container.seal?.state === 'intact' && sealNumber === undefined)
    return { code: 'custody/container-sealed', itemId: containerId }
  for (const itemId of exhibitIds) {
    const item = book.item(itemId)
    if (item === undefined || item.kind === 'container') return { code: 'custody/item-not-found', itemId }
    if (isGone(item)) return { code: 'custody/item-gone', itemId }
    if (item.containerId !== undefined) return { code: 'custody/in-container', itemId }
    if (item.awaited !== undefined) return { code: 'custody/awaiting-receipt', itemId }
    if (!isSameHolder(item.holder, container.holder)) return { code: 'custody/not-holder', itemId }
    if (isReversed(item, data)) return { code: 'custody/time-reversed', itemId }
  }
  return null
}

/** Tells whether exhibits may be taken out of a container. An intact seal is broken by it, or replaced. */
export function judgeUnpacking(book: Items, data: EventData<'unpacked'>, by: Handler): CustodyRefusal | null {
  const { containerId, exhibitIds, sealState, newSealNumber } = data
  const container = judgeContainer(book, containerId, by)
  if ('code' in container) return container
  if (isReversed(container, data)) return { code: 'custody/time-reversed', itemId: containerId }
  if ((sealState === 'replaced') !== (newSealNumber !== undefined))
    return { code: 'custody/seal-number-needed', itemId: containerId }
  if (sealState === 'intact') return { code: 'custody/container-sealed', itemId: containerId }
  const isSealed = container.seal !== undefined
  if ((sealState === 'none' && isSealed) || (sealState === 'broken' && !isSealed))
    return { code: 'custody/seal-differs', itemId: containerId }
  const astray = exhibitIds.find((itemId) => book.item(itemId)?.containerId !== containerId)
  return astray === undefined ? null : { code: 'custody/not-in-container', itemId: astray }
}

/** Tells whether an item may get a new seal. What lies in a container is taken out first. */
export function judgeSealing(
  book: Items,
  data: EventData<'seal-changed'>,
  by: Handler,
): CustodyRefusal | null {
  const { itemId, sealState } = data
  const item = book.item(itemId)
  if (item === undefined || item.kind === 'digital') return { code: 'custody/item-not-found', itemId }
  const hand = judgeInHand(item, by)
  if (hand !== null) return { code: hand, itemId }
  if (item.containerId !== undefined) return { code: 'custody/in-container', itemId }
  const isSaidSealed = sealState !== 'none'
  const isRebroken = sealState === 'intact' && item.seal?.state === 'broken'
  if (isSaidSealed !== (item.seal !== undefined) || isRebroken)
    return { code: 'custody/seal-differs', itemId }
  return isReversed(item, data) ? { code: 'custody/time-reversed', itemId } : null
}

/** Tells whether somebody may have worked on an original. */
export function judgeAccess(
  book: Items,
  { exhibitId: itemId, accessedAtMs: atMs, explanation }: EventData<'original-accessed'>,
): CustodyRefusal | null {
  const item = book.item(itemId)
  if (item === undefined || item.kind === 'container') return { code: 'custody/item-not-found', itemId }
  if (isGone(item)) return { code: 'custody/item-gone', itemId }
  if (item.kind !== 'physical') return { code: 'custody/not-physical', itemId }
  return isReversed(item, { atMs, explanation }) ? { code: 'custody/time-reversed', itemId } : null
}

function isReversed(
  { lastAtMs }: ItemState,
  { atMs, explanation }: { readonly atMs: number; readonly explanation?: string | undefined },
): boolean {
  return atMs < lastAtMs && explanation === undefined
}

function judgeContainer(
  book: Items,
  itemId: EventData<'packed'>['containerId'],
  by: Handler,
): CustodyRefusal | ItemState {
  const container = book.item(itemId)
  if (container?.kind !== 'container') return { code: 'custody/item-not-found', itemId }
  const code = judgeInHand(container, by)
  return code === null ? container : { code, itemId }
}

function judgeInHand(item: ItemState, { userId }: Handler): CustodyRefusal['code'] | null {
  if (isGone(item)) return 'custody/item-gone'
  if (item.awaited !== undefined) return 'custody/awaiting-receipt'
  const { holder } = item
  if (holder.kind === 'outside') return 'custody/not-holder'
  return holder.kind === 'place' || holder.userId === userId ? null : 'custody/not-holder'
}
