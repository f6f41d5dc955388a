import type { Failure } from '#contract/failures.ts'
import type { HubId, PackageId, VaultId } from '#core/ids.ts'
import type { Result } from '#core/result.ts'
import type { Cancelled, CancelSignal } from './byte-source.ts'
import type { OutgoingPart } from './outlets.ts'

/** What a stick answers when it cannot do what it is asked; `facts.causeCode` is the errno. The vault is unharmed. */
export type CarrierFailure = Failure<
  'sync/carrier-full' | 'sync/carrier-refuses' | 'sync/carrier-failed' | 'sync/too-large'
>

/** Whose part of a carrier is meant. */
export type CarrierPlace = { readonly hubId: HubId; readonly vaultId: VaultId }

/** A folder, on a stick, that carries packages to a hub and its answers back (`docs/format-sync.md`, section 8). */
export type FolderCarrier = {
  /** Writes a package's bag whole or not at all; success survives pulling the stick. Other bags of this vault are then removed. */
  writeBag<Problem>(
    place: CarrierPlace & { readonly packageId: PackageId },
    parts: readonly OutgoingPart<Problem>[],
    work: { readonly signal: CancelSignal; readonly onProgress: (doneBytes: number) => void },
  ): Promise<Result<void, CarrierFailure | Cancelled | Problem>>
  /** Removes the bags of this vault that are done with, and answers how many. */
  removeBags(
    place: CarrierPlace,
    isDone: (packageId: PackageId) => boolean,
  ): Promise<Result<number, CarrierFailure>>
  writeRequest(place: CarrierPlace, bytes: Uint8Array): Promise<Result<void, CarrierFailure>>
  /** The hub's answer to a request, or `null` when there is none. */
  readAnswer(place: CarrierPlace): Promise<Result<Uint8Array | null, CarrierFailure>>
  /** What the hub sends back to this vault, or `null` when there is nothing. */
  readWayBack(place: CarrierPlace): Promise<Result<Uint8Array | null, CarrierFailure>>
  /** Where updates of the program lie, which are nobody's in particular; what is in them is verified by whoever takes them. */
  updatePaths(): Promise<Result<readonly string[], CarrierFailure>>
}

/** A stick that is there. */
export type ListedCarrier = { readonly carrierId: string; readonly name: string }

/** Sticks that are plugged in, and folders that were announced by their paths. */
export type FolderCarriers = {
  list(): Promise<readonly ListedCarrier[]>
  /** The carrier that was listed, or the announced folder, under this id; `null` for none. */
  find(carrierId: string): FolderCarrier | null
}
