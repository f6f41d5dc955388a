import type { Failure } from '#contract/failures.ts'
import type { DeviceId, DigestHex, ObjectId, PackageId, VaultId } from '#core/ids.ts'
import type { HashedSubtree, WholeSubtree } from '#core/merkle/compact-tree.ts'
import type { Result } from '#core/result.ts'
import type { DiskFailure } from './disk-failure.ts'
import type { DeskReads, DeskWrites } from './hub-desk-store.ts'
import type { StoredEvent } from './ledger-store.ts'

/** What a hub's store may answer. */
export type HubStoreFailure =
  | DiskFailure
  | Failure<'database/damaged' | 'hub/store-busy' | 'hub/store-unreachable'>

/** An event of the hub's own ledger, as stored: nothing in it has been verified. */
export type StoredHubEvent = {
  readonly seq: number
  readonly hashHex: DigestHex
  /** Canonical bytes. */
  readonly bytes: Uint8Array
  /** 64 bytes. */
  readonly signature: Uint8Array
}

/** How far the hub holds a station's ledger. */
export type HeldHead = {
  readonly vaultId: VaultId
  readonly position: number
  readonly seq: number
  readonly headHex: DigestHex
  readonly receivedAtMs: number
}

/** The key of a register or a case, sealed under a key that only the hub has. */
export type SealedScopeKey = { readonly scope: string; readonly sealedHex: string }

/** An object of a station's exhibit that the hub holds, every byte of it. */
export type HeldObject = {
  readonly objectId: ObjectId
  readonly scope: string
  readonly sizeBytes: number
  /** SHA-256 of the whole file. */
  readonly digestHex: string
}

/** Where a package stands at the hub. */
export type PackageState = 'waiting' | 'accepted' | 'quarantined'

/** One package that reached the hub, with what was decided about it. */
export type PackageRow = {
  readonly packageId: PackageId
  /** SHA-256 of the manifest: a replay has the same one. */
  readonly manifestDigestHex: string
  readonly vaultId: VaultId
  readonly deviceId: DeviceId
  readonly state: PackageState
  readonly fromSeq: number
  readonly toSeq: number
  /** By the station's clock. */
  readonly madeAtMs: number
  readonly receivedAtMs: number
  readonly decidedAtMs: number | null
  /** A failure's code, or what somebody at headquarters wrote; `null` while nothing is to be said against it. What was accepted may have one too. */
  readonly reason: string | null
  /** What was found out about it, canonical JSON. */
  readonly report: string
}

/** A leaf of the tree: what the hub acknowledged to a station. */
export type StoredLeaf = {
  /** From 0. */
  readonly index: number
  readonly vaultId: VaultId
  readonly deviceId: DeviceId
  readonly packageId: PackageId
  readonly seq: number
  readonly headHex: DigestHex
  readonly receivedAtMs: number
  readonly objectIds: readonly ObjectId[]
}

/** What can be asked of a hub's store. */
export type HubReads = DeskReads & {
  hubEvents(afterSeq: number, limit: number): Promise<readonly StoredHubEvent[]>
  heads(): Promise<readonly HeldHead[]>
  head(vaultId: string): Promise<HeldHead | null>
  /** One event of a station by its number. */
  event(vaultId: string, seq: number): Promise<StoredEvent | null>
  eventByHash(vaultId: string, hashHex: string): Promise<StoredEvent | null>
  /** The events of one station in order, from after `afterPosition`; at most `limit`. */
  events(vaultId: string, afterPosition: number, limit: number): Promise<readonly StoredEvent[]>
  /** The cases that were shared and have events after `afterPosition`. */
  scopesAfter(vaultId: string, afterPosition: number): Promise<readonly string[]>
  /** The events of one scope of a station in order, from after `afterPosition`; at most `limit`. */
  eventsOfScope(
    vaultId: string,
    scope: string,
    afterPosition: number,
    limit: number,
  ): Promise<readonly StoredEvent[]>
  scopeKeys(vaultId: string): Promise<readonly SealedScopeKey[]>
  objects(vaultId: string): Promise<readonly HeldObject[]>
  packages(
    of: { readonly state?: PackageState; readonly vaultId?: string },
    limit: number,
  ): Promise<readonly PackageRow[]>
  package(packageId: string): Promise<PackageRow | null>
  /** When the newest package of a station that was accepted was made, by the station's clock; `null` before the first. */
  newestMadeAtMs(vaultId: string): Promise<number | null>
  /** How many leaves the tree has. */
  treeSize(): Promise<number>
  /** The hashes of whole subtrees that the tree has, by `subtreeKey`. */
  subtrees(wanted: readonly WholeSubtree[]): Promise<ReadonlyMap<string, Uint8Array>>
  /** Sizes of the tree that ways back to a station stated, the newest first; at most `limit`. */
  toldSizes(vaultId: string, limit: number): Promise<readonly number[]>
  /** Leaves in order, from index `fromIndex`; at most `limit`. */
  leaves(fromIndex: number, limit: number): Promise<readonly StoredLeaf[]>
  /** The newest leaves of one station, the newest first; at most `limit`. */
  leavesOf(vaultId: string, limit: number): Promise<readonly StoredLeaf[]>
}

/** What one transaction of a hub's store can do. */
export type HubWrites = HubReads & {
  appendHubEvent(event: StoredHubEvent): Promise<void>
  appendEvents(vaultId: string, events: readonly StoredEvent[]): Promise<void>
  /** Says of events, by their places, of which scope they are: their case was shared since. */
  putScopes(
    vaultId: string,
    of: readonly { readonly position: number; readonly scope: string }[],
  ): Promise<void>
  putScopeKeys(vaultId: string, keys: readonly SealedScopeKey[]): Promise<void>
  putObjects(vaultId: string, objects: readonly HeldObject[]): Promise<void>
  putHead(head: HeldHead): Promise<void>
  putPackage(row: PackageRow): Promise<void>
  appendLeaf(leaf: StoredLeaf, added: readonly HashedSubtree[]): Promise<void>
  /** Notes of which size a way back to a station states the tree. */
  tell(vaultId: string, treeSize: number): Promise<void>
  /**
   * Empties the bodies of the events that an order names, as far as they are of the case, of a case that is not known, or grants of
   * its key, and forgets the key and the objects of the case.
   */
  expunge(
    vaultId: string,
    order: {
      readonly caseId: string
      readonly emptied: readonly { readonly from: number; readonly to: number }[]
      readonly grants: readonly number[]
    },
  ): Promise<void>
}

/**
 * Keeps what a hub holds. The adapter speaks to an embedded database or to PostgreSQL; both pass the same suite.
 *
 * `change` is one transaction, and one at a time over all processes of a hub: what it reads cannot be changed by another before it
 * ends. Success means that everything it wrote survives a power cut; a failure, its own or the store's, leaves nothing of it.
 */
export type HubStore = {
  read<T>(work: (reads: HubReads) => Promise<T>): Promise<Result<T, HubStoreFailure>>
  change<T, F>(work: (writes: HubWrites) => Promise<Result<T, F>>): Promise<Result<T, F | HubStoreFailure>>
  /**
   * One transaction on what people of headquarters do, which waits for no package: it has its own turn over all processes. Otherwise as
   * `change`.
   */
  apart<T, F>(work: (desk: DeskWrites) => Promise<Result<T, F>>): Promise<Result<T, F | HubStoreFailure>>
  /** Writes a whole copy of an embedded store to a new file, while the hub goes on. `null` where the store has a backup of its own. */
  readonly copyTo: ((path: string) => Promise<Result<void, HubStoreFailure>>) | null
  close(): Promise<void>
}
