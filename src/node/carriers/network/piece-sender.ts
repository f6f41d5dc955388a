import type { SendWork } from '#app/ports/network-carrier.ts'
import type { Arrival } from '#core/network/arrival.ts'
import { backOffMs } from '#core/network/back-off.ts'
import { type DeadlineBook, deadlineMs, NO_ANSWERS, noteAnswer, noteMiss } from '#core/network/deadlines.ts'
import { NETWORK_LIMITS } from '#core/network/network-limits.ts'
import { NETWORK_PATHS } from '#core/network/network-paths.ts'
import { pieceLength } from '#core/network/package-stream.ts'
import { firstParallelism, type Parallelism, stepParallelism } from '#core/network/parallelism.ts'
import { digestHeaderOf } from '#core/network/request-signature.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { sha256Hex } from '../../crypto/primitives.ts'
import { OF_A_BUSY_HUB, OF_THE_LINE } from './line-failure.ts'
import { pause } from './pause.ts'
import { randomShare } from './random-share.ts'
import { PATIENCE_MS, RETRY, type SendFailure, type SendParts } from './send-parts.ts'

/** Least length of a window after which the number of connections is judged. */
const WINDOW_MS = 4_000
/** How often it is asked whether something more urgent waits. */
const LOOK_MS = 1_000
/** How long a hub that is busy is waited for within one round; past that, the next round tries. */
const BUSY_MS = 120_000
/** Pieces that headquarters forgot because their digest differed, before something on the way counts as changing them. */
const MOST_CHANGED = 3

/** How a run over the missing pieces ended: every one acknowledged, those of one list, or something more urgent waits. */
type RunEnd = 'all' | 'listed' | 'yielded'

/** Sends the pieces of a package that are missing, over a number of connections that follows what the line carries. */
export class PieceSender {
  readonly #parts: SendParts
  readonly #work: SendWork
  readonly #look: () => Promise<Result<Arrival, SendFailure>>
  readonly #queue: number[]
  readonly #held: Map<number, number>
  readonly #isWhole: boolean
  readonly #stop = new AbortController()
  readonly #running = new Map<number, Promise<void>>()
  #looking: ReturnType<PieceSender['look']> | null = null
  #parallelism: Parallelism = firstParallelism()
  #deadlines: DeadlineBook = NO_ANSWERS
  #doneBytes: number
  #window = { startedMs: performance.now(), acknowledgedBytes: 0, pieces: 0, misses: 0 }
  #lastNewsMs = performance.now()
  #changed = 0
  #end: Result<RunEnd, SendFailure> | null = null

  constructor(
    parts: SendParts,
    { missing, partial }: Arrival,
    work: SendWork,
    look: () => Promise<Result<Arrival, SendFailure>>,
  ) {
    this.#parts = parts
    this.#work = work
    this.#look = look
    this.#queue = missing.flatMap(([first = 0, last = 0]) =>
      Array.from(
        { length: Math.max(0, Math.min(last, parts.source.stream.pieces - 1) - first + 1) },
        (_, at) => first + at,
      ),
    )
    this.#held = new Map(partial.map(([number = 0, heldBytes = 0]) => [number, heldBytes]))
    this.#isWhole = missing.length < NETWORK_LIMITS.listed
    const { sizeBytes } = parts.source.stream
    const missingBytes = this.#queue.reduce(
      (sum, number) => sum + pieceLength(sizeBytes, number) - this.#heldOf(number),
      0,
    )
    this.#doneBytes = Math.max(0, sizeBytes - missingBytes)
  }

  async run(): Promise<Result<RunEnd, SendFailure>> {
    const cancel = () => this.#finish(fail({ code: 'cancelled' }))
    this.#work.signal.addEventListener('abort', cancel)
    const looking = setInterval(() => {
      if (this.#work.shouldYield()) this.#finish(succeed('yielded'))
    }, LOOK_MS)
    try {
      if (this.#work.signal.aborted) cancel()
      this.#work.onProgress(this.#doneBytes)
      this.#spread()
      while (this.#running.size > 0) await Promise.race(this.#running.values())
      return this.#end ?? succeed(this.#isWhole ? 'all' : 'listed')
    } finally {
      clearInterval(looking)
      this.#stop.abort()
      this.#work.signal.removeEventListener('abort', cancel)
    }
  }

  /** Puts a lane to work for each piece that waits, as far as connections may be in use. */
  #spread(): void {
    let waiting = this.#queue.length
    for (let lane = 0; lane < this.#parallelism.lanes && waiting > 0 && this.#end === null; lane += 1) {
      if (this.#running.has(lane)) continue
      waiting -= 1
      const working = this.#workLane(lane).finally(() => {
        this.#running.delete(lane)
        // A lane that was one too many may have put its piece back.
        this.#spread()
      })
      this.#running.set(lane, working)
    }
  }

  async #workLane(lane: number): Promise<void> {
    let failures = 0
    while (this.#end === null && lane < this.#parallelism.lanes) {
      const number = this.#queue.shift()
      if (number === undefined) return
      const sent = await this.#send(lane, number)
      if (this.#end !== null) return
      if (sent.ok) {
        failures = 0
        continue
      }
      failures += 1
      const isGoingOn = await this.#mend(number, sent.failure, failures)
      if (!isGoingOn) return
    }
  }

  async #send(lane: number, number: number): Promise<Result<void, SendFailure>> {
    const { source, line, takeTurn, packageId } = this.#parts
    const lengthBytes = pieceLength(source.stream.sizeBytes, number)
    const heldBytes = this.#heldOf(number)
    const piece = await source.read(number * NETWORK_LIMITS.pieceBytes, lengthBytes)
    if (!piece.ok) return piece
    const body = piece.value.subarray(heldBytes)
    await takeTurn(body.length, this.#stop.signal)
    if (this.#end !== null) return fail({ code: 'cancelled' })
    const startedMs = performance.now()
    const { lanes } = this.#parallelism
    const answer = await line(lane).ask({
      method: 'PUT',
      path: NETWORK_PATHS.piece(packageId, number),
      headers: {
        'upload-offset': String(heldBytes),
        ...(heldBytes > 0 && { 'repr-digest': digestHeaderOf(Buffer.from(sha256Hex(piece.value), 'hex')) }),
      },
      body,
      signal: this.#stop.signal,
      deadlineMs: deadlineMs(this.#deadlines, lanes),
    })
    if (!answer.ok) return answer
    this.#deadlines = noteAnswer(this.#deadlines, { tookMs: performance.now() - startedMs, lanes })
    this.#held.delete(number)
    this.#note(body.length)
    return succeed(undefined)
  }

  /** Finds out what became of a piece whose request failed, and puts it back; `false` ends the lane. */
  async #mend(number: number, failure: SendFailure, failures: number): Promise<boolean> {
    if (failure.code === 'network/offset-differs') {
      this.#held.set(number, Math.min(Number(failure.facts?.heldBytes ?? 0), this.#lengthOf(number)))
      this.#queue.unshift(number)
      return failures < 10 || this.#giveUp(failure)
    }
    if (failure.code === 'network/digest-differs') {
      this.#changed += 1
      this.#held.delete(number)
      this.#queue.unshift(number)
      return this.#changed <= MOST_CHANGED || this.#giveUp(failure)
    }
    const silentMs = performance.now() - this.#lastNewsMs
    if (OF_A_BUSY_HUB.has(failure.code) && silentMs < BUSY_MS) {
      this.#queue.unshift(number)
      const askedMs = 'retryAfterMs' in failure ? (failure.retryAfterMs ?? 0) : 0
      return await pause(Math.max(askedMs, backOffMs(failures, randomShare())), this.#stopping())
    }
    if (!OF_THE_LINE.has(failure.code) || silentMs > PATIENCE_MS) return this.#giveUp(failure)
    // A connection that was cut says nothing of the line; one that fell silent may say that there are too many.
    if (failure.code === 'network/timed-out') {
      this.#window.misses += 1
      this.#deadlines = noteMiss(this.#deadlines)
    }
    if (failures > 1 && !(await pause(backOffMs(failures - 1, randomShare(), RETRY), this.#stopping())))
      return false
    const now = await this.look()
    if (this.#end !== null) return false
    if (!now.ok) return this.#giveUp(now.failure)
    const isMissing =
      now.value.state === 'arriving' &&
      (now.value.missing.length >= NETWORK_LIMITS.listed ||
        now.value.missing.some(([first = 0, last = 0]) => first <= number && number <= last))
    if (!isMissing) {
      this.#note(this.#lengthOf(number) - this.#heldOf(number))
      this.#held.delete(number)
      return true
    }
    const heldBytes = now.value.partial.find(([at]) => at === number)?.[1] ?? 0
    this.#held.set(number, Math.min(heldBytes, this.#lengthOf(number)))
    this.#queue.unshift(number)
    return true
  }

  /** Asks once what headquarters holds, however many lanes want to know. */
  look(): Promise<Result<Arrival, SendFailure>> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null
    })
    return this.#looking
  }

  #note(bytes: number): void {
    this.#doneBytes += bytes
    this.#lastNewsMs = performance.now()
    this.#work.onProgress(this.#doneBytes)
    this.#window.acknowledgedBytes += bytes
    this.#window.pieces += 1
    const elapsedMs = performance.now() - this.#window.startedMs
    if (elapsedMs < WINDOW_MS || this.#window.pieces < this.#parallelism.lanes) return
    // Near the end not every connection has a piece, which says nothing of the line.
    if (this.#queue.length >= this.#parallelism.lanes)
      this.#parallelism = stepParallelism(this.#parallelism, { ...this.#window, elapsedMs })
    this.#window = { startedMs: performance.now(), acknowledgedBytes: 0, pieces: 0, misses: 0 }
    this.#spread()
  }

  #giveUp(failure: SendFailure): false {
    this.#finish(fail(failure))
    return false
  }

  #finish(end: Result<RunEnd, SendFailure>): void {
    this.#end ??= end
    this.#stop.abort()
  }

  #stopping(): { readonly signal: AbortSignal } {
    return { signal: this.#stop.signal }
  }

  #lengthOf(number: number): number {
    return pieceLength(this.#parts.source.stream.sizeBytes, number)
  }

  #heldOf(number: number): number {
    return this.#held.get(number) ?? 0
  }
}
