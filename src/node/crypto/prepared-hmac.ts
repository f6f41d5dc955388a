import { sha256, sha256Hex, sha256Latin1 } from './primitives.ts'

/** Bytes of a digest. */
export const DIGEST_BYTES = 32
/** Bytes that SHA-256 takes in at once. */
const BLOCK_BYTES = 64
/** Bytes of the messages for which there is room beside the key; longer ones are put together anew. */
const ROOM_BYTES = 64
const INNER_PAD = 0x36
const OUTER_PAD = 0x5c

/**
 * A key made ready for many HMAC-SHA256 (RFC 2104): its two pads, each with room for what follows it. It MUST be wiped.
 *
 * Both digests are taken at one go of bytes that are there already. The system's library takes several times as long to make and end
 * an object for each short message.
 */
export type HmacKey = { readonly inner: Buffer; readonly outer: Buffer; isWiped: boolean }

/** Makes a key ready. */
export function prepareHmac(key: Uint8Array): HmacKey {
  const made = makeRoom()
  putKey(made, key)
  return made
}

/** Room for one key after another, of which none is there yet. */
export function makeRoom(): HmacKey {
  // Not from the pool: what holds a case's key for long would hold the pool with it.
  const inner = Buffer.alloc(BLOCK_BYTES + ROOM_BYTES)
  return { inner, outer: Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES), isWiped: true }
}

/** Makes a key ready in the place of another. */
export function putKey(room: HmacKey, key: Uint8Array): void {
  const short = key.length > BLOCK_BYTES ? sha256(key) : key
  for (let at = 0; at < BLOCK_BYTES; at += 1) {
    const byte = short[at] ?? 0
    room.inner[at] = byte ^ INNER_PAD
    room.outer[at] = byte ^ OUTER_PAD
  }
  room.isWiped = false
}

/** Overwrites a key that was made ready. */
export function wipeHmac(key: HmacKey): void {
  key.inner.fill(0)
  key.outer.fill(0)
  key.isWiped = true
}

/** HMAC-SHA256 of the parts one after another, as 64 lower-case hex digits. */
export function hmacHex(key: HmacKey, ...parts: readonly Uint8Array[]): string {
  return sha256Hex(outerMessage(key, parts))
}

/** HMAC-SHA256 of the parts one after another, written into the first 32 bytes of `out`. */
export function hmacInto(out: Buffer, key: HmacKey, ...parts: readonly Uint8Array[]): void {
  out.write(sha256Latin1(outerMessage(key, parts)), 0, DIGEST_BYTES, 'latin1')
}

/** The outer pad with the inner digest after it. */
function outerMessage(key: HmacKey, parts: readonly Uint8Array[]): Uint8Array {
  if (key.isWiped) throw new Error('a key that was overwritten makes no codes')
  const { outer } = key
  outer.write(sha256Latin1(messageUnder(key, parts)), BLOCK_BYTES, 'latin1')
  return outer
}

/** The inner pad with the parts after it. */
function messageUnder({ inner }: HmacKey, parts: readonly Uint8Array[]): Uint8Array {
  let end = BLOCK_BYTES
  for (const { length } of parts) end += length
  if (end > inner.length) return Buffer.concat([inner.subarray(0, BLOCK_BYTES), ...parts])
  let at = BLOCK_BYTES
  for (const part of parts) {
    inner.set(part, at)
    at += part.length
  }
  return inner.subarray(0, end)
}
