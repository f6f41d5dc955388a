import type { MachineKeychain } from '#app/ports/machine-keychain.ts'
import type { CredentialFailure, Credentials } from '#app/ports/slot-keeper.ts'
import type { RecoverFailure, RecoveryMeans, UnlockFailure } from '#app/ports/vault-keeper.ts'
import type { Failure } from '#contract/failures.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { parseAgeIdentity } from '../crypto/age-keys.ts'
import type { PersonKeys } from '../crypto/person-keys.ts'
import type { Attempts } from './attempts.ts'
import { type Keyring, openKeyring, wipeKeyring } from './keyring.ts'
import { wipeFactors } from './passphrase-slot.ts'
import { openEscrowSlot, openRecoveryCodeSlot, parseRecoveryCode } from './recovery-slots.ts'
import { macHolds } from './seal-header.ts'
import { type OpenedSlot, openWithSeed } from './slot-keys.ts'
import { trySlots } from './try-slots.ts'
import type { ReadHeader } from './vault-folder.ts'
import type { Slot, VaultHeader } from './vault-header.ts'

/** What a slot gives: whose it is, their keys, and the vault's working keys. */
export type Unlocked = {
  readonly header: VaultHeader
  readonly owner: OpenedSlot['owner']
  readonly keys: PersonKeys
  readonly viewKey: Uint8Array
  readonly keyring: Keyring
}

/** What trying a slot needs beside credentials. */
export type KeyTools = { readonly attempts: Attempts; readonly keychain: MachineKeychain | null }

type SeedOf<F> = (header: VaultHeader) => Promise<Result<OpenedSeed, F>>

/** Opens the header's keys with a person's credentials. Wrong tries are counted and delayed. */
export function openKeys(
  read: ReadHeader,
  credentials: Credentials,
  { attempts, keychain }: KeyTools,
): Promise<Result<Unlocked, UnlockFailure>> {
  return attempts.attempt(isWrongTry, () =>
    openFirst<CredentialFailure>(read, async ({ vaultId, slots }) => {
      const tried = await trySlots(vaultId, slots, credentials, keychain)
      if (tried.ok) wipeFactors(tried.value.factors)
      return tried
    }),
  )
}

/** Opens the header's keys with a recovery code or an age identity. Wrong tries are counted and delayed. */
export function openKeysForRecovery(
  read: ReadHeader,
  means: RecoveryMeans,
  { attempts }: KeyTools,
): Promise<Result<Unlocked, RecoverFailure>> {
  return attempts.attempt(isWrongTry, () =>
    openFirst<RecoverFailure>(read, async (header) => openRecovery(header, means)),
  )
}

type OpenedSeed = { readonly slot: Slot; readonly seed: Uint8Array }

function openRecovery(header: VaultHeader, means: RecoveryMeans): Result<OpenedSeed, RecoverFailure> {
  return means.kind === 'escrow' ? openEscrow(header, means.identity) : openRecoveryCode(header, means.code)
}

function openEscrow({ vaultId, slots }: VaultHeader, text: string): Result<OpenedSeed, RecoverFailure> {
  const identity = parseAgeIdentity(text)
  if (identity === null) return fail({ code: 'vault/escrow-identity-refused' })
  for (const slot of slots) {
    if (slot.kind !== 'escrow' || slot.recipient !== identity.recipient) continue
    const seed = openEscrowSlot(vaultId, slot, identity)
    return seed === null ? fail({ code: 'vault/header-damaged' }) : succeed({ slot, seed })
  }
  return fail({ code: 'vault/recovery-not-found' })
}

/** The seed of the recovery slot that a code opens, which the caller overwrites. */
export function openRecoveryCode(
  { vaultId, slots }: VaultHeader,
  text: string,
): Result<OpenedSeed, Failure<'vault/recovery-code-malformed' | 'vault/wrong-recovery-code'>> {
  const code = parseRecoveryCode(text)
  if (!code.ok) {
    const facts = code.failure.code === 'groups/wrong-group' ? { group: code.failure.group } : {}
    return fail({ code: 'vault/recovery-code-malformed', facts })
  }
  try {
    for (const slot of slots) {
      const seed = slot.kind === 'recovery-code' ? openRecoveryCodeSlot(vaultId, slot, code.value) : null
      if (seed !== null) return succeed({ slot, seed })
    }
  } finally {
    code.value.fill(0)
  }
  return fail({ code: 'vault/wrong-recovery-code' })
}

/** Tells whether a failure is a guess that missed. What was never tried, such as a slot without its key file, is none. */
export function isWrongTry({ code }: { readonly code: string }): boolean {
  return code === 'vault/wrong-passphrase' || code === 'vault/wrong-recovery-code'
}

/**
 * Opens the newest header that is authentic. An older copy is tried only where the newer one is shown to be somebody's work, or
 * where the two are of different vaults; a passphrase that the newer one does not take says nothing of that kind.
 */
async function openFirst<F extends { readonly code: string }>(
  { candidates }: ReadHeader,
  seedOf: SeedOf<F>,
): Promise<Result<Unlocked, F | Failure<'vault/header-damaged'>>> {
  const [newest, ...older] = candidates
  const opened = await openHeader(newest, seedOf)
  const [other] = older
  if (opened.ok || other === undefined) return opened
  const isForged = opened.failure.code === 'vault/header-damaged'
  if (!isForged && other.vaultId === newest.vaultId) return opened
  const second = await openHeader(other, seedOf)
  return second.ok ? second : opened
}

async function openHeader<F>(
  header: VaultHeader,
  seedOf: SeedOf<F>,
): Promise<Result<Unlocked, F | Failure<'vault/header-damaged'>>> {
  const found = await seedOf(header)
  if (!found.ok) return found
  const { slot, seed } = found.value
  const opened = openWithSeed(header.vaultId, slot, seed)
  seed.fill(0)
  if (opened === null) return fail({ code: 'vault/header-damaged' })
  const { owner, keys, viewKey, vaultKey } = opened
  const keyring = openKeyring(vaultKey, header.vaultId, Buffer.from(header.sealedKeyringHex, 'hex'))
  vaultKey.fill(0)
  if (keyring === null) return fail({ code: 'vault/header-damaged' })
  if (macHolds(keyring, header)) return succeed({ header, owner, keys, viewKey, keyring })
  wipeKeyring(keyring)
  return fail({ code: 'vault/header-damaged' })
}
