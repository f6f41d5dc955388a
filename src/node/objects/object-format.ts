import { equalBytes, hkdfSha256, KEY_BYTES, NONCE_BYTES, TAG_BYTES } from '#node/crypto/primitives.ts'

// The layout of an object file, version 1: docs/format.md, Objects.

/** The first bytes of every object file. */
const MAGIC = Buffer.from('SAMNUM-OBJECT-1\n', 'ascii')
/** Where salt, commitment, segment size and zeros begin. */
const SALT_OFFSET = 16
const COMMITMENT_OFFSET = 48
const SEGMENT_SIZE_OFFSET = 80
const ZEROS_OFFSET = 84
/** Bytes of the header that every segment and the seal digest are bound to. */
export const BOUND_HEADER_BYTES = 96
/** Bytes of the whole header: one memory page, so that segments lie where direct disk access wants them. */
export const HEADER_BYTES = 4096
/** Bytes of the salt that makes an object's key its own. */
export const SALT_BYTES = 32
/** Domain separation of the object key (docs/format.md, Keys). */
const KEY_INFO = 'samnum/v1/object'

/** Bytes of plaintext in a segment, as written. */
export const SEGMENT_SIZE_BYTES = 1_048_576
/** The smallest and the largest segment size that a reader accepts; between them, powers of two. */
export const LEAST_SEGMENT_SIZE_BYTES = 65_536
export const MOST_SEGMENT_SIZE_BYTES = 16_777_216
/** The largest plaintext: 64 TiB. Its q = 2^42 blocks under one key give a distinguisher q²/2^129 = 2^-45. */
export const MOST_PLAIN_BYTES = 2 ** 46

/** Where everything in an object file lies; follows from two numbers. */
export type ObjectLayout = {
  readonly plainBytes: number
  readonly segmentSizeBytes: number
  readonly segmentCount: number
  readonly trailerOffsetBytes: number
  readonly fileBytes: number
}

/** Computes the layout of an object of `plainBytes` (at least 1). */
export function layoutOf(plainBytes: number, segmentSizeBytes: number): ObjectLayout {
  const segmentCount = Math.ceil(plainBytes / segmentSizeBytes)
  const trailerOffsetBytes = HEADER_BYTES + plainBytes
  const fileBytes = trailerOffsetBytes + TAG_BYTES * segmentCount
  return { plainBytes, segmentSizeBytes, segmentCount, trailerOffsetBytes, fileBytes }
}

/** Where the ciphertext of one segment lies in the file. */
export function segmentPlace(
  layout: ObjectLayout,
  index: number,
): { readonly offsetBytes: number; readonly lengthBytes: number } {
  const start = index * layout.segmentSizeBytes
  const lengthBytes = Math.min(layout.segmentSizeBytes, layout.plainBytes - start)
  return { offsetBytes: HEADER_BYTES + start, lengthBytes }
}

/** Where the tag of one segment lies in the file. */
export function tagOffset(layout: ObjectLayout, index: number): number {
  return layout.trailerOffsetBytes + TAG_BYTES * index
}

/** The nonce of one segment: its number and whether it is the last, so that none can be moved, doubled or cut off. */
export function segmentNonce(layout: ObjectLayout, index: number): Uint8Array {
  const nonce = new Uint8Array(NONCE_BYTES)
  new DataView(nonce.buffer).setBigUint64(0, BigInt(index))
  nonce[NONCE_BYTES - 1] = index === layout.segmentCount - 1 ? 1 : 0
  return nonce
}

/** The key of one object, and the value in its header that tells this key from any other. */
export type ObjectKeys = { readonly sealingKey: Uint8Array; readonly commitment: Uint8Array }

/** Derives the keys of an object from the key of its case; the caller wipes `sealingKey` after use. */
export function deriveObjectKeys(scopeKey: Uint8Array, salt: Uint8Array): ObjectKeys {
  if (scopeKey.length !== KEY_BYTES) throw new RangeError(`A scope key has ${KEY_BYTES} bytes.`)
  const okm = hkdfSha256(scopeKey, salt, KEY_INFO, 2 * KEY_BYTES)
  return { sealingKey: okm.subarray(0, KEY_BYTES), commitment: okm.subarray(KEY_BYTES) }
}

/** Builds the header, padding included. */
export function buildHeader(salt: Uint8Array, commitment: Uint8Array, segmentSizeBytes: number): Uint8Array {
  const header = new Uint8Array(HEADER_BYTES)
  header.set(MAGIC, 0)
  header.set(salt, SALT_OFFSET)
  header.set(commitment, COMMITMENT_OFFSET)
  new DataView(header.buffer).setUint32(SEGMENT_SIZE_OFFSET, segmentSizeBytes)
  return header
}

/** The part of a header that only the key can judge. */
export type ObjectHeader = {
  readonly bound: Uint8Array
  readonly salt: Uint8Array
  readonly commitment: Uint8Array
}

/** A header whose fixed bytes are right, or the offset of the first byte that cannot be. */
export type ParsedHeader =
  | { readonly ok: true; readonly header: ObjectHeader }
  | { readonly ok: false; readonly offsetBytes: number }

/**
 * Checks every byte of a header that is known beforehand: magic, segment size, zeros. Salt and commitment can be any
 * bytes; {@link isKeyOf} judges them.
 */
export function parseHeader(
  bytes: Uint8Array,
  segmentSizeBytes: number,
  leastSizeBytes: number,
): ParsedHeader {
  const wrongMagic = MAGIC.findIndex((byte, at) => bytes[at] !== byte)
  if (wrongMagic !== -1) return { ok: false, offsetBytes: wrongMagic }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const declared = view.getUint32(SEGMENT_SIZE_OFFSET)
  if (declared !== segmentSizeBytes || !isSegmentSize(declared, leastSizeBytes)) {
    return { ok: false, offsetBytes: SEGMENT_SIZE_OFFSET }
  }
  const nonZero = bytes.subarray(ZEROS_OFFSET, HEADER_BYTES).findIndex((byte) => byte !== 0)
  if (nonZero !== -1) return { ok: false, offsetBytes: ZEROS_OFFSET + nonZero }
  const bound = bytes.slice(0, BOUND_HEADER_BYTES)
  const salt = bound.subarray(SALT_OFFSET, COMMITMENT_OFFSET)
  const commitment = bound.subarray(COMMITMENT_OFFSET, SEGMENT_SIZE_OFFSET)
  return { ok: true, header: { bound, salt, commitment } }
}

/** Where the bytes begin that tell a wrong key and a damaged header apart only through the seal digest. */
export const UNGUESSABLE_OFFSET = SALT_OFFSET

/** Tells whether the derived keys are those the header was written with. */
export function isKeyOf(header: ObjectHeader, keys: ObjectKeys): boolean {
  return equalBytes(header.commitment, keys.commitment)
}

/** Tells whether readers accept this segment size. */
export function isSegmentSize(sizeBytes: number, leastSizeBytes: number): boolean {
  if (!Number.isInteger(sizeBytes) || sizeBytes < leastSizeBytes || sizeBytes > MOST_SEGMENT_SIZE_BYTES)
    return false
  return Number.isInteger(Math.log2(sizeBytes))
}
