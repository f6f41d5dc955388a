import type { ComplaintView } from '../case-file/case-view.ts'
import { canonicalText } from '../ledger/canonical-json.ts'
import type { Letter } from './letter.ts'

/** A payment of a complaint that a letter names. */
export type NamedPayment = {
  readonly complaintId: string
  readonly lossIndex: number
  readonly payment: ComplaintView['complaint']['losses'][number]
}

/** Finds the payments that a letter names, in its order; one that the case does not have is left out. */
export function paymentsOf(letter: Letter, complaints: readonly ComplaintView[]): readonly NamedPayment[] {
  return letter.payments.flatMap(({ complaintId, lossIndex }) => {
    const complaint = complaints.find((candidate) => candidate.complaintId === complaintId)
    const payment = complaint?.complaint.losses[lossIndex]
    return payment === undefined ? [] : [{ complaintId, lossIndex, payment }]
  })
}

/**
 * What a bank's own software can read of a letter, as canonical JSON (`docs/format.md`, Letters): the same facts that the paper
 * states, and no more about the victim than the payer's name that the bank knows already.
 */
export function requestFile(
  letter: Letter,
  { caseNumber, letterNumber }: { readonly caseNumber: string; readonly letterNumber: string },
  payments: readonly NamedPayment[],
): string {
  const { kind, recipient, urgency, offence, accounts, period, categories, answerBy } = letter
  return canonicalText({
    v: 1,
    format: 'samnum-request',
    kind,
    caseNumber,
    letterNumber,
    recipient: recipient.name,
    urgency,
    offence,
    accounts: accounts.map(({ service, kind: accountKind, value }) => ({
      service,
      kind: accountKind,
      value,
    })),
    categories,
    zone: '+07:00',
    ...(period !== undefined && { period }),
    ...(answerBy !== undefined && { answerBy }),
    payments: payments.map(({ payment }) => {
      const { currency, amount, on, rail, reference, payer, payee } = payment
      return {
        currency,
        amount,
        ...(on !== undefined && { on }),
        ...(rail !== undefined && { rail }),
        ...(reference !== undefined && { reference }),
        ...(payer !== undefined && { payer }),
        ...(payee !== undefined && { payee }),
      }
    }),
  })
}
