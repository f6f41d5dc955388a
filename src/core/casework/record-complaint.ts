import { parseIdentifier } from '../identifiers/identifier.ts'
import { parseMoney } from '../money/parse-money.ts'
import type { Complaint } from './complaint.ts'
import { type ComplaintDetails, saysAnything } from './complaint-details.ts'
import type { ComplaintRecord } from './complaint-record.ts'

/**
 * Turns a checked complaint into the form that the ledger keeps: identifiers with their normalised form, amounts in
 * canonical form, the day of receipt filled in.
 *
 * @throws when an identifier or amount does not parse; the schema has refused those before.
 */
export function recordComplaint({ details: _, ...complaint }: Complaint, today: string): ComplaintRecord {
  return {
    ...complaint,
    receivedOn: complaint.receivedOn ?? today,
    identifiers: complaint.identifiers.map(({ kind, value, note }) => {
      const parsed = parseIdentifier(kind, value)
      if (!parsed.ok) throw new Error(`the schema let a malformed ${kind} through`)
      return { kind, raw: value, normalised: parsed.value.normalised, ...(note !== undefined && { note }) }
    }),
    losses: complaint.losses.map(({ clock: _, ...loss }) => {
      const parsed = parseMoney(loss.currency, loss.amount)
      if (!parsed.ok) throw new Error(`the schema let a malformed amount in ${loss.currency} through`)
      return { ...loss, amount: parsed.value.amount }
    }),
  }
}

/** What is said beside a complaint as the ledger keeps it; `null` when nothing is. Times of payments stand there by the place of the loss. */
export function recordDetails({ details = {}, losses }: Complaint): ComplaintDetails | null {
  const paymentTimes = losses.flatMap(({ clock }, lossIndex) =>
    clock === undefined ? [] : [{ lossIndex, clock }],
  )
  const said = { ...details, ...(paymentTimes.length > 0 && { paymentTimes }) }
  const kept = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
  return saysAnything(kept) ? kept : null
}
