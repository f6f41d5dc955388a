import type { Handler } from '#contract/dispatcher.ts'
import type { UserId } from '#core/ids.ts'
import { isSameName } from '#core/people/person-name.ts'
import { ROLES, type Role } from '#core/people/roles.ts'
import { fail, succeed } from '#core/result.ts'
import type { SlotKeeper } from '../ports/slot-keeper.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'
import { changeWithHeader } from './change-with-header.ts'
import { settleGrants } from './settle-grants.ts'

/** `people.add`. The register introduces the person first; then the header gets their slot. */
export function addPerson(
  session: SessionSource,
  keeper: Pick<SlotKeeper, 'newPerson'>,
): Handler<'people.add'> {
  return async ({ name, roles, passphrase }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const people = vault.register.people()
    if (!people.ok) return people
    if (people.value.some((person) => isSameName(person.name, name)))
      return fail({ code: 'people/name-taken' })
    const userId = vault.crypto.newId() as UserId
    const number = people.value.length + 1
    const slot = await keeper.newPerson(vault, { userId, number, passphrase })
    if (session() !== vault) return lockedFailure()
    if (!slot.ok) return slot
    const { userId: adderId, name: adder } = vault.person
    const person = { userId, name, roles: inOrder(roles), ...slot.value.keys }
    const added = await changeWithHeader(session, vault, {
      drafts: [
        {
          key: vault.registerKey,
          body: {
            kind: 'person-added',
            scope: vault.vaultId,
            data: { person, addedBy: { userId: adderId, name: adder } },
          },
        },
      ],
      write: slot.value.place,
      change: 'slot-added',
      holderId: userId,
    })
    if (!added.ok) return added
    const settled = settleGrants(vault)
    return settled.ok ? succeed({ userId, number }) : settled
  }
}

/** Each role once, in the order of the table. */
export function inOrder(roles: readonly Role[]): Role[] {
  return ROLES.filter((role) => roles.includes(role))
}
