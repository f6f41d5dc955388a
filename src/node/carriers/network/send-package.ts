import type { NetworkFailure, SendWork, Sent } from '#app/ports/network-carrier.ts'
import type { PackageId } from '#core/ids.ts'
import { type Arrival, parseArrival } from '#core/network/arrival.ts'
import { backOffMs } from '#core/network/back-off.ts'
import { NETWORK_PATHS } from '#core/network/network-paths.ts'
import { writeOpening } from '#core/network/opening.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { LineRequest } from './hub-line.ts'
import { OF_THE_LINE } from './line-failure.ts'
import { pause } from './pause.ts'
import { PieceSender } from './piece-sender.ts'
import { randomShare } from './random-share.ts'
import { ASIDE, PATIENCE_MS, RETRY, type SendFailure, type SendParts } from './send-parts.ts'

/** Streams up to this size go whole with the opening: a complaint is at headquarters with one request. */
const IN_OPENING_BYTES = 131_072

const OPENING_MS = 180_000
const ENDING_MS = 60_000
/** A small question on a fresh connection; each time that it stays without an answer it waits twice as long. */
const ASKING_MS = { first: 12_000, most: 60_000 } as const
const JUDGED_AFTER_MS = { first: 1_000, most: 15_000 } as const

const GZIP = { 'accept-encoding': 'gzip' } as const

type Answer = Result<Arrival, SendFailure>

/**
 * Sends a package until headquarters has decided about it: opens it, sends the pieces that are missing over as many connections as serve,
 * ends it. What a line breaks goes on at the byte that headquarters says it has. A line that stays silent ends it with a failure.
 */
export async function sendPackage(parts: SendParts, work: SendWork): Promise<Result<Sent, SendFailure>> {
  const before = parts.sentBytes()
  const asking = new Asking(parts, work)
  let arrival = await asking.begin()
  for (let judgingMs: number = JUDGED_AFTER_MS.first; ; ) {
    if (!arrival.ok) return arrival
    const sentBytes = parts.sentBytes() - before
    const { state, missing } = arrival.value
    if (state !== 'arriving' && state !== 'judging')
      return succeed({ kind: 'decided', arrival: arrival.value, sentBytes })
    if (state === 'judging') {
      if (!(await pause(judgingMs, work))) return fail({ code: 'cancelled' })
      judgingMs = Math.min(JUDGED_AFTER_MS.most, judgingMs * 2)
      arrival = await asking.look()
    } else if (missing.length === 0) arrival = await asking.end()
    else {
      const sender = new PieceSender(parts, arrival.value, work, () => asking.look(ASIDE))
      const sent = await sender.run()
      if (!sent.ok) return sent
      if (sent.value === 'yielded') return succeed({ kind: 'yielded', sentBytes: parts.sentBytes() - before })
      // More may be missing than one answer lists.
      arrival = sent.value === 'all' ? await asking.end() : await asking.look()
    }
  }
}

/** Requests about a package that are not its pieces, tried again while only the line is bad. */
class Asking {
  readonly #parts: SendParts
  readonly #work: SendWork
  #isAnswered = false

  constructor(parts: SendParts, work: SendWork) {
    this.#parts = parts
    this.#work = work
  }

  async begin(): Promise<Answer> {
    if (!this.#parts.isKnown) return await this.#open()
    const known = await this.look()
    return !known.ok && known.failure.code === 'network/no-such-package' ? await this.#open() : known
  }

  async look(line = 0): Promise<Answer> {
    const path = NETWORK_PATHS.package(this.#parts.packageId)
    return await this.#ask({ method: 'GET', path, headers: GZIP, deadlineMs: ASKING_MS.first }, line)
  }

  async end(): Promise<Answer> {
    const path = NETWORK_PATHS.end(this.#parts.packageId)
    return await this.#ask({ method: 'POST', path, headers: GZIP, deadlineMs: ENDING_MS })
  }

  async #open(): Promise<Answer> {
    const { source } = this.#parts
    const { sizeBytes } = source.stream
    const first = await source.read(0, sizeBytes <= IN_OPENING_BYTES ? sizeBytes : 0)
    if (!first.ok) return first
    const body = writeOpening({ manifest: source.manifest, stream: first.value })
    await this.#parts.takeTurn(body.length, this.#work.signal)
    return await this.#ask({
      method: 'POST',
      path: NETWORK_PATHS.packages,
      body,
      headers: GZIP,
      deadlineMs: OPENING_MS,
    })
  }

  async #ask(request: Omit<LineRequest, 'signal'>, line = 0): Promise<Answer> {
    const { signal } = this.#work
    const startedMs = performance.now()
    for (let failures = 1; ; failures += 1) {
      const deadlineMs = Math.min(
        Math.max(ASKING_MS.most, request.deadlineMs),
        request.deadlineMs * 2 ** (failures - 1),
      )
      const answer = await this.#parts.line(line).ask({ ...request, deadlineMs, signal })
      if (answer.ok) {
        this.#isAnswered = true
        return readArrival(answer.value.bytes, this.#parts.packageId)
      }
      const { failure } = answer
      // Who was never answered hears at once that there is no line.
      const mayPass = this.#isAnswered && OF_THE_LINE.has(failure.code)
      if (!mayPass || performance.now() - startedMs > PATIENCE_MS) return answer
      if (!(await pause(backOffMs(failures, randomShare(), RETRY), this.#work)))
        return fail({ code: 'cancelled' })
    }
  }
}

/** Reads an arrival of the package that was asked about. */
function readArrival(bytes: Uint8Array, packageId: PackageId): Result<Arrival, NetworkFailure> {
  const arrival = parseArrival(bytes)
  return arrival.ok && arrival.value.packageId === packageId ? arrival : fail({ code: 'network/not-a-hub' })
}
