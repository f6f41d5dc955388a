import type { Failure } from '#contract/failures.ts'
import { foldRaids, inventoryOf, type RaidView } from '#core/custody/raid-view.ts'
import type { DigestHex, FoundPersonId, RoomId } from '#core/ids.ts'
import { canonicalBytes } from '#core/ledger/canonical-json.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { ItemRow } from '../ports/thing-store.ts'
import { type FoundCase, findCase, type VaultSession } from '../vault-session.ts'

/** A raid with its case. */
export type FoundRaid = { readonly found: FoundCase; readonly raid: RaidView }

/** Why a raid is not found. */
export type FindRaidFailure =
  | LedgerStoreFailure
  | Failure<'case/not-found' | 'ledger/key-missing' | 'raid/not-found'>

/** Finds a raid of a case by its id or its number. */
export function findRaid(
  vault: VaultSession,
  { case: caseName, raid: name }: { readonly case: string; readonly raid: string },
): Result<FoundRaid, FindRaidFailure> {
  const found = findCase(vault, caseName)
  if (!found.ok) return found
  const lines = vault.cases.raidLines(found.value.caseId)
  if (!lines.ok) return lines
  const raid = foldRaids(lines.value).find(({ raidId, opened }) => raidId === name || opened.number === name)
  return raid === undefined ? fail({ code: 'raid/not-found' }) : succeed({ found: found.value, raid })
}

/** Finds a room of a raid by its id or its code; `undefined` where none is named. */
export function findRoom(
  { rooms }: RaidView,
  name: string | undefined,
): Result<RoomId | undefined, Failure<'raid/room-not-found'>> {
  if (name === undefined) return succeed(undefined)
  const room = [...rooms.values()].find(({ roomId, code }) => roomId === name || code === name)
  return room === undefined ? fail({ code: 'raid/room-not-found' }) : succeed(room.roomId)
}

/** Finds a person of a raid by their id or their code; `undefined` where none is named. */
export function findPersonOfRaid(
  { people }: RaidView,
  name: string | undefined,
): Result<FoundPersonId | undefined, Failure<'raid/person-not-found'>> {
  if (name === undefined) return succeed(undefined)
  const person = [...people.values()].find(({ personId, code }) => personId === name || code === name)
  return person === undefined ? fail({ code: 'raid/person-not-found' }) : succeed(person.personId)
}

/** Every item of a raid by number, and the digest that signing its inventory names. */
export function readInventory(
  vault: VaultSession,
  raid: RaidView,
): Result<{ readonly items: readonly ItemRow[]; readonly digestHex: DigestHex }, LedgerStoreFailure> {
  const rows = vault.cases.items({ raidId: raid.raidId, limit: -1, offset: 0 })
  if (!rows.ok) return rows
  const { items } = rows.value
  const inventory = inventoryOf(
    raid,
    items.map(({ item }) => item),
  )
  return succeed({ items, digestHex: vault.crypto.digestHex(canonicalBytes(inventory)) })
}
