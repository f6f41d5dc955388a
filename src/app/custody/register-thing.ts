import type { Handler } from '#contract/dispatcher.ts'
import type { Failure } from '#contract/failures.ts'
import type { ParsedInputOf } from '#contract/operations.ts'
import type { ContainerId, ExhibitId } from '#core/ids.ts'
import type { EventData } from '#core/ledger/event-body.ts'
import { type Result, succeed } from '#core/result.ts'
import { nextItemNumber } from '../exhibit/next-number.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import {
  type FoundCase,
  findCase,
  lockedFailure,
  type SessionSource,
  type VaultSession,
} from '../vault-session.ts'
import { appendOfCase } from './append-of-case.ts'
import { chooseSeal, type SealFailure } from './choose-seal.ts'
import { findPhotos } from './find-items.ts'
import { itemLineNow } from './item-lines.ts'
import { occurrence, sessionActor } from './occurrence.ts'

/** `exhibit.register`. */
export function registerExhibit(session: SessionSource): Handler<'exhibit.register'> {
  return async ({ case: name, seized, ...thing }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = findCase(vault, name)
    if (!found.ok) return found
    const when = occurrence(vault, seized)
    if (!when.ok) return when
    const { place, authority } = seized
    const data = draftThing(vault, found.value, thing, {
      ...when.value,
      place,
      ...(authority !== undefined && { authority }),
    })
    if (!data.ok) return data
    const appended = appendOfCase(vault, found.value, { kind: 'exhibit-registered', data: data.value })
    return appended.ok ? itemLineNow(vault, data.value.exhibitId) : appended
  }
}

/** What somebody enters of a thing. */
export type ThingInput = Omit<ParsedInputOf<'exhibit.register'>, 'case' | 'seized'>

/** What the registration of a thing says: the case's next number, a seal that was not used, and that the person of the session has it. */
export function draftThing(
  vault: VaultSession,
  found: FoundCase,
  thing: ThingInput,
  seized: EventData<'exhibit-registered'>['seized'],
): Result<EventData<'exhibit-registered'>, LedgerStoreFailure | SealFailure | Failure<'exhibit/not-found'>> {
  const photoIds = findPhotos(vault, found.caseId, thing.photos)
  if (!photoIds.ok) return photoIds
  const seal = chooseSeal(vault, thing)
  if (!seal.ok) return seal
  const number = nextItemNumber(vault, found, 'E')
  if (!number.ok) return number
  const { category, name, description, marks, quantity, cash } = thing
  const actor = sessionActor(vault)
  return succeed({
    exhibitId: vault.crypto.newId() as ExhibitId,
    number: number.value,
    category,
    name,
    ...(description !== undefined && { description }),
    ...(marks !== undefined && { marks: withoutGaps(marks) }),
    ...(quantity !== undefined && { quantity }),
    ...(cash !== undefined && { cash }),
    seized,
    ...(seal.value !== undefined && { sealNumber: seal.value }),
    photoIds: photoIds.value,
    heldBy: { kind: 'person', ...actor },
    registeredBy: actor,
  })
}

/** `container.register`. */
export function registerContainer(session: SessionSource): Handler<'container.register'> {
  return async ({ case: name, form, description, ...given }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = findCase(vault, name)
    if (!found.ok) return found
    const when = occurrence(vault, given)
    if (!when.ok) return when
    const seal = chooseSeal(vault, given)
    if (!seal.ok) return seal
    const number = nextItemNumber(vault, found.value, 'B')
    if (!number.ok) return number
    const containerId = vault.crypto.newId() as ContainerId
    const actor = sessionActor(vault)
    const data: EventData<'container-registered'> = {
      containerId,
      number: number.value,
      form,
      ...(description !== undefined && { description }),
      ...(seal.value !== undefined && { sealNumber: seal.value }),
      heldBy: { kind: 'person', ...actor },
      ...when.value,
      registeredBy: actor,
    }
    const appended = appendOfCase(vault, found.value, { kind: 'container-registered', data })
    return appended.ok ? itemLineNow(vault, containerId) : appended
  }
}

type Marks = NonNullable<EventData<'exhibit-registered'>['marks']>

function withoutGaps(marks: NonNullable<ThingInput['marks']>): Marks {
  const given = Object.entries(marks).filter(([, mark]) => mark !== undefined)
  return Object.fromEntries(given) as Marks
}
