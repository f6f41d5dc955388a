import type { Handler } from '#contract/dispatcher.ts'
import { isLastAdministrator } from '#core/people/register-state.ts'
import { fail, succeed } from '#core/result.ts'
import { appendEvents } from '../ledger/append-events.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'
import { inOrder } from './add-person.ts'
import { findActivePerson } from './find-person.ts'
import { settleGrants } from './settle-grants.ts'

/**
 * `people.changeRoles`. It counts from the next call on. Whoever was a commander keeps the keys of cases that they hold: what
 * somebody has read cannot be taken back.
 */
export function changeRoles(session: SessionSource): Handler<'people.changeRoles'> {
  return async ({ userId, roles: given }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = findActivePerson(vault, userId)
    if (!found.ok) return found
    const { person, people } = found.value
    const roles = inOrder(given)
    if (!roles.includes('administrator') && isLastAdministrator(people, userId))
      return fail({ code: 'people/last-administrator' })
    if (roles.join() === inOrder(person.roles).join()) return succeed({})
    const { userId: changerId, name } = vault.person
    const changed = appendEvents(vault, [
      {
        key: vault.registerKey,
        body: {
          kind: 'person-roles-changed',
          scope: vault.vaultId,
          data: { userId, roles, changedBy: { userId: changerId, name } },
        },
      },
    ])
    if (!changed.ok) return changed
    const settled = settleGrants(vault)
    return settled.ok ? succeed({}) : settled
  }
}
