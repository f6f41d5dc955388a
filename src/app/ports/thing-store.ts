import type { NumberLetter } from '#core/custody/item-number.ts'
import type { CustodyFinding, ItemState, ItemStateName } from '#core/custody/item-state.ts'
import type { ScanCodeKind } from '#core/custody/scan-codes.ts'
import type { CaseId, ContainerId, ExhibitId, ItemId, PlaceId, RaidId, RoomId, UserId } from '#core/ids.ts'
import type { EventData } from '#core/ledger/event-body.ts'
import type { RaidLine } from '#core/projections/projection-changes.ts'
import type { Result } from '#core/result.ts'
import type { LedgerStoreFailure } from './ledger-store.ts'
import type { SealedObject } from './object-store.ts'

/** An item with the case it belongs to. */
export type ItemRow = { readonly caseId: CaseId; readonly item: ItemState }

/** Which items a list shows; each condition that is given must hold. */
export type ItemQuery = {
  readonly caseId?: CaseId | undefined
  readonly holderId?: UserId | PlaceId | undefined
  readonly containerId?: ContainerId | undefined
  readonly raidId?: RaidId | undefined
  readonly roomId?: RoomId | undefined
  readonly state?: ItemStateName | undefined
  readonly kind?: ItemState['kind'] | undefined
  readonly limit: number
  readonly offset: number
}

/** A hand-over that was not signed for, with the items that wait. */
export type WaitingRow = {
  readonly caseId: CaseId
  readonly seq: number
  readonly receiverId: UserId
  readonly giverId: UserId
  readonly items: readonly ItemState[]
}

/** One count of a storage place, with what it said in each case of the person, in as many parts as it took. */
export type PlaceCountRow = {
  readonly parts: readonly { readonly caseId: CaseId; readonly data: EventData<'exhibits-counted'> }[]
}

/** An event that concerns an item, with what is wrong about it there. */
export type ItemEventRow = { readonly seq: number; readonly findings: readonly CustodyFinding[] }

/** One part of an exhibit of many files, with its index. */
export type PartRow = EventData<'exhibit-parts-sealed'>['parts'][number] & { readonly index: number }

/** An object with the number of its exhibit, which one that is not whole yet lacks. */
export type ObjectRow = SealedObject & { readonly exhibitNumber: string | null }

/**
 * Reads what the projections of one person hold about things: who has what, where it is, under which codes it is found. It is a part
 * of the person's case store.
 */
export type ThingStore = {
  /** Finds an item by its id or its number. */
  findItem(name: string): Result<ItemRow | null, LedgerStoreFailure>
  /** Items by number, with how many there are in all. */
  items(
    query: ItemQuery,
  ): Result<{ readonly items: readonly ItemRow[]; readonly total: number }, LedgerStoreFailure>
  /** What a code names, after `foldCode`. */
  findCode(code: string): Result<readonly (ItemRow & { readonly as: ScanCodeKind })[], LedgerStoreFailure>
  /** The last number of a case's run; 0 while there is none. */
  lastNumber(caseId: CaseId, letter: NumberLetter): Result<number, LedgerStoreFailure>
  /** Events that concern an item, in their order. */
  itemEvents(itemId: ItemId): Result<readonly ItemEventRow[], LedgerStoreFailure>
  /** Hand-overs that nobody signed for, oldest first: all, those to one person, or those by one person. */
  waiting(of: {
    readonly receiverId?: UserId
    readonly giverId?: UserId
    readonly caseId?: CaseId
  }): Result<readonly WaitingRow[], LedgerStoreFailure>
  /** How many items each storage place has, those in containers counted by themselves. */
  itemsByPlace(): Result<ReadonlyMap<PlaceId, number>, LedgerStoreFailure>
  /** Counts of a storage place that were recorded, the latest first, with how many there are in all. */
  placeCounts(
    placeId: PlaceId,
    limit: number,
    offset: number,
  ): Result<{ readonly counts: readonly PlaceCountRow[]; readonly total: number }, LedgerStoreFailure>
  /** What the events say of a case's raids, in their order; of one raid, or of all. */
  raidLines(
    caseId: CaseId,
    raidId?: RaidId,
  ): Result<readonly (RaidLine & { readonly seq: number })[], LedgerStoreFailure>
  /** How many items of a raid were found in each room and with each person, by their ids, and in all, under the raid's id. */
  countRaid(raidId: RaidId): Result<ReadonlyMap<string, number>, LedgerStoreFailure>
  /** Parts of an exhibit in the order of their indexes, from after one. */
  partsOf(
    exhibitId: ExhibitId,
    afterIndex: number,
    limit: number,
  ): Result<readonly PartRow[], LedgerStoreFailure>
  /** Every object that the person's cases name. */
  allObjects(): Result<readonly ObjectRow[], LedgerStoreFailure>
}
