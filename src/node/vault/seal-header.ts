import { equalBytes, KEY_BYTES, randomBytes } from '../crypto/primitives.ts'
import { headerMacHex, type Keyring, sealKeyring } from './keyring.ts'
import { type BareSlot, sealVaultKey } from './slot-keys.ts'
import { VAULT_FORMAT_VERSION, type VaultHeader } from './vault-header.ts'

/**
 * Makes a header with a fresh vault key, sealed to every slot. Nobody keeps that key: whatever changes the header makes another,
 * for which the keyring and the slots' public keys are enough.
 */
export function sealHeader(
  plan: { readonly vaultId: string; readonly generation: number; readonly slots: readonly BareSlot[] },
  keyring: Keyring,
): VaultHeader {
  const { vaultId, generation, slots } = plan
  const vaultKey = randomBytes(KEY_BYTES)
  const header = {
    format: 'samnum-vault' as const,
    v: VAULT_FORMAT_VERSION as 1,
    vaultId,
    generation,
    slots: slots.map((slot) => sealVaultKey(vaultId, slot, vaultKey)),
    sealedKeyringHex: Buffer.from(sealKeyring(vaultKey, vaultId, keyring)).toString('hex'),
  }
  vaultKey.fill(0)
  return { ...header, macHex: headerMacHex(keyring, header) }
}

/** Tells whether a header was written by somebody who holds the keyring. */
export function macHolds(keyring: Keyring, header: VaultHeader): boolean {
  return equalBytes(Buffer.from(headerMacHex(keyring, header), 'hex'), Buffer.from(header.macHex, 'hex'))
}
