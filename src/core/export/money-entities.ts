import type { VerifiedEvent } from '../case-file/verified-event.ts'
import { wellFormed } from './export-text.ts'
import { namedUuid } from './named-uuid.ts'

/** One entity as FollowTheMoney writes it: a schema of its model, and lists of texts by property. */
export type MoneyEntity = {
  readonly id: string
  readonly schema: 'LegalEntity' | 'Payment'
  readonly properties: { readonly [name: string]: readonly string[] }
}

/**
 * The payments that were made, as FollowTheMoney entities: each `Payment` has a payer and a beneficiary, which are `LegalEntity`s. Only what
 * the complaint calls paid is a payment, and what it calls recovered is one back; what was attempted or frozen moved nothing and stands in
 * `payments.csv`. Nothing is joined: two payees of one name are one entity only within one complaint.
 */
export function moneyEntities(events: readonly VerifiedEvent[]): readonly MoneyEntity[] {
  const entities = new Map<string, MoneyEntity>()
  for (const { body } of events) {
    if (body.kind !== 'complaint-taken') continue
    const { complaintId, complaint } = body.data
    const party = (role: string, name: string | undefined, otherwise: string): string => {
      const id = namedUuid(complaintId, `party\n${role}\n${name ?? ''}`)
      const properties = { name: [wellFormed(name ?? otherwise)] }
      entities.set(id, { id, schema: 'LegalEntity', properties })
      return id
    }
    for (const [index, loss] of complaint.losses.entries()) {
      if (loss.state !== 'paid' && loss.state !== 'recovered') continue
      const paying = party('payer', loss.payer ?? complaint.victim.name, '')
      const paid = party('payee', loss.payee, 'not stated')
      const [payer, beneficiary] = loss.state === 'paid' ? [paying, paid] : [paid, paying]
      const id = namedUuid(complaintId, `payment\n${index}`)
      entities.set(id, {
        id,
        schema: 'Payment',
        properties: {
          payer: [payer],
          beneficiary: [beneficiary],
          amount: [loss.amount],
          currency: [loss.currency],
          ...(loss.on !== undefined && { date: [wellFormed(loss.on)] }),
          ...(loss.reference !== undefined && { transactionNumber: [wellFormed(loss.reference)] }),
          purpose: [loss.state === 'paid' ? 'paid' : 'recovered'],
          summary: [`${loss.level}${loss.rail === undefined ? '' : `, ${loss.rail}`}`],
          ...(loss.note !== undefined && { description: [wellFormed(loss.note)] }),
        },
      })
    }
  }
  return [...entities.values()]
}

/** The entities as FollowTheMoney's tools read them from a stream: one JSON object a line. */
export function moneyText(events: readonly VerifiedEvent[]): string {
  return moneyEntities(events)
    .map((entity) => `${JSON.stringify(entity)}\n`)
    .join('')
}
