import type { Handler } from '#contract/dispatcher.ts'
import { isGone } from '#core/custody/item-state.ts'
import { judgeAccess, judgeSealing } from '#core/custody/judge-custody.ts'
import type { ExhibitId } from '#core/ids.ts'
import type { EventData } from '#core/ledger/event-body.ts'
import { fail, succeed } from '#core/result.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'
import { appendOfCase } from './append-of-case.ts'
import { chooseSeal } from './choose-seal.ts'
import { bookOf, findOneItem, findPhotos } from './find-items.ts'
import { itemLineNow } from './item-lines.ts'
import { occurrence, sessionActor, sessionHandler } from './occurrence.ts'
import { refusalOf } from './refusal.ts'

/** `exhibit.changeSeal`. */
export function changeSeal(session: SessionSource): Handler<'exhibit.changeSeal'> {
  return async ({ item: name, sealState, newSealNumber, reason, photos, explanation, ...given }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const target = findOneItem(vault, name)
    if (!target.ok) return target
    const { found, item } = target.value
    const when = occurrence(vault, given)
    if (!when.ok) return when
    const seal = chooseSeal(vault, { sealNumber: newSealNumber })
    if (!seal.ok) return seal
    const photoIds = findPhotos(vault, found.caseId, photos)
    if (!photoIds.ok) return photoIds
    const data: EventData<'seal-changed'> = {
      itemId: item.itemId,
      sealState,
      newSealNumber,
      reason,
      photoIds: photoIds.value,
      ...when.value,
      ...(explanation !== undefined && { explanation }),
      changedBy: sessionActor(vault),
    }
    const refusal = judgeSealing(bookOf([item]), data, sessionHandler(vault))
    if (refusal !== null) return fail(refusalOf(refusal, [item]))
    const appended = appendOfCase(vault, found, { kind: 'seal-changed', data })
    return appended.ok ? itemLineNow(vault, item.itemId) : appended
  }
}

/** `custody.accessOriginal`. */
export function accessOriginal(session: SessionSource): Handler<'custody.accessOriginal'> {
  return async ({ exhibit: name, competence, reason, effect, explanation, ...given }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const target = findOneItem(vault, name)
    if (!target.ok) return target
    const { found, item } = target.value
    const when = occurrence(vault, given)
    if (!when.ok) return when
    const data: EventData<'original-accessed'> = {
      exhibitId: item.itemId as ExhibitId,
      competence,
      reason,
      effect,
      accessedAtMs: when.value.atMs,
      zone: when.value.zone,
      ...(explanation !== undefined && { explanation }),
      accessedBy: sessionActor(vault),
    }
    const refusal = judgeAccess(bookOf([item]), data)
    if (refusal !== null) return fail(refusalOf(refusal, [item]))
    const appended = appendOfCase(vault, found, { kind: 'original-accessed', data })
    return appended.ok ? succeed({ seq: appended.value.seq }) : appended
  }
}

/** `exhibit.linkPhotos`. */
export function linkPhotos(session: SessionSource): Handler<'exhibit.linkPhotos'> {
  return async ({ item: name, photos }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const target = findOneItem(vault, name)
    if (!target.ok) return target
    const { found, item } = target.value
    if (isGone(item)) return fail({ code: 'custody/item-gone', facts: { item: item.number } })
    const photoIds = findPhotos(vault, found.caseId, photos)
    if (!photoIds.ok) return photoIds
    const data = { itemId: item.itemId, photoIds: photoIds.value, linkedBy: sessionActor(vault) }
    const appended = appendOfCase(vault, found, { kind: 'photos-linked', data })
    return appended.ok ? succeed({}) : appended
  }
}
