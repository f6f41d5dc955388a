import type { CaseView, ComplaintView } from '../case-file/case-view.ts'
import { type LossTotal, sumLosses } from '../case-file/loss-totals.ts'
import type { ComplaintRecord } from '../casework/complaint-record.ts'
import type { RAILS } from '../casework/vocabularies.ts'

/** One payment of a complaint, with the complaint's order in its case, from 1. */
export type Payment = {
  readonly complaintId: string
  readonly complaint: number
  readonly lossIndex: number
  readonly line: ComplaintRecord['losses'][number]
}

/** What went from one name to another by one means, in one currency, state and level of support. */
export type Flow = LossTotal & {
  readonly payer: string
  readonly payee: string
  readonly rail?: (typeof RAILS)[number]
}

/** Payments of those who complain, and of those who do not, kept apart. */
export type MoneyFacts = {
  readonly payments: readonly Payment[]
  readonly complaining: readonly LossTotal[]
  /** Of people who inform or decline: counted, and never added to the others. */
  readonly notComplaining: readonly LossTotal[]
  readonly notComplainingPeople: number
  readonly flows: readonly Flow[]
  /** Payments of one reference, currency and amount that more than one complaint names: the same one, told twice. */
  readonly toldTwice: readonly (readonly Payment[])[]
}

/** Gathers what the complaints of a case, or of many, say of money. Nothing is converted, and what was attempted is not added to what was paid. */
export function gatherMoney(complaints: CaseView['complaints']): MoneyFacts {
  const lossesOf = (taken: readonly ComplaintView[]) =>
    taken.reduce<readonly LossTotal[]>((sums, { complaint }) => sumLosses(sums, complaint.losses), [])
  const isComplaining = ({ complaint }: ComplaintView) => complaint.wish === 'complain'
  const silent = complaints.filter((view) => !isComplaining(view))
  const payments = complaints.flatMap(({ complaintId, complaint }, index) =>
    complaint.losses.map((line, lossIndex): Payment => {
      return { complaintId, complaint: index + 1, lossIndex, line }
    }),
  )
  return {
    payments,
    complaining: lossesOf(complaints.filter(isComplaining)),
    notComplaining: lossesOf(silent),
    notComplainingPeople: silent.length,
    flows: flowsOf(payments),
    toldTwice: findToldTwice(payments),
  }
}

function flowsOf(payments: readonly Payment[]): readonly Flow[] {
  const groups = new Map<string, Payment[]>()
  for (const payment of payments) {
    const { payer, payee, rail, currency, state, level } = payment.line
    if (payer === undefined && payee === undefined) continue
    const key = JSON.stringify([payer, payee, rail, currency, state, level])
    groups.set(key, [...(groups.get(key) ?? []), payment])
  }
  return [...groups.values()].flatMap((group): Flow[] => {
    const [first] = group
    const [sum] = sumLosses(
      [],
      group.map(({ line }) => line),
    )
    if (first === undefined || sum === undefined) return []
    const { payer = '', payee = '', rail } = first.line
    return [{ ...sum, payer, payee, ...(rail !== undefined && { rail }) }]
  })
}

function findToldTwice(payments: readonly Payment[]): readonly (readonly Payment[])[] {
  const groups = new Map<string, Payment[]>()
  for (const payment of payments) {
    const { reference, currency, amount } = payment.line
    if (reference === undefined) continue
    const key = JSON.stringify([reference, currency, amount])
    groups.set(key, [...(groups.get(key) ?? []), payment])
  }
  return [...groups.values()].filter((group) => new Set(group.map(({ complaintId }) => complaintId)).size > 1)
}
