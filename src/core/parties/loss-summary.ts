import type { LOSS_LEVELS, LOSS_STATES } from '../casework/vocabularies.ts'
import { type CurrencyCode, isCurrencyCode } from '../money/currency.ts'
import { addMoney } from '../money/money.ts'
import type { ComplaintFacts, PartyBookView, PaymentView } from './party-views.ts'

/** Whether whoever lost the money complained. Those who did not are never added to those who did. */
export type LossGroup = 'complained' | 'not-complained'

/** One amount that counts, with where it is said. */
export type LossLine = {
  readonly group: LossGroup
  readonly currency: CurrencyCode
  readonly amount: string
  readonly state: (typeof LOSS_STATES)[number]
  readonly level: (typeof LOSS_LEVELS)[number]
  readonly from:
    | { readonly kind: 'complaint'; readonly complaintId: string; readonly lossIndex: number }
    | { readonly kind: 'payment'; readonly paymentId: string }
}

/** The sum of the lines of one group, currency, state and level. */
export type LossSum = Omit<LossLine, 'from'> & { readonly lines: number }

/** What a case says of losses. Each payment counts once, in the currency it was made in. */
export type LossSummary = {
  readonly sums: readonly LossSum[]
  readonly complaints: number
  /** Complaints that tell again what another one tells. */
  readonly duplicates: number
  /** Complaints that went to another case when this one was split: they are counted there. */
  readonly movedAway: number
  /** People who lost something, or were harmed, and did not complain. */
  readonly notComplaining: number
  /** Lines that are not counted, because a duplicate says them or a payment says them more closely. */
  readonly linesCountedElsewhere: number
}

/** What single amounts are read from. */
type Amounts = Pick<PartyBookView, 'payments' | 'duplicates'> & {
  readonly complaints: readonly Pick<ComplaintFacts, 'complaintId' | 'wish' | 'losses'>[]
}

/** What sums are made from. */
type Losses = Amounts & Pick<PartyBookView, 'parties'>

/** Every amount of a case that counts: payments, and losses of complaints that no payment states more closely; duplicates once. */
export function countedLosses({ complaints, payments, duplicates }: Amounts): readonly LossLine[] {
  const byId = new Map(complaints.map((complaint) => [complaint.complaintId, complaint]))
  const counted = payments.filter(({ withdrawn }) => withdrawn === null)
  const restated = new Set(
    counted.flatMap(({ content: { complaintId, lossIndex, money } }) => {
      // A payment that names no amount states none more closely: what the complaint says stands.
      const isNone = complaintId === undefined || lossIndex === undefined || money === undefined
      return isNone ? [] : [`${complaintId} ${lossIndex}`]
    }),
  )
  return [
    ...complaints
      .filter(({ complaintId }) => !duplicates.has(complaintId))
      .flatMap((complaint) => linesOfComplaint(complaint, restated)),
    ...counted
      .filter(({ content }) => content.complaintId === undefined || !duplicates.has(content.complaintId))
      .flatMap((payment) => lineOfPayment(payment, byId)),
  ]
}

/** Sums up what a case says of losses: by currency first, nothing converted, states and levels apart. */
export function summariseLosses(losses: Losses): LossSummary {
  const { complaints, payments, duplicates, parties } = losses
  const counted = countedLosses(losses)
  const sums = new Map<string, LossSum>()
  for (const { from: _, ...line } of counted) {
    const key = [line.group, line.currency, line.state, line.level].join(' ')
    const sum = sums.get(key)
    sums.set(
      key,
      sum === undefined
        ? { ...line, lines: 1 }
        : { ...sum, amount: addMoney(sum, line).amount, lines: sum.lines + 1 },
    )
  }
  const told = complaints.reduce((total, { losses: lines }) => total + lines.length, 0)
  const paid = payments.filter(({ withdrawn, content }) => withdrawn === null && content.money !== undefined)
  const movedAway = complaints.filter(
    ({ complaintId }) => duplicates.get(complaintId)?.movedTo !== undefined,
  ).length
  const own = complaints.filter(({ complaintId }) => !duplicates.has(complaintId))
  const silent = parties.filter(
    ({ mergedInto, roles }) =>
      mergedInto === null &&
      roles.some(({ role, complaintId }) => role === 'victim' && complaintId === undefined) &&
      !roles.some(({ role, complaintId }) => role === 'victim' && complaintId !== undefined),
  )
  return {
    sums: [...sums.values()],
    complaints: own.filter(({ wish }) => wish === 'complain').length,
    duplicates: complaints.length - own.length - movedAway,
    movedAway,
    notComplaining: own.filter(({ wish }) => wish !== 'complain').length + silent.length,
    linesCountedElsewhere: told + paid.length - counted.length,
  }
}

function linesOfComplaint(
  { complaintId, wish, losses }: Amounts['complaints'][number],
  restated: ReadonlySet<string>,
): readonly LossLine[] {
  return losses.flatMap(({ currency, amount, state, level }, lossIndex): LossLine[] => {
    if (!isCurrencyCode(currency)) throw new Error(`the ledger holds an unknown currency: ${currency}`)
    if (restated.has(`${complaintId} ${lossIndex}`)) return []
    const from = { kind: 'complaint', complaintId, lossIndex } as const
    return [{ group: groupOf(wish), currency, amount, state, level, from }]
  })
}

function lineOfPayment(
  { paymentId, content }: PaymentView,
  complaints: ReadonlyMap<string, Amounts['complaints'][number]>,
): readonly LossLine[] {
  const { money, state = 'paid', level = 'claimed', complaintId } = content
  if (money === undefined) return []
  const complaint = complaintId === undefined ? undefined : complaints.get(complaintId)
  const group = complaint === undefined ? 'not-complained' : groupOf(complaint.wish)
  return [{ group, ...money, state, level, from: { kind: 'payment', paymentId } }]
}

function groupOf(wish: ComplaintFacts['wish']): LossGroup {
  return wish === 'complain' ? 'complained' : 'not-complained'
}
