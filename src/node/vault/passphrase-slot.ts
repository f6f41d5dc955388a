import type { UserId } from '#core/ids.ts'
import { deriveFromPassphrase, type KeyDerivation } from '../crypto/key-derivation.ts'
import { personKeysFrom } from '../crypto/person-keys.ts'
import {
  hkdfSha256,
  KEY_BYTES,
  NONCE_BYTES,
  openAesGcm,
  randomBytes,
  sealAesGcm,
} from '../crypto/primitives.ts'
import type { SecondFactor } from '../crypto/second-factors.ts'
import { slotFacts } from './slot-keys.ts'
import type { PassphraseSlot } from './vault-header.ts'

const NO_SALT = new Uint8Array(0)

/** What a slot demands beside the passphrase; `null` for nothing of that kind. */
export type Factors = { readonly keyFile: SecondFactor | null; readonly machine: SecondFactor | null }

/** No second factor. */
export const PASSPHRASE_ALONE: Factors = { keyFile: null, machine: null }

/** Overwrites the secrets of second factors. */
export function wipeFactors({ keyFile, machine }: Factors): void {
  keyFile?.secret.fill(0)
  machine?.secret.fill(0)
}

/** Makes a person's slot: their seed under their passphrase and whatever else is demanded. */
export async function makePassphraseSlot(options: {
  readonly vaultId: string
  readonly userId: UserId
  readonly number: number
  readonly passphrase: string
  readonly kdf: KeyDerivation
  readonly factors: Factors
  readonly seed: Uint8Array
}): Promise<Omit<PassphraseSlot, 'sealedVaultKeyHex'>> {
  const { vaultId, userId, number, passphrase, seed } = options
  const { keyFile, machine } = options.factors
  const salt = randomBytes(16)
  const startedAt = performance.now()
  const slotKey = await slotKeyFrom(passphrase, salt, options.kdf, options.factors)
  const measuredMs = Math.round(performance.now() - startedAt)
  const facts = {
    kind: 'passphrase' as const,
    slotId: toHex(randomBytes(16)),
    userId,
    number,
    kdf: { ...options.kdf, saltHex: toHex(salt), measuredMs },
    factors: {
      ...(keyFile !== null && { keyFileIdHex: keyFile.idHex }),
      ...(machine !== null && { machineKeyIdHex: machine.idHex }),
    },
    agreementKeyHex: personKeysFrom(seed).agreementKeyHex,
  }
  return { ...facts, sealedSeedHex: sealSeed(slotKey, seed, slotFacts(vaultId, facts)) }
}

/**
 * The seed that a passphrase opens in a slot, or `null` when it is another one (or the slot was changed: its facts are bound
 * in). The caller overwrites it.
 */
export async function openPassphraseSlot(
  vaultId: string,
  slot: PassphraseSlot,
  passphrase: string,
  factors: Factors = PASSPHRASE_ALONE,
): Promise<Uint8Array | null> {
  const { saltHex, measuredMs: _, ...kdf } = slot.kdf
  const slotKey = await slotKeyFrom(passphrase, fromHex(saltHex), kdf, factors)
  return openSeed(slotKey, slot.sealedSeedHex, slotFacts(vaultId, slot))
}

/** Seals a seed under a slot's key, which is overwritten. */
export function sealSeed(slotKey: Uint8Array, seed: Uint8Array, facts: Uint8Array): string {
  const nonce = randomBytes(NONCE_BYTES)
  const sealed = sealAesGcm(slotKey, nonce, seed, facts)
  slotKey.fill(0)
  return toHex(Buffer.concat([nonce, sealed]))
}

/** Opens what {@link sealSeed} sealed; the slot's key is overwritten. */
export function openSeed(slotKey: Uint8Array, sealedSeedHex: string, facts: Uint8Array): Uint8Array | null {
  const sealed = fromHex(sealedSeedHex)
  const seed = openAesGcm(slotKey, sealed.subarray(0, NONCE_BYTES), sealed.subarray(NONCE_BYTES), facts)
  slotKey.fill(0)
  return seed
}

async function slotKeyFrom(
  passphrase: string,
  salt: Uint8Array,
  kdf: KeyDerivation,
  { keyFile, machine }: Factors,
): Promise<Uint8Array> {
  const stretched = await deriveFromPassphrase(passphrase, salt, kdf)
  const none = new Uint8Array(0)
  const all = Buffer.concat([stretched, keyFile?.secret ?? none, machine?.secret ?? none])
  const key = hkdfSha256(all, NO_SALT, 'samnum/v1/slot', KEY_BYTES)
  for (const secret of [stretched, all]) secret.fill(0)
  return key
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

function fromHex(text: string): Uint8Array {
  return Buffer.from(text, 'hex')
}
