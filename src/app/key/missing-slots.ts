import { type Result, succeed } from '#core/result.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { RegisterStore } from '../ports/register-store.ts'

/** Whose slot it is, and the public key that its seed gives. */
export type SlotOwner = { readonly ownerId: string; readonly agreementKeyHex: string }

/**
 * How many of the people and recovery holders that the ledger lets in have no slot of their keys in the header. The header can be
 * written by everybody who can open it, and a way in that somebody took out would be missed on the day it is needed.
 */
export function countMissingSlots(
  register: Pick<RegisterStore, 'people' | 'holders'>,
  slots: readonly SlotOwner[],
): Result<number, LedgerStoreFailure> {
  const people = register.people()
  if (!people.ok) return people
  const holders = register.holders()
  if (!holders.ok) return holders
  const owed: readonly SlotOwner[] = [
    ...people.value
      .filter(({ state }) => state === 'active')
      .map(({ userId, agreementKeyHex }) => ({ ownerId: userId, agreementKeyHex })),
    ...holders.value.map(({ holderId, agreementKeyHex }) => ({ ownerId: holderId, agreementKeyHex })),
  ]
  const isThere = ({ ownerId, agreementKeyHex }: SlotOwner) =>
    slots.some((slot) => slot.ownerId === ownerId && slot.agreementKeyHex === agreementKeyHex)
  return succeed(owed.filter((owner) => !isThere(owner)).length)
}
