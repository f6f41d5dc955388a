import type { Failure } from '#contract/failures.ts'
import type { NetworkCode, NetworkSettings } from '#contract/network-operations.ts'
import type { DigestHex, HubId, ObjectId, PackageId } from '#core/ids.ts'
import type { Arrival } from '#core/network/arrival.ts'
import type { Result } from '#core/result.ts'
import type { SignedUpdate } from '#core/updates/update-manifest.ts'
import type { Cancelled, CancelSignal } from './byte-source.ts'
import type { DeviceKeys } from './device-keys.ts'
import type { DiskFailure } from './disk-failure.ts'
import type { OutgoingPart } from './outlets.ts'
import type { SealedObjectFailure } from './sealed-objects.ts'

/** What the network, a hub, or something in its place answered instead of what was asked. */
export type NetworkFailure = Failure<NetworkCode> | Cancelled

/** A package that lies in the spool, whole: it goes on being sent until headquarters has decided about it. */
export type SpooledPackage = {
  readonly packageId: PackageId
  readonly hubId: HubId
  readonly objectIds: readonly ObjectId[]
  /** Of its stream (`docs/format-network.md`, section 3). */
  readonly sizeBytes: number
}

/**
 * Keeps packages that are under way over restarts and crashes. What lies there is sealed: the manifest, the keys in their age file, the files
 * of events; objects are read from where the vault has them.
 */
export type PackageSpool = {
  list(): Promise<Result<readonly SpooledPackage[], DiskFailure>>
  /** Takes a package in whole or not at all. Success survives a power cut. */
  keep<Problem>(
    packageId: PackageId,
    parts: readonly OutgoingPart<Problem>[],
    work: { readonly signal: CancelSignal; readonly onProgress: (doneBytes: number) => void },
  ): Promise<Result<SpooledPackage, DiskFailure | Cancelled | Problem>>
  remove(packageId: PackageId): Promise<Result<void, DiskFailure>>
}

/** Who speaks to which hub, and where it may answer, in the order in which addresses are tried. */
export type NetworkStation = {
  readonly hubId: HubId
  readonly tlsPinsHex: readonly string[]
  readonly addresses: readonly string[]
  readonly device: DeviceKeys
  readonly settings: NetworkSettings
}

/** What stops sending before its end. */
export type SendWork = {
  /** The package never left before: headquarters need not be asked what it holds of it. */
  readonly isFresh: boolean
  readonly signal: CancelSignal
  readonly onProgress: (doneBytes: number) => void
  /** Asked now and then: whether something more urgent waits. What is on its way then is gone on with later. */
  readonly shouldYield: () => boolean
}

/** What became of a package that was sent. */
export type Sent =
  | { readonly kind: 'decided'; readonly arrival: Arrival; readonly sentBytes: number }
  | { readonly kind: 'yielded'; readonly sentBytes: number }

/** What is done with the pieces of an update as they come. */
export type FetchWork<Problem extends Failure> = {
  /** How much is there already: a whole number of pieces. */
  readonly heldBytes: number
  readonly take: (bytes: Uint8Array) => Promise<Result<void, Problem>>
  readonly signal: CancelSignal
  readonly onProgress: (doneBytes: number) => void
}

/** Connections to one hub, made when they are needed. */
export type NetworkLink = {
  send(
    waiting: SpooledPackage,
    work: SendWork,
  ): Promise<Result<Sent, NetworkFailure | DiskFailure | SealedObjectFailure>>
  /** The bytes of `way-back.json`, or `null` where there is nothing new to say. */
  readWayBack(signal: CancelSignal): Promise<Result<Uint8Array | null, NetworkFailure>>
  /** The updates of the program that the hub carries, believed in nothing yet. */
  listUpdates(signal: CancelSignal): Promise<Result<readonly SignedUpdate[], NetworkFailure>>
  /** Fetches what is missing of the file of an update and hands it on in order, piece by piece. */
  fetchUpdate<Problem extends Failure>(
    update: SignedUpdate,
    work: FetchWork<Problem>,
  ): Promise<Result<void, NetworkFailure | Problem>>
  close(): Promise<void>
}

/** HTTPS as the way to headquarters (`docs/format-network.md`). Nothing leaves before the hub has shown a pinned key. */
export type NetworkCarrier = {
  readonly spool: PackageSpool
  settings(): Promise<Result<NetworkSettings, DiskFailure>>
  keepSettings(settings: NetworkSettings): Promise<Result<void, DiskFailure>>
  /** Brings a sealed request for enrolment, for which no key is pinned yet, and says which key was shown beside the answer. */
  enrol(
    address: string,
    request: { readonly codeId: string; readonly sealed: Uint8Array },
    settings: NetworkSettings,
    signal: CancelSignal,
  ): Promise<Result<{ readonly answer: Uint8Array; readonly shownPinHex: DigestHex }, NetworkFailure>>
  connect(station: NetworkStation): NetworkLink
}
