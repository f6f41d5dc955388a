import type { PaymentLine } from '#contract/money-operations.ts'
import type { InputOf } from '#contract/operations.ts'
import type { LOSS_LEVELS, LOSS_STATES, RAILS } from '#core/casework/vocabularies.ts'
import { recogniseIdentifiers } from '#core/identifiers/recognise-identifiers.ts'
import type { CurrencyCode } from '#core/money/currency.ts'
import type { PaymentDraft } from '#core/parties/party-input.ts'
import { readDayEntry, writeDayEntry } from './day-entry.ts'
import { readClockEntry } from './time-entry.ts'

type Content = InputOf<'payment.add'>['content']
type End = NonNullable<Content['payee']>

/** A payment as a form holds it. */
export type PaymentEdit = {
  readonly khqr: string
  readonly amount: string
  readonly currency: CurrencyCode
  readonly state: (typeof LOSS_STATES)[number]
  readonly level: (typeof LOSS_LEVELS)[number]
  readonly rail: (typeof RAILS)[number] | ''
  readonly on: string
  readonly clock: string
  readonly reference: string
  readonly payer: string
  readonly payerAccount: string
  readonly payee: string
  readonly payeeAccount: string
  readonly institution: string
  /** The complaint and the loss that it states more closely, as `complaintId index`; only the complaint without an index. */
  readonly told: string
  readonly note: string
}

/** A form in which nothing is written. */
export const EMPTY_PAYMENT: PaymentEdit = {
  khqr: '',
  amount: '',
  currency: 'USD',
  state: 'paid',
  level: 'claimed',
  rail: '',
  on: '',
  clock: '',
  reference: '',
  payer: '',
  payerAccount: '',
  payee: '',
  payeeAccount: '',
  institution: '',
  told: '',
  note: '',
}

/** The form of a payment as it stands. */
export function editOfPayment({ content }: PaymentLine): PaymentEdit {
  const { payer, payee, money, complaintId, lossIndex } = content
  return {
    ...EMPTY_PAYMENT,
    amount: money?.amount ?? '',
    currency: money?.currency ?? 'USD',
    state: content.state ?? 'paid',
    level: content.level ?? 'claimed',
    rail: content.rail ?? '',
    on: writeDayEntry(content.on ?? ''),
    clock: content.time?.clock ?? '',
    reference: content.reference ?? '',
    payer: payer?.name ?? '',
    payerAccount: payer?.identifiers.map(({ raw }) => raw).join(', ') ?? '',
    payee: payee?.name ?? '',
    payeeAccount: payee?.identifiers.map(({ raw }) => raw).join(', ') ?? '',
    institution: payee?.institution ?? '',
    told:
      complaintId === undefined ? '' : lossIndex === undefined ? complaintId : `${complaintId} ${lossIndex}`,
    note: content.note ?? '',
  }
}

/** A form into which what a KHQR code says is taken; what the code does not say stays. */
export function fillFromCode(edit: PaymentEdit, draft: PaymentDraft): PaymentEdit {
  const { payee, money, rail, reference, on, time } = draft
  return {
    ...edit,
    rail: rail ?? edit.rail,
    payee: payee?.name ?? edit.payee,
    payeeAccount: payee?.identifiers?.map(({ value }) => value).join(', ') ?? edit.payeeAccount,
    institution: payee?.institution ?? edit.institution,
    amount: money?.amount ?? edit.amount,
    currency: money?.currency ?? edit.currency,
    reference: reference ?? edit.reference,
    on: on === undefined ? edit.on : writeDayEntry(on),
    clock: time?.clock ?? edit.clock,
  }
}

/** What a form says of a payment. */
export function paymentContentOf(edit: PaymentEdit): Content {
  const { amount, currency, state, level, rail, on, clock, told } = edit
  const [complaintId = '', lossIndex] = told.split(' ')
  const payer = endOf(edit.payer, edit.payerAccount, '')
  const payee = endOf(edit.payee, edit.payeeAccount, edit.institution)
  return {
    state,
    level,
    ...(amount.trim() !== '' && { money: { currency, amount } }),
    ...(rail !== '' && { rail }),
    ...kept('on', readDayEntry(on)),
    ...(clock.trim() !== '' && { time: { clock: readClockEntry(clock) } }),
    ...kept('reference', edit.reference),
    ...(payer !== null && { payer }),
    ...(payee !== null && { payee }),
    ...(complaintId !== '' && { complaintId }),
    ...(lossIndex !== undefined && { lossIndex: Number(lossIndex) }),
    ...kept('note', edit.note),
  }
}

/** What a change says: the members that differ from what stood there, and those that say nothing any more. */
export function paymentChangeOf(
  edit: PaymentEdit,
  before: PaymentLine,
): Pick<InputOf<'payment.change'>, 'set' | 'cleared'> {
  const now = paymentContentOf(edit)
  const then = paymentContentOf(editOfPayment(before))
  const fields = [
    ...(['state', 'level', 'money', 'rail', 'on', 'time', 'reference', 'payer', 'payee', 'note'] as const),
    ...(['complaintId', 'lossIndex'] as const),
  ]
  const differing = new Set<(typeof fields)[number]>(
    fields.filter((field) => JSON.stringify(now[field]) !== JSON.stringify(then[field])),
  )
  // A loss is named with its complaint.
  if (differing.has('lossIndex') && now.lossIndex !== undefined) differing.add('complaintId')
  const names = [...differing]
  return {
    set: Object.fromEntries(
      names.filter((field) => now[field] !== undefined).map((field) => [field, now[field]]),
    ),
    cleared: names.filter((field) => now[field] === undefined),
  }
}

// An account is read as whatever it is recognised to be; what is not recognised is kept as a number of another kind.
function endOf(name: string, account: string, institution: string): End | null {
  const identifiers = account
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((value) => {
      const [found] = recogniseIdentifiers(value).identifiers
      if (found !== undefined && found.raw === value && found.kind !== 'domain')
        return { kind: found.kind, value }
      return {
        kind: /^[\p{Nd}][\p{Nd} .-]{4,}$/u.test(value) ? ('bank-account' as const) : ('other' as const),
        value,
      }
    })
  if (name.trim() === '' && institution.trim() === '' && identifiers.length === 0) return null
  return { ...kept('name', name), ...kept('institution', institution), identifiers }
}

function kept<Name extends string>(name: Name, text: string): { readonly [Key in Name]?: string } {
  return text.trim() === '' ? {} : ({ [name]: text.trim() } as { readonly [Key in Name]?: string })
}
