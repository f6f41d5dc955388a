import type { CancelSignal } from '#app/ports/byte-source.ts'
import type { Outgoing, OutletFailure } from '#app/ports/outlets.ts'
import type { Failure } from '#contract/failures.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { Download } from './engine.ts'

/** How long either side of a download waits for the other to begin. */
const WAIT_MS = 60_000

/**
 * One download: an operation sends, a carrier receives, each at the other's pace and in either order.
 *
 * The carrier is told of a failure in the middle by an iteration that throws, so that it breaks the transfer off and the
 * person never keeps half a file as if it were whole.
 */
export class DownloadOutlet {
  readonly #offered = makeMeeting<Download | null>()
  readonly #receiver = makeMeeting<'came'>()
  readonly #left = makeMeeting<'left'>()
  #isClaimed = false
  #isReceived = false

  /** Takes the one delivery; `false` when another operation has it. */
  claim(): boolean {
    if (this.#isClaimed) return false
    this.#isClaimed = true
    return true
  }

  /** Hands over bytes and answers once the carrier has taken them all, or gave up. Call once, after {@link claim}. */
  async send<Problem>(
    outgoing: Outgoing<Problem>,
    signal: CancelSignal,
    onProgress: (doneBytes: number) => void,
  ): Promise<Result<void, OutletFailure | Problem>> {
    const finished = makeMeeting<Result<void, OutletFailure | Problem>>()
    const stop = () => finished.meet(fail({ code: 'cancelled' }))
    const giveUp = () => finished.meet(fail({ code: 'outlet/interrupted' }))
    const timer = setTimeout(giveUp, WAIT_MS)
    void this.#receiver.met.then(() => clearTimeout(timer))
    void this.#left.met.then(giveUp)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop)
    let isOver = false
    const { fileName, sizeBytes } = outgoing
    const chunks = chunksOf(outgoing, () => isOver, onProgress, finished.meet)
    this.#offered.meet({ fileName, sizeBytes, chunks })
    try {
      return await finished.met
    } finally {
      isOver = true
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
    }
  }

  /** Waits for the operation and answers what it sends; `signal` says that the carrier is gone. Only the first receives. */
  async receive(signal: AbortSignal): Promise<Result<Download, Failure>> {
    if (this.#isReceived) return fail({ code: 'outlet/unknown' })
    this.#isReceived = true
    this.#receiver.meet('came')
    const timer = setTimeout(() => this.abandon(), WAIT_MS)
    if (signal.aborted) this.abandon()
    signal.addEventListener('abort', () => this.abandon(), { once: true })
    const download = await this.#offered.met
    clearTimeout(timer)
    return download === null ? fail({ code: 'outlet/interrupted' }) : succeed(download)
  }

  /** Gives up what has not come to its end: whoever waits on either side is told. */
  abandon(): void {
    this.#offered.meet(null)
    this.#left.meet('left')
  }
}

/** A promise with the function that keeps it; keeping it again changes nothing. */
type Meeting<T> = { readonly met: Promise<T>; readonly meet: (value: T) => void }

function makeMeeting<T>(): Meeting<T> {
  let meet: (value: T) => void = () => {}
  const met = new Promise<T>((resolve) => {
    meet = resolve
  })
  return { met, meet }
}

async function* chunksOf<Problem>(
  outgoing: Outgoing<Problem>,
  isOver: () => boolean,
  onProgress: (doneBytes: number) => void,
  finish: (outcome: Result<void, OutletFailure | Problem>) => void,
): AsyncGenerator<Uint8Array> {
  let doneBytes = 0
  try {
    for (;;) {
      if (isOver()) throw new Error('the operation is over')
      const chunk = await outgoing.nextChunk()
      if (!chunk.ok) {
        finish(chunk)
        throw new Error('the bytes could not be verified')
      }
      if (chunk.value === null) {
        finish(succeed(undefined))
        return
      }
      if (isOver()) throw new Error('the operation is over')
      yield chunk.value
      doneBytes += chunk.value.length
      onProgress(doneBytes)
    }
  } finally {
    // Reached too when the carrier stops asking; after an end that was told above it changes nothing.
    finish(fail({ code: 'outlet/interrupted' }))
  }
}
