import type { Handler } from '#contract/dispatcher.ts'
import type { CaseId, ContainerId, PlaceId, UserId } from '#core/ids.ts'
import { succeed } from '#core/result.ts'
import { findEventBySeq } from '../ledger/find-event.ts'
import { findCase, lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'
import { findItem, findPlace } from './find-items.ts'
import { findScanned, isScanOfPlace } from './find-scanned.ts'
import { itemLines } from './item-lines.ts'
import { placeLines } from './places.ts'

/** `custody.items`. */
export function listItems(session: SessionSource): Handler<'custody.items'> {
  return async ({ case: caseName, place, container, userId, ...query }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    let caseId: CaseId | undefined
    let holderId: UserId | PlaceId | undefined = userId
    let containerId: ContainerId | undefined
    if (caseName !== undefined) {
      const found = findCase(vault, caseName)
      if (!found.ok) return found
      caseId = found.value.caseId
    }
    if (place !== undefined) {
      const found = findPlace(vault, place)
      if (!found.ok) return found
      // Nothing is held by a person and in a place: both together list nothing.
      if (userId !== undefined) return succeed({ items: [], total: 0 })
      holderId = found.value.placeId
    }
    if (container !== undefined) {
      const found = findItem(vault, container)
      if (!found.ok) return found
      containerId = found.value.item.itemId as ContainerId
    }
    const rows = vault.cases.items({ ...query, caseId, holderId, containerId })
    if (!rows.ok) return rows
    const lines = itemLines(vault, rows.value.items)
    return lines.ok ? succeed({ items: lines.value, total: rows.value.total }) : lines
  }
}

/** `item.find`. */
export function findByCode(session: SessionSource): Handler<'item.find'> {
  return async ({ code }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const rows = findScanned(vault, code)
    if (!rows.ok) return rows
    const lines = itemLines(vault, rows.value)
    if (!lines.ok) return lines
    const items = []
    for (const [index, { caseId, as }] of rows.value.entries()) {
      const item = lines.value[index]
      const caseNumber = numberOf(vault, caseId)
      if (!caseNumber.ok) return caseNumber
      if (item !== undefined) items.push({ item, caseNumber: caseNumber.value, as })
    }
    const places = placeLines(vault)
    if (!places.ok) return places
    return succeed({ items, places: places.value.filter((place) => isScanOfPlace(code, place)) })
  }
}

/** `custody.waiting`. */
export function listWaiting(session: SessionSource): Handler<'custody.waiting'> {
  return async ({ of }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const { userId } = vault.person
    const rows = vault.cases.waiting(
      of === 'mine' ? { receiverId: userId } : of === 'given' ? { giverId: userId } : {},
    )
    if (!rows.ok) return rows
    const people = vault.register.people()
    if (!people.ok) return people
    const nameOf = (id: UserId) => people.value.find((person) => person.userId === id)?.name ?? ''
    const waiting = []
    for (const { caseId, seq, receiverId, giverId, items } of rows.value) {
      const stored = findEventBySeq(vault.ledger, seq)
      if (!stored.ok) return stored
      const caseNumber = numberOf(vault, caseId)
      if (!caseNumber.ok) return caseNumber
      const lines = itemLines(
        vault,
        items.map((item) => ({ caseId, item })),
      )
      if (!lines.ok) return lines
      if (stored.value === null) continue
      waiting.push({
        caseId,
        caseNumber: caseNumber.value,
        seq,
        hashHex: stored.value.hashHex,
        giver: { userId: giverId, name: nameOf(giverId) },
        receiver: { userId: receiverId, name: nameOf(receiverId) },
        atMs: Math.max(...items.map(({ lastAtMs }) => lastAtMs)),
        items: lines.value,
      })
    }
    return succeed({ waiting })
  }
}

function numberOf({ cases }: VaultSession, caseId: CaseId) {
  const found = cases.findCase(caseId)
  return found.ok ? succeed(found.value?.number ?? '') : found
}
