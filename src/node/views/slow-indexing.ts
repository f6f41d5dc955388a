/** Between two steps everybody else is answered. */
const PAUSE_MS = 20

/** Takes texts into the index of words a little at a time, as long as there are any, and keeps no process alive for it. */
export class SlowIndexing {
  readonly #step: () => number
  #timer: NodeJS.Timeout | null = null
  #isWanted = false
  #holds = 0

  /** `step` takes in some texts and answers how many are left; it throws nothing. */
  constructor(step: () => number) {
    this.#step = step
  }

  start(): void {
    this.#isWanted = true
    if (this.#holds > 0) return
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      if (this.#step() > 0) this.start()
      else this.#isWanted = false
    }, PAUSE_MS).unref()
  }

  stop(): void {
    this.#isWanted = false
    this.#clear()
  }

  /** Leaves the processor to long work that somebody waits for; what it answers, called once, lets the indexing go on. */
  hold(): () => void {
    this.#holds += 1
    this.#clear()
    let isHeld = true
    return () => {
      if (!isHeld) return
      isHeld = false
      this.#holds -= 1
      if (this.#isWanted) this.start()
    }
  }

  #clear(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }
}
