import type { Failure } from '#contract/failures.ts'
import type { ItemState } from '#core/custody/item-state.ts'
import type { CaseId, ExhibitId, ItemId } from '#core/ids.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { PlaceRow } from '../ports/register-store.ts'
import type { ItemRow } from '../ports/thing-store.ts'
import { type FoundCase, findCase, type VaultSession } from '../vault-session.ts'

/** Items of one case, with its key. */
export type FoundItems = { readonly found: FoundCase; readonly items: readonly ItemState[] }

/** Why items are not found. */
export type FindItemsFailure =
  | LedgerStoreFailure
  | Failure<
      'custody/item-not-found' | 'custody/items-of-several-cases' | 'case/not-found' | 'ledger/key-missing'
    >

/** Finds an item by its id or its number. */
export function findItem(
  vault: Pick<VaultSession, 'cases'>,
  name: string,
): Result<ItemRow, LedgerStoreFailure | Failure<'custody/item-not-found'>> {
  const row = vault.cases.findItem(name)
  if (!row.ok) return row
  return row.value === null ? fail({ code: 'custody/item-not-found', facts: { name } }) : succeed(row.value)
}

/** Finds items that all belong to one case, each once. */
export function findItems(
  vault: VaultSession,
  names: readonly string[],
): Result<FoundItems, FindItemsFailure> {
  const rows = new Map<ItemId, ItemRow>()
  for (const name of names) {
    const row = findItem(vault, name)
    if (!row.ok) return row
    rows.set(row.value.item.itemId, row.value)
  }
  const cases = new Set([...rows.values()].map(({ caseId }) => caseId))
  const [caseId] = cases
  if (caseId === undefined) return fail({ code: 'custody/item-not-found' })
  if (cases.size > 1) return fail({ code: 'custody/items-of-several-cases' })
  const found = findCase(vault, caseId)
  if (!found.ok) return found
  return succeed({ found: found.value, items: [...rows.values()].map(({ item }) => item) })
}

/** Finds one item with its case's key. */
export function findOneItem(
  vault: VaultSession,
  name: string,
): Result<
  { readonly found: FoundCase; readonly item: ItemState },
  LedgerStoreFailure | Failure<'custody/item-not-found' | 'case/not-found' | 'ledger/key-missing'>
> {
  const row = findItem(vault, name)
  if (!row.ok) return row
  const found = findCase(vault, row.value.caseId)
  return found.ok ? succeed({ found: found.value, item: row.value.item }) : found
}

/** A book of these items and nothing else, for judging what is done with them. */
export function bookOf(items: readonly ItemState[]): { item(itemId: ItemId): ItemState | undefined } {
  const known = new Map(items.map((item) => [item.itemId, item]))
  return { item: (itemId) => known.get(itemId) }
}

/** Finds digital exhibits of one case that show something. */
export function findPhotos(
  vault: Pick<VaultSession, 'cases'>,
  caseId: CaseId,
  names: readonly string[],
): Result<ExhibitId[], LedgerStoreFailure | Failure<'exhibit/not-found'>> {
  const ids = new Set<ExhibitId>()
  for (const name of names) {
    const row = vault.cases.findExhibit(name)
    if (!row.ok) return row
    if (row.value?.caseId !== caseId) return fail({ code: 'exhibit/not-found', facts: { name } })
    ids.add(row.value.exhibit.exhibitId)
  }
  return succeed([...ids])
}

/** Finds a storage place by its id or its code. Where several have had the code, the one in use is meant. */
export function findPlace(
  vault: Pick<VaultSession, 'register'>,
  name: string,
): Result<PlaceRow, LedgerStoreFailure | Failure<'custody/place-not-found'>> {
  const places = vault.register.places()
  if (!places.ok) return places
  const named = places.value.filter(({ placeId, code }) => placeId === name || code === name)
  const place = named.find(({ isInUse }) => isInUse) ?? named[0]
  return place === undefined ? fail({ code: 'custody/place-not-found' }) : succeed(place)
}
