/** How much is done at once and may wait. */
export type QueueLimits = {
  /** Jobs that run at once. */
  readonly atOnce: number
  /** Of these, how many may be large. */
  readonly largeAtOnce: number
  /** Jobs of one station that wait. */
  readonly waitingEach: number
}

type Job = { readonly isLarge: boolean; readonly start: () => Promise<void> }

/**
 * Lets stations take turns: each has one job running at most, however many it has waiting, and large jobs never take every place. A
 * station that floods the hub waits behind itself.
 */
export class FairQueue {
  readonly #limits: QueueLimits
  /** By station, in the order in which their turns come. */
  readonly #waiting = new Map<string, Job[]>()
  readonly #running = new Map<string, Job>()
  #idle: (() => void)[] = []

  constructor(limits: QueueLimits) {
    this.#limits = limits
  }

  /** How many jobs wait. */
  get waiting(): number {
    return [...this.#waiting.values()].reduce((sum, jobs) => sum + jobs.length, 0)
  }

  /** Runs the work when it is this station's turn; `null` where too much of this station waits already. */
  run<T>(station: string, isLarge: boolean, work: () => Promise<T>): Promise<T> | null {
    const own = this.#waiting.get(station) ?? []
    if (own.length >= this.#limits.waitingEach) return null
    const done = new Promise<T>((resolve, reject) => {
      own.push({ isLarge, start: () => work().then(resolve, reject) })
    })
    this.#waiting.set(station, own)
    this.#startNext()
    return done
  }

  /** Resolves when nothing runs and nothing waits. */
  async whenIdle(): Promise<void> {
    if (this.#running.size === 0 && this.#waiting.size === 0) return
    await new Promise<void>((resolve) => this.#idle.push(resolve))
  }

  #startNext(): void {
    for (const [station, jobs] of this.#waiting) {
      if (this.#running.size >= this.#limits.atOnce) return
      const job = jobs[0]
      if (job === undefined || this.#running.has(station)) continue
      const large = [...this.#running.values()].filter(({ isLarge }) => isLarge).length
      if (job.isLarge && large >= this.#limits.largeAtOnce) continue
      jobs.shift()
      // Behind the others, should more of it wait.
      this.#waiting.delete(station)
      if (jobs.length > 0) this.#waiting.set(station, jobs)
      this.#running.set(station, job)
      void job.start().finally(() => this.#end(station))
    }
  }

  #end(station: string): void {
    this.#running.delete(station)
    this.#startNext()
    if (this.#running.size > 0 || this.#waiting.size > 0) return
    for (const resolve of this.#idle.splice(0)) resolve()
  }
}
