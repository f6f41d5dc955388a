import type { CancelSignal } from '#app/ports/byte-source.ts'
import type { DiskFailure } from '#app/ports/disk-failure.ts'
import type { SealedObjectFailure } from '#app/ports/sealed-objects.ts'
import type { PackageId } from '#core/ids.ts'
import type { HubLine, LineRefusal } from './hub-line.ts'
import type { SpooledSource } from './spool.ts'

/** How long nothing may come through before sending is given up until the next round. */
export const PATIENCE_MS = 150_000

/** How a connection that broke is tried again within one round. */
export const RETRY = { firstMs: 500, mostMs: 10_000 } as const

/** The number of a connection beside those that carry pieces: questions do not wait behind them. */
export const ASIDE = -1

/** What sending one package needs. */
export type SendParts = {
  readonly packageId: PackageId
  readonly source: SpooledSource
  /** A connection by its number from 0; the same number gives the same one. */
  readonly line: (index: number) => HubLine
  /** Waits until so many bytes may leave. */
  readonly takeTurn: (bytes: number, signal: CancelSignal) => Promise<void>
  /** Bytes of requests' bodies that were answered so far. */
  readonly sentBytes: () => number
  /** Whether it may have been opened before: then headquarters is asked first what it holds. */
  readonly isKnown: boolean
}

/** Why a package is not sent to its end. */
export type SendFailure = LineRefusal | DiskFailure | SealedObjectFailure
