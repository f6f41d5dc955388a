import { expect, test } from 'vitest'
import type { PremisesLine } from '#contract/party-operations.ts'
import {
  EMPTY_PREMISES,
  editOfPremises,
  premisesChangeOf,
  premisesContentOf,
} from '../../../../src/renderer/state/premises-edit.ts'

const LINE = {
  number: '2026-0001-A01',
  content: {
    name: 'អគារ ក',
    address: { use: 'work', text: 'ផ្លូវ ១', code: '1201' },
    lease: { fromOn: '2026-01-01', terms: 'ជាសាច់ប្រាក់' },
    rent: { money: { currency: 'USD', amount: '1200' }, per: 'month' },
    rooms: 24,
  },
} as unknown as PremisesLine

test('what was not touched is not said again', () => {
  expect(premisesChangeOf(editOfPremises(LINE), LINE)).toEqual({ set: {}, cleared: [] })
  expect(premisesContentOf(EMPTY_PREMISES)).toEqual({})
})

test('what differs is said anew, with what belongs to it, and what was emptied is cleared', () => {
  const edit = {
    ...editOfPremises(LINE),
    leaseUntil: '2026-12-31',
    rooms: '',
    landlordParty: 'P',
    address: 'ផ្លូវ ២',
  }
  expect(premisesChangeOf(edit, LINE)).toEqual({
    set: {
      landlordParty: 'P',
      lease: { fromOn: '2026-01-01', untilOn: '2026-12-31', terms: 'ជាសាច់ប្រាក់' },
      address: { use: 'work', text: 'ផ្លូវ ២', code: '1201' },
    },
    cleared: ['rooms'],
  })
  const named = { ...LINE, content: { ...LINE.content, landlordId: 'P' } } as PremisesLine
  expect(premisesChangeOf({ ...editOfPremises(named), landlordParty: '' }, named).cleared).toEqual([
    'landlordId',
  ])
})
