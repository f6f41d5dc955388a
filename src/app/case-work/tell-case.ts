import type { Handler } from '#contract/dispatcher.ts'
import type { VerifiedEvent } from '#core/case-file/verified-event.ts'
import { tellHistory } from '#core/history/case-history.ts'
import { TIMELINE_GROUPS, tellTimeline } from '#core/history/case-timeline.ts'
import { type Result, succeed } from '#core/result.ts'
import { type ReadCaseFailure, readCase, readScopeEvents } from '../ledger/read-case.ts'
import { findCase, lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'

/** `case.work`. */
export function showWork(session: SessionSource): Handler<'case.work'> {
  return async ({ case: name }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const read = readCase(vault, name)
    return read.ok ? succeed(read.value.view.work) : read
  }
}

/** `case.timeline`. */
export function showTimeline(session: SessionSource): Handler<'case.timeline'> {
  return async ({ case: name, groups, limit, offset }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const events = readEvents(vault, name)
    if (!events.ok) return events
    const all = tellTimeline(events.value)
    const chosen = groups.length === 0 ? all : all.filter(({ group }) => groups.includes(group))
    return succeed({
      entries: chosen.slice(offset, offset + limit),
      total: chosen.length,
      counts: TIMELINE_GROUPS.map((group) => {
        return { group, entries: all.reduce((sum, entry) => (entry.group === group ? sum + 1 : sum), 0) }
      }),
    })
  }
}

/** `case.history`. */
export function showHistory(session: SessionSource): Handler<'case.history'> {
  return async ({ case: name, limit, offset }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const events = readEvents(vault, name)
    if (!events.ok) return events
    const lines = tellHistory(events.value).toReversed()
    return succeed({
      lines: lines.slice(offset, offset + limit).map((line) => ({ ...line, changes: [...line.changes] })),
      total: lines.length,
    })
  }
}

function readEvents(vault: VaultSession, name: string): Result<readonly VerifiedEvent[], ReadCaseFailure> {
  const found = findCase(vault, name)
  return found.ok ? readScopeEvents(vault, found.value) : found
}
