import { deflateRawSync, inflateRawSync } from 'node:zlib'
import {
  type ChunkFailure,
  layOutEvents,
  parseChunk,
  type TravellingEvent,
  takeOutEvents,
  writeChunk,
} from '#core/packages/event-chunk.ts'
import { fail, type Result } from '#core/result.ts'

/** Writes events as a file, its headers deflated (RFC 1951) where that makes them shorter. */
export function packEvents(events: readonly TravellingEvent[]): Uint8Array {
  const { headers, bodies } = layOutEvents(events)
  const deflated = deflateRawSync(headers, { level: 9 })
  const stored = deflated.length < headers.length ? deflated : headers
  return writeChunk({ events: events.length, headerBytes: headers.length, headers: stored, bodies })
}

/** Reads a file of events. It inflates to what it states and to no byte more. Nothing in the events was verified. */
export function unpackEvents(bytes: Uint8Array): Result<readonly TravellingEvent[], ChunkFailure> {
  const chunk = parseChunk(bytes)
  if (!chunk.ok) return chunk
  const { events, headerBytes, headers, bodies } = chunk.value
  const inflated = headers.length === headerBytes ? headers : inflate(headers, headerBytes)
  return inflated === null
    ? fail({ code: 'sync/malformed' })
    : takeOutEvents({ events, headers: inflated, bodies })
}

function inflate(stored: Uint8Array, sizeBytes: number): Uint8Array | null {
  try {
    const { buffer, engine } = inflateRawSync(stored, {
      maxOutputLength: sizeBytes,
      info: true,
    }) as unknown as {
      readonly buffer: Uint8Array
      readonly engine: { readonly bytesWritten: number }
    }
    // What stands behind the end of the stream would be bytes that nobody asked for.
    return buffer.length === sizeBytes && engine.bytesWritten === stored.length ? buffer : null
  } catch {
    return null
  }
}
