import type { PersonRow, RegisterStore } from '#app/ports/register-store.ts'
import type { UnlockFailure } from '#app/ports/vault-keeper.ts'
import type { UserId } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { Unlocked } from './open-keys.ts'

/**
 * Whose keys were opened, as the ledger has them. Keys that it does not know, or that were replaced, open nothing. A recovery
 * holder stands for no person: their id and label, no number and no roles.
 */
export function findOwner(
  register: Pick<RegisterStore, 'people' | 'holders'>,
  { owner, keys }: Pick<Unlocked, 'owner' | 'keys'>,
): Result<PersonRow, UnlockFailure> {
  if (owner.kind !== 'passphrase') return findHolder(register, { owner, keys })
  const people = register.people()
  if (!people.ok) return people
  const person = people.value.find(({ userId }) => userId === owner.id)
  if (person === undefined || person.keyId !== keys.keyId) return fail({ code: 'ledger/signer-unknown' })
  return person.state === 'suspended' ? fail({ code: 'vault/person-suspended' }) : succeed(person)
}

function findHolder(
  register: Pick<RegisterStore, 'holders'>,
  { owner, keys }: Pick<Unlocked, 'owner' | 'keys'>,
): Result<PersonRow, UnlockFailure> {
  const holders = register.holders()
  if (!holders.ok) return holders
  const holder = holders.value.find(({ holderId }) => holderId === owner.id)
  if (holder === undefined || holder.keyId !== keys.keyId) return fail({ code: 'ledger/signer-unknown' })
  const { keyId, signingKeyHex, agreementKeyHex, label, addedSeq } = holder
  return succeed({
    userId: owner.id as UserId,
    number: 0,
    name: label,
    roles: [],
    state: 'active',
    addedAtMs: 0,
    keysSinceSeq: addedSeq,
    keyId,
    signingKeyHex,
    agreementKeyHex,
  })
}
