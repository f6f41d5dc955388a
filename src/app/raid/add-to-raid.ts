import type { Handler } from '#contract/dispatcher.ts'
import { freeCode, takenCodes } from '#core/custody/raid-view.ts'
import type { ExhibitId, FoundPersonId, RoomId } from '#core/ids.ts'
import { fail, succeed } from '#core/result.ts'
import { appendOfCase } from '../custody/append-of-case.ts'
import { findItem } from '../custody/find-items.ts'
import { itemLineNow } from '../custody/item-lines.ts'
import { occurrence, sessionActor } from '../custody/occurrence.ts'
import { draftThing } from '../custody/register-thing.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'
import { findPersonOfRaid, findRaid, findRoom } from './find-raid.ts'

/** `raid.addRoom`. */
export function addRoom(session: SessionSource): Handler<'raid.addRoom'> {
  return async (input) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const target = findRaid(vault, input)
    if (!target.ok) return target
    const { found, raid } = target.value
    const { name, description } = input
    const code = input.code ?? freeCode(raid, 'R')
    if (takenCodes(raid).has(code)) return fail({ code: 'raid/code-taken' })
    const roomId = vault.crypto.newId() as RoomId
    const data = {
      raidId: raid.raidId,
      roomId,
      code,
      name,
      ...(description !== undefined && { description }),
      addedBy: sessionActor(vault),
    }
    const appended = appendOfCase(vault, found, { kind: 'raid-room-added', data })
    return appended.ok ? succeed({ roomId, code }) : appended
  }
}

/** `raid.addPerson`. */
export function addPersonToRaid(session: SessionSource): Handler<'raid.addPerson'> {
  return async (input) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const target = findRaid(vault, input)
    if (!target.ok) return target
    const { found, raid } = target.value
    const roomId = findRoom(raid, input.room)
    if (!roomId.ok) return roomId
    const code = input.code ?? freeCode(raid, 'P')
    if (takenCodes(raid).has(code)) return fail({ code: 'raid/code-taken' })
    const personId = vault.crypto.newId() as FoundPersonId
    const { role, name, sex, nationality, ageYears, document, languages, note } = input
    const data = {
      raidId: raid.raidId,
      personId,
      code,
      role,
      ...(name !== undefined && { name }),
      ...(sex !== undefined && { sex }),
      ...(nationality !== undefined && { nationality }),
      ...(ageYears !== undefined && { ageYears }),
      ...(document !== undefined && { document }),
      ...(languages !== undefined && { languages }),
      ...(roomId.value !== undefined && { roomId: roomId.value }),
      ...(note !== undefined && { note }),
      foundBy: sessionActor(vault),
    }
    const appended = appendOfCase(vault, found, { kind: 'raid-person-found', data })
    return appended.ok ? succeed({ personId, code }) : appended
  }
}

/** `raid.changePerson`. */
export function changePersonOfRaid(session: SessionSource): Handler<'raid.changePerson'> {
  return async ({ person, role, name, reason, ...named }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const target = findRaid(vault, named)
    if (!target.ok) return target
    const { found, raid } = target.value
    const personId = findPersonOfRaid(raid, person)
    if (!personId.ok) return personId
    if (personId.value === undefined) return fail({ code: 'raid/person-not-found' })
    const data = {
      raidId: raid.raidId,
      personId: personId.value,
      role,
      ...(name !== undefined && { name }),
      reason,
      changedBy: sessionActor(vault),
    }
    const appended = appendOfCase(vault, found, { kind: 'raid-person-changed', data })
    return appended.ok ? succeed({}) : appended
  }
}

/** `raid.addItem`. One append, acknowledged before the next thing is picked up. */
export function addItemToRaid(session: SessionSource): Handler<'raid.addItem'> {
  return async ({ case: caseName, raid: raidName, room, person, atMs, zone, ...thing }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const target = findRaid(vault, { case: caseName, raid: raidName })
    if (!target.ok) return target
    const { found, raid } = target.value
    const roomId = findRoom(raid, room)
    if (!roomId.ok) return roomId
    const personId = findPersonOfRaid(raid, person)
    if (!personId.ok) return personId
    const when = occurrence(vault, { atMs, zone })
    if (!when.ok) return when
    const { address, authorisation } = raid.opened
    const data = draftThing(vault, found, thing, {
      ...when.value,
      place: address,
      raidId: raid.raidId,
      ...(roomId.value !== undefined && { roomId: roomId.value }),
      ...(personId.value !== undefined && { personId: personId.value }),
      ...(authorisation !== undefined && { authority: authorisation.reference ?? authorisation.authority }),
    })
    if (!data.ok) return data
    const appended = appendOfCase(vault, found, { kind: 'exhibit-registered', data: data.value })
    if (!appended.ok) return appended
    const item = itemLineNow(vault, data.value.exhibitId)
    if (!item.ok) return item
    const counts = vault.cases.countRaid(raid.raidId)
    return counts.ok ? succeed({ item: item.value, items: counts.value.get(raid.raidId) ?? 0 }) : counts
  }
}

/** `raid.linkItem`. */
export function linkItemOfRaid(session: SessionSource): Handler<'raid.linkItem'> {
  return async ({ item: name, room, person, reason, ...named }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const target = findRaid(vault, named)
    if (!target.ok) return target
    const { found, raid } = target.value
    const row = findItem(vault, name)
    if (!row.ok) return row
    const { caseId, item } = row.value
    if (caseId !== found.caseId) return fail({ code: 'custody/item-not-found' })
    if (item.kind !== 'physical') return fail({ code: 'custody/not-physical', facts: { item: item.number } })
    const roomId = findRoom(raid, room)
    if (!roomId.ok) return roomId
    const personId = findPersonOfRaid(raid, person)
    if (!personId.ok) return personId
    const data = {
      raidId: raid.raidId,
      exhibitId: item.itemId as ExhibitId,
      ...(roomId.value !== undefined && { roomId: roomId.value }),
      ...(personId.value !== undefined && { personId: personId.value }),
      ...(reason !== undefined && { reason }),
      linkedBy: sessionActor(vault),
    }
    const appended = appendOfCase(vault, found, { kind: 'raid-item-linked', data })
    return appended.ok ? itemLineNow(vault, item.itemId) : appended
  }
}
