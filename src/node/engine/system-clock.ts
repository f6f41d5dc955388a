import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Clock } from '#app/ports/clock.ts'
import { randomBytes } from '../crypto/primitives.ts'

/** The machine's clock, for one run of the engine. */
export function makeSystemClock(): Clock {
  const startedAt = performance.now()
  return {
    nowMs: () => Date.now(),
    monotonicMs: () => performance.now() - startedAt,
    pause: () => nextTurn(),
    runId: Buffer.from(randomBytes(8)).toString('hex'),
  }
}
