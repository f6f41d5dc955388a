import type { Failure } from '#contract/failures.ts'
import { nextOfRoll } from '#core/custody/item-number.ts'
import { foldCode } from '#core/custody/scan-codes.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { VaultSession } from '../vault-session.ts'

/** How far a roll is searched for a number that was not used. */
const MOST_TRIES = 5000

/** Why there is no seal to put on. */
export type SealFailure =
  | LedgerStoreFailure
  | Failure<'custody/seal-number-taken' | 'custody/seal-roll-unreadable'>

/**
 * The number of a new seal: the one that was given, or the next of its roll that was not used; `undefined` for none. Numbers count as
 * used in every case that the person can read, whatever became of the seal.
 */
export function chooseSeal(
  vault: Pick<VaultSession, 'cases'>,
  {
    sealNumber,
    sealAfter,
  }: { readonly sealNumber?: string | undefined; readonly sealAfter?: string | undefined },
): Result<string | undefined, SealFailure> {
  if (sealNumber !== undefined) {
    const used = isUsed(vault, sealNumber)
    if (!used.ok) return used
    return used.value
      ? fail({ code: 'custody/seal-number-taken', facts: { sealNumber } })
      : succeed(sealNumber)
  }
  let number = sealAfter === undefined ? undefined : nextOfRoll(sealAfter)
  if (number === undefined) return succeed(undefined)
  for (let tries = 0; number !== null && tries < MOST_TRIES; tries++) {
    const used = isUsed(vault, number)
    if (!used.ok) return used
    if (!used.value) return succeed(number)
    number = nextOfRoll(number)
  }
  return fail({ code: 'custody/seal-roll-unreadable' })
}

function isUsed({ cases }: Pick<VaultSession, 'cases'>, number: string): Result<boolean, LedgerStoreFailure> {
  const found = cases.findCode(foldCode(number))
  return found.ok ? succeed(found.value.some((item) => item.as === 'seal')) : found
}
