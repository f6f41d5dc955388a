import { foldCode } from '#core/custody/scan-codes.ts'
import { isScanOf, readScannedCode } from '#core/documents/scan-code.ts'
import { type Result, succeed } from '#core/result.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { ThingStore } from '../ports/thing-store.ts'
import type { VaultSession } from '../vault-session.ts'

type FoundRows = Extract<ReturnType<ThingStore['findCode']>, { readonly ok: true }>['value']

/**
 * Finds what a scanned or typed code names. Of a label only the item counts whose check characters it bears: another station may have
 * one of the same number. What is a code as a whole is never taken apart.
 */
export function findScanned(
  vault: Pick<VaultSession, 'cases'>,
  code: string,
): Result<FoundRows, LedgerStoreFailure> {
  const whole = vault.cases.findCode(foldCode(code))
  const scanned = readScannedCode(code)
  if (!whole.ok || whole.value.length > 0 || scanned === null || scanned.check === null) return whole
  const named = vault.cases.findCode(foldCode(scanned.number))
  if (!named.ok) return named
  return succeed(
    named.value.filter(({ item, as }) => as === 'number' && isScanOf(scanned, item.number, item.itemId)),
  )
}

/** Tells whether a scanned or typed code means this storage place. */
export function isScanOfPlace(
  code: string,
  place: { readonly code: string; readonly placeId: string },
): boolean {
  if (foldCode(place.code) === foldCode(code)) return true
  const scanned = readScannedCode(code)
  return scanned?.check != null && isScanOf(scanned, place.code, place.placeId)
}
