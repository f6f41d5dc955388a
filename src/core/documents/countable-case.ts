import type { CaseView, ComplaintView } from '../case-file/case-view.ts'
import { lossesTold } from '../case-file/loss-totals.ts'
import type { ComplaintRecord } from '../casework/complaint-record.ts'
import { formatSortableDate } from '../dates/format-date.ts'
import { countedLosses, type LossLine } from '../parties/loss-summary.ts'
import type { PaymentContent } from '../parties/party-content.ts'

/** Says how {@link CountableCase} is made: what was written down by another rule is worked out again. */
export const COUNTABLE_VERSION = 1

/** What of a case is counted. */
export type Counted = Pick<CaseView, 'complaints' | 'exhibits' | 'things' | 'folk'>

/** A complaint as it is counted, with the losses that count in it. */
export type CountableComplaint = Pick<ComplaintRecord, 'wish' | 'typologies' | 'channel' | 'receivedOn'> & {
  readonly complaintId: string
  readonly sex: NonNullable<ComplaintRecord['victim']['sex']>
  readonly losses: readonly LossLine[]
  /** The losses that have a reference, as they were told. */
  readonly references: readonly Pick<ComplaintRecord['losses'][number], 'reference' | 'currency' | 'amount'>[]
  readonly isDuplicate: boolean
  /** The complaint of another case that it tells again. */
  readonly duplicateAbroad?: string
}

/** What one case adds to a count, whatever the period: plain data, so that it can be written down and counted again. */
export type CountableCase = {
  readonly exhibits: number
  readonly things: number
  readonly complaints: readonly CountableComplaint[]
  /** Payments that no complaint tells, with the day they count by. */
  readonly paidBeside: readonly { readonly day: string; readonly losses: readonly LossLine[] }[]
}

/**
 * Says what of a case is counted. One complaint that went to another case when this one was split counts there, with all that hangs on
 * it; a payment counts in the place of the loss that it states.
 */
export function countableOf({ complaints, exhibits, things, folk }: Counted): CountableCase {
  const losses = lossesByComplaint(complaints, folk)
  return {
    exhibits: exhibits.length,
    things: things.length,
    complaints: complaints
      .filter(({ movedTo }) => movedTo === undefined)
      .map(({ complaintId, complaint }) => {
        const { wish, typologies, channel, receivedOn, victim } = complaint
        const of = folk.duplicates.get(complaintId)
        return {
          ...{ complaintId, wish, typologies, channel, receivedOn, sex: victim.sex ?? 'not-stated' },
          losses: losses.get(complaintId) ?? [],
          references: complaint.losses.flatMap(({ reference, currency, amount }) =>
            reference === undefined ? [] : [{ reference, currency, amount }],
          ),
          isDuplicate: of !== undefined,
          ...(of?.caseId !== undefined && { duplicateAbroad: of.complaintId }),
        }
      }),
    paidBeside: folk.payments
      .filter(({ content }) => content.complaintId === undefined)
      .map((payment) => ({
        day: payment.content.on ?? formatSortableDate(payment.addedAtMs),
        losses: countedLosses({ complaints: [], payments: [payment], duplicates: new Map() }),
      })),
  }
}

/** The losses that count, by the complaint that tells them; those that none tells belong to no complaint's day. */
function lossesByComplaint(
  complaints: readonly ComplaintView[],
  { payments: all, duplicates }: CaseView['folk'],
): ReadonlyMap<string, readonly LossLine[]> {
  const payments = new Map<string, PaymentContent>(all.map(({ paymentId, content }) => [paymentId, content]))
  const byComplaint = new Map<string, LossLine[]>()
  // Whether one that is a duplicate of another case's is counted there is known when all cases were read.
  const here = new Map([...duplicates].filter(([, { caseId }]) => caseId === undefined))
  for (const line of countedLosses({ complaints: lossesTold(complaints), payments: all, duplicates: here })) {
    const { from } = line
    const complaintId =
      from.kind === 'complaint' ? from.complaintId : payments.get(from.paymentId)?.complaintId
    if (complaintId === undefined) continue
    const lines = byComplaint.get(complaintId)
    if (lines === undefined) byComplaint.set(complaintId, [line])
    else lines.push(line)
  }
  return byComplaint
}
