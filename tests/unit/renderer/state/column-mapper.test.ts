import { describe, expect, test } from 'vitest'
import { columnMapOptions } from '#core/parsing/column-map-options.ts'
import { mapOfDraft, newMapDraft } from '../../../../src/renderer/state/column-mapper.ts'

const cells = ['Datum', 'Betrag', 'Wer']

describe('a map of columns that is put together on the screen', () => {
  test('is one that a table is read with, once a day, an amount and a currency are known', () => {
    const draft = { ...newMapDraft(3), roles: ['date', 'amount', ''] as const, headerRow: '2' }
    const map = mapOfDraft(draft, cells)
    expect(map).toMatchObject({
      name: 'given',
      headerRow: 2,
      columns: [
        { column: 0, role: 'date', header: 'Datum' },
        { column: 1, role: 'amount', header: 'Betrag' },
      ],
      currency: 'USD',
    })
    expect(map === null ? null : columnMapOptions(map)).toMatchObject({
      columns: '0=date,1=amount',
      'header-row': '2',
      'time-zone': '+07:00',
    })
  })

  test.each([
    ['without an amount', { roles: ['date', '', ''] as const }],
    ['with one meaning twice', { roles: ['date', 'amount', 'amount'] as const }],
    ['without a currency', { roles: ['date', 'amount', ''] as const, currency: '' }],
    ['with a row of headers that is no number', { roles: ['date', 'amount', ''] as const, headerRow: 'x' }],
    ['in a zone that is none', { roles: ['date', 'amount', ''] as const, zone: '7' }],
  ])('is none %s', (_, change) => {
    expect(mapOfDraft({ ...newMapDraft(3), ...change }, cells)).toBeNull()
  })
})
