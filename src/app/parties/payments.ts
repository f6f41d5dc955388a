import type { Handler } from '#contract/dispatcher.ts'
import type { Failure } from '#contract/failures.ts'
import { formatSortableDate } from '#core/dates/format-date.ts'
import type { PaymentId } from '#core/ids.ts'
import { nextPartyNumber } from '#core/parties/party-book.ts'
import type { PaymentContent } from '#core/parties/party-content.ts'
import type { PaymentInput } from '#core/parties/party-input.ts'
import type { PaymentView } from '#core/parties/party-views.ts'
import { recordPayment } from '#core/parties/record-party.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { appendOfCase } from '../custody/append-of-case.ts'
import { sessionActor } from '../custody/occurrence.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import { lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'
import { conflictOf } from './conflict-of.ts'
import { type Folk, type FolkFailure, named, namesIn, readFolk } from './read-folk.ts'

/** `payment.add`. */
export function addPayment(session: SessionSource): Handler<'payment.add'> {
  return async ({ case: name, content }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const read = readFolk(vault, name)
    if (!read.ok) return read
    const recorded = checked(vault, read.value, content)
    if (!recorded.ok) return recorded
    const paymentId = vault.crypto.newId() as PaymentId
    const number = nextPartyNumber(read.value.found.number, 'M', read.value.folk.payments)
    const data = { paymentId, number, content: recorded.value, addedBy: sessionActor(vault) }
    const appended = appendOfCase(vault, read.value.found, { kind: 'payment-added', data })
    return appended.ok ? succeed({ paymentId, number }) : appended
  }
}

/** `payment.change`. */
export function changePayment(session: SessionSource): Handler<'payment.change'> {
  return async ({ case: name, payment: wanted, set, cleared, basedOnHex }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = findPayment(vault, name, wanted)
    if (!found.ok) return found
    const recorded = checked(vault, found.value, set)
    if (!recorded.ok) return recorded
    const { paymentId, versionHex } = found.value.payment
    const change = { set: recorded.value, cleared, basedOnHex: basedOnHex ?? versionHex }
    const data = { paymentId, ...change, changedBy: sessionActor(vault) }
    const appended = appendOfCase(vault, found.value.found, { kind: 'payment-changed', data })
    if (!appended.ok) return appended
    return conflictOf(vault, name, ({ payments }) => payments.find((one) => one.paymentId === paymentId))
  }
}

/** `payment.withdraw`. */
export function withdrawPayment(session: SessionSource): Handler<'payment.withdraw'> {
  return async ({ case: name, payment: wanted, reason }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = findPayment(vault, name, wanted)
    if (!found.ok) return found
    const data = { paymentId: found.value.payment.paymentId, reason, withdrawnBy: sessionActor(vault) }
    const appended = appendOfCase(vault, found.value.found, { kind: 'payment-withdrawn', data })
    return appended.ok ? succeed({}) : appended
  }
}

/** `payment.list`. */
export function listPayments(session: SessionSource): Handler<'payment.list'> {
  return async ({ case: name }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const read = readFolk(vault, name)
    if (!read.ok) return read
    return succeed({
      payments: read.value.folk.payments.map(({ lost, ...rest }) => ({ ...rest, lost: [...lost] })),
    })
  }
}

function findPayment(
  vault: VaultSession,
  name: string,
  wanted: string,
): Result<
  Folk & { readonly payment: PaymentView },
  FolkFailure | Failure<'payment/not-found' | 'payment/is-withdrawn'>
> {
  const read = readFolk(vault, name)
  if (!read.ok) return read
  const payment = named(read.value.folk.payments, (one) => one.paymentId, wanted, 'payment/not-found')
  if (!payment.ok) return payment
  if (payment.value.withdrawn !== null) return fail({ code: 'payment/is-withdrawn' })
  return succeed({ ...read.value, payment: payment.value })
}

type Refusal =
  | LedgerStoreFailure
  | Failure<
      | 'party/not-found'
      | 'exhibit/not-found'
      | 'complaint/not-found'
      | 'payment/no-such-loss'
      | 'payment/not-yet'
    >

function checked(vault: VaultSession, read: Folk, input: PaymentInput): Result<PaymentContent, Refusal> {
  const { payer, payee, source, complaintId, lossIndex, on } = input
  if (on !== undefined && on > formatSortableDate(vault.clock.nowMs()))
    return fail({ code: 'payment/not-yet' })
  const complaint = read.folk.complaints.find((one) => one.complaintId === complaintId)
  if (complaintId !== undefined && complaint === undefined) return fail({ code: 'complaint/not-found' })
  if (lossIndex !== undefined && lossIndex >= (complaint?.losses.length ?? 0))
    return fail({ code: 'payment/no-such-loss' })
  const names = namesIn(vault, read, {
    parties: [payer?.party, payee?.party].filter((party) => party !== undefined),
    exhibits: source === undefined ? [] : [source.exhibit],
  })
  return names.ok ? succeed(recordPayment(input, names.value)) : names
}
