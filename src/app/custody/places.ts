import type { Handler } from '#contract/dispatcher.ts'
import type { PlaceLine } from '#contract/place-operations.ts'
import type { PlaceId } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { appendEvents } from '../ledger/append-events.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import { lockedFailure, type SessionSource, type VaultSession } from '../vault-session.ts'
import { findPlace } from './find-items.ts'
import { sessionActor } from './occurrence.ts'

/** `place.add`. */
export function addPlace(session: SessionSource): Handler<'place.add'> {
  return async ({ code, name, room }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const taken = isCodeTaken(vault, code, null)
    if (!taken.ok) return taken
    if (taken.value) return fail({ code: 'custody/place-code-taken' })
    const placeId = vault.crypto.newId() as PlaceId
    const data = { placeId, code, name, room, addedBy: sessionActor(vault) }
    const appended = appendEvents(vault, [
      { key: vault.registerKey, body: { kind: 'place-added', scope: vault.vaultId, data } },
    ])
    return appended.ok ? succeed({ placeId }) : appended
  }
}

/** `place.change`. */
export function changePlace(session: SessionSource): Handler<'place.change'> {
  return async (input) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const place = findPlace(vault, input.place)
    if (!place.ok) return place
    const { placeId } = place.value
    const { code, name, room, isInUse } = { ...place.value, ...defined(input) }
    const taken = isCodeTaken(vault, code, placeId)
    if (!taken.ok) return taken
    if (isInUse && taken.value) return fail({ code: 'custody/place-code-taken' })
    const kept = vault.cases.itemsByPlace()
    if (!kept.ok) return kept
    if (!isInUse && (kept.value.get(placeId) ?? 0) > 0) return fail({ code: 'custody/place-not-empty' })
    const data = { placeId, code, name, room, isInUse, changedBy: sessionActor(vault) }
    const appended = appendEvents(vault, [
      { key: vault.registerKey, body: { kind: 'place-changed', scope: vault.vaultId, data } },
    ])
    return appended.ok ? succeed({}) : appended
  }
}

/** `place.list`. */
export function listPlaces(session: SessionSource): Handler<'place.list'> {
  return async () => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const places = placeLines(vault)
    return places.ok ? succeed({ places: places.value }) : places
  }
}

/** Every storage place with how many items it has that the person can read. */
export function placeLines(vault: VaultSession): Result<PlaceLine[], LedgerStoreFailure> {
  const places = vault.register.places()
  if (!places.ok) return places
  const kept = vault.cases.itemsByPlace()
  if (!kept.ok) return kept
  return succeed(places.value.map((place) => ({ ...place, items: kept.value.get(place.placeId) ?? 0 })))
}

function isCodeTaken(
  { register }: VaultSession,
  code: string,
  except: PlaceId | null,
): Result<boolean, LedgerStoreFailure> {
  const places = register.places()
  if (!places.ok) return places
  return succeed(
    places.value.some((place) => place.isInUse && place.code === code && place.placeId !== except),
  )
}

type Change = {
  readonly code?: string | undefined
  readonly name?: string | undefined
  readonly room?: string | undefined
  readonly isInUse?: boolean | undefined
}

function defined({ code, name, room, isInUse }: Change) {
  return {
    ...(code !== undefined && { code }),
    ...(name !== undefined && { name }),
    ...(room !== undefined && { room }),
    ...(isInUse !== undefined && { isInUse }),
  }
}
