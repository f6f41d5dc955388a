import type { Failure } from '#contract/failures.ts'
import type { UserId } from '#core/ids.ts'
import type { Role } from '#core/people/roles.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { PersonRow } from '../ports/register-store.ts'
import type { VaultSession } from '../vault-session.ts'

/** A person with everybody else of the station. */
export type FoundPerson = { readonly person: PersonRow; readonly people: readonly PersonRow[] }

/** Finds a person by id, as the register has them now. */
export function findPerson(
  vault: Pick<VaultSession, 'register'>,
  userId: UserId,
): Result<FoundPerson, LedgerStoreFailure | Failure<'people/not-found'>> {
  const people = vault.register.people()
  if (!people.ok) return people
  const person = people.value.find((candidate) => candidate.userId === userId)
  return person === undefined ? fail({ code: 'people/not-found' }) : succeed({ person, people: people.value })
}

/** Finds a person who can unlock the vault. */
export function findActivePerson(
  vault: Pick<VaultSession, 'register'>,
  userId: UserId,
): Result<FoundPerson, LedgerStoreFailure | Failure<'people/not-found' | 'people/suspended'>> {
  const found = findPerson(vault, userId)
  if (!found.ok) return found
  return found.value.person.state === 'active' ? found : fail({ code: 'people/suspended' })
}

/**
 * The roles of the person of the session as the register has them now: they may have changed since the vault was unlocked. Where the
 * register cannot be read, those they unlocked with: the operation itself then names what is damaged.
 */
export function rolesNow(vault: Pick<VaultSession, 'register' | 'person'>): readonly Role[] {
  const people = vault.register.people()
  if (!people.ok) return vault.person.roles
  const person = people.value.find(({ userId }) => userId === vault.person.userId)
  return person?.state === 'active' ? person.roles : []
}

/** Whether a grant of a case's key is sealed to the keys that a person has now. */
export function isCurrent(grantedSeq: number, { keysSinceSeq }: Pick<PersonRow, 'keysSinceSeq'>): boolean {
  return grantedSeq > keysSinceSeq
}
