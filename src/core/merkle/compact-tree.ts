import { EMPTY_ROOT, nodeHash, type SubtreeHash } from './tree-hash.ts'

/** A whole subtree: the leaves from `index · 2^level` up to but not including `(index + 1) · 2^level`. */
export type WholeSubtree = { readonly level: number; readonly index: number }

/** A whole subtree with its hash. */
export type HashedSubtree = WholeSubtree & { readonly hash: Uint8Array }

/** The whole subtrees that leaves `from` up to but not including `to` consist of, from left to right; at most two for each level. */
export function wholeSubtrees(from: number, to: number): readonly WholeSubtree[] {
  const found: WholeSubtree[] = []
  let at = from
  while (at < to) {
    let level = 0
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= to) level += 1
    found.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return found
}

/** By what a whole subtree is looked up. */
export function subtreeKey({ level, index }: WholeSubtree): string {
  return `${level}:${index}`
}

/**
 * Gives subtree hashes from those of whole subtrees, so that a proof needs a few hashes for each level and not every leaf. What a ragged
 * subtree at the end of the tree consists of is joined from the right (RFC 9162, section 2.1.1).
 *
 * @throws when a whole subtree is not among those given; a caller that did not ask {@link neededSubtrees} has a bug.
 */
export function subtreesFrom(hashes: ReadonlyMap<string, Uint8Array>): SubtreeHash {
  return (from, to) => {
    const parts = wholeSubtrees(from, to).map((subtree) => {
      const hash = hashes.get(subtreeKey(subtree))
      if (hash === undefined) throw new RangeError('a subtree was not fetched')
      return hash
    })
    return (
      parts.reduceRight<Uint8Array | null>(
        (right, left) => (right === null ? left : nodeHash(left, right)),
        null,
      ) ?? EMPTY_ROOT
    )
  }
}

/** The whole subtrees that a computation over {@link SubtreeHash} asks for, found by running it over empty hashes. */
export function neededSubtrees(compute: (hashOf: SubtreeHash) => unknown): readonly WholeSubtree[] {
  const needed: WholeSubtree[] = []
  compute((from, to) => {
    needed.push(...wholeSubtrees(from, to))
    return EMPTY_ROOT
  })
  return needed
}

/**
 * What becomes whole when a leaf is appended to a tree of `size` leaves: the leaf itself and each subtree that it completes. `hashOf`
 * knows the whole subtrees of the tree before.
 */
export function appendToTree(
  size: number,
  leaf: Uint8Array,
  hashes: ReadonlyMap<string, Uint8Array>,
): readonly HashedSubtree[] {
  const added: HashedSubtree[] = [{ level: 0, index: size, hash: leaf }]
  let index = size
  let hash = leaf
  for (let level = 0; index % 2 === 1; level += 1) {
    const left = hashes.get(subtreeKey({ level, index: index - 1 }))
    if (left === undefined) throw new RangeError('a subtree was not fetched')
    hash = nodeHash(left, hash)
    index = (index - 1) / 2
    added.push({ level: level + 1, index, hash })
  }
  return added
}
