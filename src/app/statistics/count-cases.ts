import type { CallContext } from '#contract/dispatcher.ts'
import { CANCELLED } from '#contract/dispatcher.ts'
import { COUNTABLE_VERSION, countableOf } from '#core/documents/countable-case.ts'
import { type Period, StatisticsCount } from '#core/documents/statistics-facts.ts'
import type { CaseId } from '#core/ids.ts'
import { type Result, succeed } from '#core/result.ts'
import { type ReadCaseFailure, readCase } from '../ledger/read-case.ts'
import type { CountableRow } from '../ports/count-store.ts'
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

/** Rows that are read at once. */
const AT_ONCE = 500

type Failed = ReturnType<typeof lockedFailure> | typeof CANCELLED
type OneCase = Pick<CountableRow, 'countable' | 'events' | 'atMs'>

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
): Promise<Result<CountedCases, ReadCaseFailure> | Failed> {
  const granted = vault.register.casesOf(vault.person.userId)
  if (!granted.ok) return granted
  const all = vault.register.caseCount()
  if (!all.ok) return all
  // Taken first: what is appended from here on is news the next time.
  const position = vault.ledger.count()
  if (!position.ok) return position
  const news = mayRecall ? scopesSinceCounted(vault, position.value) : succeed(null)
  if (!news.ok) return news
  const count = new StatisticsCount(period)
  let unreadableCases = Math.max(0, all.value - granted.value.length)
  let [events, atMs, done] = [0, 0, 0]
  const left = new Set(granted.value.map(({ caseId }) => caseId))
  const total = left.size
  const add = (caseId: CaseId, one: OneCase) => {
    count.add(one.countable)
    events += one.events
    atMs = Math.max(atMs, one.atMs)
    left.delete(caseId)
  }
  // The engine answers others meanwhile, and whoever locks is not kept waiting.
  const stopped = async (): Promise<Failed | null> => {
    await pause()
    if (context.signal.aborted) return CANCELLED
    context.onProgress({ stage: 'checking-events', done, total })
    return session() === vault ? null : lockedFailure()
  }
  for (let after = ''; news.value !== null; ) {
    const stop = await stopped()
    if (stop !== null) return stop
    const rows = vault.cases.countables(after, AT_ONCE)
    if (!rows.ok) return rows
    for (const row of rows.value)
      if (row.version === COUNTABLE_VERSION && left.has(row.caseId) && !news.value.has(row.caseId))
        add(row.caseId, row)
    done = total - left.size
    const last = rows.value.at(-1)
    if (last === undefined) break
    after = last.caseId
  }
  for (const caseId of [...left]) {
    const stop = await stopped()
    if (stop !== null) return stop
    const counted = countCase(vault, caseId)
    if (counted.ok) add(caseId, counted.value)
    else if (counted.failure.code === 'case/not-found' || counted.failure.code === 'ledger/key-missing')
      unreadableCases += 1
    else return counted
    done += 1
  }
  context.onProgress({ stage: 'checking-events', done, total })
  vault.cases.noteCountedUpTo(position.value)
  return succeed({ count, unreadableCases, events, atMs })
}

/** What one case comes to, which is written down for the next time. */
function countCase(vault: VaultSession, caseId: CaseId): Result<OneCase, ReadCaseFailure> {
  const read = readCase(vault, caseId)
  if (!read.ok) return read
  const { view } = read.value
  const one = { countable: countableOf(view), events: view.events.length, atMs: view.head.atMs }
  // A disk that takes nothing makes the next count slow, and this one no less true.
  vault.cases.noteCountable({ ...one, caseId, version: COUNTABLE_VERSION })
  return succeed(one)
}

/** The scopes that events were appended to since all cases were last counted. */
function scopesSinceCounted(
  vault: VaultSession,
  position: number,
): Result<ReadonlySet<string>, LedgerStoreFailure> {
  const known = vault.cases.countedUpTo()
  if (!known.ok) return known
  // What is written down from here on holds at least up to here, also when this count is called off.
  if (known.value === null) vault.cases.noteCountedUpTo(position)
  const scopes = new Set<string>()
  for (let after = known.value ?? position; after < position; ) {
    const batch = vault.ledger.readAll(after, AT_ONCE)
    if (!batch.ok) return batch
    for (const { scope } of batch.value) scopes.add(scope)
    after = batch.value.at(-1)?.position ?? position
  }
  return succeed(scopes)
}
