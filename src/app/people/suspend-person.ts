import type { Handler } from '#contract/dispatcher.ts'
import { isLastAdministrator } from '#core/people/register-state.ts'
import { fail, succeed } from '#core/result.ts'
import type { SlotKeeper } from '../ports/slot-keeper.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'
import { changeWithHeader } from './change-with-header.ts'
import { findActivePerson } from './find-person.ts'

/** `people.suspend`. One header without their slot and with another vault key follows the event. */
export function suspendPerson(
  session: SessionSource,
  keeper: Pick<SlotKeeper, 'rotate'>,
): Handler<'people.suspend'> {
  return async ({ userId, reason }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    if (userId === vault.person.userId) return fail({ code: 'people/not-yourself' })
    const found = findActivePerson(vault, userId)
    if (!found.ok) return found
    if (isLastAdministrator(found.value.people, userId)) return fail({ code: 'people/last-administrator' })
    const { userId: suspenderId, name } = vault.person
    const suspended = await changeWithHeader(session, vault, {
      drafts: [
        {
          key: vault.registerKey,
          body: {
            kind: 'person-suspended',
            scope: vault.vaultId,
            data: { userId, reason, suspendedBy: { userId: suspenderId, name } },
          },
        },
      ],
      write: () => keeper.rotate(vault, [userId]),
      change: 'vault-key-rotated',
      holderId: userId,
    })
    return suspended.ok ? succeed({}) : suspended
  }
}
