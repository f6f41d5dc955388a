import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes } from '@noble/hashes/utils.js'

const LEAF = Uint8Array.of(0x00)
const NODE = Uint8Array.of(0x01)

/** The hash of a tree without leaves: SHA-256 of nothing (RFC 9162, section 2.1.1). */
export const EMPTY_ROOT: Uint8Array = sha256(new Uint8Array(0))

/** The hash of one leaf: SHA-256(0x00 ‖ leaf), 32 bytes (RFC 9162, section 2.1.1). */
export function leafHash(leaf: Uint8Array): Uint8Array {
  return sha256(concatBytes(LEAF, leaf))
}

/** The hash of an inner node: SHA-256(0x01 ‖ left ‖ right), 32 bytes (RFC 9162, section 2.1.1). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(concatBytes(NODE, left, right))
}

/** The largest power of two that is less than `size`, which is at least 2: where a tree of that size divides. */
export function splitAt(size: number): number {
  let split = 1
  while (split * 2 < size) split *= 2
  return split
}

/** Gives the hash of a subtree that is complete or ends the tree: leaves `from` up to but not including `to`. */
export type SubtreeHash = (from: number, to: number) => Uint8Array

/** The subtree hashes of leaves that are all in memory, by their leaf hashes. */
export function subtreesOf(leafHashes: readonly Uint8Array[]): SubtreeHash {
  const hashOf: SubtreeHash = (from, to) => {
    if (to <= from) return EMPTY_ROOT
    if (to - from === 1) return leafHashes[from] ?? EMPTY_ROOT
    const middle = from + splitAt(to - from)
    return nodeHash(hashOf(from, middle), hashOf(middle, to))
  }
  return hashOf
}
