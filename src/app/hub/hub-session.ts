import type { Clock } from '../ports/clock.ts'
import type { HubStore } from '../ports/hub-store.ts'
import type { HubIdentity, HubRoom, HubTools } from '../ports/hub-tools.ts'
import type { StartSignatureChecker } from '../ports/signature-checker.ts'
import type { HubLedger } from './hub-ledger.ts'
import type { JudgesAtHand } from './judges-at-hand.ts'
import type { MatchBook } from './match-book.ts'

/** An open hub: what everything at headquarters works on. */
export type HubSession = {
  readonly identity: HubIdentity
  readonly tools: HubTools
  readonly store: HubStore
  readonly room: HubRoom
  readonly clock: Pick<Clock, 'nowMs' | 'pause'>
  readonly ledger: HubLedger
  readonly judges: JudgesAtHand
  readonly matches: MatchBook
  /** Marks of identifiers whose matches this process found to be others, and of which it has not told anybody yet. */
  readonly unhinted: Set<string>
  /** Verifies signatures on every processor. */
  readonly startChecker: StartSignatureChecker
}
