import { equalHashes } from './equal-hashes.ts'
import { nodeHash, type SubtreeHash, splitAt } from './tree-hash.ts'

/**
 * The audit path of a leaf in the tree of the first `size` leaves, nearest sibling first (RFC 9162, section 2.1.3.1).
 *
 * @throws when the tree has no leaf of this index; a caller that asks for one has a bug.
 */
export function inclusionPath(index: number, size: number, hashOf: SubtreeHash): readonly Uint8Array[] {
  if (!(index >= 0 && index < size)) throw new RangeError('the tree has no such leaf')
  const path: Uint8Array[] = []
  let from = 0
  let to = size
  while (to - from > 1) {
    const middle = from + splitAt(to - from)
    if (index < middle) {
      path.unshift(hashOf(middle, to))
      to = middle
    } else {
      path.unshift(hashOf(from, middle))
      from = middle
    }
  }
  return path
}

/** Tells whether a path proves that a leaf is in the tree of this size and root (RFC 9162, section 2.1.3.2). */
export function verifyInclusion(proof: {
  readonly leafHash: Uint8Array
  readonly index: number
  readonly size: number
  readonly root: Uint8Array
  readonly path: readonly Uint8Array[]
}): boolean {
  const { index, size, root, path } = proof
  if (!(index >= 0 && index < size)) return false
  let at = index
  let last = size - 1
  let hash = proof.leafHash
  for (const sibling of path) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(sibling, hash)
      while (at % 2 === 0 && at !== 0) {
        at /= 2
        last = Math.floor(last / 2)
      }
    } else hash = nodeHash(hash, sibling)
    at = Math.floor(at / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && equalHashes(hash, root)
}
