import { describe, expect, it } from 'vitest'
import { readDayEntry } from '../../../../src/renderer/state/day-entry.ts'

describe('a typed day', () => {
  it('is read day first or year first, in either digits and with any of the usual signs', () => {
    for (const typed of [
      '21/11/2026',
      '21-11-2026',
      '21.11.2026',
      '២១/១១/២០២៦',
      '2026-11-21',
      '2026/11/21',
      ' 21 11 2026 ',
    ]) {
      expect([typed, readDayEntry(typed)]).toEqual([typed, '2026-11-21'])
    }
    expect(readDayEntry('1/2/2026')).toBe('2026-02-01')
  })

  it('is left to be refused as what it was meant to be', () => {
    expect(readDayEntry('31/2/2026')).toBe('2026-02-31')
    expect(readDayEntry('11/21/2026')).toBe('2026-21-11')
  })

  it('comes back as it is when it is no day', () => {
    for (const typed of ['yesterday', '21/11/26', '2026', 'ម្សិលមិញ', ''])
      expect(readDayEntry(typed)).toBe(typed)
  })
})
