import { describe, expect, it } from 'vitest'
import { readTimeEntry, writeTimeEntry } from '../../../../src/renderer/state/time-entry.ts'

describe('a minute as officers write it', () => {
  it.each([
    ['22/11/2026 14:30', '2026-11-22T14:30'],
    ['2026-11-22 6:05', '2026-11-22T06:05'],
    ['2026-11-22T06:05', '2026-11-22T06:05'],
    ['២២-១១-២០២៦ ១៤:៣០', '2026-11-22T14:30'],
    ['  1.2.2026, 9.15 ', '2026-02-01T09:15'],
  ])('%s is read', (typed, read) => {
    expect(readTimeEntry(typed)).toBe(read)
  })

  it.each(['22/11/2026', '14:30', 'yesterday 14h', '22/11/2026 14:30 sharp', ''])(
    '%s comes back as it is, for the engine to refuse',
    (typed) => {
      expect(readTimeEntry(typed)).toBe(typed)
    },
  )

  it('is written as it can be read again', () => {
    expect(readTimeEntry(writeTimeEntry('2026-11-22T14:30'))).toBe('2026-11-22T14:30')
  })
})
