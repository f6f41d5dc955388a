import { setTimeout as wait } from 'node:timers/promises'
import type { CancelSignal } from '#app/ports/byte-source.ts'

/** Waits, and tells whether work goes on. */
export async function pause(ms: number, { signal }: { readonly signal: CancelSignal }): Promise<boolean> {
  if (signal.aborted) return false
  const stop = new AbortController()
  const onAbort = () => stop.abort()
  signal.addEventListener('abort', onAbort)
  try {
    await wait(ms, undefined, { signal: stop.signal })
    return true
  } catch {
    return false
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
