import type { Progress } from '#contract/define.ts'
import type { Envelope } from '#contract/envelope.ts'
import { type Refusal, refusalOf } from './remote.ts'

/** One run of a long operation as the window sees it. */
export type Work<Value> =
  | { readonly status: 'idle' }
  | {
      readonly status: 'running'
      readonly startedAtMs: number
      readonly progress: Progress | null
      readonly isStopping: boolean
    }
  | { readonly status: 'done'; readonly value: Value }
  | { readonly status: 'refused'; readonly refusal: Refusal }
  | { readonly status: 'cancelled' }

/** Work that begins now. */
export function startWork(nowMs: number): Work<never> {
  return { status: 'running', startedAtMs: nowMs, progress: null, isStopping: false }
}

/** The work has come further; work that has ended stays as it is. */
export function advanceWork<Value>(work: Work<Value>, progress: Progress): Work<Value> {
  return work.status === 'running' ? { ...work, progress } : work
}

/** The person asked it to stop; it runs until the engine says that it has. */
export function stopWork<Value>(work: Work<Value>): Work<Value> {
  return work.status === 'running' ? { ...work, isStopping: true } : work
}

/** The engine has answered. */
export function endWork<Value>(answer: Envelope<Value>): Work<Value> {
  if (answer.outcome === 'done') return { status: 'done', value: answer.value }
  const refusal = refusalOf(answer)
  return refusal === null ? { status: 'cancelled' } : { status: 'refused', refusal }
}

/**
 * Milliseconds that are left at the pace so far, or `null` while no honest guess can be made: nothing known of the
 * whole, or less than a second gone.
 */
export function timeLeftMs(startedAtMs: number, progress: Progress | null, nowMs: number): number | null {
  const elapsedMs = nowMs - startedAtMs
  if (progress === null || progress.total === null || progress.done <= 0 || elapsedMs < 1_000) return null
  if (progress.done >= progress.total) return 0
  return (elapsedMs * (progress.total - progress.done)) / progress.done
}
