import { equalHashes } from './equal-hashes.ts'
import { EMPTY_ROOT, nodeHash, type SubtreeHash, splitAt } from './tree-hash.ts'

/**
 * The proof that the tree of the first `fromSize` leaves begins the tree of the first `toSize` (RFC 9162, section 2.1.4.1). It is
 * empty for two trees of one size and for the empty tree.
 *
 * @throws when the first tree is larger than the second; a caller that asks for that has a bug.
 */
export function consistencyPath(
  fromSize: number,
  toSize: number,
  hashOf: SubtreeHash,
): readonly Uint8Array[] {
  if (!(fromSize >= 0 && fromSize <= toSize)) throw new RangeError('a tree begins no smaller one')
  if (fromSize === 0 || fromSize === toSize) return []
  const path: Uint8Array[] = []
  let from = 0
  let to = toSize
  let isWhole = true
  while (to !== fromSize) {
    const middle = from + splitAt(to - from)
    if (fromSize <= middle) {
      path.unshift(hashOf(middle, to))
      to = middle
    } else {
      path.unshift(hashOf(from, middle))
      from = middle
      isWhole = false
    }
  }
  return isWhole ? path : [hashOf(from, to), ...path]
}

/** Tells whether a path proves that one tree begins another (RFC 9162, section 2.1.4.2). The empty tree begins every tree. */
export function verifyConsistency(proof: {
  readonly fromSize: number
  readonly fromRoot: Uint8Array
  readonly toSize: number
  readonly toRoot: Uint8Array
  readonly path: readonly Uint8Array[]
}): boolean {
  const { fromSize, fromRoot, toSize, toRoot, path } = proof
  if (fromSize < 0 || fromSize > toSize) return false
  if (fromSize === 0) return path.length === 0 && equalHashes(fromRoot, EMPTY_ROOT)
  if (fromSize === toSize) return path.length === 0 && equalHashes(fromRoot, toRoot)
  const isPowerOfTwo = Number.isInteger(Math.log2(fromSize))
  const [seed, ...rest] = isPowerOfTwo ? [fromRoot, ...path] : path
  if (seed === undefined || path.length === 0) return false
  let at = fromSize - 1
  let last = toSize - 1
  while (at % 2 === 1) {
    at = Math.floor(at / 2)
    last = Math.floor(last / 2)
  }
  let first = seed
  let second = seed
  for (const sibling of rest) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      first = nodeHash(sibling, first)
      second = nodeHash(sibling, second)
      while (at % 2 === 0 && at !== 0) {
        at /= 2
        last = Math.floor(last / 2)
      }
    } else second = nodeHash(second, sibling)
    at = Math.floor(at / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && equalHashes(first, fromRoot) && equalHashes(second, toRoot)
}
