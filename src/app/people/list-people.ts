import type { Handler } from '#contract/dispatcher.ts'
import type { PersonLine } from '#contract/people-operations.ts'
import { succeed } from '#core/result.ts'
import type { SlotKeeper } from '../ports/slot-keeper.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'
import { isCurrent } from './find-person.ts'

/** `people.list`. */
export function listPeople(
  session: SessionSource,
  keeper: Pick<SlotKeeper, 'slots'>,
): Handler<'people.list'> {
  return async () => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const slots = await keeper.slots(vault)
    if (session() !== vault) return lockedFailure()
    if (!slots.ok) return slots
    const people = vault.register.people()
    if (!people.ok) return people
    const lines: PersonLine[] = []
    for (const person of people.value) {
      const cases = vault.register.casesOf(person.userId)
      if (!cases.ok) return cases
      const { userId, number, name, roles, keyId, state, addedAtMs } = person
      lines.push({
        userId,
        number,
        name,
        roles: [...roles],
        keyId,
        state,
        hasSlot: slots.value.some(({ holderId }) => holderId === userId),
        addedAtMs,
        cases: cases.value.filter(({ grantedSeq }) => isCurrent(grantedSeq, person)).length,
      })
    }
    return succeed({ people: lines })
  }
}
