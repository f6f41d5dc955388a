import { describe, expect, it } from 'vitest'
import { canonicalBytes } from '#core/ledger/canonical-json.ts'
import { isTreePath, parseTreeIndex, writeTreeIndex } from '#core/updates/program-tree.ts'
import { compareVersions, isProgramVersion } from '#core/updates/program-version.ts'

const file = (path: string) => ({ path, sizeBytes: 0, digestHex: '0'.repeat(64), isExecutable: false })
const indexOf = (...paths: string[]) => canonicalBytes({ files: paths.map(file) })

describe('the tree of a program', () => {
  it.each(['a', 'a/b', 'សំណុំ/រឿង.txt', 'a.b/c-d_e'])('may have %s', (path) => {
    expect(isTreePath(path)).toBe(true)
  })

  it.each([
    '',
    '/a',
    'a/',
    'a//b',
    '.',
    '..',
    '../a',
    'a/../b',
    'a/./b',
    'a\\b',
    'C:a',
    'a\0b',
    'a.',
    'a ',
    'con',
    'NUL.txt',
    'a?',
    'x'.repeat(201),
  ])('may not have %j', (path) => {
    expect(isTreePath(path)).toBe(false)
  })

  it('is read in one order, each path once on every system, and no file is a folder', () => {
    expect(parseTreeIndex(indexOf('a', 'b/c'), 10)).toMatchObject({ ok: true })
    for (const wrong of [
      ['b', 'a'],
      ['a', 'a'],
      ['A', 'a'],
      ['a', 'a/b'],
      ['A/b', 'a'],
    ])
      expect([wrong, parseTreeIndex(indexOf(...wrong), 10).ok]).toEqual([wrong, false])
    expect(parseTreeIndex(indexOf(), 10).ok).toBe(false)
    expect(parseTreeIndex(indexOf('a', 'b'), 1).ok).toBe(false)
    const read = parseTreeIndex(indexOf('a'), 1)
    if (read.ok) expect(writeTreeIndex(read.value)).toEqual(indexOf('a'))
  })
})

describe('versions', () => {
  it('are three numbers and compared as numbers', () => {
    expect(['1.2.0', '0.0.0'].every(isProgramVersion)).toBe(true)
    expect(['1.2', '01.0.0', '1.2.0-beta', ' 1.2.0', '1.2.0\n', '../1'].some(isProgramVersion)).toBe(false)
    expect(compareVersions('1.10.0', '1.9.9')).toBeGreaterThan(0)
    expect(compareVersions('1.9.9', '1.10.0')).toBeLessThan(0)
    expect(compareVersions('2.0.0', '2.0.0')).toBe(0)
  })
})
