import { describe, expect, it } from 'vitest'
import {
  readBirthEntry,
  readDayEntry,
  writeBirthEntry,
  writeDayEntry,
} from '../../../../src/renderer/state/day-entry.ts'

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

  it('is written as it is read', () => {
    expect(writeDayEntry('2026-02-01')).toBe('01/02/2026')
    expect(readDayEntry(writeDayEntry('2026-02-01'))).toBe('2026-02-01')
    expect(writeDayEntry('')).toBe('')
  })
})

describe('a typed time of birth', () => {
  it.each([
    ['2/5/1990', '1990-05-02', '1990-05-02', '02/05/1990'],
    ['១៩៩០-០៥-០២', '1990-05-02', '1990-05-02', '02/05/1990'],
    ['2/1990', '1990-02-01', '1990-02-28', '02/1990'],
    ['1990-02', '1990-02-01', '1990-02-28', '02/1990'],
    ['១៩៩០', '1990-01-01', '1990-12-31', '1990'],
    ['1988/1992', '1988-01-01', '1992-12-31', '1988/1992'],
  ])('%s says no more than is known', (typed, earliestOn, latestOn, written) => {
    expect(readBirthEntry(typed)).toEqual({ earliestOn, latestOn })
    expect(writeBirthEntry({ earliestOn, latestOn })).toBe(written)
    expect(readBirthEntry(written)).toEqual({ earliestOn, latestOn })
  })

  it('is left to be refused where there is no such day', () => {
    expect(readBirthEntry('30/2/1974').earliestOn).toBe('1974-02-30')
    expect(readBirthEntry('about 1990').earliestOn).toBe('about 1990')
  })
})
