import { MAX_INSTANT_MS } from '../dates/station-time.ts'
import type { FoundTime } from './parsed-evidence.ts'

/** From which instant a browser counts microseconds. */
export type BrowserEpoch = 'webkit' | 'unix'

/** Milliseconds from 1601-01-01T00:00Z, where Chromium's `base::Time` begins, to 1970-01-01T00:00Z. */
const WEBKIT_TO_UNIX_MS = 11_644_473_600_000n

/**
 * Reads a time of a browser's database: microseconds since 1601 (Chromium) or since 1970 (Firefox's PRTime), in UTC. Nought means that
 * there is none.
 */
export function browserTime(raw: bigint, epoch: BrowserEpoch): FoundTime | undefined {
  if (raw === 0n) return undefined
  const unixUs = epoch === 'webkit' ? raw - WEBKIT_TO_UNIX_MS * 1_000n : raw
  // Rounded towards the past, as instants before 1970 must be.
  const atMs = unixUs >= 0n ? unixUs / 1_000n : (unixUs - 999n) / 1_000n
  if (atMs > BigInt(MAX_INSTANT_MS) || atMs < -BigInt(MAX_INSTANT_MS))
    return { raw: String(raw), certainty: 'unreadable' }
  return { raw: String(raw), atMs: Number(atMs), zone: '+00:00', certainty: 'stated' }
}
