import { useEffect, useState } from 'react'

// Often enough that a second never seems to be left out.
const TICK_MS = 200

/** Seconds that are left of a wait, counted from the moment at which it was told: each telling is an object of its own. */
export function useCountdown(told: object | null, waitMs: number): number {
  const [seconds, setSeconds] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same wait told again begins anew
  useEffect(() => {
    // Not the machine's clock: setting it would shorten the count and not the wait.
    const dueMs = performance.now() + waitMs
    const count = () => Math.max(0, Math.ceil((dueMs - performance.now()) / 1_000))
    setSeconds(count())
    if (waitMs <= 0) return
    const timer = setInterval(() => {
      const left = count()
      setSeconds(left)
      if (left === 0) clearInterval(timer)
    }, TICK_MS)
    return () => clearInterval(timer)
  }, [told, waitMs])
  return seconds
}
