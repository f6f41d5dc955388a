import type { ReadingFailure } from '#app/ports/byte-source.ts'
import { errnoOf } from '#node/disk/disk-failure.ts'
import { HEADER_BYTES } from '../object-format.ts'
import type { AccessChoice } from './access-choice.ts'
import { startAskingMemory } from './cached-pages.ts'
import { readFully } from './positioned-io.ts'
import { PAGE_BYTES, slotOf } from './slots.ts'
import { chunkPlace, type OpenPair, type SealStart, type SealTask } from './thread-messages.ts'
import type { Waiting } from './waiting.ts'

/** Reads that are asked of the system at once: the ring fills up ahead of the thread that digests. */
const READS_AT_ONCE = 2

/** The source could not be read, or is not what was declared. */
export class SourceFailed extends Error {
  readonly failure: ReadingFailure

  constructor(failure: ReadingFailure) {
    super(failure.code)
    this.failure = failure
  }
}

/** What a slot of the ring holds: plaintext of the source, which memory held before or not, or what is stored in the unfinished object. */
export type SlotContent = 'plain-from-memory' | 'plain' | 'sealed'

/** Chunks in their order, read into the ring ahead of whoever asks for them. */
export type ReadAhead = {
  /**
   * Waits for the next chunk and answers what its slot holds.
   *
   * @throws {@link SourceFailed}, or what the system answered about the unfinished object
   */
  next(): Promise<SlotContent>
  /** Says how many chunks nobody needs any more. */
  release(chunks: number): void
  /** Waits until nothing is being read. */
  settle(): Promise<void>
}

/** Begins to read. */
export function startReadingAhead(
  start: SealStart,
  task: SealTask,
  access: AccessChoice,
  waiting: Waiting,
): ReadAhead {
  const { plan, slots } = start
  const { source, object, resume } = task
  const finishedChunks = resume?.finishedChunks ?? 0
  const mayGoPast = source.direct !== null || object.direct !== null
  const isInMemory = mayGoPast ? startAskingMemory(source.buffered) : () => false
  const ahead: Promise<{ readonly heldBytes: number; readonly holds: SlotContent }>[] = []
  let [begun, underWay, taken, released] = [0, 0, 0, 0]

  function fill(): void {
    while (begun < plan.chunkCount && begun < released + plan.slotCount && underWay < READS_AT_ONCE) {
      const reading = readChunk(begun)
      begun += 1
      underWay += 1
      const end = () => {
        underWay -= 1
        fill()
        waiting.wake()
      }
      // Whoever takes the chunk hears of a failure; until then nobody does.
      reading.then(end, end)
      ahead.push(reading)
    }
  }

  async function readChunk(chunk: number) {
    const { startBytes, lengthBytes } = chunkPlace(plan, chunk)
    const slot = slotOf(plan, slots, chunk)
    if (chunk < finishedChunks) {
      const stored = { buffered: object.buffered, direct: null }
      const heldBytes = await readFully(stored, slot.subarray(0, lengthBytes), HEADER_BYTES + startBytes)
      return { heldBytes, holds: 'sealed' as const }
    }
    const isThere = isInMemory(Math.max(0, startBytes + lengthBytes - PAGE_BYTES))
    const isPast = !isThere && access.isDirect(chunk, false)
    // To the end of the slot's pages: a source that has grown shows here.
    const heldBytes = await readSource(slot, startBytes, isPast ? source : { ...source, direct: null })
    return { heldBytes, holds: isThere ? ('plain-from-memory' as const) : ('plain' as const) }
  }

  async function readSource(into: Uint8Array, startBytes: number, pair: OpenPair): Promise<number> {
    let failedAtBytes = startBytes
    try {
      return await readFully(pair, into, startBytes, (done) => {
        failedAtBytes += done
      })
    } catch (error) {
      const facts = { causeCode: errnoOf(error), offsetBytes: failedAtBytes }
      throw new SourceFailed({ code: 'intake/read-failed', facts })
    }
  }

  function checkLength(chunk: number, heldBytes: number): void {
    const { startBytes, lengthBytes } = chunkPlace(plan, chunk)
    // A slot is read to the end of its pages: that is a little of the next chunk, and nothing after the last.
    const isLast = chunk === plan.chunkCount - 1
    if (heldBytes >= lengthBytes && (!isLast || heldBytes === lengthBytes)) return
    throw changed(startBytes + heldBytes)
  }

  /** Nothing may follow the declared end. */
  async function checkEnd(): Promise<void> {
    const { plainBytes } = plan.layout
    const beyond = await readSource(new Uint8Array(1), plainBytes, { ...source, direct: null })
    if (beyond > 0) throw changed(plainBytes + beyond)
  }

  function changed(actualBytes: number): SourceFailed {
    const facts = { expectedBytes: plan.layout.plainBytes, actualBytes }
    return new SourceFailed({ code: 'intake/changed-while-reading', facts })
  }

  fill()
  return {
    async next() {
      while (taken === begun) await waiting.pause()
      const chunk = taken
      taken += 1
      const { heldBytes, holds } = await (ahead.shift() as (typeof ahead)[number])
      waiting.check()
      if (holds !== 'sealed') checkLength(chunk, heldBytes)
      if (taken === plan.chunkCount) await checkEnd()
      return holds
    },
    release(chunks) {
      released = chunks
      fill()
      waiting.wake()
    },
    async settle() {
      await Promise.allSettled(ahead)
    },
  }
}
