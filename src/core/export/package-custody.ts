import type { VerifiedEvent } from '../case-file/verified-event.ts'
import { CaseCustody } from '../custody/case-custody.ts'
import type { CheckResult, CheckState, PackageFinding } from './package-report.ts'

/**
 * Looks at what the events of a package say of hand-overs and seals. A gap is in the ledger because somebody said so: it is shown to whoever
 * judges, and is no sign that the package was changed.
 */
export function checkCustody(events: readonly VerifiedEvent[]): CheckResult {
  const custody = new CaseCustody()
  for (const event of events) custody.take(event)
  const { items, moves } = custody.view()
  const findings = items.flatMap(({ number, chain }) =>
    chain.flatMap(({ seq, findings: found }) => found.map((code): PackageFinding => ({ code, seq, number }))),
  )
  const state: CheckState = items.length === 0 ? 'absent' : findings.length > 0 ? 'noted' : 'passed'
  return { check: 'custody', state, findings, count: moves.length }
}
