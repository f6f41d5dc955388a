import type { MachineKeychain } from '#app/ports/machine-keychain.ts'
import type { Credentials, TriedFailure } from '#app/ports/slot-keeper.ts'
import { type Result, succeed } from '#core/result.ts'
import { type Keyring, openKeyring, wipeKeyring } from '../vault/keyring.ts'
import { wipeFactors } from '../vault/passphrase-slot.ts'
import { macHolds } from '../vault/seal-header.ts'
import { openWithSeed } from '../vault/slot-keys.ts'
import { type TriedSlot, trySlots } from '../vault/try-slots.ts'
import type { VaultHeader } from '../vault/vault-header.ts'
import { backupKeyOf, isAuthentic, type Manifest } from './backup-format.ts'

/** What does not hold of a generation that credentials open. */
export type Unproved = 'header-damaged' | 'manifest-damaged'

/** Opens the header of a generation with somebody's credentials and proves that its manifest was written under the same vault's keys. */
export async function proveGeneration(
  manifest: Manifest,
  header: VaultHeader,
  credentials: Credentials,
  keychain: MachineKeychain | null,
): Promise<Result<'proved' | Unproved, TriedFailure>> {
  const tried = await trySlots(header.vaultId, header.slots, credentials, keychain)
  if (!tried.ok) return tried
  wipeFactors(tried.value.factors)
  const keyring = openHeader(header, tried.value)
  if (keyring === null) return succeed('header-damaged')
  const key = backupKeyOf(keyring)
  const isProved = isAuthentic(manifest, key)
  key.fill(0)
  wipeKeyring(keyring)
  return succeed(isProved ? 'proved' : 'manifest-damaged')
}

function openHeader(header: VaultHeader, { slot, seed }: TriedSlot): Keyring | null {
  const opened = openWithSeed(header.vaultId, slot, seed)
  seed.fill(0)
  if (opened === null) return null
  const keyring = openKeyring(opened.vaultKey, header.vaultId, Buffer.from(header.sealedKeyringHex, 'hex'))
  for (const key of [opened.vaultKey, opened.viewKey]) key.fill(0)
  if (keyring === null) return null
  if (macHolds(keyring, header)) return keyring
  wipeKeyring(keyring)
  return null
}
