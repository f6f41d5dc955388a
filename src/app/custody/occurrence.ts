import type { Failure } from '#contract/failures.ts'
import type { Handler } from '#core/custody/judge-custody.ts'
import { mayAct } from '#core/people/roles.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { rolesNow } from '../people/find-person.ts'
import type { PersonRow } from '../ports/register-store.ts'
import type { VaultSession } from '../vault-session.ts'

/** How far ahead of this machine's clock a stated time may be: a watch that goes a little fast. */
const AHEAD_MS = 5 * 60_000

/** When something happened: as it was stated, or now. What has not come yet is refused. */
export function occurrence(
  { clock }: Pick<VaultSession, 'clock'>,
  { atMs, zone }: { readonly atMs?: number | undefined; readonly zone: string },
): Result<{ readonly atMs: number; readonly zone: string }, Failure<'custody/time-in-the-future'>> {
  const nowMs = Math.trunc(clock.nowMs())
  if (atMs === undefined) return succeed({ atMs: nowMs, zone })
  if (atMs > nowMs + AHEAD_MS) return fail({ code: 'custody/time-in-the-future', facts: { atMs } })
  return succeed({ atMs, zone })
}

/** The person of the session as events name them. */
export function sessionActor({ person }: Pick<VaultSession, 'person'>): Pick<PersonRow, 'userId' | 'name'> {
  const { userId, name } = person
  return { userId, name }
}

/** The person of the session as the rules of custody see them. */
export function sessionHandler(vault: Pick<VaultSession, 'register' | 'person'>): Handler {
  return { userId: vault.person.userId, isCommander: mayAct(rolesNow(vault), 'commander') }
}
