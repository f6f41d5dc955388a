import { createCipheriv, createDecipheriv, createHash, type Hash, type KeyObject } from 'node:crypto'
import type { ExtraDigestName } from '#app/ports/object-store.ts'
import { TAG_BYTES } from './primitives.ts'

/**
 * How much goes through the cipher at once. The library allocates what it answers: pieces of this size come from the heap and stay
 * in the processor's cache, larger ones cost a mapping and a fault for each page.
 */
const PIECE_BYTES = 131_072

/**
 * Gives back at once what the library allocated for an answer. Left to the collector, each gibibyte makes it search the whole heap some
 * twenty times, on the core that digests: that takes longer than the cipher itself.
 */
function giveBack(answer: Uint8Array<ArrayBuffer>): void {
  // A part of a larger buffer may have other users.
  if (answer.length === answer.buffer.byteLength) answer.buffer.transfer(0)
}

/** Seals with AES-256-GCM into a buffer of the same length and answers the tag. The nonce MUST be unique under the key. */
export function sealAesGcmInto(
  into: Uint8Array,
  key: KeyObject,
  nonce: Uint8Array,
  plaintext: Uint8Array,
  associated: Uint8Array,
): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(associated)
  for (let at = 0; at < plaintext.length; at += PIECE_BYTES) {
    const sealed = cipher.update(plaintext.subarray(at, at + PIECE_BYTES))
    into.set(sealed, at)
    giveBack(sealed)
  }
  cipher.final()
  return cipher.getAuthTag()
}

/** Opens a sealed buffer in its place; answers `false`, and leaves zeros, when anything does not fit. */
export function openAesGcmInPlace(
  key: KeyObject,
  nonce: Uint8Array,
  buffer: Uint8Array,
  tag: Uint8Array,
  associated: Uint8Array,
): boolean {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(associated)
  decipher.setAuthTag(tag)
  for (let at = 0; at < buffer.length; at += PIECE_BYTES) {
    const plain = decipher.update(buffer.subarray(at, at + PIECE_BYTES))
    buffer.set(plain, at)
    plain.fill(0)
    giveBack(plain)
  }
  try {
    decipher.final()
    return true
  } catch {
    buffer.fill(0)
    return false
  }
}

// Both libraries offer these two. Other tools compare files by them; nothing here is secured by them.
const EXTRA_DIGESTS: { readonly [Name in ExtraDigestName]: () => Hash } = {
  md5: () => createHash('md5'),
  sha1: () => createHash('sha1'),
  sha512: () => createHash('sha512'),
}

/** An incremental digest of a kind that another tool asks for. */
export function startExtraDigest(name: ExtraDigestName): Hash {
  return EXTRA_DIGESTS[name]()
}
