import { concatBytes } from '@noble/hashes/utils.js'
import { SYNC_LIMITS } from '../packages/sync-limits.ts'
import { fail, type Result, succeed } from '../result.ts'
import { NETWORK_LIMITS } from './network-limits.ts'

const LENGTH_BYTES = 4

/** The first request of a package: its manifest and the first bytes of its stream. */
export type Opening = { readonly manifest: Uint8Array; readonly stream: Uint8Array }

/** Most bytes of an opening. */
export const MAX_OPENING_BYTES = LENGTH_BYTES + SYNC_LIMITS.manifestBytes + NETWORK_LIMITS.openingStreamBytes

/** The bytes of an opening: length of the manifest (4 bytes, big-endian), manifest, first bytes of the stream. */
export function writeOpening({ manifest, stream }: Opening): Uint8Array {
  const length = new Uint8Array(LENGTH_BYTES)
  new DataView(length.buffer).setUint32(0, manifest.length)
  return concatBytes(length, manifest, stream)
}

/** Reads an opening; the manifest is judged by whoever calls. */
export function parseOpening(
  bytes: Uint8Array,
): Result<Opening, { readonly code: 'network/request-malformed' }> {
  if (bytes.length < LENGTH_BYTES) return fail({ code: 'network/request-malformed' })
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0)
  const manifest = bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + length)
  const stream = bytes.subarray(LENGTH_BYTES + length)
  const isWhole = manifest.length === length && length <= SYNC_LIMITS.manifestBytes
  return isWhole && stream.length <= NETWORK_LIMITS.openingStreamBytes
    ? succeed({ manifest, stream })
    : fail({ code: 'network/request-malformed' })
}

/** Tells whether an opening may bring so many bytes of a stream: all of it, or a whole number of pieces. */
export function isOpeningLength(lengthBytes: number, streamBytes: number): boolean {
  if (lengthBytes > NETWORK_LIMITS.openingStreamBytes || lengthBytes > streamBytes) return false
  return lengthBytes === streamBytes || lengthBytes % NETWORK_LIMITS.pieceBytes === 0
}
