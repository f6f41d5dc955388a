import { equalBytes } from '../crypto/primitives.ts'
import { headerMacHex, type Keyring, openKeyring, wipeKeyring } from '../vault/keyring.ts'
import { openPassphraseSlot } from '../vault/passphrase-slot.ts'
import type { VaultHeader } from '../vault/vault-header.ts'
import { backupKeyOf, isAuthentic, type Manifest } from './backup-format.ts'

/** What a passphrase says of a generation. */
export type Proof = 'proved' | 'wrong-passphrase' | 'header-damaged' | 'manifest-damaged'

/** Opens the header of a generation with a passphrase and proves that its manifest was written under the same vault's keys. */
export async function proveGeneration(
  manifest: Manifest,
  header: VaultHeader,
  passphrase: string,
): Promise<Proof> {
  const keyring = await openHeader(header, passphrase)
  if (typeof keyring === 'string') return keyring
  const key = backupKeyOf(keyring)
  const isProved = isAuthentic(manifest, key)
  key.fill(0)
  wipeKeyring(keyring)
  return isProved ? 'proved' : 'manifest-damaged'
}

async function openHeader(
  header: VaultHeader,
  passphrase: string,
): Promise<Keyring | 'wrong-passphrase' | 'header-damaged'> {
  for (const slot of header.slots) {
    const opened = await openPassphraseSlot(header.vaultId, slot, passphrase)
    if (opened === null) continue
    const keyring = openKeyring(opened.vaultKey, header.vaultId, Buffer.from(header.sealedKeyringHex, 'hex'))
    opened.vaultKey.fill(0)
    if (keyring === null) return 'header-damaged'
    const mac = Buffer.from(headerMacHex(keyring, header), 'hex')
    if (equalBytes(mac, Buffer.from(header.macHex, 'hex'))) return keyring
    wipeKeyring(keyring)
    return 'header-damaged'
  }
  return 'wrong-passphrase'
}
