/** Locks the vault when nobody has asked for anything for a while. */
export type IdleLock = {
  /** Says that a call begins; the answered function says that it has ended. Nothing locks while a call runs. */
  begin(): () => void
  /** Stops watching. */
  stop(): void
}

/** Calls back once after a time unless the answered function is called first. */
export type StartTimer = (afterMs: number, onDue: () => void) => () => void

/** Watches calls and locks once none has run for `afterMs`. */
export function watchIdleness(
  afterMs: number,
  lock: () => void,
  startTimer: StartTimer = startSystemTimer,
): IdleLock {
  let running = 0
  let isStopped = false
  let stopTimer = startTimer(afterMs, lock)
  return {
    begin() {
      running++
      stopTimer()
      let hasEnded = false
      return () => {
        if (hasEnded) return
        hasEnded = true
        running--
        if (running === 0 && !isStopped) stopTimer = startTimer(afterMs, lock)
      }
    },
    stop() {
      isStopped = true
      stopTimer()
    },
  }
}

/** Timers of the system; none of them keeps the process alive. */
export function startSystemTimer(afterMs: number, onDue: () => void): () => void {
  const timer = setTimeout(onDue, afterMs)
  timer.unref()
  return () => clearTimeout(timer)
}
