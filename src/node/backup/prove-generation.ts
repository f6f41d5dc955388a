import { type Keyring, openKeyring, wipeKeyring } from '../vault/keyring.ts'
import { macHolds } from '../vault/seal-header.ts'
import { openWithSeed } from '../vault/slot-keys.ts'
import { trySlots } from '../vault/try-slots.ts'
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
  // Nobody is there whose key file or machine could be asked for: what needs one proves nothing here.
  const tried = await trySlots(header.vaultId, header.slots, { passphrase }, null)
  if (!tried.ok) return 'wrong-passphrase'
  const { slot, seed } = tried.value
  const opened = openWithSeed(header.vaultId, slot, seed)
  seed.fill(0)
  if (opened === null) return 'header-damaged'
  const keyring = openKeyring(opened.vaultKey, header.vaultId, Buffer.from(header.sealedKeyringHex, 'hex'))
  for (const key of [opened.vaultKey, opened.viewKey]) key.fill(0)
  if (keyring === null) return 'header-damaged'
  if (macHolds(keyring, header)) return keyring
  wipeKeyring(keyring)
  return 'header-damaged'
}
