import type { DigestHex } from '#core/ids.ts'
import type { Result } from '#core/result.ts'
import type { SignedUpdate } from '#core/updates/update-manifest.ts'
import type { DiskFailure } from './disk-failure.ts'

/** The updates of the program that a hub carries to stations. It vouches for none of them. */
export type CarriedUpdates = {
  /** In the order of their digests. */
  list(): Promise<Result<readonly SignedUpdate[], DiskFailure>>
  /** A piece of the file of an update, pieces being counted from 0; `null` where there is no such update or piece. */
  readPiece(digestHex: DigestHex, number: number): Promise<Result<Uint8Array | null, DiskFailure>>
}
