import type { Handler } from '#contract/dispatcher.ts'
import { fail, succeed } from '#core/result.ts'
import type { SlotKeeper } from '../ports/slot-keeper.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'
import { changeWithHeader } from './change-with-header.ts'
import { findPerson } from './find-person.ts'
import { settleGrants } from './settle-grants.ts'

/** `people.reinstate`. */
export function reinstatePerson(
  session: SessionSource,
  keeper: Pick<SlotKeeper, 'newPerson'>,
): Handler<'people.reinstate'> {
  return async ({ userId, reason, passphrase }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = findPerson(vault, userId)
    if (!found.ok) return found
    const { number, state } = found.value.person
    if (state === 'active') return fail({ code: 'people/not-suspended' })
    const slot = await keeper.newPerson(vault, { userId, number, passphrase })
    if (session() !== vault) return lockedFailure()
    if (!slot.ok) return slot
    const { userId: reinstaterId, name } = vault.person
    const reinstated = await changeWithHeader(session, vault, {
      drafts: [
        {
          key: vault.registerKey,
          body: {
            kind: 'person-reinstated',
            scope: vault.vaultId,
            data: { userId, ...slot.value.keys, reason, reinstatedBy: { userId: reinstaterId, name } },
          },
        },
      ],
      write: slot.value.place,
      change: 'slot-added',
      holderId: userId,
    })
    if (!reinstated.ok) return reinstated
    const settled = settleGrants(vault)
    return settled.ok ? succeed({}) : settled
  }
}
