import { expect, test } from 'vitest'
import { type ComplaintDraft, complaintInput } from '#core/casework/complaint.ts'
import { mergeDetails } from '#core/casework/complaint-details.ts'
import { recordComplaint, recordDetails } from '#core/casework/record-complaint.ts'

const LEAST: ComplaintDraft = {
  channel: 'walk-in',
  victim: { name: 'សុភា' },
  summary: 'x',
  narrative: 'y',
}
const PAID = { state: 'paid', currency: 'USD', amount: '5' } as const

test('a complaint of which nothing more is told has no details', () => {
  expect(recordDetails(complaintInput.parse(LEAST))).toBe(null)
})

test('details and times of payments stand beside the complaint, which stays as it was', () => {
  const complaint = complaintInput.parse({
    ...LEAST,
    losses: [PAID, { ...PAID, clock: '08:10' }],
    details: {
      interpreter: { name: 'ង្វៀន', isSworn: true },
      firstContact: { on: '2026-10-02', clock: '20:15' },
    },
  })
  expect(recordDetails(complaint)).toEqual({
    interpreter: { name: 'ង្វៀន', isSworn: true, isIndependent: false },
    firstContact: { on: '2026-10-02', clock: '20:15' },
    paymentTimes: [{ lossIndex: 1, clock: '08:10' }],
  })
  const record = recordComplaint(complaint, '2026-11-22')
  expect(record).not.toHaveProperty('details')
  expect(record.losses[1]).toEqual({ ...PAID, level: 'claimed' })
})

test('a time of day that is none is refused', () => {
  const parsed = complaintInput.safeParse({ ...LEAST, losses: [{ ...PAID, clock: '25:00' }] })
  expect(parsed.error?.issues[0]).toMatchObject({ params: { problem: 'time/malformed' } })
})

test('later details stand over earlier ones, member by member', () => {
  const before = { language: 'ខ្មែរ', wishReason: 'x' }
  expect(mergeDetails(before, { wishReason: 'y' })).toEqual({ language: 'ខ្មែរ', wishReason: 'y' })
})
