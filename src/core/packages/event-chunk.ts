import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { fail, type Result, succeed } from '../result.ts'
import { SYNC_LIMITS } from './sync-limits.ts'

/** An event as it travels: nothing in it was verified by reading it. */
export type TravellingEvent = {
  /** Canonical bytes of the header. */
  readonly header: Uint8Array
  /** 64 bytes. */
  readonly signature: Uint8Array
  /** Empty where a court had its case destroyed. */
  readonly sealedBody: Uint8Array
}

/** The two parts of a file of events before headers are deflated: they compress, sealed bodies do not. */
export type ChunkParts = {
  readonly events: number
  /** For each event: length of its header, 2 bytes; the header. */
  readonly headers: Uint8Array
  /** For each event: its signature, 64 bytes; length of its sealed body, 4 bytes; the body. */
  readonly bodies: Uint8Array
}

/** A file of events as it lies on a carrier, with its headers as they are stored: `headers` are deflated when they are shorter than `headerBytes`. */
export type StoredChunk = {
  readonly events: number
  /** How long the headers are once they are inflated. */
  readonly headerBytes: number
  readonly headers: Uint8Array
  readonly bodies: Uint8Array
}

/** Why bytes are no file of events. */
export type ChunkFailure = { readonly code: 'sync/malformed' | 'sync/too-large' }

const MAGIC = utf8ToBytes('SAMCHNK1')
const HEAD_BYTES = 24
const SIGNATURE_BYTES = 64

/** Lays events out in the two parts of a file. */
export function layOutEvents(events: readonly TravellingEvent[]): ChunkParts {
  const headers = events.flatMap(({ header }) => [bigEndian(header.length, 2), header])
  const bodies = events.flatMap(({ signature, sealedBody }) => [
    signature,
    bigEndian(sealedBody.length, 4),
    sealedBody,
  ])
  return { events: events.length, headers: concatBytes(...headers), bodies: concatBytes(...bodies) }
}

/**
 * Writes a file: ASCII `SAMCHNK1`, then as 4 bytes each how many events there are, the length of the headers inflated, as they are
 * stored, and of the bodies; then both parts.
 */
export function writeChunk({ events, headerBytes, headers, bodies }: StoredChunk): Uint8Array {
  const sizes = [events, headerBytes, headers.length, bodies.length].map((size) => bigEndian(size, 4))
  return concatBytes(MAGIC, ...sizes, headers, bodies)
}

/** Reads the outside of a file; its headers are inflated elsewhere, to `headerBytes` and no byte more. */
export function parseChunk(bytes: Uint8Array): Result<StoredChunk, ChunkFailure> {
  if (bytes.length > SYNC_LIMITS.chunkBytes) return fail({ code: 'sync/too-large' })
  if (bytes.length < HEAD_BYTES || !MAGIC.every((byte, at) => bytes[at] === byte))
    return fail({ code: 'sync/malformed' })
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const [events, headerBytes, storedBytes, bodyBytes] = [8, 12, 16, 20].map((at) => view.getUint32(at)) as [
    number,
    number,
    number,
    number,
  ]
  if (headerBytes > SYNC_LIMITS.chunkHeaderBytes || events > SYNC_LIMITS.events)
    return fail({ code: 'sync/too-large' })
  const fits = HEAD_BYTES + storedBytes + bodyBytes === bytes.length && storedBytes <= headerBytes
  if (!fits || events === 0) return fail({ code: 'sync/malformed' })
  const headers = bytes.subarray(HEAD_BYTES, HEAD_BYTES + storedBytes)
  return succeed({ events, headerBytes, headers, bodies: bytes.subarray(HEAD_BYTES + storedBytes) })
}

/** Takes events out of the two parts of a file, headers inflated. All bytes belong to events. */
export function takeOutEvents({
  events,
  headers,
  bodies,
}: ChunkParts): Result<readonly TravellingEvent[], ChunkFailure> {
  const found: TravellingEvent[] = []
  const headerView = new DataView(headers.buffer, headers.byteOffset, headers.length)
  const bodyView = new DataView(bodies.buffer, bodies.byteOffset, bodies.length)
  let headerAt = 0
  let bodyAt = 0
  for (let count = 0; count < events; count += 1) {
    if (headerAt + 2 > headers.length || bodyAt + SIGNATURE_BYTES + 4 > bodies.length)
      return fail({ code: 'sync/malformed' })
    const headerEnd = headerAt + 2 + headerView.getUint16(headerAt)
    const bodyFrom = bodyAt + SIGNATURE_BYTES + 4
    const bodyBytes = bodyView.getUint32(bodyAt + SIGNATURE_BYTES)
    if (headerEnd - headerAt - 2 > SYNC_LIMITS.headerBytes || bodyBytes > SYNC_LIMITS.bodyBytes)
      return fail({ code: 'sync/too-large' })
    if (headerEnd > headers.length || bodyFrom + bodyBytes > bodies.length)
      return fail({ code: 'sync/malformed' })
    found.push({
      header: headers.subarray(headerAt + 2, headerEnd),
      signature: bodies.subarray(bodyAt, bodyAt + SIGNATURE_BYTES),
      sealedBody: bodies.subarray(bodyFrom, bodyFrom + bodyBytes),
    })
    headerAt = headerEnd
    bodyAt = bodyFrom + bodyBytes
  }
  const isAllTaken = headerAt === headers.length && bodyAt === bodies.length
  return isAllTaken ? succeed(found) : fail({ code: 'sync/malformed' })
}

function bigEndian(value: number, bytes: 2 | 4): Uint8Array {
  const view = new DataView(new ArrayBuffer(bytes))
  if (bytes === 2) view.setUint16(0, value)
  else view.setUint32(0, value)
  return new Uint8Array(view.buffer)
}
