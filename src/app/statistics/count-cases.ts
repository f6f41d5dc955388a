import type { CallContext } from '#contract/dispatcher.ts'
import { CANCELLED } from '#contract/dispatcher.ts'
import { COUNTABLE_VERSION, countableOf } from '#core/documents/countable-case.ts'
import { type Period, StatisticsCount } from '#core/documents/statistics-facts.ts'
import type { CaseId } from '#core/ids.ts'
import { type Result, succeed } from '#core/result.ts'
import { type ReadCaseFailure, readCase } from '../ledger/read-case.ts'
import type { CountableRow } from '../ports/case-store.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
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

/**
 * Counts every case that the person can read; none stays in memory. Where `mayRecall` says so, a case that nothing was appended to since
 * it was last counted is not read again: what it came to was worked out from its verified events, and lies with the person's lists.
 */
export async function countCases(
  session: SessionSource,
  vault: VaultSession,
  period: Period,
  pause: () => Promise<void>,
  context: CallContext,
  mayRecall: boolean,
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
    const counted = countCase(vault, caseId, mayRecall)
    if (counted.ok) {
      count.add(counted.value.countable)
      events += counted.value.events
      atMs = Math.max(atMs, counted.value.atMs)
    } else if (counted.failure.code === 'case/not-found' || counted.failure.code === 'ledger/key-missing') {
      unreadableCases += 1
    } else return counted
    context.onProgress({ stage: 'checking-events', done: index + 1, total: granted.value.length })
  }
  return succeed({ count, unreadableCases, events, atMs })
}

/** What one case comes to: recalled, or worked out and written down for the next time. */
function countCase(
  vault: VaultSession,
  caseId: CaseId,
  mayRecall: boolean,
): Result<Omit<CountableRow, 'position' | 'version'>, ReadCaseFailure> {
  // Taken first: what is appended from here on is news.
  const position = vault.ledger.count()
  if (!position.ok) return position
  const known = mayRecall ? recall(vault, caseId) : succeed(null)
  if (!known.ok) return known
  if (known.value !== null) return succeed(known.value)
  const read = readCase(vault, caseId)
  if (!read.ok) return read
  const { view } = read.value
  const counted = { countable: countableOf(view), events: view.events.length, atMs: view.head.atMs }
  // A disk that takes nothing makes the next count slow, and this one no less true.
  vault.cases.noteCountable(caseId, { ...counted, position: position.value, version: COUNTABLE_VERSION })
  return succeed(counted)
}

function recall(vault: VaultSession, caseId: CaseId): Result<CountableRow | null, LedgerStoreFailure> {
  const row = vault.cases.countable(caseId)
  if (!row.ok || row.value === null) return row
  const news = vault.ledger.readScope(caseId, row.value.position, 1)
  if (!news.ok) return news
  return succeed(row.value.version === COUNTABLE_VERSION && news.value.length === 0 ? row.value : null)
}
