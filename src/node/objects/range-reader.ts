import { CANCELLED, type Cancelled, type CancelSignal } from '#app/ports/byte-source.ts'
import type { ObjectFinding, RangeReader } from '#app/ports/object-store.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { segmentPlace } from './object-format.ts'
import type { OpenedObject } from './open-object.ts'

/** How many opened segments are kept at once: a film that is watched and sought in, or a table that is leafed through. */
const KEPT_SEGMENTS = 4

type Segment = Result<Uint8Array, ObjectFinding | Cancelled>

/**
 * Reads an opened object at any place. Only the segments that a range touches are read from the disk, and each is opened
 * whole before any of its bytes leave; the last few stay in memory and are overwritten when they are replaced or the
 * reader is closed. Closing the reader closes the object.
 */
export function startRangeReading(opened: OpenedObject, signal: CancelSignal | undefined): RangeReader {
  const { layout } = opened
  const buffer = new Uint8Array(segmentPlace(layout, 0).lengthBytes)
  // A map keeps the order of insertion: the first entry is the one that was not asked for longest.
  const kept = new Map<number, Uint8Array>()
  let queue: Promise<unknown> = Promise.resolve()
  let closing: Promise<void> | null = null

  function isCalledOff(): boolean {
    return closing !== null || signal?.aborted === true
  }

  async function segmentOf(index: number): Promise<Segment> {
    if (isCalledOff()) return fail(CANCELLED)
    const held = kept.get(index)
    if (held !== undefined) {
      kept.delete(index)
      kept.set(index, held)
      return succeed(held)
    }
    const segment = await opened.openSegment(index, buffer)
    if (!segment.ok) return segment
    for (const [oldest, plain] of kept) {
      if (kept.size < KEPT_SEGMENTS) break
      plain.fill(0)
      kept.delete(oldest)
    }
    kept.set(index, segment.value)
    return segment
  }

  async function copyRange(start: number, end: number): Promise<Segment> {
    const into = new Uint8Array(end - start)
    for (let at = start; at < end; ) {
      const index = Math.floor(at / layout.segmentSizeBytes)
      const segment = await segmentOf(index)
      if (!segment.ok) {
        into.fill(0)
        return segment
      }
      const segmentStart = index * layout.segmentSizeBytes
      const part = segment.value.subarray(at - segmentStart, end - segmentStart)
      into.set(part, at - start)
      at += part.length
    }
    return succeed(into)
  }

  return {
    sizeBytes: layout.plainBytes,
    read(offsetBytes, lengthBytes) {
      if (!isCount(offsetBytes) || !isCount(lengthBytes)) throw new RangeError('Not a range of bytes.')
      const start = Math.min(offsetBytes, layout.plainBytes)
      const end = Math.min(start + lengthBytes, layout.plainBytes)
      const reading = queue.then(() => (isCalledOff() ? fail(CANCELLED) : copyRange(start, end)))
      // One segment at a time goes through the one buffer; who comes later waits, whatever became of the first.
      queue = reading.catch(() => undefined)
      return reading
    },
    close() {
      closing ??= queue.then(async () => {
        for (const plain of kept.values()) plain.fill(0)
        kept.clear()
        await opened.close()
      })
      return closing
    },
  }
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}
