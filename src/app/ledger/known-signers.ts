import type { KeyId } from '#core/ids.ts'
import { isKeyActive } from '#core/people/register-state.ts'
import { type Result, succeed } from '#core/result.ts'
import type { LedgerStoreFailure } from '../ports/ledger-store.ts'
import type { RegisterStore, SignerRow } from '../ports/register-store.ts'
import type { SignerLookup } from './open-event.ts'

/** Every key that the register knows, with when each may sign. */
export type KnownSigners = {
  readonly keyOf: SignerLookup
  /** Whether a key was in force at the event with this number. */
  wasActive(keyId: KeyId, seq: number): boolean
  /** Whose key it is or was. */
  ownerOf(keyId: KeyId): SignerRow['ownerId'] | null
}

/** Reads the keys of a station's people and recovery holders, those that ended included: what they signed stays signed. */
export function knownSigners(
  register: Pick<RegisterStore, 'signers'>,
): Result<KnownSigners, LedgerStoreFailure> {
  const rows = register.signers()
  if (!rows.ok) return rows
  const keys = new Map<string, SignerRow>(rows.value.map((row) => [row.keyId, row]))
  return succeed({
    keyOf: (keyId) => keys.get(keyId)?.signingKeyHex ?? null,
    wasActive(keyId, seq) {
      const key = keys.get(keyId)
      return key !== undefined && isKeyActive(key, seq)
    },
    ownerOf: (keyId) => keys.get(keyId)?.ownerId ?? null,
  })
}
