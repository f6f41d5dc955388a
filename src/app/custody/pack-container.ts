import type { Handler } from '#contract/dispatcher.ts'
import { judgePacking, judgeUnpacking } from '#core/custody/judge-custody.ts'
import type { ContainerId, ExhibitId } from '#core/ids.ts'
import type { EventData } from '#core/ledger/event-body.ts'
import { fail, type Result } from '#core/result.ts'
import { lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'
import { appendOfCase } from './append-of-case.ts'
import { chooseSeal } from './choose-seal.ts'
import { bookOf, type FindItemsFailure, type FoundItems, findItems } from './find-items.ts'
import { itemLineNow } from './item-lines.ts'
import { occurrence, sessionActor, sessionHandler } from './occurrence.ts'
import { refusalOf } from './refusal.ts'

/** `container.pack`. */
export function packContainer(session: SessionSource): Handler<'container.pack'> {
  return async ({ container, exhibits, explanation, ...given }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const target = find(vault, container, exhibits)
    if (!target.ok) return target
    const { found, items } = target.value
    const when = occurrence(vault, given)
    if (!when.ok) return when
    const seal = chooseSeal(vault, given)
    if (!seal.ok) return seal
    const data: EventData<'packed'> = {
      ...idsOf(items),
      ...(seal.value !== undefined && { sealNumber: seal.value }),
      ...when.value,
      ...(explanation !== undefined && { explanation }),
      packedBy: sessionActor(vault),
    }
    const refusal = judgePacking(bookOf(items), data, sessionHandler(vault))
    if (refusal !== null) return fail(refusalOf(refusal, items))
    const appended = appendOfCase(vault, found, { kind: 'packed', data })
    return appended.ok ? itemLineNow(vault, data.containerId) : appended
  }
}

/** `container.unpack`. */
export function unpackContainer(session: SessionSource): Handler<'container.unpack'> {
  return async ({ container, exhibits, explanation, reason, sealState, newSealNumber, ...given }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const target = find(vault, container, exhibits)
    if (!target.ok) return target
    const { found, items } = target.value
    const when = occurrence(vault, given)
    if (!when.ok) return when
    const seal = chooseSeal(vault, { sealNumber: newSealNumber })
    if (!seal.ok) return seal
    const data: EventData<'unpacked'> = {
      ...idsOf(items),
      reason,
      sealState,
      ...(seal.value !== undefined && { newSealNumber: seal.value }),
      ...when.value,
      ...(explanation !== undefined && { explanation }),
      unpackedBy: sessionActor(vault),
    }
    const refusal = judgeUnpacking(bookOf(items), data, sessionHandler(vault))
    if (refusal !== null) return fail(refusalOf(refusal, items))
    const appended = appendOfCase(vault, found, { kind: 'unpacked', data })
    return appended.ok ? itemLineNow(vault, data.containerId) : appended
  }
}

function find(
  vault: VaultSession,
  container: string,
  exhibits: readonly string[],
): Result<FoundItems, FindItemsFailure> {
  return findItems(vault, [container, ...exhibits])
}

// The container was named first. One that is none is refused by whoever judges.
function idsOf(items: FoundItems['items']): Pick<EventData<'packed'>, 'containerId' | 'exhibitIds'> {
  const [container, ...exhibits] = items.map(({ itemId }) => itemId)
  return { containerId: container as ContainerId, exhibitIds: exhibits as ExhibitId[] }
}
