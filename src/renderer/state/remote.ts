import type { Envelope } from '#contract/envelope.ts'
import type { Failure } from '#contract/failures.ts'

/** Why a call answered nothing: a stated failure, or a bug known only by its reference. */
export type Refusal =
  | { readonly kind: 'failure'; readonly failure: Failure }
  | { readonly kind: 'bug'; readonly reference: string }

/** Something the engine holds, as far as this window has it. `stale` is what was shown before. */
export type Remote<Value> =
  | { readonly status: 'idle' }
  | { readonly status: 'loading'; readonly stale: Value | null }
  | { readonly status: 'ready'; readonly value: Value }
  | { readonly status: 'failed'; readonly refusal: Refusal; readonly stale: Value | null }

/** Nothing asked for yet. */
export const IDLE = { status: 'idle' } as const

/** What can be shown of it now, fresh or stale. */
export function shownOf<Value>(remote: Remote<Value>): Value | null {
  if (remote.status === 'ready') return remote.value
  return remote.status === 'idle' ? null : remote.stale
}

/** It is being asked for; what was shown stays. */
export function askAgain<Value>(remote: Remote<Value>): Remote<Value> {
  return { status: 'loading', stale: shownOf(remote) }
}

/** An answer has come. A cancelled question leaves what was shown. */
export function receive<Value>(remote: Remote<Value>, answer: Envelope<Value>): Remote<Value> {
  const stale = shownOf(remote)
  if (answer.outcome === 'done') return { status: 'ready', value: answer.value }
  const refusal = refusalOf(answer)
  if (refusal !== null) return { status: 'failed', refusal, stale }
  return stale === null ? IDLE : { status: 'ready', value: stale }
}

/** Why an answer brought nothing; `null` when it brought something or was cancelled. */
export function refusalOf(answer: Envelope<unknown>): Refusal | null {
  if (answer.outcome === 'failed') return { kind: 'failure', failure: answer.failure }
  if (answer.outcome === 'bug') return { kind: 'bug', reference: answer.reference }
  return null
}

/** Tells whether a try was refused only because it came too early: the count says that. */
export function isWait(refusal: Refusal): boolean {
  return refusal.kind === 'failure' && refusal.failure.code === 'vault/wait-before-next-try'
}
