import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { consistencyPath, verifyConsistency } from '#core/merkle/consistency.ts'
import { inclusionPath, verifyInclusion } from '#core/merkle/inclusion.ts'
import { EMPTY_ROOT, leafHash, subtreesOf } from '#core/merkle/tree-hash.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const fromHex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'))

// The leaves and roots with which implementations of RFC 6962 and RFC 9162 are compared (certificate-transparency, merkle_tree_test).
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((leaf) => leafHash(fromHex(leaf)))
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const hashOf = subtreesOf(LEAVES)
const rootOf = (size: number) => hashOf(0, size)

describe('a tree', () => {
  test('has the roots of the reference vectors', () => {
    expect(hex(EMPTY_ROOT)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(ROOTS.map((_, at) => hex(rootOf(at + 1)))).toEqual(ROOTS)
  })

  test('has the audit paths of the reference vectors', () => {
    expect(inclusionPath(0, 1, hashOf).map(hex)).toEqual([])
    expect(inclusionPath(0, 8, hashOf).map(hex)).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ])
    expect(inclusionPath(5, 8, hashOf).map(hex)).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ])
  })

  test('has the consistency path of the reference vectors', () => {
    expect(consistencyPath(1, 1, hashOf)).toEqual([])
    expect(consistencyPath(6, 8, hashOf).map(hex)).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ])
  })
})

const sizes = fc.integer({ min: 1, max: 130 })
const many = subtreesOf(Array.from({ length: 130 }, (_, at) => leafHash(Uint8Array.of(at))))

describe('a proof', () => {
  test('of inclusion holds for every leaf of every tree, and for no other leaf, index, size or root', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(), (size, pick, other) => {
        const index = pick % size
        const path = inclusionPath(index, size, many)
        const proof = { leafHash: many(index, index + 1), index, size, root: many(0, size), path }
        expect(verifyInclusion(proof)).toBe(true)
        const wrongIndex = other % size
        if (wrongIndex !== index) expect(verifyInclusion({ ...proof, index: wrongIndex })).toBe(false)
        expect(verifyInclusion({ ...proof, index: size })).toBe(false)
        expect(verifyInclusion({ ...proof, leafHash: leafHash(Uint8Array.of(200)) })).toBe(false)
        expect(verifyInclusion({ ...proof, root: EMPTY_ROOT })).toBe(false)
        expect(verifyInclusion({ ...proof, path: [...path, EMPTY_ROOT] })).toBe(false)
        if (path.length > 0) expect(verifyInclusion({ ...proof, path: path.slice(1) })).toBe(false)
      }),
    )
  })

  test('of consistency holds for every pair of trees, and for no other root, order or path', () => {
    fc.assert(
      fc.property(sizes, sizes, (first, second) => {
        const [fromSize, toSize] = first < second ? [first, second] : [second, first]
        const path = consistencyPath(fromSize, toSize, many)
        const proof = { fromSize, fromRoot: many(0, fromSize), toSize, toRoot: many(0, toSize), path }
        expect(verifyConsistency(proof)).toBe(true)
        expect(verifyConsistency({ ...proof, fromRoot: EMPTY_ROOT })).toBe(false)
        expect(verifyConsistency({ ...proof, toRoot: EMPTY_ROOT })).toBe(false)
        expect(verifyConsistency({ ...proof, path: [...path, EMPTY_ROOT] })).toBe(false)
        if (path.length > 0) expect(verifyConsistency({ ...proof, path: path.slice(1) })).toBe(false)
        if (fromSize < toSize)
          expect(verifyConsistency({ ...proof, fromSize: toSize, toSize: fromSize })).toBe(false)
      }),
    )
  })

  test('is asked for only of what there is', () => {
    expect(() => inclusionPath(8, 8, hashOf)).toThrow()
    expect(() => consistencyPath(9, 8, hashOf)).toThrow()
    const empty = { fromSize: 0, fromRoot: EMPTY_ROOT, toSize: 8, toRoot: rootOf(8), path: [] }
    expect(verifyConsistency(empty)).toBe(true)
    expect(verifyConsistency({ ...empty, fromRoot: rootOf(1) })).toBe(false)
  })
})
