import { describe, expect, it } from 'vitest'
import { SeenNames } from '#node/views/unique-names.ts'

describe('names that were seen', () => {
  it('are never forgotten, however many come after them', () => {
    const seen = new SeenNames()
    const names = Array.from({ length: 50_000 }, (_, index) => `exhibit number 2026-${index}-E001`)
    for (const name of names) seen.note(name)
    expect(names.filter((name) => !seen.mayHave(name))).toEqual([])
  })

  it('are told from nearly all that were not seen', () => {
    const seen = new SeenNames()
    for (let index = 0; index < 50_000; index += 1) seen.note(`object ${index}`)
    const mistaken = Array.from({ length: 50_000 }, (_, index) => `item ${index}`).filter((name) =>
      seen.mayHave(name),
    )
    expect(mistaken.length).toBeLessThan(50)
  })

  it('are not there before any was noted', () => {
    expect(new SeenNames().mayHave('')).toBe(false)
    expect(new SeenNames().mayHave('case 1')).toBe(false)
  })
})
