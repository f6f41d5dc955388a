import { formatItemNumber, type NumberLetter } from '#core/custody/item-number.ts'
import { type Result, succeed } from '#core/result.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { FoundCase, VaultSession } from '../vault-session.ts'

/**
 * The next number of a case's run: `E` for exhibits, digital and physical together, `B` for containers, `R` for raids. Nothing may be
 * waited for between asking and appending what takes it; `ahead` counts those that the same append takes before.
 */
export function nextItemNumber(
  vault: Pick<VaultSession, 'cases'>,
  { caseId, number }: Pick<FoundCase, 'caseId' | 'number'>,
  letter: NumberLetter,
  ahead = 0,
): Result<string, LedgerStoreFailure> {
  const last = vault.cases.lastNumber(caseId, letter)
  return last.ok ? succeed(formatItemNumber(number, letter, last.value + ahead + 1)) : last
}
