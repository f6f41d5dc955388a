import { addPerson } from '#app/people/add-person.ts'
import { changeRoles } from '#app/people/change-roles.ts'
import { confirmEvent } from '#app/people/confirm-event.ts'
import { listPeople } from '#app/people/list-people.ts'
import { listReaders } from '#app/people/list-readers.ts'
import { reinstatePerson } from '#app/people/reinstate-person.ts'
import { resetPassphrase } from '#app/people/reset-passphrase.ts'
import { shareCase } from '#app/people/share-case.ts'
import { suspendPerson } from '#app/people/suspend-person.ts'
import type { Handlers } from '#contract/dispatcher.ts'
import type { EngineParts } from '../engine-parts.ts'

type PeopleOperation =
  | 'people.list'
  | 'people.add'
  | 'people.changeRoles'
  | 'people.suspend'
  | 'people.reinstate'
  | 'people.resetPassphrase'
  | 'case.share'
  | 'case.readers'
  | 'event.confirm'

/** What operations on people and on who may read what do. */
export function peopleHandlers({ current, slots, inTurn }: EngineParts): Pick<Handlers, PeopleOperation> {
  return {
    'people.list': listPeople(current, slots),
    'people.add': inTurn(addPerson(current, slots)),
    'people.changeRoles': inTurn(changeRoles(current)),
    'people.suspend': inTurn(suspendPerson(current, slots)),
    'people.reinstate': inTurn(reinstatePerson(current, slots)),
    'people.resetPassphrase': inTurn(resetPassphrase(current, slots)),
    'case.share': shareCase(current),
    'case.readers': listReaders(current),
    'event.confirm': confirmEvent(current, slots),
  }
}
