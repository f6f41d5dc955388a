import { describe, expect, it } from 'vitest'
import {
  appendToTree,
  neededSubtrees,
  subtreeKey,
  subtreesFrom,
  wholeSubtrees,
} from '#core/merkle/compact-tree.ts'
import { consistencyPath } from '#core/merkle/consistency.ts'
import { inclusionPath } from '#core/merkle/inclusion.ts'
import { leafHash, subtreesOf } from '#core/merkle/tree-hash.ts'

const leaves = Array.from({ length: 41 }, (_, at) => leafHash(Uint8Array.of(at)))

function storedTree(size: number): Map<string, Uint8Array> {
  const hashes = new Map<string, Uint8Array>()
  for (const [at, leaf] of leaves.slice(0, size).entries())
    for (const subtree of appendToTree(at, leaf, hashes)) hashes.set(subtreeKey(subtree), subtree.hash)
  return hashes
}

describe('a tree of whole subtrees', () => {
  it('gives the same root and proofs as all leaves do, at every size', () => {
    for (let size = 1; size <= leaves.length; size += 1) {
      const whole = subtreesOf(leaves.slice(0, size))
      const kept = storedTree(size)
      const from = Math.ceil(size / 3)
      const index = Math.floor((size * 2) / 3)
      const compute = (hashOf: typeof whole) => ({
        root: hashOf(0, size),
        inclusion: inclusionPath(index, size, hashOf),
        consistency: consistencyPath(from, size, hashOf),
      })
      const fetched = new Map(
        neededSubtrees(compute).map((subtree) => [
          subtreeKey(subtree),
          kept.get(subtreeKey(subtree)) as Uint8Array,
        ]),
      )
      expect(compute(subtreesFrom(fetched))).toEqual(compute(whole))
    }
  })

  it('asks for a few subtrees, not for every leaf', () => {
    expect(wholeSubtrees(0, 1_000_000).length).toBeLessThanOrEqual(20)
  })

  it('refuses to prove from what was not fetched', () => {
    expect(() => subtreesFrom(new Map())(0, 3)).toThrow(RangeError)
  })
})
