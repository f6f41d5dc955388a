import type { IdentifierLine } from '#contract/money-operations.ts'
import type { PartyBookView } from '#core/parties/party-views.ts'

type Gathered = Omit<IdentifierLine, 'elsewhere'>
type Saying = IdentifierLine['saidIn'][number]

/** Every identifier of a case once, with each place that says it, in the order in which they were first said. */
export function gatherIdentifiers({ complaints, identifiers, payments }: PartyBookView): readonly Gathered[] {
  const all = new Map<string, Gathered>()
  const add = (identifier: Pick<Gathered, 'kind' | 'raw' | 'normalised'>, saying: Saying) => {
    const { kind, raw, normalised } = identifier
    const key = `${kind} ${normalised}`
    const known = all.get(key)
    if (known === undefined) all.set(key, { kind, raw, normalised, saidIn: [saying] })
    else known.saidIn.push(saying)
  }
  for (const { complaintId, identifiers: told } of complaints)
    for (const identifier of told) add(identifier, { kind: 'complaint', complaintId })
  for (const { identifier, withdrawn, ...noted } of identifiers)
    if (withdrawn === null) add(identifier, { kind: 'noted', ...noted })
  for (const { paymentId, number, content, withdrawn } of payments) {
    if (withdrawn !== null) continue
    for (const end of ['payer', 'payee'] as const)
      for (const identifier of content[end]?.identifiers ?? [])
        add(identifier, { kind: 'payment', paymentId, number, end })
  }
  return [...all.values()]
}
