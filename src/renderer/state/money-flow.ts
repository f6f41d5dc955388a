import type { PaymentLine } from '#contract/money-operations.ts'
import { totalsByCurrency } from '#core/money/money.ts'

type End = NonNullable<PaymentLine['content']['payee']>

/** Somebody or some account between whom money went. */
export type FlowNode = { readonly key: string; readonly label: string }

/** Everything that one paid another, by currency. */
export type Flow = {
  readonly from: FlowNode
  readonly to: FlowNode
  readonly sums: readonly { readonly currency: string; readonly amount: string }[]
  readonly payments: number
}

/** Sums up who paid whom; what was only attempted or was withdrawn moved no money. Unknown ends are one end. */
export function flowsOf(payments: readonly PaymentLine[], unknown: string): readonly Flow[] {
  const flows = new Map<string, { from: FlowNode; to: FlowNode; moved: PaymentLine[] }>()
  for (const payment of payments) {
    const { payer, payee, state, money } = payment.content
    if (payment.withdrawn !== null || state === 'attempted' || money === undefined) continue
    const from = nodeOf(payer, unknown)
    const to = nodeOf(payee, unknown)
    const key = JSON.stringify([from.key, to.key])
    const flow = flows.get(key) ?? { from, to, moved: [] }
    flow.moved.push(payment)
    flows.set(key, flow)
  }
  return [...flows.values()].map(({ from, to, moved }) => {
    const sums = totalsByCurrency(moved.flatMap(({ content }) => content.money ?? []))
    return { from, to, sums, payments: moved.length }
  })
}

// The same account is the same end, whatever name stands beside it.
function nodeOf(end: End | undefined, unknown: string): FlowNode {
  const [identifier] = end?.identifiers ?? []
  const label = end?.name ?? identifier?.raw ?? end?.institution ?? unknown
  if (end?.partyId !== undefined) return { key: end.partyId, label }
  if (identifier !== undefined) return { key: `${identifier.kind} ${identifier.normalised}`, label }
  return { key: end?.name ?? end?.institution ?? '', label }
}
