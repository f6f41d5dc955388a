import type { CaseView } from '../case-file/case-view.ts'
import { type LossTotal, lossesTold, sumLosses } from '../case-file/loss-totals.ts'
import type { LOSS_LEVELS, LOSS_STATES, RAILS } from '../casework/vocabularies.ts'
import { isCurrencyCode } from '../money/currency.ts'
import { countedLosses, type LossLine, summariseLosses } from '../parties/loss-summary.ts'
import type { PaymentEnd } from '../parties/party-content.ts'
import { nameOfParty, sameParty } from '../parties/party-name.ts'
import type { PartyBookView, PaymentView } from '../parties/party-views.ts'
import type { KeptAmount } from './money-phrases.ts'

/** Why an amount that is told or recorded is in no sum. */
export type NotCounted =
  /** The line of that label states the same payment more closely. */
  | { readonly why: 'stated-by'; readonly label: string }
  /** The complaint tells again what another one tells: its order here, or `null` where that one is in another case. */
  | { readonly why: 'duplicate'; readonly order: number | null }
  /** The complaint went to that case when this one was split. */
  | { readonly why: 'moved'; readonly caseNumber: string }
  | { readonly why: 'withdrawn'; readonly reason: string }
  | { readonly why: 'no-amount' }

/** One end of a payment: who it is, and what is known of them. */
export type MoneyEnd = {
  readonly name?: string | undefined
  readonly institution?: string | undefined
  readonly identifiers: PaymentEnd['identifiers']
  /** The party of the case that it is. */
  readonly partyId?: string | undefined
}

/** One amount: a loss as a complaint tells it, or a payment that was recorded. */
export type MoneyLine = {
  /** Where it stands: `2.1` for the first loss of the second complaint, the number of a recorded payment otherwise. */
  readonly label: string
  readonly from: LossLine['from']
  /** Order of the complaint that tells it, from 1. */
  readonly complaint?: number | undefined
  readonly money?: KeptAmount | undefined
  readonly state: (typeof LOSS_STATES)[number]
  readonly level: (typeof LOSS_LEVELS)[number]
  readonly rail?: (typeof RAILS)[number] | undefined
  readonly on?: string | undefined
  /** The time of day. */
  readonly clock?: string | undefined
  /** The zone of the clock that it was read from, where that is known. */
  readonly zone?: string | undefined
  readonly payer?: MoneyEnd | undefined
  readonly payee?: MoneyEnd | undefined
  readonly reference?: string | undefined
  readonly note?: string | undefined
  readonly exhibitId?: string | undefined
  readonly notCounted?: NotCounted | undefined
}

/** What went from one name to another by one means, in one currency, state and level of support. */
export type Flow = LossTotal & {
  readonly payer: string
  readonly payee: string
  readonly rail?: (typeof RAILS)[number]
}

/** Payments of those who complain, and of those who do not, kept apart. */
export type MoneyFacts = {
  readonly lines: readonly MoneyLine[]
  readonly complaining: readonly LossTotal[]
  /** Of people who inform or decline, and of payments that no complaint tells: never added to the others. */
  readonly notComplaining: readonly LossTotal[]
  readonly notComplainingPeople: number
  readonly flows: readonly Flow[]
  /** Lines that count, of one reference, currency and amount, that more than one tells: maybe the same payment. */
  readonly toldTwice: readonly (readonly MoneyLine[])[]
}

type MoneySource = Pick<CaseView, 'complaints' | 'folk'>

/**
 * Gathers what a case says of money: what its complaints tell and what was recorded as a payment, each counted as {@link countedLosses}
 * counts it, which statistics read too. Nothing is converted, and what was attempted is not added to what was paid.
 */
export function gatherMoney({ complaints, folk }: MoneySource): MoneyFacts {
  const told = { ...folk, complaints: lossesTold(complaints) }
  const { sums, notComplaining } = summariseLosses(told)
  const counted = new Set(countedLosses(told).map(({ from }) => keyOf(from)))
  const lines = [...linesOfComplaints(complaints), ...linesOfPayments(complaints, folk)].map((line) =>
    counted.has(keyOf(line.from)) ? line : { ...line, notCounted: whyNot(line, complaints, folk) },
  )
  const inSums = lines.filter(({ notCounted }) => notCounted === undefined)
  return {
    lines,
    complaining: sums.filter(({ group }) => group === 'complained'),
    notComplaining: sums.filter(({ group }) => group === 'not-complained'),
    notComplainingPeople: notComplaining,
    flows: flowsOf(inSums),
    toldTwice: findToldTwice(inSums),
  }
}

/** Sums up the lines that count. */
export function sumLines(lines: readonly MoneyLine[]): readonly LossTotal[] {
  return sumLosses(
    [],
    lines.flatMap(({ money, state, level, notCounted }) =>
      money === undefined || notCounted !== undefined ? [] : [{ ...money, state, level }],
    ),
  )
}

function keyOf(from: LossLine['from']): string {
  return from.kind === 'complaint' ? `${from.complaintId} ${from.lossIndex}` : from.paymentId
}

function linesOfComplaints(complaints: MoneySource['complaints']): MoneyLine[] {
  return complaints.flatMap(({ complaintId, complaint: { losses }, details }, index) =>
    losses.map(({ currency, amount, payer, payee, ...rest }, lossIndex): MoneyLine => {
      const clock = details.paymentTimes?.find((time) => time.lossIndex === lossIndex)?.clock
      return {
        ...rest,
        label: `${index + 1}.${lossIndex + 1}`,
        from: { kind: 'complaint', complaintId, lossIndex },
        complaint: index + 1,
        money: { currency, amount },
        clock,
        payer: endOf(undefined, payer, []),
        payee: endOf(undefined, payee, []),
      }
    }),
  )
}

function linesOfPayments(
  complaints: MoneySource['complaints'],
  { payments, parties }: PartyBookView,
): MoneyLine[] {
  return payments.map(({ paymentId, number, content }): MoneyLine => {
    const { complaintId, lossIndex, payer, payee, money, time, source } = content
    const index = complaints.findIndex((complaint) => complaint.complaintId === complaintId)
    // What the payment does not say, the loss that it states says; what counting takes for granted is said here too.
    const told = complaints[index]?.complaint.losses[lossIndex ?? -1]
    return {
      label: number,
      from: { kind: 'payment', paymentId },
      complaint: index < 0 ? undefined : index + 1,
      money,
      state: content.state ?? 'paid',
      level: content.level ?? 'claimed',
      rail: content.rail ?? told?.rail,
      on: content.on ?? told?.on,
      clock: time?.clock,
      zone: time?.zone,
      payer: endOf(payer, told?.payer, parties),
      payee: endOf(payee, told?.payee, parties),
      reference: content.reference ?? told?.reference,
      note: content.note ?? told?.note,
      exhibitId: source?.exhibitId,
    }
  })
}

function endOf(
  end: PaymentEnd | undefined,
  told: string | undefined,
  parties: PartyBookView['parties'],
): MoneyEnd | undefined {
  if (end === undefined) return told === undefined ? undefined : { name: told, identifiers: [] }
  const { institution, identifiers, partyId } = end
  const party = partyId === undefined ? undefined : sameParty(parties, partyId)
  const name = end.name ?? (party === undefined ? told : nameOfParty(party))
  return { name, institution, identifiers, partyId: party?.partyId }
}

/** Why a line is not counted, in the order in which counting leaves lines out. */
function whyNot(
  { from }: MoneyLine,
  complaints: MoneySource['complaints'],
  { payments, duplicates }: PartyBookView,
): NotCounted {
  const payment =
    from.kind === 'payment' ? payments.find((one) => one.paymentId === from.paymentId) : undefined
  if (payment !== undefined && payment.withdrawn !== null)
    return { why: 'withdrawn', reason: payment.withdrawn }
  if (payment !== undefined && payment.content.money === undefined) return { why: 'no-amount' }
  const complaintId = from.kind === 'complaint' ? from.complaintId : (payment?.content.complaintId ?? '')
  const duplicate = duplicates.get(complaintId)
  if (duplicate?.movedTo !== undefined) return { why: 'moved', caseNumber: duplicate.movedTo }
  if (duplicate !== undefined) {
    const order = complaints.findIndex((complaint) => complaint.complaintId === duplicate.complaintId) + 1
    return { why: 'duplicate', order: order === 0 ? null : order }
  }
  const closer = payments.find((one) => from.kind === 'complaint' && doesState(one, from))
  return { why: 'stated-by', label: closer?.number ?? '' }
}

function doesState(
  { withdrawn, content: { complaintId, lossIndex, money } }: PaymentView,
  from: Extract<LossLine['from'], { readonly kind: 'complaint' }>,
): boolean {
  const isSame = complaintId === from.complaintId && lossIndex === from.lossIndex
  return isSame && withdrawn === null && money !== undefined
}

/** What an end is called in the flow of money: its name, or the first account of it where it has none. */
function calledInFlow(end: MoneyEnd | undefined): string | undefined {
  return end?.name ?? end?.identifiers[0]?.raw ?? end?.institution
}

function flowsOf(lines: readonly MoneyLine[]): readonly Flow[] {
  const groups = new Map<string, MoneyLine[]>()
  for (const line of lines) {
    const { rail, money, state, level } = line
    const [payer, payee] = [calledInFlow(line.payer), calledInFlow(line.payee)]
    if (money === undefined || (payer === undefined && payee === undefined)) continue
    const key = JSON.stringify([payer, payee, rail, money.currency, state, level])
    groups.set(key, [...(groups.get(key) ?? []), line])
  }
  return [...groups.values()].flatMap((group): Flow[] => {
    const [first] = group
    const [sum] = sumLines(group)
    if (first === undefined || sum === undefined) return []
    const { rail } = first
    const [payer = '', payee = ''] = [calledInFlow(first.payer), calledInFlow(first.payee)]
    return [{ ...sum, payer, payee, ...(rail !== undefined && { rail }) }]
  })
}

function findToldTwice(lines: readonly MoneyLine[]): readonly (readonly MoneyLine[])[] {
  const groups = new Map<string, MoneyLine[]>()
  for (const line of lines) {
    const { reference, money } = line
    if (reference === undefined || money === undefined || !isCurrencyCode(money.currency)) continue
    const key = JSON.stringify([reference, money.currency, money.amount])
    groups.set(key, [...(groups.get(key) ?? []), line])
  }
  return [...groups.values()].filter(
    (group) => new Set(group.map(({ complaint, label }) => complaint ?? label)).size > 1,
  )
}
