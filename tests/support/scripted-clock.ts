import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Clock } from '#app/ports/clock.ts'

/** A clock that stands still until the test moves it. */
export type ScriptedClock = Clock & {
  /** Lets time pass: both clocks go on. */
  pass(ms: number): void
  /** Sets the machine's clock, as anybody can; the other one does not notice. */
  setWall(nowMs: number): void
}

export function makeScriptedClock(startMs = Date.now()): ScriptedClock {
  let wallMs = startMs
  let monotonicMs = 0
  return {
    nowMs: () => wallMs,
    monotonicMs: () => monotonicMs,
    pause: () => nextTurn(),
    runId: 'f0'.repeat(8),
    pass(ms) {
      wallMs += ms
      monotonicMs += ms
    },
    setWall(nowMs) {
      wallMs = nowMs
    },
  }
}
