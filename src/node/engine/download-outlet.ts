import type { CancelSignal } from '#app/ports/byte-source.ts'
import type { Outgoing, OutletFailure } from '#app/ports/outlets.ts'
import type { Failure } from '#contract/failures.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { Download } from './engine.ts'

/** How long either side of a download waits for the other to begin. */
const WAIT_MS = 60_000

/**
 * One download: an operation sends, a carrier receives, each at the other's pace.
 *
 * The carrier is told of a failure in the middle by an iteration that throws, so that it breaks the transfer off and the
 * person never keeps half a file as if it were whole.
 */
export class DownloadOutlet {
  readonly #offered = Promise.withResolvers<Download | null>()
  readonly #receiver = Promise.withResolvers<'came' | 'gave-up'>()

  /** Hands over bytes and answers once the carrier has taken them all, or gave up. */
  async send<Problem>(
    outgoing: Outgoing<Problem>,
    signal: CancelSignal,
    onProgress: (doneBytes: number) => void,
  ): Promise<Result<void, OutletFailure | Problem>> {
    const finished = Promise.withResolvers<Result<void, OutletFailure | Problem>>()
    const stop = () => finished.resolve(fail({ code: 'cancelled' }))
    const giveUp = () => finished.resolve(fail({ code: 'outlet/interrupted' }))
    const timer = setTimeout(giveUp, WAIT_MS)
    void this.#receiver.promise.then((outcome) => {
      clearTimeout(timer)
      if (outcome === 'gave-up') giveUp()
    })
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop)
    const { fileName, sizeBytes } = outgoing
    const chunks = chunksOf(outgoing, () => signal.aborted, onProgress, finished.resolve)
    this.#offered.resolve({ fileName, sizeBytes, chunks })
    try {
      return await finished.promise
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
    }
  }

  /** Waits for the operation and answers what it sends. */
  async receive(signal: AbortSignal): Promise<Result<Download, Failure>> {
    this.#receiver.resolve('came')
    const timer = setTimeout(() => this.abandon(), WAIT_MS)
    signal.addEventListener('abort', () => this.abandon(), { once: true })
    const download = await this.#offered.promise
    clearTimeout(timer)
    return download === null ? fail({ code: 'outlet/interrupted' }) : succeed(download)
  }

  /** Gives up what has not begun: whoever waits on either side is told. */
  abandon(): void {
    this.#offered.resolve(null)
    this.#receiver.resolve('gave-up')
  }
}

async function* chunksOf<Problem>(
  outgoing: Outgoing<Problem>,
  isCalledOff: () => boolean,
  onProgress: (doneBytes: number) => void,
  finish: (outcome: Result<void, OutletFailure | Problem>) => void,
): AsyncGenerator<Uint8Array> {
  let doneBytes = 0
  try {
    for (;;) {
      const chunk = await outgoing.nextChunk()
      if (!chunk.ok) {
        finish(chunk)
        throw new Error('the bytes could not be verified')
      }
      if (chunk.value === null) {
        finish(succeed(undefined))
        return
      }
      if (isCalledOff()) throw new Error('the operation was called off')
      yield chunk.value
      doneBytes += chunk.value.length
      onProgress(doneBytes)
    }
  } finally {
    // Reached too when the carrier stops asking; after an end that was told above it changes nothing.
    finish(fail({ code: 'outlet/interrupted' }))
  }
}
