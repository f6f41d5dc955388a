import type { DeviceId, DigestHex } from '../ids.ts'
import { type EventHeader, type EventTime, NO_PREVIOUS } from './event-header.ts'

/** The place in one device's chain after which the next event must stand. */
export type ChainPosition = {
  readonly device: DeviceId
  readonly seq: number
  readonly hashHex: DigestHex
  readonly time: EventTime
}

/** How a header does not follow its predecessor. */
export type ChainBreak = {
  readonly code: 'ledger/sequence-broken' | 'ledger/chain-broken' | 'ledger/time-runs-back'
}

/**
 * Tells whether a header may stand directly after `previous` (`null`: as a device's first), or how it does not.
 *
 * Sequence numbers grow by one, `prev` is the hash of the header before, and hybrid time grows.
 */
export function checkSuccession(previous: ChainPosition | null, next: EventHeader): ChainBreak | null {
  if (previous === null) {
    if (next.seq !== 1) return { code: 'ledger/sequence-broken' }
    return next.prev === NO_PREVIOUS ? null : { code: 'ledger/chain-broken' }
  }
  if (next.device !== previous.device || next.seq !== previous.seq + 1)
    return { code: 'ledger/sequence-broken' }
  if (next.prev !== previous.hashHex) return { code: 'ledger/chain-broken' }
  return isAfter(next.time, previous.time) ? null : { code: 'ledger/time-runs-back' }
}

/** Whether one event's hybrid time lies after another's. */
export function isAfter(later: EventTime, earlier: EventTime): boolean {
  if (later.wallMs !== earlier.wallMs) return later.wallMs > earlier.wallMs
  return later.counter > earlier.counter
}
