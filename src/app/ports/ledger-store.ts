import type { Failure } from '#contract/failures.ts'
import type { DeviceId, DigestHex } from '#core/ids.ts'
import type { EventTime } from '#core/ledger/event-header.ts'
import type { ProjectionChanges } from '#core/projections/projection-changes.ts'
import type { Result } from '#core/result.ts'
import type { DiskFailure } from './disk-failure.ts'

/** An event as it is stored: nothing in it has been verified. */
export type StoredEvent = {
  /** Order in this store, from 1 without gaps. */
  readonly position: number
  /** The store's own notes of device and number; the header says what they must be. */
  readonly device: DeviceId
  readonly seq: number
  /** Canonical bytes of the header. */
  readonly header: Uint8Array
  /** SHA-256 of the header's bytes. */
  readonly hashHex: DigestHex
  /** 64 bytes. */
  readonly signature: Uint8Array
  /** Empty where the case was expunged. */
  readonly sealedBody: Uint8Array
  /** The vault's id or the case's id; the store's own note, judged by the scope reference in the header. */
  readonly scope: string
}

/** An event about to be appended; the store gives it its position and notes its own device. */
export type NewEvent = Omit<StoredEvent, 'position' | 'device'> & {
  readonly changes: ProjectionChanges
}

/** The last event of this device. */
export type LedgerHead = { readonly seq: number; readonly hashHex: DigestHex; readonly time: EventTime }

/** What a store of events may answer. */
export type LedgerStoreFailure =
  | DiskFailure
  | Failure<'database/damaged' | 'vault/in-use' | 'head/not-recorded'>

/**
 * Keeps the ledger of one vault and, in the same transaction, the projections of the register. Projections of cases follow after
 * it, in the database of the person of the session, and are caught up whenever they are behind.
 *
 * All functions are synchronous, so that nothing can come between reading the head and appending after it.
 */
export type LedgerStore = {
  /** The head, or `null` before the first event. */
  head(): Result<LedgerHead | null, LedgerStoreFailure>
  /**
   * Appends events that follow the head, all or none. Success means that they survive a power cut and that the head
   * file names the last of them. `head/not-recorded` alone says that the events are in the database while the head file
   * could not follow: the vault must be closed, and opening it again mends the head file.
   */
  append(events: readonly NewEvent[]): Result<void, LedgerStoreFailure>
  /** The events of one scope in order, from after `afterPosition`; at most `limit`. */
  readScope(
    scope: string,
    afterPosition: number,
    limit: number,
  ): Result<readonly StoredEvent[], LedgerStoreFailure>
  /** All events in order, from after `afterPosition`; at most `limit`. */
  readAll(afterPosition: number, limit: number): Result<readonly StoredEvent[], LedgerStoreFailure>
  /** How many events there are. */
  count(): Result<number, LedgerStoreFailure>
  /**
   * Appends events and, in the same transaction, empties the bodies of the events at these positions for ever, overwriting
   * what the file held of them.
   */
  expunge(events: readonly NewEvent[], positions: readonly number[]): Result<void, LedgerStoreFailure>
}
