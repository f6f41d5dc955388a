import { CANCELLED, type Cancelled, type CancelSignal } from '#app/ports/byte-source.ts'
import type { ByteRange, ObjectFinding, VerifiedReader } from '#app/ports/object-store.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { startSha256 } from '#node/crypto/primitives.ts'
import { segmentPlace } from './object-format.ts'
import { damage, type OpenedObject } from './open-object.ts'

type Chunk = Result<Uint8Array | null, ObjectFinding | Cancelled>

/**
 * Reads an opened object, whole or a range, one segment a chunk; the next segment is fetched while the caller works.
 * Closing the reader closes the object.
 */
export function startReading(
  opened: OpenedObject,
  range: ByteRange | undefined,
  signal: CancelSignal | undefined,
): VerifiedReader {
  const { layout, expected } = opened
  const { offsetBytes: start, lengthBytes } = range ?? { offsetBytes: 0, lengthBytes: layout.plainBytes }
  const end = start + lengthBytes
  const lastIndex = Math.ceil(end / layout.segmentSizeBytes) - 1
  const buffers = [0, 1].map(() => new Uint8Array(segmentPlace(layout, 0).lengthBytes))
  const digest = range === undefined ? startSha256() : null

  let index = Math.floor(start / layout.segmentSizeBytes)
  let ahead: Promise<Result<Uint8Array, ObjectFinding>> | null = null
  let final: Chunk | null = null

  function fetch(at: number): Promise<Result<Uint8Array, ObjectFinding>> {
    return opened.openSegment(at, buffers[at % 2] as Uint8Array)
  }

  async function nextChunk(): Promise<Chunk> {
    if (signal?.aborted) return fail(CANCELLED)
    if (lengthBytes === 0 || index > lastIndex) return finish()
    const segment = await (ahead ?? fetch(index))
    ahead = null
    if (!segment.ok) return segment
    if (index < lastIndex) ahead = fetch(index + 1)
    digest?.update(segment.value)
    const segmentStart = index * layout.segmentSizeBytes
    index += 1
    return succeed(segment.value.subarray(Math.max(0, start - segmentStart), end - segmentStart))
  }

  function finish(): Chunk {
    if (digest !== null && digest.digest('hex') !== expected.digestHex) {
      return fail(damage(expected, 'object/content-differs'))
    }
    return succeed(null)
  }

  return {
    sizeBytes: lengthBytes,
    async nextChunk() {
      if (final !== null) return final
      const chunk = await nextChunk()
      if (!chunk.ok || chunk.value === null) final = chunk
      return chunk
    },
    async close() {
      await ahead
      await opened.close()
    },
  }
}

/** Tells whether a range lies inside an object of `sizeBytes`. */
export function isRangeInside({ offsetBytes, lengthBytes }: ByteRange, sizeBytes: number): boolean {
  if (!Number.isSafeInteger(offsetBytes) || !Number.isSafeInteger(lengthBytes)) return false
  return offsetBytes >= 0 && lengthBytes >= 0 && offsetBytes + lengthBytes <= sizeBytes
}
