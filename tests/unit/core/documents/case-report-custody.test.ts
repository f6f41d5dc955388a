import { expect, test } from 'vitest'
import type { ItemView, MoveView } from '#core/custody/case-custody.ts'
import { reportCustody } from '#core/documents/case-report-custody.ts'
import type { ItemId, UserId } from '#core/ids.ts'

const ID = 'ab'.repeat(16)
const item = {
  itemId: ID as unknown as ItemId,
  number: '2026-0001-E001',
  kind: 'physical',
  category: 'phone',
  name: 'Phone',
  state: 'awaiting-receipt',
  holder: { kind: 'person', userId: ID as UserId, name: 'officer' },
  awaited: { seq: 9, receiverId: ID as UserId, giverId: ID as UserId },
  lastAtMs: 0,
  chain: [
    { seq: 7, findings: [] },
    { seq: 9, findings: ['custody/gap', 'custody/time-reversed'] },
  ],
} as const satisfies ItemView

test('a report shows every gap, earlier time and missing receipt, with what explains it, in both languages', () => {
  const moves = [{ seq: 9, explanation: 'The watch was wrong' } as MoveView]
  const said = JSON.stringify(reportCustody({ items: [item], moves }))
  for (const text of [
    'has a gap',
    'ចន្លោះ',
    'before the last',
    'Awaiting receipt',
    'រង់ចាំ',
    'The watch was wrong',
    'Event 9',
    'ព្រឹត្តិការណ៍លេខ ៩',
  ])
    expect(said).toContain(text)
})

test('a digital exhibit that nobody handed over is not listed', () => {
  const { awaited: _awaited, category: _category, ...rest } = item
  const digital: ItemView = { ...rest, kind: 'digital', state: 'held', chain: [{ seq: 1, findings: [] }] }
  expect(reportCustody({ items: [digital], moves: [] })).toEqual([])
})
