import type { FetchWork, NetworkFailure } from '#app/ports/network-carrier.ts'
import type { Failure } from '#contract/failures.ts'
import { backOffMs } from '#core/network/back-off.ts'
import { type DeadlineBook, deadlineMs, NO_ANSWERS, noteAnswer, noteMiss } from '#core/network/deadlines.ts'
import { NETWORK_LIMITS } from '#core/network/network-limits.ts'
import { pieceLength } from '#core/network/package-stream.ts'
import { PARALLELISM } from '#core/network/parallelism.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { LineRefusal } from './hub-line.ts'
import { mayPass } from './line-failure.ts'
import { pause } from './pause.ts'
import { randomShare } from './random-share.ts'
import { PATIENCE_MS, RETRY, type SendParts } from './send-parts.ts'

/** Pieces that may be here before one that comes ahead of them: 8 MiB of memory at most. */
const MOST_AHEAD = 64
const LOOK_MS = 100

/** What is fetched, and over what. */
export type FetchParts = Pick<SendParts, 'line' | 'takeTurn'> & {
  readonly pathOf: (number: number) => string
  readonly sizeBytes: number
}

/** Fetches the pieces of a file over several connections and hands them on in order. */
export class PieceFetcher<Problem extends Failure> {
  readonly #parts: FetchParts
  readonly #work: FetchWork<Problem>
  readonly #stop = new AbortController()
  readonly #here = new Map<number, Uint8Array>()
  readonly #pieces: number
  readonly #again: number[] = []
  #next: number
  #due: number
  #taking: Promise<void> = Promise.resolve()
  #deadlines: DeadlineBook = NO_ANSWERS
  #lastNewsMs = performance.now()
  #end: Result<void, LineRefusal | NetworkFailure | Problem> | null = null

  constructor(parts: FetchParts, work: FetchWork<Problem>) {
    this.#parts = parts
    this.#work = work
    this.#pieces = Math.ceil(parts.sizeBytes / NETWORK_LIMITS.pieceBytes)
    this.#next = Math.floor(work.heldBytes / NETWORK_LIMITS.pieceBytes)
    this.#due = this.#next
  }

  async run(): Promise<Result<void, LineRefusal | NetworkFailure | Problem>> {
    const cancel = () => this.#finish(fail({ code: 'cancelled' }))
    const { signal, onProgress, heldBytes } = this.#work
    signal.addEventListener('abort', cancel)
    if (signal.aborted) cancel()
    onProgress(Math.min(heldBytes, this.#parts.sizeBytes))
    try {
      const lanes = Math.min(PARALLELISM.first, this.#pieces - this.#next)
      await Promise.all(Array.from({ length: Math.max(0, lanes) }, (_, lane) => this.#workLane(lane)))
      await this.#taking
      return this.#end ?? succeed(undefined)
    } finally {
      signal.removeEventListener('abort', cancel)
    }
  }

  async #workLane(lane: number): Promise<void> {
    let failures = 0
    while (this.#end === null) {
      const number = this.#again.shift() ?? (this.#next < this.#pieces ? this.#next++ : null)
      if (number === null) return
      // One piece that is slow to come does not fill the memory with all that follow it.
      while (number - this.#due > MOST_AHEAD && this.#end === null) await pause(LOOK_MS, this.#stop)
      const fetched = await this.#fetch(lane, number)
      if (this.#end !== null) return
      if (fetched.ok) {
        failures = 0
        this.#here.set(number, fetched.value)
        this.#taking = this.#taking.then(() => this.#takeDue())
        await this.#taking
        continue
      }
      failures += 1
      this.#again.push(number)
      if (!(await this.#isWorthAnother(fetched.failure, failures))) return
    }
  }

  async #fetch(lane: number, number: number): Promise<Result<Uint8Array, LineRefusal>> {
    const { line, takeTurn, pathOf, sizeBytes } = this.#parts
    const length = pieceLength(sizeBytes, number)
    await takeTurn(length, this.#stop.signal)
    if (this.#end !== null) return fail({ code: 'cancelled' })
    const startedMs = performance.now()
    const answer = await line(lane).ask({
      method: 'GET',
      path: pathOf(number),
      signal: this.#stop.signal,
      deadlineMs: deadlineMs(this.#deadlines, PARALLELISM.first),
    })
    if (!answer.ok) return answer
    // Of a file that is shorter than was announced, pieces are cut short and others are not there; which of them is asked for first is luck.
    if (answer.value.bytes.length < length) return fail({ code: 'network/no-such-update' })
    if (answer.value.bytes.length > length) return fail({ code: 'network/not-a-hub' })
    const tookMs = performance.now() - startedMs
    this.#deadlines = noteAnswer(this.#deadlines, { tookMs, lanes: PARALLELISM.first })
    this.#lastNewsMs = performance.now()
    return succeed(answer.value.bytes)
  }

  async #takeDue(): Promise<void> {
    for (;;) {
      const bytes = this.#here.get(this.#due)
      if (bytes === undefined || this.#end !== null) return
      this.#here.delete(this.#due)
      const taken = await this.#work.take(bytes)
      if (!taken.ok) return this.#finish(taken)
      this.#due += 1
      this.#work.onProgress(Math.min(this.#parts.sizeBytes, this.#due * NETWORK_LIMITS.pieceBytes))
    }
  }

  /** Waits as long as a line that broke, or a hub that is busy, asks for; `false` ends it. */
  async #isWorthAnother(failure: LineRefusal, failures: number): Promise<boolean> {
    const silentMs = performance.now() - this.#lastNewsMs
    if (!mayPass(failure.code) || silentMs > PATIENCE_MS) {
      this.#finish(fail(failure))
      return false
    }
    if (failure.code === 'network/timed-out') this.#deadlines = noteMiss(this.#deadlines)
    const waitMs = Math.max(failure.retryAfterMs ?? 0, backOffMs(failures, randomShare(), RETRY))
    return await pause(waitMs, this.#stop)
  }

  #finish(end: Result<void, LineRefusal | NetworkFailure | Problem>): void {
    this.#end ??= end
    this.#stop.abort()
  }
}
