import type { VerifiedEvent } from '../case-file/verified-event.ts'
import type { EventData } from '../ledger/event-body.ts'
import { countedLosses } from '../parties/loss-summary.ts'
import type { PaymentEnd } from '../parties/party-content.ts'
import type { PartyView, PaymentView } from '../parties/party-views.ts'
import { wellFormed } from './export-text.ts'
import { folkOf } from './folk-of.ts'
import { namedUuid } from './named-uuid.ts'

/** One entity as FollowTheMoney writes it: a schema of its model, and lists of texts by property. */
export type MoneyEntity = {
  readonly id: string
  readonly schema: 'LegalEntity' | 'Person' | 'Organization' | 'BankAccount' | 'Payment'
  readonly properties: { readonly [name: string]: readonly string[] }
}

type Properties = MoneyEntity['properties']

/**
 * The payments that were made, as FollowTheMoney entities: each `Payment` has a payer and a beneficiary. Only what is called paid is a payment,
 * and what is called recovered is one back; what was attempted or frozen moved nothing and stands in the tables. A payment that was noted
 * takes the place of the loss that it states more closely, and what a complaint tells again is told once. Two payees of one name are one
 * entity only within one complaint; parties of the case are one each.
 */
export function moneyEntities(events: readonly VerifiedEvent[]): readonly MoneyEntity[] {
  const book = folkOf(events)
  const complaints = new Map(
    events.flatMap(({ body }) =>
      body.kind === 'complaint-taken' ? [[body.data.complaintId as string, body.data] as const] : [],
    ),
  )
  const payments = new Map(book.payments.map((payment) => [payment.paymentId as string, payment]))
  const entities = new EntityBook(book.parties)
  for (const { from, state } of countedLosses(book)) {
    if (state !== 'paid' && state !== 'recovered') continue
    const payment = from.kind === 'payment' ? payments.get(from.paymentId) : undefined
    const told = from.kind === 'complaint' ? complaints.get(from.complaintId) : undefined
    if (payment !== undefined) addPayment(entities, payment, complaints, state)
    else if (told !== undefined && from.kind === 'complaint') addLoss(entities, told, from.lossIndex, state)
  }
  return entities.list()
}

/** Collects entities, each once. */
class EntityBook {
  readonly #entities = new Map<string, MoneyEntity>()
  readonly #parties: ReadonlyMap<string, PartyView>

  constructor(parties: readonly PartyView[]) {
    this.#parties = new Map(parties.map((party) => [party.partyId, party]))
  }

  put(id: string, schema: MoneyEntity['schema'], properties: Properties): string {
    this.#entities.set(id, { id, schema, properties })
    return id
  }

  /** Somebody whom only a complaint or a payment names. */
  named(under: string, role: string, name: string | undefined, otherwise = 'not stated'): string {
    const id = namedUuid(under, `party\n${role}\n${name ?? ''}`)
    return this.put(id, 'LegalEntity', { name: [wellFormed(name ?? otherwise)] })
  }

  /** A party of the case, or the one that it was found to be the same as. */
  party(partyId: string): string | null {
    const party = this.#parties.get(partyId)
    if (party === undefined) return null
    const { mergedInto } = party
    if (mergedInto !== null && mergedInto !== partyId) {
      const same = this.#parties.get(mergedInto)
      if (same !== undefined && same.mergedInto === null) return this.party(mergedInto)
    }
    const schema = party.form === 'organisation' ? 'Organization' : 'Person'
    const names = party.content.names?.map(({ text }) => wellFormed(text)) ?? []
    return this.put(namedUuid(partyId, 'party'), schema, { name: names.length > 0 ? names : [party.number] })
  }

  list(): readonly MoneyEntity[] {
    return [...this.#entities.values()]
  }
}

function addLoss(
  entities: EntityBook,
  { complaintId, complaint }: EventData<'complaint-taken'>,
  index: number,
  state: 'paid' | 'recovered',
): void {
  const loss = complaint.losses[index]
  if (loss === undefined) return
  const paying = entities.named(complaintId, 'payer', loss.payer ?? complaint.victim.name, '')
  const paid = entities.named(complaintId, 'payee', loss.payee)
  entities.put(namedUuid(complaintId, `payment\n${index}`), 'Payment', {
    ...direction(state, paying, paid),
    amount: [loss.amount],
    currency: [loss.currency],
    ...text('date', loss.on),
    ...text('transactionNumber', loss.reference),
    purpose: [state],
    summary: [`${loss.level}${loss.rail === undefined ? '' : `, ${loss.rail}`}`],
    ...text('description', loss.note),
  })
}

function addPayment(
  entities: EntityBook,
  { paymentId, content }: PaymentView,
  complaints: ReadonlyMap<string, EventData<'complaint-taken'>>,
  state: 'paid' | 'recovered',
): void {
  const { payer, payee, money, level, rail, on, reference, note, complaintId = '' } = content
  if (money === undefined) return
  const victim = complaints.get(complaintId)?.complaint.victim.name
  const paying = endOf(entities, paymentId, 'payer', payer, victim)
  const paid = endOf(entities, paymentId, 'payee', payee, undefined)
  const ends = direction(state, paying, paid)
  const accounts = direction(
    state,
    accountOf(entities, paymentId, payer),
    accountOf(entities, paymentId, payee),
  )
  entities.put(namedUuid(paymentId, 'payment'), 'Payment', {
    ...ends,
    ...text('payerAccount', accounts.payer[0]),
    ...text('beneficiaryAccount', accounts.beneficiary[0]),
    amount: [money.amount],
    currency: [money.currency],
    ...text('date', on),
    ...text('transactionNumber', reference),
    purpose: [state],
    ...text('summary', [level, rail].filter((one) => one !== undefined).join(', ') || undefined),
    ...text('description', note),
  })
}

function endOf(
  entities: EntityBook,
  paymentId: string,
  role: string,
  end: PaymentEnd | undefined,
  otherwise: string | undefined,
): string {
  const party = end?.partyId === undefined ? null : entities.party(end.partyId)
  return party ?? entities.named(paymentId, role, end?.name ?? otherwise)
}

/** The first account at a bank that an end of a payment names. */
function accountOf(entities: EntityBook, paymentId: string, end: PaymentEnd | undefined): string | undefined {
  const account = end?.identifiers.find(({ kind }) => kind === 'bank-account')
  if (account === undefined) return undefined
  const id = namedUuid(paymentId, `account\n${account.normalised}`)
  return entities.put(id, 'BankAccount', {
    accountNumber: [wellFormed(account.raw)],
    ...text('bankName', end?.institution),
  })
}

// What is recovered goes back from whoever was paid.
function direction<End>(
  state: 'paid' | 'recovered',
  paying: End,
  paid: End,
): { readonly payer: readonly [End]; readonly beneficiary: readonly [End] } {
  return state === 'paid'
    ? { payer: [paying], beneficiary: [paid] }
    : { payer: [paid], beneficiary: [paying] }
}

function text(name: string, value: string | undefined): Properties {
  return value === undefined ? {} : { [name]: [wellFormed(value)] }
}

/** The entities as FollowTheMoney's tools read them from a stream: one JSON object a line. */
export function moneyText(events: readonly VerifiedEvent[]): string {
  return moneyEntities(events)
    .map((entity) => `${JSON.stringify(entity)}\n`)
    .join('')
}
