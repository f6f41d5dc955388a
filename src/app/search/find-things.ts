import { CANCELLED, type Handler } from '#contract/dispatcher.ts'
import { parseIsoDate } from '#core/dates/civil-date.ts'
import { dayStartMs } from '#core/dates/day-start.ts'
import { succeed } from '#core/result.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'

/** How often texts are taken into the index of words before a search answers: what comes after waits for the background. */
const MOST_STEPS = 5

/** `search.find`. */
export function findThings(session: SessionSource, pause: () => Promise<void>): Handler<'search.find'> {
  return async ({ query, kinds, from, to, status, limit }, context) => {
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const vault = session()
      if (vault === null) return lockedFailure()
      const left = vault.cases.indexWords()
      if (!left.ok) return left
      if (left.value === 0) break
      // The engine answers others meanwhile, and whoever types on has called this search off.
      await pause()
      if (context.signal.aborted) return CANCELLED
    }
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = vault.cases.search({
      text: query,
      kinds,
      status,
      fromMs: from === undefined ? null : startOf(from, 0),
      beforeMs: to === undefined ? null : startOf(to, 1),
      limit,
    })
    if (!found.ok) return found
    const { hits, isMore, waiting } = found.value
    return succeed({
      hits: hits.map((hit) => ({ ...hit, identifiers: [...hit.identifiers] })),
      isMore,
      waiting,
    })
  }
}

function startOf(isoDay: string, daysLater: number): number {
  const day = parseIsoDate(isoDay)
  if (!day.ok) throw new Error('the schema let a day through that is none')
  return dayStartMs(day.value, daysLater)
}
