import type { CallContext } from '#contract/dispatcher.ts'
import { CANCELLED } from '#contract/dispatcher.ts'
import { type Period, StatisticsCount } from '#core/documents/statistics-facts.ts'
import { type Result, succeed } from '#core/result.ts'
import { type ReadCaseFailure, readCase } from '../ledger/read-case.ts'
import { lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'

/** What the cases that one person can read come to. */
export type CountedCases = {
  readonly count: StatisticsCount
  /** Cases of the station that this person cannot read. */
  readonly unreadableCases: number
  readonly events: number
  /** When the newest event of all of them was recorded. */
  readonly atMs: number
}

/** Counts every case that the person can read from its verified events; none stays in memory. */
export async function countCases(
  session: SessionSource,
  vault: VaultSession,
  period: Period,
  pause: () => Promise<void>,
  context: CallContext,
): Promise<Result<CountedCases, ReadCaseFailure> | ReturnType<typeof lockedFailure> | typeof CANCELLED> {
  const granted = vault.register.casesOf(vault.person.userId)
  if (!granted.ok) return granted
  const all = vault.register.caseCount()
  if (!all.ok) return all
  const count = new StatisticsCount(period)
  let unreadableCases = Math.max(0, all.value - granted.value.length)
  let events = 0
  let atMs = 0
  for (const [index, { caseId }] of granted.value.entries()) {
    // The engine answers others meanwhile, and whoever locks is not kept waiting.
    await pause()
    if (context.signal.aborted) return CANCELLED
    if (session() !== vault) return lockedFailure()
    const read = readCase(vault, caseId)
    if (!read.ok) {
      if (read.failure.code !== 'case/not-found' && read.failure.code !== 'ledger/key-missing') return read
      unreadableCases += 1
      continue
    }
    const { view } = read.value
    count.take(view)
    events += view.events.length
    atMs = Math.max(atMs, view.head.atMs)
    context.onProgress({ stage: 'checking-events', done: index + 1, total: granted.value.length })
  }
  return succeed({ count, unreadableCases, events, atMs })
}
