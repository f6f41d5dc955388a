import type { Progress } from './define.ts'
import type { Failure } from './failures.ts'

/** What a call comes back as. A result crosses, never a throw. */
export type Envelope<Output> =
  | { readonly outcome: 'done'; readonly value: Output }
  | { readonly outcome: 'failed'; readonly failure: Failure }
  | { readonly outcome: 'cancelled' }
  /** A bug. `reference` names the line of the engine's log that has the particulars; nothing else crosses. */
  | { readonly outcome: 'bug'; readonly reference: string }

/** A call as it travels. */
export type CallMessage = {
  readonly protocol: number
  /** Chosen by the caller, unique among its running calls; names the call in `cancel` and in progress. */
  readonly callId: string
  readonly name: string
  readonly input: unknown
}

/** What the engine tells without being asked. A push carries a fact, never state. */
export type Push =
  | { readonly topic: 'progress'; readonly callId: string; readonly progress: Progress }
  /** The ledger grew; what is shown may be out of date. */
  | { readonly topic: 'ledger-grew'; readonly seq: number }
  | { readonly topic: 'locked' }
  | { readonly topic: 'unlocked' }
