import { COMMON_FAILURES } from '#contract/define.ts'
import type { Failure, FailureCode } from '#contract/failures.ts'
import type { HeadquartersFailureCode, HeadquartersOutput } from '#contract/headquarters-operations.ts'
import { HEADQUARTERS_OPERATIONS } from '#contract/headquarters-operations.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { SeenPackage } from '../hub/accept-package.ts'
import { hintMatches } from '../hub/hint-matches.ts'
import type { HubSession } from '../hub/hub-session.ts'
import { acceptWaiting, quarantineWaiting } from '../hub/receive-package.ts'

type Decided = HeadquartersOutput<'headquarters.accept'>
type DecidedFailure = Failure<
  HeadquartersFailureCode<'headquarters.accept'> | (typeof COMMON_FAILURES)[number]
>

const KNOWN: readonly FailureCode[] = [
  ...HEADQUARTERS_OPERATIONS['headquarters.accept'].failures,
  ...COMMON_FAILURES,
]

/** Accepts a package, if nobody decided on it since it was seen: of two who decide at once, the second is told. */
export async function acceptAsSeen(
  hub: HubSession,
  packageId: string,
  seen: SeenPackage,
): Promise<Result<Decided, DecidedFailure>> {
  const decided = await acceptWaiting(hub, packageId, seen)
  if (!decided.ok) return told(decided.failure)
  if (decided.value.outcome === 'refused') return told(decided.value.failure)
  const { row, isNew } = decided.value
  if (!isNew) return fail({ code: 'hub/package-decided' })
  const { state, reason } = row
  // What other stations are told follows from the events; where it fails now, the next package brings it.
  if (state === 'accepted') await hintMatches(hub)
  return succeed({ state, reason })
}

/** Puts a package into quarantine, if nobody decided on it since it was seen. */
export async function quarantineAsSeen(
  hub: HubSession,
  packageId: string,
  seen: SeenPackage,
  reason: string,
): Promise<Result<Decided, DecidedFailure>> {
  const decided = await quarantineWaiting(hub, packageId, reason, seen)
  if (!decided.ok) return told(decided.failure)
  return succeed({ state: decided.value.state, reason: decided.value.reason })
}

function told(failure: { readonly code: FailureCode }): Result<never, DecidedFailure> {
  // What else may be wrong with a package is a finding, and stands in its row.
  return KNOWN.includes(failure.code)
    ? fail(failure as DecidedFailure)
    : fail({ code: 'hub/no-such-package' })
}
