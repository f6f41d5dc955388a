import type { VerifiedEvent } from '../case-file/verified-event.ts'
import type { ContainerId, ExhibitId, ItemId } from '../ids.ts'
import type { EventData } from '../ledger/event-body.ts'
import type { CustodyBook } from './custody-book.ts'
import { type FinalPurpose, isFinalPurpose } from './custody-vocabularies.ts'
import { type CustodyFinding, type ItemState, isGone, isSameHolder, type Seal } from './item-state.ts'

/** One item that an event concerns, with what is wrong about it there. */
export type CustodyEntry = { readonly itemId: ItemId; readonly findings: readonly CustodyFinding[] }

const ENDS: { readonly [Purpose in FinalPurpose]: ItemState['state'] } = {
  return: 'returned',
  dispose: 'disposed',
  destroy: 'destroyed',
}

/**
 * Moves a case's custody past one of its events, and tells which items the event concerns; what happens to a container happens to
 * everything in it.
 *
 * It takes in whatever it is given, so that a book says the same wherever it is kept; what the rules refuse is named by whoever
 * judges events (`judge-custody.ts`). What an event says of items that nobody registered changes nothing.
 */
export function takeCustody(book: CustodyBook, event: VerifiedEvent): readonly CustodyEntry[] {
  const registered = itemOf(event)
  if (registered !== null) {
    if (book.item(registered.itemId) !== undefined) return []
    book.keep(registered)
    return [{ itemId: registered.itemId, findings: [] }]
  }
  const { body, seq } = event
  switch (body.kind) {
    case 'packed':
      return pack(book, body.data)
    case 'unpacked':
      return unpack(book, body.data)
    case 'seal-changed':
      return changeSeal(book, body.data)
    case 'custody-moved':
      return move(book, body.data, seq)
    case 'event-confirmed':
      return body.data.purpose === 'hand-over'
        ? receive(book, body.data.seq, body.data.confirmedBy.userId)
        : []
    case 'raid-item-linked': {
      const { exhibitId, raidId, roomId, personId } = body.data
      const item = book.item(exhibitId)
      if (item === undefined) return []
      const { roomId: _room, personId: _person, ...rest } = item
      book.keep({
        ...rest,
        raidId,
        ...(roomId !== undefined && { roomId }),
        ...(personId !== undefined && { personId }),
      })
      return [{ itemId: exhibitId, findings: [] }]
    }
    case 'original-accessed': {
      const { exhibitId, accessedAtMs } = body.data
      return touch(book, [exhibitId], accessedAtMs)
    }
    case 'exhibits-counted': {
      const { found, missing, unexpected } = body.data
      return named(book, [...found, ...missing, ...unexpected])
    }
    case 'photos-linked':
      return named(book, [body.data.itemId])
    case 'examination-recorded': {
      const { inputs, outputs } = body.data
      const ids = new Set([...inputs, ...outputs].map(({ exhibitId }) => exhibitId))
      return named(book, [...ids])
    }
    case 'findings-confirmed':
      return named(book, [body.data.sourceExhibitId])
    case 'exhibit-extracted':
      return named(book, [body.data.exhibitId])
    default:
      return []
  }
}

/** The item that an event brings into custody, or `null` for other events. A digital exhibit's custody starts with its sealing. */
export function itemOf({ body, time }: VerifiedEvent): ItemState | null {
  switch (body.kind) {
    case 'exhibit-sealed':
      return digitalItem(body.data, body.data.sealedBy, time.wallMs)
    case 'exhibit-collected':
      return digitalItem(body.data, body.data.collectedBy, time.wallMs)
    case 'exhibit-copied':
      return digitalItem(body.data, body.data.copiedBy, time.wallMs)
    case 'exhibit-registered': {
      const { exhibitId: itemId, number, category, name, heldBy: holder, sealNumber, seized } = body.data
      const { raidId, roomId, personId, atMs: lastAtMs } = seized
      return {
        itemId,
        number,
        kind: 'physical',
        category,
        name,
        state: 'held',
        holder,
        lastAtMs,
        ...sealed(sealNumber),
        ...(raidId !== undefined && { raidId }),
        ...(roomId !== undefined && { roomId }),
        ...(personId !== undefined && { personId }),
      }
    }
    case 'container-registered': {
      const { containerId: itemId, number, form, heldBy: holder, sealNumber, description, atMs } = body.data
      return {
        itemId,
        number,
        kind: 'container',
        form,
        name: description ?? '',
        state: 'held',
        holder,
        lastAtMs: atMs,
        ...sealed(sealNumber),
      }
    }
    default:
      return null
  }
}

function digitalItem(
  { exhibitId: itemId, number, name }: Pick<EventData<'exhibit-sealed'>, 'exhibitId' | 'number' | 'name'>,
  by: EventData<'exhibit-sealed'>['sealedBy'],
  lastAtMs: number,
): ItemState {
  return { itemId, number, kind: 'digital', name, state: 'held', holder: { kind: 'person', ...by }, lastAtMs }
}

function sealed(number: string | undefined): { readonly seal?: Seal } {
  return number === undefined ? {} : { seal: { number, state: 'intact' } }
}

function pack(book: CustodyBook, data: EventData<'packed'>): readonly CustodyEntry[] {
  const { containerId, exhibitIds, sealNumber, atMs } = data
  const container = book.item(containerId)
  if (container === undefined) return []
  const entries = [entryAt(container, atMs)]
  book.keep({ ...later(container, atMs), ...sealed(sealNumber) })
  for (const exhibitId of exhibitIds) {
    const item = book.item(exhibitId)
    if (item === undefined || item.kind === 'container') continue
    entries.push(entryAt(item, atMs, isSameHolder(item.holder, container.holder) ? [] : ['custody/gap']))
    book.keep({ ...later(item, atMs), containerId, holder: container.holder })
  }
  return entries
}

function unpack(book: CustodyBook, data: EventData<'unpacked'>): readonly CustodyEntry[] {
  const { containerId, exhibitIds, sealState, newSealNumber, atMs } = data
  const container = book.item(containerId)
  if (container === undefined) return []
  const entries = [entryAt(container, atMs)]
  book.keep(resealed(later(container, atMs), sealState, newSealNumber))
  for (const exhibitId of exhibitIds) {
    const item = book.item(exhibitId)
    if (item?.containerId !== containerId) continue
    entries.push(entryAt(item, atMs))
    const { containerId: _left, ...out } = item
    book.keep(later(out, atMs))
  }
  return entries
}

function changeSeal(book: CustodyBook, data: EventData<'seal-changed'>): readonly CustodyEntry[] {
  const { itemId, sealState, newSealNumber, atMs } = data
  const item = book.item(itemId)
  if (item === undefined) return []
  const wasBroken = sealState === 'broken' && item.seal?.state === 'intact'
  book.keep({ ...later(item, atMs), ...sealed(newSealNumber) })
  return [entryAt(item, atMs, wasBroken ? ['custody/seal-broken'] : [])]
}

function move(book: CustodyBook, data: EventData<'custody-moved'>, seq: number): readonly CustodyEntry[] {
  const entries: CustodyEntry[] = []
  for (const itemId of withContents(book, data.itemIds)) {
    const item = book.item(itemId)
    if (item === undefined) continue
    entries.push({ itemId, findings: moveFindings(item, data) })
    const { awaited: _awaited, ...rest } = item
    // What lies inside keeps its own seal: only the container's was looked at.
    const isInside = item.containerId !== undefined && !data.itemIds.includes(itemId)
    const moved = isInside ? rest : resealed(rest, data.sealState, data.newSealNumber)
    book.keep({ ...later(moved, data.movedAtMs), ...afterMove(data, seq) })
  }
  return entries
}

function afterMove(
  { purpose, to, movedBy }: EventData<'custody-moved'>,
  seq: number,
): Pick<ItemState, 'state' | 'holder' | 'awaited'> {
  if (isFinalPurpose(purpose)) return { state: ENDS[purpose], holder: to }
  if (to.kind !== 'person' || to.userId === movedBy.userId) return { state: 'held', holder: to }
  const awaited = { seq, receiverId: to.userId, giverId: movedBy.userId }
  return { state: 'awaiting-receipt', holder: to, awaited }
}

function moveFindings(
  item: ItemState,
  { from, movedBy, movedAtMs, sealState }: EventData<'custody-moved'>,
): readonly CustodyFinding[] {
  const { holder, awaited, lastAtMs, seal } = item
  const isByOther = holder.kind === 'person' && holder.userId !== movedBy.userId
  const isGap = !isSameHolder(holder, from) || isGone(item) || (isByOther && awaited === undefined)
  const findings: CustodyFinding[] = []
  if (isGap) findings.push('custody/gap')
  if (movedAtMs < lastAtMs) findings.push('custody/time-reversed')
  if (awaited !== undefined) findings.push('custody/receiver-missing')
  if (seal?.state === 'intact' && sealState === 'broken') findings.push('custody/seal-broken')
  return findings
}

function receive(book: CustodyBook, seq: number, receiverId: string): readonly CustodyEntry[] {
  const entries: CustodyEntry[] = []
  for (const itemId of [...book.awaiting(seq)]) {
    const item = book.item(itemId)
    if (item?.awaited?.receiverId !== receiverId) continue
    const { awaited: _received, ...held } = item
    book.keep({ ...held, state: 'held' })
    entries.push({ itemId, findings: [] })
  }
  return entries
}

/** The items with everything that lies in those which are containers, each once. */
export function withContents(
  book: Pick<CustodyBook, 'contents'>,
  itemIds: readonly ItemId[],
): readonly ItemId[] {
  const all = new Set<ItemId>()
  for (const itemId of itemIds) {
    all.add(itemId)
    for (const exhibitId of book.contents(itemId as ContainerId)) all.add(exhibitId)
  }
  return [...all]
}

function touch(book: CustodyBook, exhibitIds: readonly ExhibitId[], atMs: number): readonly CustodyEntry[] {
  const entries: CustodyEntry[] = []
  for (const exhibitId of exhibitIds) {
    const item = book.item(exhibitId)
    if (item === undefined) continue
    entries.push(entryAt(item, atMs))
    book.keep(later(item, atMs))
  }
  return entries
}

function named(book: CustodyBook, itemIds: readonly ItemId[]): readonly CustodyEntry[] {
  const known = [...new Set(itemIds)].filter((itemId) => book.item(itemId) !== undefined)
  return known.map((itemId) => ({ itemId, findings: [] }))
}

function entryAt(item: ItemState, atMs: number, findings: readonly CustodyFinding[] = []): CustodyEntry {
  const { itemId, lastAtMs } = item
  return { itemId, findings: atMs < lastAtMs ? [...findings, 'custody/time-reversed'] : findings }
}

function later<Item extends { readonly lastAtMs: number }>(item: Item, atMs: number): Item {
  return atMs > item.lastAtMs ? { ...item, lastAtMs: atMs } : item
}

function resealed<Item extends { readonly seal?: Seal }>(
  item: Item,
  sealState: EventData<'custody-moved'>['sealState'],
  newSealNumber: string | undefined,
): Item {
  if (sealState === 'replaced' && newSealNumber !== undefined) return { ...item, ...sealed(newSealNumber) }
  if (sealState !== 'broken' || item.seal === undefined) return item
  return { ...item, seal: { ...item.seal, state: 'broken' } }
}
