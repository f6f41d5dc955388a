import {
  type ByteReader,
  type ByteSource,
  CANCELLED,
  type Cancelled,
  type CancelSignal,
  type IntakeFailure,
} from '#app/ports/byte-source.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { checkSourceName, checkSourceSize } from './source-name.ts'

/** Calls back once after a time unless the answered function is called first. */
export type StartTimer = (afterMs: number, onDue: () => void) => () => void

/** What is known of an upload before its first byte. */
export type StreamSourceOptions = {
  readonly name: string
  /** How many bytes the sender says it will push. */
  readonly sizeBytes: number
  readonly modifiedAtMs: number | null
  /** How long the reader waits for the next byte before it gives the sender up. */
  readonly stallAfterMs?: number
  readonly startTimer?: StartTimer
}

/** A source that somebody else feeds: an upload over loopback HTTP or a message port. */
export type StreamSource = {
  readonly source: ByteSource
  /**
   * Hands over the next bytes, which the sender must not change afterwards; answers when more are wanted. A failure
   * means that nobody will read any more: the seal failed, was cancelled, or the stream is not what it was said to be.
   *
   * @throws when the answer to the last push was not awaited.
   */
  push(chunk: Uint8Array): Promise<Result<void, StreamFailure>>
  /** Says that everything was pushed. */
  end(): void
  /** Says that the sender is gone and the rest will not come. */
  interrupt(): void
}

/** Why a stream ended before its time. */
export type StreamFailure = IntakeFailure | Cancelled

/** Two minutes without a byte from a sender on the same machine. */
const STALL_AFTER_MS = 120_000
/** How much may lie unread before the sender waits: two segments, so that the disk's pauses do not reach it. */
const ROOM_BYTES = 2_097_152

/** Makes a source to push into, or refuses its name or size. */
export function createStreamSource(options: StreamSourceOptions): Result<StreamSource, IntakeFailure> {
  const { name, sizeBytes, modifiedAtMs } = options
  const named = checkSourceName(name)
  if (!named.ok) return named
  if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 0) {
    return fail({ code: 'input/invalid', problems: [{ field: 'sizeBytes', code: 'field/wrong' }] })
  }
  const sized = checkSourceSize(sizeBytes)
  if (!sized.ok) return sized

  const pipe = createPipe(options)
  const source: ByteSource = {
    name,
    sizeBytes,
    modifiedAtMs,
    open: async (signal) => pipe.open(signal),
    checkUnchanged: async () => pipe.checkUnchanged(),
  }
  return succeed({ source, push: pipe.push, end: pipe.end, interrupt: pipe.interrupt })
}

function createPipe(options: StreamSourceOptions) {
  const { sizeBytes, stallAfterMs = STALL_AFTER_MS, startTimer = startSystemTimer } = options
  const queue: Uint8Array[] = []
  let queuedBytes = 0
  let receivedBytes = 0
  let isEnded = false
  let isOpened = false
  let failure: StreamFailure | null = null
  let wakeReader: (() => void) | null = null
  let wakeSender: (() => void) | null = null

  function stopWith(reason: StreamFailure): void {
    if (failure !== null) return
    failure = reason
    queue.length = 0
    queuedBytes = 0
    wakeSender?.()
    wakeReader?.()
  }

  function wrongSize(): IntakeFailure {
    const facts = { expectedBytes: sizeBytes, actualBytes: receivedBytes }
    return { code: 'intake/changed-while-reading', facts }
  }

  function interrupted(): IntakeFailure {
    const facts = { expectedBytes: sizeBytes, actualBytes: receivedBytes }
    return { code: 'intake/interrupted', facts }
  }

  async function push(chunk: Uint8Array): Promise<Result<void, StreamFailure>> {
    if (wakeSender !== null) throw new Error('The last push was not awaited.')
    if (failure !== null) return fail(failure)
    receivedBytes += chunk.length
    if (isEnded || receivedBytes > sizeBytes) stopWith(wrongSize())
    else if (chunk.length > 0) {
      queue.push(chunk)
      queuedBytes += chunk.length
      wakeReader?.()
    }
    while (failure === null && queuedBytes > ROOM_BYTES) {
      await new Promise<void>((resolve) => {
        wakeSender = resolve
      })
      wakeSender = null
    }
    return failure === null ? succeed(undefined) : fail(failure)
  }

  function end(): void {
    if (isEnded || failure !== null) return
    isEnded = true
    if (receivedBytes < sizeBytes) stopWith(wrongSize())
    wakeReader?.()
  }

  async function waitForSender(): Promise<void> {
    const stopTimer = startTimer(stallAfterMs, () => stopWith(interrupted()))
    await new Promise<void>((resolve) => {
      wakeReader = resolve
    })
    wakeReader = null
    stopTimer()
  }

  function takeInto(into: Uint8Array): number {
    const chunk = queue[0]
    if (chunk === undefined) return 0
    const taken = chunk.subarray(0, into.length)
    into.set(taken)
    if (taken.length === chunk.length) queue.shift()
    else queue[0] = chunk.subarray(taken.length)
    queuedBytes -= taken.length
    if (queuedBytes <= ROOM_BYTES) wakeSender?.()
    return taken.length
  }

  function open(signal: CancelSignal | undefined): Result<ByteReader, StreamFailure> {
    if (isOpened) throw new Error('A stream is read once.')
    isOpened = true
    const cancel = () => stopWith(CANCELLED)
    if (signal?.aborted) cancel()
    signal?.addEventListener('abort', cancel)
    if (failure !== null) return fail(failure)
    return succeed({
      async read(into) {
        let held = 0
        while (held < into.length) {
          if (failure !== null) return fail(failure)
          held += takeInto(into.subarray(held))
          if (held === into.length || (isEnded && queue.length === 0)) break
          if (queue.length === 0) await waitForSender()
        }
        return succeed(held)
      },
      async close() {
        signal?.removeEventListener('abort', cancel)
        if (!isEnded || queue.length > 0) stopWith(CANCELLED)
      },
    })
  }

  function checkUnchanged(): Result<void, IntakeFailure> {
    if (isEnded && failure === null && receivedBytes === sizeBytes) return succeed(undefined)
    return fail(failure === null || failure.code === 'cancelled' ? interrupted() : failure)
  }

  function interrupt(): void {
    // A connection that closes after its last byte interrupts nothing.
    if (!isEnded) stopWith(interrupted())
  }

  return { push, end, interrupt, open, checkUnchanged }
}

function startSystemTimer(afterMs: number, onDue: () => void): () => void {
  const timer = setTimeout(onDue, afterMs)
  return () => clearTimeout(timer)
}
