import type { Failure } from '#contract/failures.ts'
import type { PackageId, VaultId } from '#core/ids.ts'
import type { PackageManifest } from '#core/packages/manifest.ts'
import type { Result } from '#core/result.ts'
import type { DiskFailure } from './disk-failure.ts'
import type { PartFailure } from './hub-tools.ts'

/** Which package is arriving over a network, and whose. Both names come from what the hub verified. */
export type ArrivingPlace = { readonly vaultId: VaultId; readonly packageId: PackageId }

/** What of a package's stream is on the hub's disk. */
export type HeldPieces = {
  /** `[first, last]` of pieces that are not acknowledged, in order; not all of them where there are many. */
  readonly missing: readonly (readonly [number, number])[]
  /** `[number, heldBytes]` of those of which there is a beginning, in order; not all of them where there are many. */
  readonly partial: readonly (readonly [number, number])[]
}

/** A part of one piece, as a request says it. */
export type PieceRequest = {
  /** From 0. */
  readonly number: number
  /** After how many bytes of the piece the body begins. */
  readonly offsetBytes: number
  readonly lengthBytes: number
  /** SHA-256 of the body. */
  readonly bodyDigest: Uint8Array
  /** SHA-256 of the whole piece; `null` where the body is the whole piece. */
  readonly pieceDigest: Uint8Array | null
}

/** Why a piece is not acknowledged. What reached the disk stays, but for `network/digest-differs`. */
export type PieceFailure =
  | DiskFailure
  | Failure<
      | 'network/no-such-package'
      | 'network/offset-differs'
      | 'network/request-malformed'
      | 'network/digest-differs'
      | 'network/too-slow'
    >

/** A package that is arriving. */
export type Arriving = ArrivingPlace & { readonly streamBytes: number }

/**
 * Where packages lie while they arrive over a network. Several processes of a hub share it: each file is written at positions that
 * follow from what is written, so that two who write the same do no harm to each other.
 */
export type Arrivals = {
  /** Makes room for a package, durably; nothing where there is room already. `network/hub-full` where the disk has no place for it. */
  begin(
    place: ArrivingPlace,
    manifest: Uint8Array,
    streamBytes: number,
  ): Promise<Result<void, DiskFailure | Failure<'network/hub-full'>>>
  /** The manifest of a package that is arriving, or `null`. */
  manifest(place: ArrivingPlace): Promise<Result<Uint8Array | null, DiskFailure>>
  held(place: ArrivingPlace): Promise<Result<HeldPieces | null, DiskFailure>>
  /** Writes a part of a piece as it comes, and acknowledges the piece when it is whole: success says that it survives a power cut. */
  put(
    place: ArrivingPlace,
    piece: PieceRequest,
    body: AsyncIterable<Uint8Array>,
  ): Promise<Result<void, PieceFailure>>
  /** The packages of one station that are arriving. */
  of(vaultId: VaultId): Promise<Result<readonly Arriving[], DiskFailure>>
  /** Makes the parts of a package that arrived whole the hub's own, durably, as a package from a stick. */
  keep(
    place: ArrivingPlace,
    manifest: PackageManifest,
    manifestBytes: Uint8Array,
  ): Promise<Result<void, PartFailure>>
  /** The same for a package whose whole stream is in memory. */
  keepBytes(
    manifest: PackageManifest,
    manifestBytes: Uint8Array,
    stream: Uint8Array,
  ): Promise<Result<void, PartFailure>>
  forget(place: ArrivingPlace): Promise<void>
  /** Forgets packages of which nothing came since, and answers how many; what a crash left goes too. */
  forgetUntouched(sinceMs: number): Promise<Result<number, DiskFailure>>
}
