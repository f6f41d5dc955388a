import type { Handler } from '#contract/dispatcher.ts'
import type { OutputOf } from '#contract/operations.ts'
import { succeed } from '#core/result.ts'
import type { GrantRow, HolderRow, PersonRow } from '../ports/register-store.ts'
import { findCase, lockedFailure, type SessionSource } from '../vault-session.ts'
import { isCurrent } from './find-person.ts'

type Reader = OutputOf<'case.readers'>['readers'][number]

/** `case.readers`: people by number, then recovery holders. A grant that was sealed to keys since replaced lets nobody read. */
export function listReaders(session: SessionSource): Handler<'case.readers'> {
  return async ({ case: name }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = findCase(vault, name)
    if (!found.ok) return found
    const { caseId } = found.value
    const grants = vault.register.grantsOf(caseId)
    if (!grants.ok) return grants
    const people = vault.register.people()
    if (!people.ok) return people
    const holders = vault.register.holders()
    if (!holders.ok) return holders
    const readers = [...peopleAmong(people.value, grants.value), ...holdersAmong(holders.value, grants.value)]
    return succeed({ caseId, readers })
  }
}

function peopleAmong(people: readonly PersonRow[], grants: readonly GrantRow[]): Reader[] {
  const holds = (person: PersonRow) =>
    grants.some(
      ({ recipientId, grantedSeq }) => recipientId === person.userId && isCurrent(grantedSeq, person),
    )
  return people.filter(holds).map(({ userId, name, state }) => ({ kind: 'person', userId, name, state }))
}

function holdersAmong(holders: readonly HolderRow[], grants: readonly GrantRow[]): Reader[] {
  const ids = new Set<string>(grants.map(({ recipientId }) => recipientId))
  return holders
    .filter(({ holderId }) => ids.has(holderId))
    .map(({ kind, holderId, label }) => ({ kind, holderId, label }))
}
