import type { Failure, FailureCode } from '#contract/failures.ts'
import type { CaseView } from '#core/case-file/case-view.ts'
import type { WorkView } from '#core/case-file/case-work.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { appendOfCase, type Saying } from '../custody/append-of-case.ts'
import type { AppendFailure } from '../ledger/append-events.ts'
import { type ReadCaseFailure, readCase } from '../ledger/read-case.ts'
import { type FoundCase, lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'

/** A case that somebody works on, as its events have it. */
export type CaseAtWork = {
  readonly vault: VaultSession
  readonly found: FoundCase
  readonly view: CaseView
  readonly work: WorkView
  /** Who is at the keyboard, as events name them. */
  readonly me: { readonly userId: VaultSession['person']['userId']; readonly name: string }
}

/** Why nothing could be said of the work on a case. */
export type WorkFailure = ReadCaseFailure | AppendFailure | Failure<'vault/locked'>

/** Reads a case for whoever is about to say something of the work on it. */
export function readAtWork(
  session: SessionSource,
  name: string,
): Result<CaseAtWork, ReadCaseFailure | Failure<'vault/locked'>> {
  const vault = session()
  if (vault === null) return lockedFailure()
  const read = readCase(vault, name)
  if (!read.ok) return read
  const { view, found } = read.value
  const { userId, name: me } = vault.person
  return succeed({ vault, found, view, work: view.work, me: { userId, name: me } })
}

/**
 * Reads a case, makes of it what is to be said and what is answered, and says it. `decide` refuses by a failure of its own; nothing is
 * said then.
 */
export function sayOfCase<Answer, Code extends FailureCode = never>(
  session: SessionSource,
  name: string,
  decide: (at: CaseAtWork) => Result<{ readonly saying: Saying; readonly answer: Answer }, Failure<Code>>,
): Result<Answer, WorkFailure | Failure<Code>> {
  const at = readAtWork(session, name)
  if (!at.ok) return at
  const decided = decide(at.value)
  if (!decided.ok) return decided
  const { saying, answer } = decided.value
  const appended = appendOfCase(at.value.vault, at.value.found, saying)
  return appended.ok ? succeed(answer) : appended
}

/** Refuses what may only be said of a case on which work goes on. */
export function refuseEnded({ view, work }: CaseAtWork): Result<void, Failure<'case/is-ended'>> {
  if (work.state.name === 'open') return succeed(undefined)
  return fail({ code: 'case/is-ended', facts: { number: view.number } })
}
