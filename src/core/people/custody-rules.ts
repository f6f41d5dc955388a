import {
  type CustodyRefusal,
  type Handler,
  judgeAccess,
  judgeMove,
  judgePacking,
  judgeSealing,
  judgeUnpacking,
} from '../custody/judge-custody.ts'
import type { ExhibitId, ItemId } from '../ids.ts'
import type { CustodyHolder } from '../ledger/custody-fields.ts'
import type { CUSTODY_KINDS } from '../ledger/custody-kinds.ts'
import type { EventData } from '../ledger/event-body.ts'
import { type CaseFacts, emptyFacts } from './case-facts.ts'
import { inOpenCase, openCaseOf } from './open-case.ts'
import type { RegisterState } from './register-state.ts'
import { mayAct } from './roles.ts'
import { demand, type Standing, type StandingFailure } from './standing.ts'

type CustodyKind = keyof typeof CUSTODY_KINDS

/**
 * Who may say what of things and hand-overs, and what must hold before it. Where events were lost, what an event rests on may be
 * among them, so that only who says it is judged then.
 */
export const CUSTODY_RULES: {
  readonly [Kind in CustodyKind]: (standing: Standing, data: EventData<Kind>) => StandingFailure | null
} = {
  'exhibit-registered': (standing, data) =>
    inOpenCase(standing, data.registeredBy.userId, 'handler') ??
    holding(
      standing,
      ({ book, raids }, state) =>
        isNewItem(standing, data.exhibitId, data.number) &&
        isFreeSeal(book, data.sealNumber) &&
        mayHold(state, data.heldBy, data.registeredBy.userId) &&
        areDigital(book, data.photoIds) &&
        isWithinRaid(raids, data.seized),
    ),
  'container-registered': (standing, data) =>
    inOpenCase(standing, data.registeredBy.userId, 'handler') ??
    holding(
      standing,
      ({ book }, state) =>
        isNewItem(standing, data.containerId, data.number) &&
        isFreeSeal(book, data.sealNumber) &&
        mayHold(state, data.heldBy, data.registeredBy.userId),
    ),
  packed: (standing, data) =>
    inOpenCase(standing, data.packedBy.userId, 'handler') ??
    holding(
      standing,
      ({ book }, state) =>
        isFreeSeal(book, data.sealNumber) &&
        isAllowed(judgePacking(book, data, handlerOf(state, data.packedBy.userId))),
    ),
  unpacked: (standing, data) =>
    inOpenCase(standing, data.unpackedBy.userId, 'handler') ??
    holding(
      standing,
      ({ book }, state) =>
        isFreeSeal(book, data.newSealNumber) &&
        isAllowed(judgeUnpacking(book, data, handlerOf(state, data.unpackedBy.userId))),
    ),
  'seal-changed': (standing, data) =>
    inOpenCase(standing, data.changedBy.userId, 'handler') ??
    holding(
      standing,
      ({ book }, state) =>
        isFreeSeal(book, data.newSealNumber) &&
        areDigital(book, data.photoIds) &&
        isAllowed(judgeSealing(book, data, handlerOf(state, data.changedBy.userId))),
    ),
  'custody-moved': (standing, data) =>
    inOpenCase(standing, data.movedBy.userId, 'handler') ??
    holding(
      standing,
      ({ book }, state) =>
        !state.usedIds.has(data.moveId) &&
        isFreeSeal(book, data.newSealNumber) &&
        areDigital(book, data.photoIds) &&
        isReceiver(state, data.to) &&
        isAllowed(judgeMove(book, data, handlerOf(state, data.movedBy.userId))),
    ),
  'original-accessed': (standing, data) =>
    inOpenCase(standing, data.accessedBy.userId, 'handler') ??
    holding(standing, ({ book }) => isAllowed(judgeAccess(book, data))),
  'exhibits-counted': (standing, data) =>
    inOpenCase(standing, data.countedBy.userId, 'counter') ??
    holding(standing, ({ book }, state) => {
      const isThere = (itemId: ItemId) => {
        const holder = book.item(itemId)?.holder
        return holder?.kind === 'place' && holder.placeId === data.placeId
      }
      const isElsewhere = (itemId: ItemId) => book.item(itemId) !== undefined && !isThere(itemId)
      const { found, missing, unexpected } = data
      return (
        state.places.has(data.placeId) &&
        [...found, ...missing].every(isThere) &&
        unexpected.every(isElsewhere) &&
        found.every((itemId) => !missing.includes(itemId))
      )
    }),
  'photos-linked': (standing, data) =>
    inOpenCase(standing, data.linkedBy.userId, 'handler') ??
    holding(standing, ({ book }) => book.item(data.itemId) !== undefined && areDigital(book, data.photoIds)),
}

/** Refuses what does not hold, unless something was lost before it. */
export function holding(
  { event, state }: Standing,
  holds: (facts: CaseFacts, state: RegisterState) => boolean,
): StandingFailure | null {
  if (state.hasGap) return null
  return demand(holds(openCaseOf(state, event.body.scope)?.facts ?? emptyFacts(), state))
}

/** Whether an item's id and number are not taken. */
export function isNewItem({ event, state }: Standing, itemId: ItemId, number: string): boolean {
  const book = openCaseOf(state, event.body.scope)?.facts?.book
  return !state.usedIds.has(itemId) && book?.hasNumber(number) !== true
}

/** Whether every exhibit is there and has bytes. */
export function areDigital(book: Pick<CaseFacts['book'], 'item'>, ids: readonly ExhibitId[]): boolean {
  return ids.every((exhibitId) => book.item(exhibitId)?.kind === 'digital')
}

function isFreeSeal(book: CaseFacts['book'], number: string | undefined): boolean {
  return number === undefined || !book.hasSeal(number)
}

// A thing begins with whoever registers it, or in a place where they put it.
function mayHold(state: RegisterState, holder: CustodyHolder, userId: string): boolean {
  if (holder.kind === 'person') return holder.userId === userId
  return holder.kind === 'place' && state.places.get(holder.placeId)?.isInUse === true
}

function isReceiver({ people, places }: RegisterState, to: CustodyHolder): boolean {
  if (to.kind === 'person') return people.get(to.userId)?.state === 'active'
  return to.kind === 'outside' || places.get(to.placeId)?.isInUse === true
}

function isWithinRaid(
  raids: CaseFacts['raids'],
  { raidId, roomId, personId }: EventData<'exhibit-registered'>['seized'],
): boolean {
  if (raidId === undefined) return roomId === undefined && personId === undefined
  return isPartOfRaid(raids, { raidId, roomId, personId })
}

/** Whether a raid has the room and the person that are named with it. */
export function isPartOfRaid(
  raids: CaseFacts['raids'],
  { raidId, roomId, personId }: Pick<EventData<'raid-item-linked'>, 'raidId' | 'roomId' | 'personId'>,
): boolean {
  const raid = raids.get(raidId)
  if (raid === undefined) return false
  return (
    (roomId === undefined || raid.rooms.has(roomId)) && (personId === undefined || raid.people.has(personId))
  )
}

function handlerOf(state: RegisterState, userId: Handler['userId']): Handler {
  return { userId, isCommander: mayAct(state.people.get(userId)?.roles ?? [], 'commander') }
}

function isAllowed(refusal: CustodyRefusal | null): boolean {
  return refusal === null
}
