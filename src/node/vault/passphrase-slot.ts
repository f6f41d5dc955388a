import type { VaultId } from '#core/ids.ts'
import { canonicalBytes } from '#core/ledger/canonical-json.ts'
import { openWithKey, sealToKey } from '../crypto/hpke.ts'
import { deriveFromPassphrase, type KeyDerivation } from '../crypto/key-derivation.ts'
import { type PersonKeys, personKeysFrom } from '../crypto/person-keys.ts'
import {
  hkdfSha256,
  KEY_BYTES,
  NONCE_BYTES,
  openAesGcm,
  randomBytes,
  sealAesGcm,
} from '../crypto/primitives.ts'
import type { PassphraseSlot } from './vault-header.ts'

const NO_SALT = new Uint8Array(0)
const VAULT_KEY_INFO = 'samnum/v1/vault-key'

/** Makes a person's slot: their seed under their passphrase, the vault's key under their agreement key. */
export async function makePassphraseSlot(options: {
  readonly vaultId: VaultId
  readonly userId: string
  readonly passphrase: string
  readonly kdf: KeyDerivation
  readonly seed: Uint8Array
  readonly vaultKey: Uint8Array
}): Promise<PassphraseSlot> {
  const { vaultId, userId, passphrase, seed, vaultKey } = options
  const keys = personKeysFrom(seed)
  const salt = randomBytes(16)
  const slotId = toHex(randomBytes(16))
  const kdf = { ...options.kdf, saltHex: toHex(salt) }
  const facts = { kind: 'passphrase' as const, slotId, userId, kdf, agreementKeyHex: keys.agreementKeyHex }
  const slotKey = await slotKeyFrom(passphrase, salt, options.kdf)
  const nonce = randomBytes(NONCE_BYTES)
  const sealedSeed = sealAesGcm(slotKey, nonce, seed, slotFacts(vaultId, facts))
  const sealedVaultKey = sealToKey(
    fromHex(keys.agreementKeyHex),
    VAULT_KEY_INFO,
    slotFacts(vaultId, facts),
    vaultKey,
  )
  return {
    ...facts,
    sealedSeedHex: toHex(Buffer.concat([nonce, sealedSeed])),
    sealedVaultKeyHex: toHex(sealedVaultKey),
  }
}

/** Tries a passphrase on a slot; `null` when it is another one (or the slot was changed: its facts are bound in). */
export async function openPassphraseSlot(
  vaultId: string,
  slot: PassphraseSlot,
  passphrase: string,
): Promise<{ readonly keys: PersonKeys; readonly vaultKey: Uint8Array } | null> {
  const { sealedSeedHex, sealedVaultKeyHex, ...facts } = slot
  const { saltHex, ...kdf } = slot.kdf
  const slotKey = await slotKeyFrom(passphrase, fromHex(saltHex), kdf)
  const sealed = fromHex(sealedSeedHex)
  const bound = slotFacts(vaultId, facts)
  const seed = openAesGcm(slotKey, sealed.subarray(0, NONCE_BYTES), sealed.subarray(NONCE_BYTES), bound)
  slotKey.fill(0)
  if (seed === null) return null
  const keys = personKeysFrom(seed)
  seed.fill(0)
  const vaultKey = openWithKey(keys.agreement, VAULT_KEY_INFO, bound, fromHex(sealedVaultKeyHex))
  return vaultKey === null ? null : { keys, vaultKey }
}

async function slotKeyFrom(passphrase: string, salt: Uint8Array, kdf: KeyDerivation): Promise<Uint8Array> {
  const stretched = await deriveFromPassphrase(passphrase, salt, kdf)
  const key = hkdfSha256(stretched, NO_SALT, 'samnum/v1/slot', KEY_BYTES)
  stretched.fill(0)
  return key
}

// The slot's parameters are associated data, so that weakening them in the header makes the slot unusable.
function slotFacts(
  vaultId: string,
  slot: Omit<PassphraseSlot, 'sealedSeedHex' | 'sealedVaultKeyHex'>,
): Uint8Array {
  return canonicalBytes({ vaultId, slot })
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

function fromHex(text: string): Uint8Array {
  return Buffer.from(text, 'hex')
}
