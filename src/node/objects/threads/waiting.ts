/** Thrown where a thread waits or would begin more, once it was told to stop. */
export class Stopped extends Error {}

/** A place where one thread's work waits until its event loop brings something new. */
export type Waiting = {
  /** Waits for the next {@link Waiting.wake}; throws {@link Stopped} once told to stop. */
  pause(): Promise<void>
  wake(): void
  stop(): void
  /** Throws {@link Stopped} once told to stop. */
  check(): void
}

/** A place where nobody waits yet. */
export function startWaiting(): Waiting {
  let wakeUp: (() => void) | null = null
  let isStopped = false
  const check = () => {
    if (isStopped) throw new Stopped()
  }
  const wake = () => {
    wakeUp?.()
    wakeUp = null
  }
  return {
    check,
    wake,
    async pause() {
      check()
      await new Promise<void>((resolve) => {
        wakeUp = resolve
      })
      check()
    },
    stop() {
      isStopped = true
      wake()
    },
  }
}
