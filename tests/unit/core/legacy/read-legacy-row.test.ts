import { describe, expect, it } from 'vitest'
import { legacyMap } from '../../../../src/core/legacy/legacy-map.ts'
import { readLegacyRow } from '../../../../src/core/legacy/read-legacy-row.ts'

const MAP = legacyMap.parse({
  v: 1,
  columns: { number: 1, receivedOn: 2, victimName: 3, title: 4, amount: 5, suspectPhone: 6, narrative: 7 },
  dateOrder: 'day-month-year',
  currency: 'USD',
})
const TODAY = '2026-11-22'
const GOOD = ['12/2019', '០៣/០៤/២០១៩', 'សុខ សុភា', 'ឆបោក', '1,250.50', '012 345 678', 'ដើមរឿង']

const problemsOf = (row: readonly string[], map = MAP) =>
  readLegacyRow(row, map, TODAY).problems.map(({ field, code }) => `${field} ${code}`)

describe('a row of an old table', () => {
  it('becomes a complaint with its original day', () => {
    const { number, draft, problems } = readLegacyRow(GOOD, MAP, TODAY)
    expect(problems).toEqual([])
    expect(number).toBe('12/2019')
    expect(draft).toMatchObject({
      receivedOn: '2019-04-03',
      victim: { name: 'សុខ សុភា' },
      summary: 'ឆបោក',
      losses: [{ currency: 'USD', amount: '1250.5', state: 'paid', level: 'claimed' }],
      identifiers: [{ kind: 'phone', value: '012 345 678' }],
    })
  })

  it('lists every problem it has', () => {
    expect(problemsOf(['', '31/02/2019', '', 'ឆបោក', '-5', '', ''])).toEqual([
      'number missing',
      'victimName missing',
      'receivedOn no-day',
      'amount no-amount',
    ])
    expect(problemsOf(GOOD.with(1, '01/01/2099'))).toEqual(['receivedOn day-later-than-today'])
    expect(problemsOf(GOOD.with(5, 'abc'))).toEqual(['suspectPhone refused'])
    expect(problemsOf([])).toEqual([
      'number missing',
      'receivedOn missing',
      'victimName missing',
      'title missing',
    ])
  })

  it('is refused while its Khmer is of an old font, and converted with a preview once the map says which', () => {
    const old = GOOD.with(2, 'RBHraCaNacRkkm<úCa')
    expect(problemsOf(old)).toEqual(['victimName legacy-font'])
    const read = readLegacyRow(old, { ...MAP, legacyFont: 'limon-s1' }, TODAY)
    expect(read.problems).toEqual([])
    expect(read.converted).toEqual([
      { field: 'victimName', drawn: 'RBHraCaNacRkkm<úCa', written: 'ព្រះរាជាណាចក្រកម្ពុជា' },
    ])
    expect(read.draft.victim.name).toBe('ព្រះរាជាណាចក្រកម្ពុជា')
  })

  it('needs a currency, from a column or from the map', () => {
    const { currency: _, ...without } = MAP
    expect(problemsOf(GOOD, without)).toEqual(['currency no-currency'])
  })
})
