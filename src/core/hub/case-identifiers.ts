import type { VerifiedEvent } from '../case-file/verified-event.ts'
import { victimsOwn } from '../export/victim-identifiers.ts'
import type { NotedKind } from '../identifiers/noted-identifier.ts'
import { projectEvent } from '../projections/project-event.ts'

/** An identifier in the form under which it is matched within its kind. */
export type CaseIdentifier = { readonly kind: NotedKind; readonly normalised: string }

const WITHDRAWALS: ReadonlySet<string> = new Set(['identifier-withdrawn', 'payment-withdrawn'])

/**
 * Gathers what of a case is held against other cases: the identifiers that a station finds the case by, without what was withdrawn, or belongs
 * to a payment that was, and without what is a victim's or witness's own. Each once.
 */
export function caseIdentifiers(events: readonly VerifiedEvent[]): readonly CaseIdentifier[] {
  const changes = events.flatMap((event) => projectEvent(event).cases)
  const lines = changes.flatMap((change) => (change.change === 'add-party-line' ? [change] : []))
  const withdrawn = new Set(
    lines.flatMap(({ kind, subjectId }) => (WITHDRAWALS.has(kind) ? [subjectId] : [])),
  )
  const undone = new Set(lines.flatMap(({ seq, subjectId }) => (withdrawn.has(subjectId) ? [seq] : [])))
  const isVictims = victimsOwn(events)
  const found = new Map<string, CaseIdentifier>()
  for (const change of changes) {
    if (change.change !== 'add-identifier' || undone.has(change.seq)) continue
    const { kind, raw, normalised } = change
    if (!isVictims(raw, normalised)) found.set(`${kind} ${normalised}`, { kind, normalised })
  }
  return [...found.values()]
}
