import type { Handler } from '#contract/dispatcher.ts'
import { runningClocks } from '#core/playbooks/running-clocks.ts'
import { succeed } from '#core/result.ts'
import type { ShippedPlaybooks } from '../ports/playbooks.ts'
import type { ClockFact } from '../ports/work-store.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'
import { knownPlaybooks } from './known-playbooks.ts'

/** `playbook.clocks`. */
export function listClocks(session: SessionSource, shipped: ShippedPlaybooks): Handler<'playbook.clocks'> {
  return async ({ limit }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const known = knownPlaybooks(vault, shipped)
    if (!known.ok) return known
    const facts = vault.cases.clockFacts()
    if (!facts.ok) return facts
    const playbooks = known.value.map(({ playbook }) => playbook)
    const rows = byCase(facts.value).flatMap(({ first, lines }) => {
      const { caseId, caseNumber, caseTitle, openedAtMs } = first
      return runningClocks(playbooks, { caseId, openedAtMs, lines }).map(({ playbook, step, dueAtMs }) => ({
        ...{ caseId, caseNumber, caseTitle, dueAtMs },
        ...{ playbookId: playbook.playbookId, playbookTitle: playbook.title },
        ...{ stepId: step.stepId, title: step.title },
      }))
    })
    rows.sort((one, other) => one.dueAtMs - other.dueAtMs)
    const nowMs = Math.trunc(vault.clock.nowMs())
    return succeed({ rows: rows.slice(0, limit), total: rows.length, nowMs })
  }
}

// They come case by case.
function byCase(facts: readonly ClockFact[]) {
  const cases = new Map<string, { readonly first: ClockFact; readonly lines: ClockFact[] }>()
  for (const fact of facts) {
    const one = cases.get(fact.caseId)
    if (one === undefined) cases.set(fact.caseId, { first: fact, lines: [fact] })
    else one.lines.push(fact)
  }
  return [...cases.values()]
}
