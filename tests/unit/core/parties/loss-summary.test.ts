import { describe, expect, test } from 'vitest'
import { SAMPLE_COMPLAINT, SAMPLE_VIEW } from '#core/documents/preview-sample.ts'
import { StatisticsCount } from '#core/documents/statistics-facts.ts'
import type { DigestHex, PaymentId } from '#core/ids.ts'
import { summariseLosses } from '#core/parties/loss-summary.ts'
import { emptyPartyBook, viewOfBook } from '#core/parties/party-book.ts'
import type { PaymentContent } from '#core/parties/party-content.ts'
import type { PaymentView } from '#core/parties/party-views.ts'

const FIRST = '01'.repeat(16)
const SECOND = '02'.repeat(16)
const LOSS = { currency: 'USD', amount: '0.1', state: 'paid', level: 'claimed' } as const
const EMPTY = viewOfBook(emptyPartyBook())

const told = (complaintId: string, losses = [LOSS]) => ({
  ...{ complaintId, wish: 'complain' as const, receivedOn: '2026-01-15', victim: 'Keo', seq: 2 },
  ...{ identifiers: [], losses },
})
const paid = (content: PaymentContent): PaymentView => ({
  ...{ paymentId: '0a'.repeat(16) as PaymentId, number: '2026-0001-M01', withdrawn: null },
  ...{ content, lost: [], versionHex: 'ab'.repeat(32) as DigestHex },
  ...{ addedAtMs: 1, addedBy: 'Sok', changedAtMs: 1 },
})
const amounts = (folk: Partial<typeof EMPTY>) => {
  const { sums, linesCountedElsewhere } = summariseLosses({ ...EMPTY, ...folk })
  return { sums: sums.map(({ amount }) => amount), linesCountedElsewhere }
}

describe('a payment that states a loss of a complaint more closely', () => {
  const complaints = [told(FIRST)]

  test('is counted in its place', () => {
    const payment = paid({ complaintId: FIRST, lossIndex: 0, money: { currency: 'USD', amount: '7' } })
    expect(amounts({ complaints, payments: [payment] })).toEqual({ sums: ['7'], linesCountedElsewhere: 1 })
  })

  test('leaves the loss where it names no amount', () => {
    const payment = paid({ complaintId: FIRST, lossIndex: 0, reference: 'FT1' })
    expect(amounts({ complaints, payments: [payment] })).toEqual({ sums: ['0.1'], linesCountedElsewhere: 0 })
  })
})

test('sums are exact, and a duplicate adds nothing to them', () => {
  const complaints = [told(FIRST, [LOSS, { ...LOSS, amount: '0.2' } as unknown as typeof LOSS]), told(SECOND)]
  const duplicates = new Map([[SECOND, { complaintId: FIRST, reason: 'told twice' }]])
  expect(amounts({ complaints, duplicates })).toEqual({ sums: ['0.3'], linesCountedElsewhere: 1 })
})

test('statistics count what a duplicate tells once, and the payment in the place of the loss', () => {
  const complaint = { ...SAMPLE_COMPLAINT.complaint, wish: 'complain' as const, losses: [LOSS] }
  const complaints = [FIRST, SECOND].map((complaintId) => ({ ...SAMPLE_COMPLAINT, complaintId, complaint }))
  const take = (folk: Partial<typeof EMPTY>) => {
    const count = new StatisticsCount({})
    count.take({ ...SAMPLE_VIEW, complaints, folk: { ...EMPTY, ...folk } })
    return { ...count.result(), months: count.series().months }
  }
  expect(take({}).complaining).toMatchObject([{ amount: '0.2', lines: 2 }])
  const once = take({
    duplicates: new Map([[SECOND, { complaintId: FIRST, reason: 'told twice' }]]),
    payments: [paid({ complaintId: FIRST, lossIndex: 0, money: { currency: 'USD', amount: '7' } })],
  })
  expect(once).toMatchObject({ complaints: 2, complaining: [{ amount: '7', lines: 1 }] })
  expect(once.months).toMatchObject([[expect.anything(), { complaining: [{ amount: '7' }] }]])
})

test('statistics count payments that no complaint tells among those who did not complain, by their own day', () => {
  const payment = paid({ on: '2026-01-20', money: { currency: 'USD', amount: '7' } })
  const take = (from: string) => {
    const count = new StatisticsCount({ from, to: '2026-12-31' })
    count.take({ ...SAMPLE_VIEW, complaints: [], folk: { ...EMPTY, payments: [payment] } })
    return count.result().notComplaining
  }
  expect(take('2026-01-01')).toMatchObject([{ amount: '7', lines: 1 }])
  expect(take('2026-02-01')).toEqual([])
})

test('complaints of two cases that say of each other that they are the duplicate count once, and a plain duplicate not at all', () => {
  const complaint = { ...SAMPLE_COMPLAINT.complaint, wish: 'complain' as const, losses: [LOSS] }
  const caseWith = (complaintId: string, of: string) => ({
    ...SAMPLE_VIEW,
    complaints: [{ ...SAMPLE_COMPLAINT, complaintId, complaint }],
    folk: {
      ...EMPTY,
      duplicates: new Map([[complaintId, { complaintId: of, caseId: SAMPLE_VIEW.caseId, reason: 'x' }]]),
    },
  })
  const circle = new StatisticsCount({})
  circle.take(caseWith(SECOND, FIRST))
  circle.take(caseWith(FIRST, SECOND))
  expect(circle.result()).toMatchObject({ complaints: 2, complaining: [{ amount: '0.1', lines: 1 }] })
  const plain = new StatisticsCount({})
  plain.take(caseWith(SECOND, FIRST))
  expect(plain.result()).toMatchObject({ complaints: 1, complaining: [] })
})
