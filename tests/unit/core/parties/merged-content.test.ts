import { describe, expect, test } from 'vitest'
import type { DigestHex } from '#core/ids.ts'
import {
  contentOf,
  emptyContent,
  type MergedContent,
  mergeContent,
  versionOf,
} from '#core/parties/merged-content.ts'

type Content = { readonly name?: string; readonly note?: string }

const hash = (byte: string) => byte.repeat(32) as DigestHex
const said = (byte: string, wallMs: number, by = byte) => ({
  hashHex: hash(byte),
  time: { wallMs, counter: 0 },
  by,
})

function begun(): MergedContent {
  const content = emptyContent()
  mergeContent(content, said('a0', 1), {
    set: { name: 'Dara', note: 'first' },
    cleared: [],
    basedOnHex: null,
  })
  return content
}

const change = (basedOn: string, set: Content, cleared: readonly string[] = []) => ({
  set,
  cleared,
  basedOnHex: hash(basedOn),
})

describe('a member', () => {
  test('is said anew by whoever saw what was said before', () => {
    const content = begun()
    mergeContent(content, said('a1', 2), change('a0', { name: 'Chan Dara' }, ['note']))
    expect(contentOf<Content>(content)).toEqual({ name: 'Chan Dara' })
    expect(content.lost).toEqual([])
    expect(versionOf(content)).toBe(hash('a1'))
  })

  test('that two people say without knowing of each other goes to the later, and the other is kept', () => {
    const content = begun()
    mergeContent(content, said('a1', 2), change('a0', { name: 'one', note: 'by one' }))
    mergeContent(content, said('a2', 3), change('a0', { name: 'two' }))
    expect(contentOf<Content>(content)).toEqual({ name: 'two', note: 'by one' })
    expect(content.lost).toEqual([{ field: 'name', value: 'one', atMs: 2, by: 'a1', hashHex: hash('a1') }])
  })

  test('comes out the same in whatever order two devices are read', () => {
    const [one, two] = [
      [said('a1', 3), change('a0', { name: 'one' })],
      [said('a2', 2), change('a0', { name: 'two' })],
    ] as const
    for (const order of [
      [one, two],
      [two, one],
    ]) {
      const content = begun()
      for (const [by, what] of order) mergeContent(content, by, what)
      expect(contentOf<Content>(content).name).toBe('one')
      expect(content.lost.map(({ value }) => value)).toEqual(['two'])
    }
  })

  test('is settled by whoever has seen both', () => {
    const content = begun()
    mergeContent(content, said('a1', 2), change('a0', { name: 'one' }))
    mergeContent(content, said('a2', 3), change('a0', { name: 'two' }))
    mergeContent(content, said('a3', 4), change('a2', { name: 'one' }))
    expect(contentOf<Content>(content).name).toBe('one')
    expect(content.lost).toEqual([])
  })

  test('that was cleared unseen is kept as lost without a value', () => {
    const content = begun()
    mergeContent(content, said('a1', 2), change('a0', {}, ['name']))
    mergeContent(content, said('a2', 3), change('a0', { name: 'two' }))
    expect(content.lost).toEqual([{ field: 'name', atMs: 2, by: 'a1', hashHex: hash('a1') }])
  })
})
